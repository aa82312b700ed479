import { Link } from "wouter";
import type { Trace, TraceStep } from "../../shared/review/life/trace.ts";
import { addresses } from "../frame/addresses.ts";
import { type Standing, StateShape } from "../parts/state-mark.tsx";
import { useText } from "../text/language.tsx";

const STANDING: Readonly<Record<TraceStep["sort"], Standing>> = {
  asked: "plain",
  revised: "plain",
  matched: "plain",
  sealed: "plain",
  run: "plain",
  answered: "good",
  ended: "bad",
  viewed: "unknown",
  exported: "unknown",
  decided: "grave",
  requested: "partly",
  replayed: "good",
  changed: "notice",
  noted: "plain",
};

/** What happened, one thing under the other, each with the way to where it is told in full. */
export function TraceSteps({ trace }: { readonly trace: Trace }) {
  const { t, moment } = useText();
  const versions = trace.steps.flatMap(({ version }) => version ?? []);
  return (
    <ol className="trace">
      {trace.steps.map(({ at, sort, text, answerId, requestId, version }, nth) => {
        const before = version === null ? undefined : versions[versions.indexOf(version) - 1];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps of a life stand in a fixed order.
          <li key={nth} className="trace-step">
            <StateShape standing={STANDING[sort]} />
            <div className="trace-words">
              <time className="small quiet" dateTime={at} title={at}>
                {moment(at)}
              </time>
              <span>{text}</span>
              {answerId === null ? null : (
                <Link href={addresses.answer(answerId)}>{t("review.open-answer")}</Link>
              )}
              {requestId === null ||
              trace.steps.findLastIndex((other) => other.requestId === requestId) !== nth ? null : (
                <Link href={addresses.request(requestId)}>{t("trace.request")}</Link>
              )}
              {before === undefined || trace.questionId === null ? null : (
                <Link
                  href={addresses.compareAnswers(
                    `${trace.questionId}@${before}`,
                    `${trace.questionId}@${version}`,
                  )}
                >
                  {t("trace.compare-versions")}
                </Link>
              )}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
