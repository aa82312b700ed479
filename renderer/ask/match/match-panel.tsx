import { useState } from "react";
import type { MatchReport } from "../../../shared/match/report.ts";
import { type Question, questionPatchSchema } from "../../../shared/question/question.ts";
import { CompetingNote } from "../../catalogue/concept/competing-note.tsx";
import { Button } from "../../parts/button.tsx";
import { More } from "../../parts/choice.tsx";
import { SidePanel } from "../../parts/panel.tsx";
import { Badge } from "../../parts/state-mark.tsx";
import { useText } from "../../text/language.tsx";
import { PreviewView } from "../preview/preview-view.tsx";
import { useAsk } from "../session-provider.tsx";
import { HeardNote } from "./heard-note.tsx";
import { MatchCard, MatchLine, standingOf } from "./match-card.tsx";

const MOST_CARDS = 5;

/**
 * Which data can answer the question as it stands, and why the others cannot; one press away, what will be done with them.
 * Follows every change.
 */
export function MatchPanel({
  question,
  report,
  isStale,
}: {
  readonly question: Question | null;
  readonly report: MatchReport | null;
  readonly isStale: boolean;
}) {
  const { t } = useText();
  const [isOpen, setOpen] = useState(true);
  const [isAhead, setAhead] = useState(false);
  if (!isOpen) {
    return (
      <div className="side-closed">
        <Button onPress={() => setOpen(true)}>{t("match.heading")}</Button>
      </div>
    );
  }
  const canAnswer = report?.entries.some(({ verdict }) => verdict.startsWith("answers")) ?? false;
  if (isAhead && question !== null) {
    return (
      <SidePanel title={t("preview.heading")} onClose={() => setOpen(false)}>
        <div>
          <Button loudness="link" onPress={() => setAhead(false)} autoFocus>
            {t("preview.back")}
          </Button>
        </div>
        {canAnswer ? <PreviewView question={question} /> : <p className="quiet">{t("preview.waiting")}</p>}
      </SidePanel>
    );
  }
  return (
    <SidePanel title={t("match.heading")} onClose={() => setOpen(false)}>
      {report === null ? (
        <p className="quiet">{t("match.waiting")}</p>
      ) : (
        <>
          {canAnswer ? (
            <div>
              <Button loudness="link" onPress={() => setAhead(true)}>
                {t("preview.open")}
              </Button>
            </div>
          ) : null}
          <ReportView report={report} isStale={isStale} question={question} />
        </>
      )}
    </SidePanel>
  );
}

/** A match report: counts, the datasets that can answer, what is missing, why not the others. */
export function ReportView({
  report,
  isStale = false,
  isPast = false,
  question = null,
}: {
  readonly report: MatchReport;
  /** The question in the making: the preferred source is held against the others. */
  readonly question?: Question | null;
  readonly isStale?: boolean;
  /** Seen in an answer: nothing can be changed any more. */
  readonly isPast?: boolean;
}) {
  const { t } = useText();
  const able = report.entries.filter(({ verdict }) => verdict.startsWith("answers"));
  const others = report.entries.filter(({ verdict }) => !verdict.startsWith("answers"));
  return (
    <div className="stack match" aria-busy={isStale}>
      <Counts report={report} />
      <ul className="stack">
        {able.slice(0, MOST_CARDS).map((entry, place) => (
          <MatchCard
            key={entry.dataset}
            entry={entry}
            isFirst={place === 0}
            note={place === 0 && question !== null ? noteOn(entry, question) : null}
          />
        ))}
      </ul>
      {able.length > MOST_CARDS ? (
        <ul className="stack">
          {able.slice(MOST_CARDS).map((entry) => (
            <MatchLine key={entry.dataset} entry={entry} />
          ))}
        </ul>
      ) : null}
      {report.gaps.length === 0 ? null : <Gaps report={report} isPast={isPast} />}
      {report.heard === undefined ? null : (
        <HeardNote
          heard={report.heard}
          hasToRequest={others.some(({ verdict }) => verdict === "must-be-requested")}
          isPast={isPast}
        />
      )}
      {others.length === 0 ? null : (
        <More title={t("match.others", { count: others.length })}>
          <ul className="stack">
            {others.map((entry) => (
              <MatchLine key={entry.dataset} entry={entry} />
            ))}
          </ul>
        </More>
      )}
      <p className="small quiet">{t("match.considered", { count: report.considered })}</p>
    </div>
  );
}

function noteOn({ dataset, measure }: MatchReport["entries"][number], { place }: Question) {
  const [area, ...others] = place?.areas ?? [];
  const only = others.length > 0 || area?.id === "world" ? undefined : area?.id;
  return measure == null ? null : <CompetingNote dataset={dataset} measure={measure} area={only} />;
}

const SHOWN = ["answers", "answers-with-caveats", "answers-together", "must-be-requested", "cannot"] as const;

/** How many datasets came to each verdict. */
export function Counts({ report }: { readonly report: MatchReport }) {
  const { t } = useText();
  const shown = SHOWN.filter((verdict) => (report.counts[verdict] ?? 0) > 0);
  return (
    <ul className="counts">
      {shown.map((verdict) => (
        <li key={verdict}>
          <Badge standing={standingOf(verdict)}>
            {t(`verdict-count.${verdict}`, { count: report.counts[verdict] ?? 0 })}
          </Badge>
        </li>
      ))}
    </ul>
  );
}

function Gaps({ report, isPast }: { readonly report: MatchReport; readonly isPast: boolean }) {
  const { t } = useText();
  const { dispatch } = useAsk();
  const isAble = report.entries.some(({ verdict }) => verdict.startsWith("answers"));
  return (
    <More title={t("match.missing")} isOpen={!isAble}>
      <ul className="stack">
        {report.gaps.map(({ text, nearest }) => {
          const patch = questionPatchSchema.safeParse(nearest?.patch);
          return (
            <li key={text} className="stack gap">
              <p>{text}</p>
              {nearest === undefined || !patch.success || isPast ? null : (
                <>
                  <p>{nearest.text}</p>
                  <p className="quiet">{t("match.loses", { text: nearest.loses })}</p>
                  <div>
                    <Button
                      onPress={() =>
                        dispatch({
                          do: "change",
                          name: { kind: "fix", label: t("match.nearest-step") },
                          patch: patch.data,
                        })
                      }
                    >
                      {t("match.nearest")}
                    </Button>
                  </div>
                </>
              )}
            </li>
          );
        })}
      </ul>
    </More>
  );
}
