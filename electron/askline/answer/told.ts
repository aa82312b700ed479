import type { Dataset } from "../../../shared/catalogue/dataset.ts";
import type { SameAs } from "../../../shared/disclosure/as-one.ts";
import type { Told } from "../../../shared/disclosure/claims.ts";
import { strictestRule } from "../../../shared/plan/people.ts";
import type { Plan } from "../../../shared/plan/plan.ts";
import { isSampled } from "../../../shared/plan/sample/sample-plan.ts";
import { type GuardThread, guardInThread } from "../guard/guard-thread.ts";
import type { Found } from "../guard/hold.ts";
import type { Session } from "../session.ts";
import { historyOf, readAnswer, withTodaysAccess } from "./answers.ts";
import { execute } from "./execute.ts";

/** What the answers of a session tell about people: it lies in the guard's thread, under keys. */
type Memory = {
  readonly thread: GuardThread;
  /** By answer and today's access: the key; "" where it tells nothing; null where that cannot be known. */
  readonly answers: Map<string, Promise<string | null>>;
  /** Answers that are about to be given, each with its way into the thread: two that are asked at once are held against each other too. */
  readonly pending: Map<string, Promise<void>>;
  last: number;
};

/** By engine: an earlier moment of a workspace is a session of its own over the same one. */
const memories = new WeakMap<Session["engine"], Memory>();

function memoryOf(session: Session): Memory {
  const known = memories.get(session.engine);
  if (known !== undefined) return known;
  const answers: Memory["answers"] = new Map();
  const made = { thread: guardInThread(() => answers.clear()), answers, pending: new Map(), last: 0 };
  memories.set(session.engine, made);
  return made;
}

/** Ends the guard's thread of a session. */
export const closeGuard = async (session: Session): Promise<void> =>
  memories.get(session.engine)?.thread.close();

/** A new answer on its way out. */
export type UnderWay = {
  readonly key: string;
  /** The answers that were under way when this one came. */
  readonly before: readonly string[];
  readonly hold: (
    keys: readonly string[],
    same: readonly SameAs[],
    signal: AbortSignal | undefined,
  ) => Promise<Found | null>;
  readonly end: () => void;
};

/** Takes in a new answer: from now on it is under way, until its end. */
export function under(session: Session, leaving: Told): UnderWay {
  const { thread, pending } = memoryOf(session);
  const key = nextKey(session);
  const before = [...pending];
  const telling = thread.tell(key, "", leaving);
  // Whoever waits for it hears of a failure; it must not end the process meanwhile.
  telling.catch(() => undefined);
  pending.set(key, telling);
  return {
    key,
    before: before.map(([other]) => other),
    hold: async (keys, same, signal) => {
      await Promise.all([telling, ...before.map(([, told]) => told)]);
      return thread.hold({ mine: key, before: keys, same }, signal);
    },
    end: () => {
      pending.delete(key);
      thread.forget(key);
    },
  };
}

function nextKey(session: Session): string {
  const memory = memoryOf(session);
  memory.last += 1;
  return `#${memory.last}`;
}

/** Keeps what a new answer tells beside it. `isNew`: it is the first that this answer tells; a replay adds to it. */
export async function keepTold(
  session: Session,
  { key: mine }: UnderWay,
  answerId: string,
  isNew: boolean,
): Promise<void> {
  const { thread, answers } = memoryOf(session);
  const known = isNew ? null : await told(session, answerId);
  const key = known || nextKey(session);
  // Should that fail, it is made again from the answer when it is needed.
  const text = await thread.keep(key, answerId, mine).catch(() => null);
  answers.set(keyOf(session, answerId), Promise.resolve(key));
  if (text !== null && !session.workspace.readOnly) await session.workspace.answers.keepTold(answerId, text);
}

/** Today's access to the datasets of an answer belongs to it: one that was open then may be closed now. */
function keyOf(session: Session, answerId: string): string {
  const ids = historyOf(session, answerId)?.datasets ?? [];
  return [answerId, ...ids.map((id) => session.workspace.catalogue.get(id)?.access ?? "gone")].join(" ");
}

/**
 * The key under which the guard knows what an answer of the ledger tells about people; "" where that is nothing, as its
 * data are under no control. Read from beside it; where that is gone, made again by its plan from its file. Null: it cannot
 * be known here, as the file is not here.
 */
export function told(session: Session, answerId: string): Promise<string | null> {
  const { answers } = memoryOf(session);
  const name = keyOf(session, answerId);
  const known = answers.get(name) ?? readOrMake(session, answerId);
  answers.set(name, known);
  return known;
}

async function readOrMake(session: Session, answerId: string): Promise<string | null> {
  const { thread } = memoryOf(session);
  const key = nextKey(session);
  const text = await session.workspace.answers.told(answerId);
  if (text !== null && (await thread.read(key, answerId, text))) return key;
  const kept = await readAnswer(session, answerId);
  if (!kept.ok) return null;
  const { answer } = kept.value;
  const wasControlled = answer.plan.steps.some(({ kind }) => kind === "suppress");
  const datasets = wasControlled ? kept.value.datasets : withTodaysAccess(session, kept.value.datasets);
  const plan = wasControlled ? answer.plan : asIfControlled(answer.plan, datasets);
  if (plan === null) return "";
  for (const { sha256 } of answer.sources) if (!(await session.workspace.data.has(sha256))) return null;
  const { question, questionText, match: report, unsure } = answer;
  const again = await execute(session, { question, text: questionText, report, unsure, plan, datasets }, {});
  if (!again.ok) return wasControlled ? null : "";
  if (again.value.told === null) return "";
  await thread.tell(key, answerId, again.value.told);
  return key;
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
