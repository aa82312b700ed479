import { Link } from "wouter";
import { problemOf } from "../data/bridge.ts";
import { useUseCase } from "../data/queries.ts";
import { addresses } from "../frame/addresses.ts";
import { Icon } from "../parts/icon.tsx";
import { Page } from "../parts/panel.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { useText } from "../text/language.tsx";
import { useKnownAt } from "./known-then.ts";
import { TraceSteps } from "./trace-steps.tsx";
import "./review.css";

/** A question's whole life on one page. */
export function LifePage({ id }: { readonly id: string }) {
  const { t } = useText();
  const trace = useUseCase("review.trace", { id, ...useKnownAt() });
  const answerId = trace.data?.answerId ?? null;
  return (
    <Page
      title={trace.data?.title ?? t("life.title")}
      above={
        <Link href={addresses.review} className="answer-back no-print">
          <Icon name="back" size={14} />
          {t("review.title")}
        </Link>
      }
    >
      {trace.isError ? <ProblemNote problem={problemOf(trace.error)} /> : null}
      {trace.data === undefined ? (
        trace.isError ? null : (
          <p className="quiet slow">{t("review.loading")}</p>
        )
      ) : (
        <div className="stack life">
          <p className="row">
            {answerId === null ? null : (
              <>
                <Link href={addresses.answer(answerId)}>{t("review.open-answer")}</Link>
                <Link href={addresses.replay(answerId)}>{t("replay.title")}</Link>
              </>
            )}
            <span className="quiet small">{trace.data.questionId}</span>
          </p>
          <h2>{t("life.steps")}</h2>
          <TraceSteps trace={trace.data} />
        </div>
      )}
    </Page>
  );
}
