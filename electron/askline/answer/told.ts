import { readTold, type Told, toldText } from "../../../shared/disclosure/claims.ts";
import { type Outline, outlineOf } from "../../../shared/disclosure/outline.ts";
import type { Session } from "../session.ts";
import { readAnswer } from "./answers.ts";
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
  const known = answers.get(answerId) ?? readOrMake(session, answerId);
  answers.set(answerId, known);
  return known;
}

async function readOrMake(session: Session, answerId: string): Promise<readonly Remembered[] | null> {
  const text = await session.workspace.answers.told(answerId);
  const told = text === null ? null : readTold(text);
  if (told !== null) return told.map((one) => remembered(answerId, one));
  const kept = await readAnswer(session, answerId);
  if (!kept.ok) return null;
  const { answer, datasets } = kept.value;
  if (!answer.plan.steps.some(({ kind }) => kind === "suppress")) return [];
  for (const { sha256 } of answer.sources) if (!(await session.workspace.data.has(sha256))) return null;
  const { question, questionText, match: report, unsure, plan } = answer;
  const again = await execute(session, { question, text: questionText, report, unsure, plan, datasets }, {});
  if (!again.ok) return null;
  return again.value.told === null ? [] : [remembered(answerId, again.value.told)];
}
