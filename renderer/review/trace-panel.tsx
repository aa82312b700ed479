import { Link } from "wouter";
import type { TimelineItem } from "../../shared/review/review.ts";
import { problemOf } from "../data/bridge.ts";
import { useUseCase } from "../data/queries.ts";
import { addresses } from "../frame/addresses.ts";
import { SidePanel } from "../parts/panel.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { useText } from "../text/language.tsx";

/** The whole life of what was selected. */
export function TracePanel({ item, onClose }: { readonly item: TimelineItem; readonly onClose: () => void }) {
  const { t, moment } = useText();
  const trace = useUseCase("review.trace", { id: item.of });
  return (
    <SidePanel title={t("review.trace")} onClose={onClose}>
      {trace.isError ? <ProblemNote problem={problemOf(trace.error)} /> : null}
      {trace.data === undefined ? null : (
        <div className="stack">
          <h3>{trace.data.title}</h3>
          <ol className="trace">
            {trace.data.steps.map(({ at, text, answerId }) => (
              <li key={`${at} ${text}`} className="trace-step">
                <span className="small quiet">{moment(at)}</span>
                <span>{text}</span>
                {answerId === null ? null : (
                  <Link href={addresses.answer(answerId)}>{t("review.open-answer")}</Link>
                )}
              </li>
            ))}
          </ol>
        </div>
      )}
    </SidePanel>
  );
}
