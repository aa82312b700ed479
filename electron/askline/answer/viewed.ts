import type { Happening } from "../../../shared/ledger/event.ts";
import { ok, type Result } from "../../../shared/result.ts";
import type { Session } from "../session.ts";

/** Looking again within this time is the same look: pages are turned, windows go back and forth. Milliseconds. */
const SAME_LOOK = 60 * 60 * 1000;

const looks = new WeakMap<Session, Map<string, number>>();

/**
 * Records that somebody looked at an answer or the rows behind it (design/domain.md, "Ledger"), once an hour for the same
 * thing. Callers let it run beside reading and wait for both, so that it is durable before anything is shown and costs
 * no time of its own. Where nothing may be written nothing is recorded.
 */
export async function recordLook(
  session: Session,
  look: Extract<Happening, { kind: "answer-viewed" | "rows-viewed" }>,
): Promise<Result<void>> {
  if (session.workspace.readOnly) return ok(undefined);
  const known = looks.get(session) ?? new Map<string, number>();
  looks.set(session, known);
  const key = JSON.stringify(look);
  const [now, before] = [session.around.now(), known.get(key)];
  if (before !== undefined && now - before < SAME_LOOK) return ok(undefined);
  known.set(key, now);
  const recorded = await session.record(look);
  if (!recorded.ok) known.delete(key);
  return recorded;
}
