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
export function TracePanel({ item, onClose }: { readonly item: TimelineItem; readonly onClose: () => void }) {
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
        <div>
          <Button onPress={() => showAsKnown(item.at)}>{t("known-then.this-moment")}</Button>
        </div>
      </div>
    </SidePanel>
  );
}
