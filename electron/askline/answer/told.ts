import type { Dataset } from "../../../shared/catalogue/dataset.ts";
import { readTold, type Told, toldText } from "../../../shared/disclosure/claims.ts";
import { type Outline, outlineOf } from "../../../shared/disclosure/outline.ts";
import { strictestRule } from "../../../shared/plan/people.ts";
import type { Plan } from "../../../shared/plan/plan.ts";
import { isSampled } from "../../../shared/plan/sample/sample-plan.ts";
import type { Session } from "../session.ts";
import { historyOf, readAnswer, withTodaysAccess } from "./answers.ts";
import { execute } from "./execute.ts";

/** What one answer of the ledger tells about people, ready to be held against a new one. */
export type Remembered = {
  readonly answerId: string;
  readonly told: Told;
  /** Equal for answers that tell the same. */
  readonly text: string;
  readonly outline: Outline;
};

type Memory = {
  readonly answers: Map<string, Promise<readonly Remembered[] | null>>;
  /** Answers that are about to be given: two that are asked at once are held against each other too. */
  readonly pending: Set<Remembered>;
};

const memories = new WeakMap<Session, Memory>();

const memoryOf = (session: Session): Memory => {
  const known = memories.get(session) ?? { answers: new Map(), pending: new Set() };
  memories.set(session, known);
  return known;
};

/** Made ready to be held against others; `answerId` says which answer it is of, in words too. */
export const remembered = (answerId: string, told: Told): Remembered => ({
  answerId,
  told,
  text: toldText([told]),
  outline: outlineOf(told),
});

/** Answers under way that began before this one; from now on this one is under way too, until the returned end. */
export function under(
  session: Session,
  mine: Remembered,
): { before: readonly Remembered[]; end: () => void } {
  const { pending } = memoryOf(session);
  const before = [...pending];
  pending.add(mine);
  return { before, end: () => pending.delete(mine) };
}

/** Keeps what an answer tells, beside it and in mind. A replay adds what it told. */
export async function rememberTold(session: Session, answerId: string, told: Told | null): Promise<void> {
  if (told === null) return;
  const known = (await toldOf(session, answerId)) ?? [];
  const text = toldText([told]);
  const all = known.some((one) => one.text === text) ? known : [...known, remembered(answerId, told)];
  memoryOf(session).answers.set(answerId, Promise.resolve(all));
  if (!session.workspace.readOnly)
    await session.workspace.answers.keepTold(answerId, toldText(all.map((one) => one.told)));
}

/**
 * What an answer of the ledger tells about people; none where its data are under no control. Read from beside it; where
 * that is gone, made again by its plan from its file. Null: it cannot be known here, as the file is not here.
 */
export function toldOf(session: Session, answerId: string): Promise<readonly Remembered[] | null> {
  const { answers } = memoryOf(session);
  const key = `${answerId} ${classesNow(session, answerId)}`;
  const known = answers.get(answerId) ?? answers.get(key) ?? readOrMake(session, answerId);
  answers.set(key, known);
  return known;
}

/** Today's access to the datasets of an answer: one that was open then may be closed now. */
const classesNow = (session: Session, answerId: string): string =>
  (historyOf(session, answerId)?.datasets ?? [])
    .map((id) => session.workspace.catalogue.get(id)?.access ?? "gone")
    .join();

async function readOrMake(session: Session, answerId: string): Promise<readonly Remembered[] | null> {
  const text = await session.workspace.answers.told(answerId);
  const told = text === null ? null : readTold(text);
  if (told !== null) return told.map((one) => remembered(answerId, one));
  const kept = await readAnswer(session, answerId);
  if (!kept.ok) return null;
  const { answer } = kept.value;
  const wasControlled = answer.plan.steps.some(({ kind }) => kind === "suppress");
  const datasets = wasControlled ? kept.value.datasets : withTodaysAccess(session, kept.value.datasets);
  const plan = wasControlled ? answer.plan : asIfControlled(answer.plan, datasets);
  if (plan === null) return [];
  for (const { sha256 } of answer.sources) if (!(await session.workspace.data.has(sha256))) return null;
  const { question, questionText, match: report, unsure } = answer;
  const again = await execute(session, { question, text: questionText, report, unsure, plan, datasets }, {});
  if (!again.ok) return wasControlled ? null : [];
  return again.value.told === null ? [] : [remembered(answerId, again.value.told)];
}

/**
 * The plan of an answer that was given while its data were open, as it is under control today with nothing hidden: what
 * everybody could see then counts as told. Null where its data are still under no control.
 */
function asIfControlled(plan: Plan, datasets: readonly Dataset[]): Plan | null {
  if (isSampled(plan) || strictestRule(plan.steps, datasets) === null) return null;
  const told = { kind: "suppress", as: "answer.told", of: plan.result, below: 1 } as const;
  return { ...plan, steps: [...plan.steps, told] };
}
