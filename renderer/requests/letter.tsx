import { useState } from "react";
import type { RequestView } from "../../shared/requests/request.ts";
import { Button } from "../parts/button.tsx";
import { type TextTools, useText } from "../text/language.tsx";
import "./requests.css";

/** The request as a letter that can be sent as it is: copied, printed, or read out. */
export function Letter({ request }: { readonly request: RequestView }) {
  const text = useText();
  const { t } = text;
  const [said, setSaid] = useState("");
  const lines = letterLines(request, text);
  const copy = () =>
    navigator.clipboard.writeText(lines.join("\n\n")).then(
      () => setSaid(t("copied")),
      () => setSaid(t("answer.copy-failed")),
    );
  return (
    <div className="stack">
      <article className="letter" aria-label={t("letter.title")}>
        {lines.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the paragraphs of a letter stand in a fixed order.
          <p key={at} className={at === 1 ? "letter-subject" : ""}>
            {line}
          </p>
        ))}
      </article>
      <div className="row no-print">
        <Button onPress={copy}>{t("letter.copy")}</Button>
        <Button onPress={() => window.print()}>{t("letter.print")}</Button>
        <span className="small quiet" role="status">
          {said}
        </span>
      </div>
    </div>
  );
}

/** The letter in paragraphs; what was not said is left out. */
function letterLines(
  { requestId, holder, wanted, purpose, columns, legalBasis, duration, deadline, openedAt }: RequestView,
  { t, day, list }: TextTools,
): string[] {
  // What people typed may end in a full stop of its own.
  const bare = (words: string) => words.trim().replace(/[.\s]+$/, "");
  return [
    t("letter.to", { holder: holder ?? t("letter.holder-open") }),
    t("letter.subject", { wanted: bare(wanted) }),
    t("letter.ask", { wanted: bare(wanted), purpose: bare(purpose) }),
    ...(columns.length === 0 ? [] : [t("letter.columns", { columns: list(columns) })]),
    ...(legalBasis === null ? [] : [t("letter.basis", { basis: bare(legalBasis) })]),
    ...(duration === null ? [] : [t("letter.duration", { duration: bare(duration) })]),
    ...(deadline === null ? [] : [t("letter.deadline", { day: day(deadline) })]),
    t("letter.reference", { id: requestId, day: day(openedAt.slice(0, 10)) }),
  ];
}
