import { Link, useLocation } from "wouter";
import type { Heard } from "../../../shared/match/report.ts";
import { addresses } from "../../frame/addresses.ts";
import { Button } from "../../parts/button.tsx";
import { More } from "../../parts/choice.tsx";
import { useText } from "../../text/language.tsx";
import { useAsk } from "../session-provider.tsx";

/**
 * Where nothing held here answers: what was looked for in all descriptions, which part nothing speaks of, what the nearest
 * has, and what to do.
 */
export function HeardNote({
  heard,
  hasToRequest,
  isPast,
}: {
  readonly heard: Heard;
  readonly hasToRequest: boolean;
  /** Seen in an answer: nothing can be changed any more. */
  readonly isPast: boolean;
}) {
  const { t } = useText();
  const [, navigate] = useLocation();
  const { session } = useAsk();
  const { text } = session.now;
  const rephrase = () => document.querySelector<HTMLTextAreaElement>('[data-box="question"]')?.focus();
  return (
    <More title={t("heard.heading")} isOpen={!hasToRequest}>
      <div className="stack gap">
        {heard.sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        {heard.nearest === null ? null : (
          <p>
            <Link href={addresses.dataset(heard.nearest.dataset)}>{t("heard.open-nearest")}</Link>
          </p>
        )}
        {isPast ? null : (
          <>
            <p className="quiet">{t("heard.what-to-do")}</p>
            <div className="row">
              <Button onPress={rephrase}>{t("heard.rephrase")}</Button>
              {text.trim() === "" ? null : (
                <Button onPress={() => navigate(addresses.requestForWords(text.slice(0, 2000)))}>
                  {t("heard.request")}
                </Button>
              )}
            </div>
          </>
        )}
      </div>
    </More>
  );
}
