import type { Answer } from "../../../shared/answer/answer.ts";
import { encodingTable } from "../../../shared/answer/table/table.ts";
import type { Look, Outcome } from "../../../shared/api.ts";
import type { Happening } from "../../../shared/ledger/event.ts";
import type { MatchEntry } from "../../../shared/match/report.ts";
import { planQuestion } from "../../../shared/plan/plan-question.ts";
import { questionHash } from "../../../shared/question/canonical.ts";
import type { Question } from "../../../shared/question/question.ts";
import type { Reading } from "../../../shared/question/reading.ts";
import { fail, ok, type Problem, type Result } from "../../../shared/result.ts";
import { inSlices } from "../../threads/in-slices.ts";
import { datasetsNamed, type Session } from "../session.ts";
import { look } from "../understand/understand.ts";
import { execute, type Planned, type RunOptions, type Stage, sealAnswer } from "./execute.ts";
import { guardAgainstDifferences } from "./guard.ts";
import { withJoinKeys } from "./join-keys.ts";
import { holdAnswer } from "./recent.ts";
import { offerOf, sampledPlan } from "./rough.ts";

/** A question to be answered, with the words of its text that were not surely understood, and what no word here covers. */
export type Ask = {
  readonly question: Question;
  readonly unsure: readonly string[];
  readonly gaps?: Reading["gaps"];
  /** The asker's own id of this run, by which a later one can say that it takes the question up again. */
  readonly runId?: string | undefined;
  /** The id of the run that ended without an answer and is taken up again. */
  readonly revises?: string | undefined;
  /** Answers from a sample of the rows. */
  readonly sample?: boolean | undefined;
  /** The id of a run under way that a rough answer from a sample is wanted beside. */
  readonly roughOf?: string | undefined;
};

/**
 * Asks: checks, matches, seals, runs, stores. The question is durable in the ledger before it runs, the answer before it
 * is returned. What cannot be answered comes back as a refusal with its reasons; a refusal is an answer, not a problem.
 */
export async function ask(session: Session, asked: Ask, options: RunOptions = {}): Promise<Result<Outcome>> {
  const started = session.around.now();
  const again = takenUp(session, asked);
  const questionId = again?.id ?? `Q-${session.around.newId()}`;
  if (asked.runId !== undefined) session.asked.set(asked.runId, questionId);
  const runId = `R-${session.around.newId()}`;
  let stage: Stage["stage"] = "matching";
  const onStage = (now: Stage) => {
    stage = now.stage;
    options.onStage?.(now);
  };
  onStage({ stage: "matching", share: null, rows: null });
  const { question } = asked;
  const seen = await look(session, question);
  const said = (kind: "question-asked" | "question-revised"): Happening => ({
    kind,
    payload: { questionId, question, text: seen.text },
  });
  const begun: Happening[] = [
    ...(again?.text === seen.text ? [] : [said(again ? "question-revised" : "question-asked")]),
    { kind: "question-matched", payload: { questionId, report: seen.match } },
  ];
  const refuse = async (code: string, reasons: readonly string[]): Promise<Result<Outcome>> => {
    const recorded = await session.record(...begun, {
      kind: "question-refused",
      payload: { questionId, code, reasons: [...reasons] },
    });
    if (!recorded.ok) return recorded;
    const { findings, match } = seen;
    return ok({ kind: "refused", refusal: { code, reasons: [...reasons], findings, match } });
  };

  // What was asked for and has no word here must not be answered as if it had not been asked.
  const gaps = (asked.gaps ?? []).filter((gap) => gap.part !== "other");
  if (gaps.length > 0)
    return refuse(
      "not-answerable",
      gaps.map((gap) => gap.text),
    );
  if (!seen.wellFormed)
    return refuse("not-well-formed", [
      ...seen.findings.filter((finding) => finding.severity === "stops").map((finding) => finding.text),
      // Mending the question alone would not help where no dataset answers it either.
      ...(seen.match.entries.some(canAnswer) ? [] : seen.match.gaps.map((gap) => gap.text)),
    ]);
  const exact = planBest(session, asked, seen);
  if (!exact.ok) return refuse(exact.problem.code, reasonsOf(exact.problem));
  const sampled = sampledPlan(exact.value);
  const chosen = asked.sample ? sampled : exact;
  if (!chosen.ok) return refuse(chosen.problem.code, reasonsOf(chosen.problem));
  const planned = await withJoinKeys(session, chosen.value, options);

  const rough = asked.sample ? null : offerOf(sampled);
  onStage({ stage: "sealing", share: null, rows: null, ...(rough === null ? {} : { rough }) });
  const seal = { questionHash: questionHash(question), at: new Date(session.around.now()).toISOString() };
  const sealed = await session.record(
    ...begun,
    {
      kind: "question-sealed",
      payload: { questionId, questionHash: seal.questionHash, datasets: filesUsed(planned) },
    },
    { kind: "run-started", payload: { questionId, runId } },
  );
  if (!sealed.ok) return sealed;

  session.running.add(questionId);
  const ran = await execute(session, planned, { ...options, onStage }).finally(() =>
    session.running.delete(questionId),
  );
  const datasets = planned.datasets.map(({ id }) => id);
  const guarded = ran.ok
    ? await guardAgainstDifferences(session, { told: ran.value.told, datasets }, options.signal)
    : null;
  const computed = guarded === null || guarded.ok ? ran : guarded;
  // The run showed that there is nothing to say: a refusal with its reason, like one before the run.
  if (!computed.ok && isRefusal(computed.problem)) {
    const { code } = computed.problem;
    const reasons = reasonsOf(computed.problem);
    const recorded = await session.record({
      kind: "question-refused",
      payload: { questionId, code, reasons },
    });
    if (!recorded.ok) return recorded;
    return ok({ kind: "refused", refusal: { code, reasons, findings: seen.findings, match: seen.match } });
  }
  if (!computed.ok) {
    const ended = await session.record(endOf(computed.problem, { questionId, runId, stage }));
    return ended.ok ? computed : ended;
  }
  const now = session.around.now();
  const answer = sealAnswer(computed.value, planned, {
    id: `A-${session.around.newId()}`,
    seal,
    answeredAt: new Date(now).toISOString(),
    tookMs: now - started,
  });
  const kept = await keep(session, answer, planned, { questionId, runId });
  if (guarded?.ok) {
    if (kept.ok) await guarded.value.keep(answer.id, true);
    guarded.value.end();
  }
  return kept;
}

/**
 * The question that is taken up again: the same words, or the same concept, after a run that ended without an answer. What
 * was answered stays as it was sealed; another question in the same box is another question.
 */
function takenUp(session: Session, { question, revises }: Ask): { id: string; text: string } | null {
  const id = revises === undefined ? undefined : session.asked.get(revises);
  const before = id === undefined ? undefined : session.history.questions.get(id);
  if (id === undefined || before === undefined) return null;
  if (before.state !== "refused" && before.state !== "failed" && before.state !== "cancelled") return null;
  const sameWords = question.text !== "" && question.text === before.typed;
  const sameConcept = question.measure !== undefined && question.measure?.concept === before.concept;
  return sameWords || sameConcept ? { id, text: before.text } : null;
}

/** Plans with the best dataset that can: a plan that turns out impossible gives the next one its turn. */
export function planBest(session: Session, asked: Ask, { match: report, text }: Look): Result<Planned> {
  const { vocabulary } = session.derived();
  const fit = report.entries.filter(canAnswer);
  let first: Problem | null = null;
  for (const entry of fit) {
    const datasets = datasetsNamed(session, [entry.dataset, ...(entry.join ? [entry.join.dataset] : [])]);
    const plan = planQuestion({ question: asked.question, entry, datasets, vocabulary });
    if (plan.ok)
      return ok({ question: asked.question, unsure: asked.unsure, text, report, plan: plan.value, datasets });
    first ??= plan.problem;
  }
  return fail(
    first ?? {
      code: "not-answerable",
      message:
        report.gaps[0]?.text ?? report.entries[0]?.reason ?? "No dataset in this workspace measures this.",
      detail: report.gaps
        .slice(1)
        .map((gap) => gap.text)
        .join("\n"),
    },
  );
}

/** Problems that say what cannot be told, as against those that say that something broke. */
const isRefusal = ({ code }: Problem): boolean => code === "not-answerable" || code === "held-back";

const canAnswer = (entry: MatchEntry): boolean =>
  entry.verdict === "answers" ||
  entry.verdict === "answers-with-caveats" ||
  entry.verdict === "answers-together";

/** A problem's sentences as reasons: what happened, then what else is missing. */
const reasonsOf = (problem: Problem): string[] =>
  [problem.message, problem.meaning, ...(problem.detail?.split("\n") ?? [])].filter(
    (text): text is string => text !== undefined && text !== "",
  );

/** The files a plan reads, by dataset. */
function filesUsed(planned: Planned): { dataset: string; sha256: string }[] {
  const used = planned.plan.steps.flatMap((step) =>
    step.kind === "scan" ? [{ dataset: step.dataset, sha256: step.sha256 }] : [],
  );
  return [...new Map(used.map((file) => [`${file.dataset} ${file.sha256}`, file])).values()];
}

function endOf(
  problem: Problem,
  run: { readonly questionId: string; readonly runId: string; readonly stage: string },
): Happening {
  const { questionId, runId, stage } = run;
  if (problem.code === "cancelled") return { kind: "run-cancelled", payload: { questionId, runId, stage } };
  return { kind: "run-failed", payload: { questionId, runId, code: problem.code, message: problem.message } };
}

/** Stores the answer and records it; only then may it be shown. */
export async function keep(
  session: Session,
  answer: Answer,
  planned: Planned,
  run: { readonly questionId: string; readonly runId: string },
): Promise<Result<Outcome>> {
  const encoded = await inSlices(encodingTable(answer.table));
  const written = await session.workspace.answers.write({ answer, datasets: planned.datasets }, encoded);
  if (!written.ok) {
    const { code, message } = written.problem;
    await session.record({ kind: "run-failed", payload: { ...run, code, message } });
    return written;
  }
  const recorded = await session.record({
    kind: "run-finished",
    payload: {
      ...run,
      answerId: answer.id,
      fingerprint: answer.fingerprint,
      sentence: answer.sentence,
      value: answer.value,
      tookMs: answer.tookMs,
      answerSha256: written.value.sha256,
      caveats: answer.caveats.map(({ code, severity }) => ({ code, severity })),
    },
  });
  if (!recorded.ok) return recorded;
  // A large table does not go to the window with its sentence: it is asked for right after.
  holdAnswer(session, { answer, datasets: planned.datasets });
  return ok({ kind: "answered", answer });
}
