import type { Answer } from "../../../shared/answer/answer.ts";
import { type Comparison, compareAnswers, type ReplayReason } from "../../../shared/answer/compare.ts";
import type { Replay } from "../../../shared/api.ts";
import type { Dataset } from "../../../shared/catalogue/dataset.ts";
import { entryDifference } from "../../../shared/catalogue/difference.ts";
import { currentDistribution } from "../../../shared/catalogue/distribution.ts";
import type { Told } from "../../../shared/disclosure/claims.ts";
import { changeText } from "../../../shared/ledger/replay/data-change.ts";
import { planQuestion } from "../../../shared/plan/plan-question.ts";
import { ok, type Result } from "../../../shared/result.ts";
import type { KeptAnswer } from "../../workspace/answer-files.ts";
import { datasetsNamed, type Session } from "../session.ts";
import { dataChanges } from "./data-changes.ts";
import { execute, type Planned, type RunOptions, sealAnswer } from "./execute.ts";
import { guardAgainstDifferences } from "./guard.ts";

/**
 * Runs a sealed answer again. First as it was: stored plan, stored descriptions, same files; that must give the same
 * fingerprint. Where the workspace has newer data for the same datasets, also as it would be asked today, and what
 * changed is told: in the answer, in the data behind it, in the description, in the engine.
 */
export async function replay(
  session: Session,
  kept: KeptAnswer,
  options: RunOptions = {},
): Promise<Result<Replay>> {
  const then = kept.answer;
  const missing = await missingFiles(session, then);
  const again = missing.length === 0 ? await runAgain(session, kept, asStored(kept), options) : null;
  if (again && !again.ok) return again;
  const newer = newerDatasets(session, kept);
  if (newer === null)
    return again === null
      ? record(session, cannotReplay(then, missing))
      : record(session, replayOf(then, again.value, again.value.compared.verdict, []));

  const asThen = again?.ok ? again.value.compared.verdict : null;
  const planned = planAgain(session, then, newer);
  if (planned === null) {
    const gone = `The descriptions of ${newer.map((d) => d.title).join(" and ")} have changed so that the question no longer fits them.`;
    const reason = { code: "definition-changed", text: gone, count: null } as const;
    return record(session, {
      ...cannotReplay(then, missing),
      ...(asThen !== null && { verdict: asThen, text: `${withProof(asThen)} ${gone}` }),
      asThen,
      reasons: [reason, ...missing],
    });
  }
  const now = await runAgain(session, kept, planned, options);
  if (!now.ok) return now;
  const guarded = await guardAgainstDifferences(
    session,
    {
      told: now.value.told,
      datasets: planned.datasets.map(({ id }) => id),
    },
    options.signal,
  );
  if (!guarded.ok && guarded.problem.code === "cancelled") return guarded;
  if (!guarded.ok) return record(session, heldBackReplay(then, asThen, guarded.problem.message, missing));
  await guarded.value.keep(then.id, false);
  guarded.value.end();
  const changes = missing.length > 0 ? ok([]) : await dataChanges(session, kept, planned, options);
  if (!changes.ok) return changes;
  const replayed = replayOf(then, now.value, asThen, changes.value);
  return record(session, {
    ...replayed,
    reasons: [...replayed.reasons.flatMap((reason) => explained(reason, kept, newer)), ...missing],
  });
}

type Again = { readonly answer: Answer; readonly compared: Comparison; readonly told: Told | null };

async function runAgain(
  session: Session,
  { answer: then }: KeptAnswer,
  planned: Planned,
  options: RunOptions,
): Promise<Result<Again>> {
  const computed = await execute(session, planned, options);
  if (!computed.ok) return computed;
  const answer = sealAnswer(computed.value, planned, {
    id: then.id,
    seal: then.seal,
    answeredAt: new Date(session.around.now()).toISOString(),
    tookMs: 0,
  });
  return ok({ answer, compared: compareAnswers(then, answer), told: computed.value.told });
}

function replayOf(
  then: Answer,
  { answer, compared }: Again,
  asThen: Replay["asThen"],
  data: Replay["data"],
): Replay {
  const engine = compared.reasons.find(({ code }) => code === "engine-changed");
  // With an older engine the same figures say more, and other figures may have that reason.
  const text = engine ? `${compared.text} ${engine.text}` : compared.text;
  const { verdict, reasons } = compared;
  return {
    answerId: then.id,
    verdict,
    text,
    reasons,
    asThen,
    data,
    before: partOf(then),
    after: partOf(answer),
  };
}

const withProof = (asThen: NonNullable<Replay["asThen"]>): string =>
  asThen === "different"
    ? "Run again from the very files of then, it does not come out the same either."
    : "Run again from the very files of then, it is the same as it was.";

/** The ledger keeps every verdict; looking at an earlier moment, or where nothing may be written, it keeps none. */
async function record(session: Session, replayed: Replay): Promise<Result<Replay>> {
  if (session.workspace.readOnly || replayed.after === null) return ok(replayed);
  const { answerId, verdict, data, asThen } = replayed;
  const proof = data.length > 0 && asThen !== null ? [withProof(asThen)] : [];
  const text = [replayed.text, ...data.map(changeText), ...proof].join(" ");
  const recorded = await session.record({ kind: "answer-replayed", payload: { answerId, verdict, text } });
  return recorded.ok ? ok(replayed) : recorded;
}

function asStored({ answer, datasets }: KeptAnswer): Planned {
  const { question, questionText: text, match: report, unsure, plan } = answer;
  return { question, text, report, unsure, plan, datasets };
}

/** The datasets as they are described and filled today, where one has another file by now; null when all are as they were. */
function newerDatasets(session: Session, kept: KeptAnswer): readonly Dataset[] | null {
  const ids = kept.datasets.map((dataset) => dataset.id);
  const current = datasetsNamed(session, ids);
  return current.length === kept.datasets.length && hashesOf(current) !== hashesOf(kept.datasets)
    ? current
    : null;
}

/** The stored question planned again over the datasets as they are described and filled today. */
function planAgain(session: Session, then: Answer, datasets: readonly Dataset[]): Planned | null {
  const entry = then.match.entries.find((candidate) => candidate.dataset === datasets[0]?.id);
  if (!entry) return null;
  const { question, questionText: text, match: report, unsure } = then;
  const plan = planQuestion({ question, entry, datasets, vocabulary: session.derived().vocabulary });
  return plan.ok ? { question, text, report, unsure, plan: plan.value, datasets } : null;
}

/** A changed definition is told with the fields of the description that differ. */
function explained(reason: ReplayReason, kept: KeptAnswer, now: readonly Dataset[]): ReplayReason[] {
  if (reason.code !== "definition-changed") return [reason];
  const fields = kept.datasets.flatMap((before) => {
    const after = now.find(({ id }) => id === before.id);
    return after ? entryDifference(before, after).map(({ field }) => field) : [];
  });
  const telling = [...new Set(fields)].filter((field) => !ALWAYS_NEW.test(field));
  const shown = telling.slice(0, 8).join(", ");
  return [telling.length === 0 ? reason : { ...reason, text: `${reason.text} Changed: ${shown}.` }];
}

/** Parts of a description that are new with every file: they define nothing. */
const ALWAYS_NEW = /^(distributions|modified|issued|temporal|extra|columns\.\d+\.nulls)/;

async function missingFiles(session: Session, then: Answer): Promise<ReplayReason[]> {
  const missing: ReplayReason[] = [];
  for (const source of then.sources)
    if (!(await session.workspace.data.has(source.sha256)))
      missing.push({
        code: "data-missing",
        text: `The data file of “${source.title}” is no longer in the workspace (SHA-256 ${source.sha256}; last at ${session.workspace.data.pathOf(source.sha256)}).`,
        count: null,
      });
  return missing;
}

const cannotReplay = (then: Answer, missing: readonly ReplayReason[]): Replay => ({
  answerId: then.id,
  verdict: "cannot-replay",
  text: missing.map(({ text }) => text).join(" "),
  reasons: [...missing],
  asThen: null,
  data: [],
  before: partOf(then),
  after: null,
});

/** What is answered today is held back: that it was the same as it was may still be said. */
const heldBackReplay = (
  then: Answer,
  asThen: Replay["asThen"],
  why: string,
  missing: readonly ReplayReason[],
): Replay => ({
  ...cannotReplay(then, missing),
  ...(asThen !== null && { verdict: asThen }),
  text: asThen === null ? why : `${withProof(asThen)} ${why}`,
  asThen,
  reasons: [{ code: "newer-file", text: why, count: null }, ...missing],
});

const hashesOf = (datasets: readonly Dataset[]): string =>
  datasets.map((dataset) => currentDistribution(dataset)?.sha256 ?? "none").join(" ");

const partOf = ({ sentence, value, table, fingerprint, answeredAt }: Answer): Replay["before"] => ({
  sentence,
  value,
  table,
  fingerprint,
  answeredAt,
});
