import type { Durations } from "../../shared/review/durations.ts";
import type { Measures } from "../../shared/review/review.ts";
import { useText } from "../text/language.tsx";
import { waitText } from "./wait.ts";

/** The figures of the period, each with what it rests on. */
export function Figures({ measures: m }: { readonly measures: Measures }) {
  const text = useText();
  const { t, number } = text;
  const share = m.questions === 0 ? 0 : Math.round((100 * m.answered) / m.questions);
  const wait = (label: string, { ended, open, median, p90 }: Durations) => ({
    label,
    value:
      ended + open === 0
        ? t("review.no-wait")
        : median === null
          ? t("review.not-reached")
          : t("review.median", { time: waitText(median, text) }),
    detail: t("review.wait-detail", { p90: waitText(p90, text), open: number(open) }),
  });
  const figures = [
    { label: t("review.questions"), value: number(m.questions), detail: null },
    {
      label: t("review.answered"),
      value: number(m.answered),
      detail: t("review.answered-detail", { share, count: number(m.withCaveats) }),
    },
    { label: t("review.unanswered"), value: number(m.unanswered), detail: m.why[0]?.text ?? null },
    wait(t("review.to-answer"), m.toAnswer),
    wait(t("review.to-decision"), m.toDecision),
    { label: t("review.decisions"), value: number(m.decisions), detail: null },
    { label: t("review.stale"), value: number(m.stale), detail: null },
    {
      label: t("review.changed"),
      value: number(m.changed.answers),
      detail: t("review.changed-detail", { count: m.changed.decisions }),
    },
  ];
  return (
    <section aria-label={t("review.figures")}>
      <dl className="review-figures">
        {figures.map(({ label, value, detail }) => (
          <div key={label} className="review-figure">
            <dt className="small quiet">{label}</dt>
            <dd className="review-figure-value">{value}</dd>
            {detail === null ? null : <dd className="small quiet">{detail}</dd>}
          </div>
        ))}
      </dl>
    </section>
  );
}
