import type { EntryAccount } from "../../../shared/api/catalogue.ts";
import { More } from "../../parts/choice.tsx";
import { Badge } from "../../parts/state-mark.tsx";
import { useText } from "../../text/language.tsx";

/** How good the description is, criterion by criterion: what is missing first. */
export function EntryQuality({ account }: { readonly account: EntryAccount }) {
  const { t, number } = useText();
  const { criteria } = account.quality;
  const met = criteria.filter((one) => one.met).length;
  return (
    <section className="stack" aria-labelledby="quality-heading">
      <h3 id="quality-heading">{t("entry.quality")}</h3>
      <p className="small">{t("entry.quality-score", { met: number(met), all: number(criteria.length) })}</p>
      <More title={t("entry.quality-all")}>
        <ul className="quality-criteria small">
          {[...criteria]
            .sort((a, b) => Number(a.met) - Number(b.met))
            .map(({ code, met: isMet, text }) => (
              <li key={code}>
                <Badge standing={isMet ? "good" : "bad"}>{text}</Badge>
              </li>
            ))}
        </ul>
      </More>
    </section>
  );
}
