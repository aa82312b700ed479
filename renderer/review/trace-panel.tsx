import { Link } from "wouter";
import type { TimelineItem } from "../../shared/review/timeline.ts";
import { problemOf } from "../data/bridge.ts";
import { useUseCase } from "../data/queries.ts";
import { addresses } from "../frame/addresses.ts";
import { Button } from "../parts/button.tsx";
import { SidePanel } from "../parts/panel.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { useText } from "../text/language.tsx";
import { showAsKnown, useKnownAt } from "./known-then.ts";
import { TraceSteps } from "./trace-steps.tsx";

/** The life of what was selected, with the way to all of it and to what was known then. */
export function TracePanel({
  item,
  first,
  onFirst,
  onClose,
}: {
  readonly item: TimelineItem;
  /** The question or answer that is to be compared with another one; null: none is. */
  readonly first: TimelineItem | null;
  readonly onFirst: (item: TimelineItem | null) => void;
  readonly onClose: () => void;
}) {
  const { t, day, moment } = useText();
  const known = useKnownAt();
  const isOutside = item.lane === "outside";
  const trace = useUseCase("review.trace", { id: item.of, ...known }, { enabled: !isOutside });
  return (
    <SidePanel title={t("review.trace")} onClose={onClose}>
      <div className="stack">
        <h3>{item.lane === "data" ? item.title : (trace.data?.title ?? item.title)}</h3>
        {trace.isError ? <ProblemNote problem={problemOf(trace.error)} /> : null}
        {trace.data === undefined ? null : <TraceSteps trace={trace.data} />}
        {isOutside || item.lane === "data" ? (
          <>
            {isOutside ? (
              <p>
                {item.at.length === 10 ? day(item.at) : moment(item.at)}
                {item.until === null ? "" : ` – ${day(item.until.slice(0, 10))}`}
              </p>
            ) : null}
            <Link href={addresses.dataset(item.of)}>{t("trace.dataset")}</Link>
          </>
        ) : null}
        {trace.data?.questionId ? (
          <Link href={addresses.life(trace.data.questionId)}>{t("trace.life")}</Link>
        ) : null}
        {item.lane === "questions" || item.lane === "answers" ? (
          <Compare item={item} first={first} onFirst={onFirst} />
        ) : null}
        <div>
          <Button onPress={() => showAsKnown(item.at)}>{t("known-then.this-moment")}</Button>
        </div>
      </div>
    </SidePanel>
  );
}

/** Two of them side by side: the first is kept until another one is selected. */
function Compare({
  item,
  first,
  onFirst,
}: {
  readonly item: TimelineItem;
  readonly first: TimelineItem | null;
  readonly onFirst: (item: TimelineItem | null) => void;
}) {
  const { t } = useText();
  if (first === null)
    return (
      <div>
        <Button onPress={() => onFirst(item)}>{t("trace.compare")}</Button>
      </div>
    );
  return (
    <div className="stack" role="status">
      {first.of === item.of ? (
        <p className="small">{t("trace.compare-choose")}</p>
      ) : (
        <Link href={addresses.compareAnswers(first.id, item.id)}>
          {t("trace.compare-with", { title: first.title })}
        </Link>
      )}
      <div>
        <Button onPress={() => onFirst(null)}>{t("trace.compare-not")}</Button>
      </div>
    </div>
  );
}
