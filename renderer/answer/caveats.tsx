import type { Answer, Caveat } from "../../shared/answer/answer.ts";
import { More } from "../parts/choice.tsx";
import { Badge, type Standing } from "../parts/state-mark.tsx";
import { useText } from "../text/language.tsx";
import { SamePlaces } from "./same-places.tsx";

const ORDER = ["serious", "notable", "minor"] as const;
const STANDING: Readonly<Record<Caveat["severity"], Standing>> = {
  serious: "grave",
  notable: "notice",
  minor: "plain",
};
const MOST_SHOWN = 40;

/** What the number does not say, beside the number, gravest first. */
export function Caveats({ answer }: { readonly answer: Answer }) {
  const { t, list } = useText();
  const ordered = ORDER.flatMap((severity) =>
    answer.caveats.filter((caveat) => caveat.severity === severity),
  );
  // What was hidden stands among the caveats already.
  const saysSo = ordered.some(({ code }) => code === "suppressed-cells");
  return (
    <div className="stack">
      {ordered.length === 0 ? <p className="quiet">{t("answer.caveats-none")}</p> : null}
      <ul className="caveats">
        {ordered.map((caveat) => (
          <li key={`${caveat.code} ${caveat.text}`} className="caveat">
            <Badge standing={STANDING[caveat.severity]}>{t(`answer.severity-${caveat.severity}`)}</Badge>
            <p>{caveat.text}</p>
            <Evidence caveat={caveat} />
          </li>
        ))}
      </ul>
      {answer.plan.steps.some(({ kind }) => kind === "join") ? <SamePlaces answer={answer} /> : null}
      {answer.coverage === null ? null : <Extra title={t("answer.coverage")} text={answer.coverage.text} />}
      {answer.suppression === null || answer.suppression.text === "" || saysSo ? null : (
        <Extra title={t("answer.suppression")} text={answer.suppression.text} />
      )}
      {answer.unsure.length === 0 ? null : (
        <p className="small">
          {t("answer.unsure", { words: list(answer.unsure.map((word) => `“${word}”`)) })}
        </p>
      )}
    </div>
  );
}

function Extra({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <div>
      <h3>{title}</h3>
      <p className="small">{text}</p>
    </div>
  );
}

function Evidence({ caveat }: { readonly caveat: Caveat }) {
  const { t, day, number } = useText();
  const { count, dates, places, values, words } = caveat.evidence;
  const shown = [
    { label: t("answer.evidence-count"), items: count === undefined ? [] : [number(count)] },
    { label: t("answer.evidence-dates"), items: (dates ?? []).map(day) },
    { label: t("answer.evidence-places"), items: places ?? [] },
    { label: t("answer.evidence-values"), items: (values ?? []).map(number) },
    { label: t("answer.evidence-words"), items: words ?? [] },
  ].filter(({ items }) => items.length > 0);
  if (shown.length === 0) return null;
  return (
    <More title={<span className="small">{t("answer.evidence")}</span>}>
      <dl className="facts small">
        {shown.map(({ label, items }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              {items.slice(0, MOST_SHOWN).join(", ")}
              {items.length > MOST_SHOWN
                ? ` ${t("answer.evidence-more", { count: items.length - MOST_SHOWN })}`
                : ""}
            </dd>
          </div>
        ))}
      </dl>
    </More>
  );
}
