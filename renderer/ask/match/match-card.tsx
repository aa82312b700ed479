import type { ReactNode } from "react";
import { Link } from "wouter";
import type { Criterion, MatchEntry, Verdict } from "../../../shared/match/report.ts";
import { addresses } from "../../frame/addresses.ts";
import { More } from "../../parts/choice.tsx";
import { Badge, type Standing, StateShape, Tag } from "../../parts/state-mark.tsx";
import { useText } from "../../text/language.tsx";

const VERDICT_STANDING: Readonly<Record<Verdict, Standing>> = {
  answers: "good",
  "answers-with-caveats": "partly",
  "answers-together": "partly",
  "must-be-requested": "unknown",
  cannot: "plain",
};

/** The shape that goes with a verdict. */
export const standingOf = (verdict: Verdict): Standing => VERDICT_STANDING[verdict];

const CRITERION_STANDING: Readonly<Record<Criterion["verdict"], Standing>> = {
  met: "good",
  partly: "partly",
  "not-met": "bad",
  unknown: "unknown",
};

/** A dataset that can answer, with each criterion it was held against. What is not fully met is shown, the rest on demand. */
export function MatchCard({
  entry,
  isFirst,
  note,
}: {
  readonly entry: MatchEntry;
  readonly isFirst: boolean;
  /** What else is to be known of it here. */
  readonly note?: ReactNode;
}) {
  const { t } = useText();
  const weak = entry.criteria.filter(({ verdict }) => verdict !== "met");
  return (
    <li className="match-card">
      <div className="match-card-head">
        <h3>
          <Link href={addresses.dataset(entry.dataset)}>{entry.title}</Link>
        </h3>
        <div className="row">
          <Badge standing={standingOf(entry.verdict)}>{t(`verdict.${entry.verdict}`)}</Badge>
          {isFirst ? <Tag>{t("match.preferred")}</Tag> : null}
        </div>
      </div>
      <p className="small">{entry.reason}</p>
      {entry.join === undefined || entry.reason.includes(entry.join.text) ? null : (
        <p className="small">{entry.join.text}</p>
      )}
      {isFirst && weak.length > 0 ? <CriteriaList criteria={weak} /> : null}
      {note}
      <More title={<span className="small">{t("match.criteria")}</span>}>
        <CriteriaList criteria={entry.criteria} />
      </More>
    </li>
  );
}

/** A dataset in one line: its name, its verdict, why. */
export function MatchLine({ entry }: { readonly entry: MatchEntry }) {
  const { t } = useText();
  return (
    <li className="match-line">
      <StateShape standing={standingOf(entry.verdict)} />
      <div>
        <Link href={addresses.dataset(entry.dataset)}>{entry.title}</Link>
        <p className="small quiet">
          <span className="only-read-aloud">{t(`verdict.${entry.verdict}`)}: </span>
          {entry.reason}
        </p>
      </div>
    </li>
  );
}

function CriteriaList({ criteria }: { readonly criteria: readonly Criterion[] }) {
  const { t } = useText();
  return (
    <ul className="criteria">
      {criteria.map(({ code, verdict, text }) => (
        <li key={code}>
          <StateShape standing={CRITERION_STANDING[verdict]} />
          <span>
            <span className="only-read-aloud">{t(`criterion.${verdict}`)}: </span>
            {text}
          </span>
        </li>
      ))}
    </ul>
  );
}
