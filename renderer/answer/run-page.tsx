import { useEffect, useState } from "react";
import { useLocation } from "wouter";
import type { Problem } from "../../shared/result.ts";
import { ReportView } from "../ask/match/match-panel.tsx";
import { useAsk } from "../ask/session-provider.tsx";
import { cancelRun, type Run, startRun, useRun } from "../data/runs.ts";
import { addresses } from "../frame/addresses.ts";
import { Button } from "../parts/button.tsx";
import { Empty, Note, Progress } from "../parts/note.tsx";
import { Page, SidePanel } from "../parts/panel.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { useText } from "../text/language.tsx";
import { RoughOffer } from "./rough-offer.tsx";
import "./answer.css";

/** A run on its way: stage and share with Cancel; then the answer's own page, or why there is none. */
export function RunPage({ runId }: { readonly runId: string }) {
  const { t } = useText();
  const run = useRun(runId);
  const [, navigate] = useLocation();
  const outcome = run?.end?.kind === "outcome" ? run.end.outcome : null;
  const answerId = outcome?.kind === "answered" ? outcome.answer.id : null;
  useEffect(() => {
    if (answerId !== null) navigate(addresses.answer(answerId), { replace: true });
  }, [answerId, navigate]);
  if (run === null) return <RunGone />;
  if (answerId !== null) return null;
  if (outcome?.kind === "refused") return <Refused run={run} refusal={outcome.refusal} />;
  return (
    <Page title={t(titleOf(run))} above={<p className="quiet">{run.questionText}</p>}>
      {run.end?.kind === "problem" ? <Ended run={run} problem={run.end.problem} /> : <Running run={run} />}
    </Page>
  );
}

const SHOWN_AFTER_MS = 300;

/** Most answers are there before this shows. */
function Running({ run }: { readonly run: Run }) {
  const { t } = useText();
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SHOWN_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!isSlow) return null;
  const { progress, cancelling } = run;
  const left = cancelling ? 0 : secondsLeft(progress);
  const stage = cancelling ? t("run.cancelling") : t(`run.stage-${progress?.stage ?? "queued"}`);
  return (
    <div className="stack">
      {cancelling ? (
        <Progress label={stage} share={null} />
      ) : (
        <Progress label={stage} share={progress?.share ?? null} onCancel={() => cancelRun(run.runId)} />
      )}
      {left >= 1 ? <p className="small quiet">{t("run.left", { count: left })}</p> : null}
      {progress?.rows ? <p className="small quiet">{t("run.rows", { count: progress.rows })}</p> : null}
      {cancelling ? null : <RoughOffer run={run} />}
    </div>
  );
}

/** Whole seconds until the calculation is likely done; 0 when nothing is known of it, or it takes longer than before. */
const secondsLeft = (progress: Run["progress"]): number =>
  progress?.expectedMs == null ? 0 : Math.round((progress.expectedMs - progress.elapsedMs) / 1000);

function titleOf({ end }: Run): "run.title" | "run.cancelled" | "run.failed" {
  if (end?.kind !== "problem") return "run.title";
  return end.problem.code === "cancelled" ? "run.cancelled" : "run.failed";
}

/** Why there is no answer. What was cancelled is no problem: it was wished. */
function Ended({ run, problem }: { readonly run: Run; readonly problem: Problem }) {
  const { t } = useText();
  if (problem.code !== "cancelled")
    return <ProblemNote problem={problem} actions={<AfterTrouble run={run} />} />;
  return (
    <div role="status">
      <Note standing="plain" actions={<AfterTrouble run={run} />}>
        {t("run.cancelled-meaning")}
      </Note>
    </div>
  );
}

function AfterTrouble({ run }: { readonly run: Run }) {
  const { t } = useText();
  const [, navigate] = useLocation();
  const again = () => navigate(addresses.run(startRun({ ...run, revises: run.runId })), { replace: true });
  return (
    <>
      <Button onPress={again}>{t("run.again")}</Button>
      <BackToQuestion />
    </>
  );
}

/** The question is still on the Ask page as it was. */
function BackToQuestion() {
  const { t } = useText();
  const [, navigate] = useLocation();
  return (
    <Button loudness="quiet" onPress={() => navigate(addresses.ask)}>
      {t("run.back")}
    </Button>
  );
}

type Refusal = Extract<
  NonNullable<Extract<Run["end"], { kind: "outcome" }>>["outcome"],
  { kind: "refused" }
>["refusal"];

function Refused({ run, refusal }: { readonly run: Run; readonly refusal: Refusal }) {
  const { t } = useText();
  const { dispatch } = useAsk();
  const [, navigate] = useLocation();
  const fixes = refusal.findings.flatMap((finding) => finding.fixes);
  return (
    <Page
      title={t("run.refused")}
      above={<p className="quiet">{run.questionText}</p>}
      side={
        <SidePanel title={t("match.heading")}>
          <ReportView report={refusal.match} />
        </SidePanel>
      }
    >
      <div className="stack refusal">
        {refusal.reasons.map((reason) => (
          <Note key={reason} standing="bad">
            {reason}
          </Note>
        ))}
        <div className="row">
          {fixes.map(({ label, patch }) => (
            <Button
              key={label}
              onPress={() => {
                dispatch({ do: "change", name: { kind: "fix", label }, patch });
                navigate(addresses.ask);
              }}
            >
              {label}
            </Button>
          ))}
          <BackToQuestion />
        </div>
      </div>
    </Page>
  );
}

function RunGone() {
  const { t } = useText();
  const [, navigate] = useLocation();
  return (
    <Page title={t("run.gone")}>
      <Empty title={t("run.gone-meaning")}>
        <div>
          <Button onPress={() => navigate(addresses.answers)}>{t("run.to-answers")}</Button>
        </div>
      </Empty>
    </Page>
  );
}
