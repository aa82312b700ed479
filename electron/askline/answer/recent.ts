import { ok, type Result } from "../../../shared/result.ts";
import type { KeptAnswer } from "../../workspace/answer-files.ts";
import type { Session } from "../session.ts";
import { readAnswer } from "./answers.ts";

/** Answers that are held in memory: the one on screen, and one to compare it with. */
const HELD = 2;

const held = new WeakMap<Session, Map<string, KeptAnswer>>();

/** Keeps an answer at hand, for what the window will soon ask about it. Sealed answers never change. */
export function holdAnswer(session: Session, kept: KeptAnswer): void {
  const answers = held.get(session) ?? new Map<string, KeptAnswer>();
  held.set(session, answers);
  answers.delete(kept.answer.id);
  answers.set(kept.answer.id, kept);
  for (const id of answers.keys()) if (answers.size > HELD) answers.delete(id);
}

/** A stored answer, without reading it again for every page of its rows. */
export async function heldAnswer(session: Session, id: string): Promise<Result<KeptAnswer>> {
  const known = held.get(session)?.get(id);
  const kept = known === undefined ? await readAnswer(session, id) : ok(known);
  if (kept.ok) holdAnswer(session, kept.value);
  return kept;
}
