import { createHash } from "node:crypto";
import { setImmediate as breathe } from "node:timers/promises";
import { type Revealing, revealedBy } from "../../../shared/disclosure/audit.ts";
import { type Told, toldText } from "../../../shared/disclosure/claims.ts";
import { mayConcern, type Outline, outlineOf } from "../../../shared/disclosure/outline.ts";

/** What one answer of the ledger tells about people, ready to be held against a new one. */
export type Remembered = {
  readonly answerId: string;
  readonly told: Told;
  /** Equal for answers that tell the same. */
  readonly mark: string;
  readonly outline: Outline;
};

/** Made ready to be held against others; `answerId` says which answer it is of, in words too. */
export const remembered = (answerId: string, told: Told): Remembered => ({
  answerId,
  told,
  mark: createHash("sha256")
    .update(toldText([told]))
    .digest("hex"),
  outline: outlineOf(told),
});

/** Why an answer is held back, and of which earlier answers. */
export type Found = {
  readonly why: Revealing | { readonly kind: "unknown" };
  readonly with: readonly string[];
};

/** So many numbers of earlier answers are held against a new one all together; each answer by itself always is. */
const MOST_TOGETHER = 100;

/** Other messages get their turn after so many answers. */
const AT_ONCE = 8;

/**
 * What a new answer would reveal by itself, beside any one of others (latest first), or beside those linked with it. Ends
 * early, with nothing found, when `isStopped` says so: whoever stopped it gives no answer.
 */
export async function heldAgainst(
  mine: Remembered,
  others: readonly Remembered[],
  isStopped: () => boolean = () => false,
): Promise<Found | null> {
  // What was told once tells nothing new.
  if (others.some(({ mark }) => mark === mine.mark)) return null;
  const alone = revealedBy(mine.told, []);
  if (alone !== null) return { why: alone, with: [] };
  const concerned = others.filter((one) => mayConcern(mine.outline, one.outline));
  for (const [nth, one] of concerned.entries()) {
    if (nth % AT_ONCE === AT_ONCE - 1) await breathe();
    if (isStopped()) return null;
    const why = revealedBy(mine.told, [one.told]);
    if (why !== null) return { why, with: [one.answerId] };
  }
  const together = linked(concerned, others);
  if (together.length < 2 || isStopped()) return null;
  const why = revealedBy(
    mine.told,
    together.map((one) => one.told),
  );
  // With many numbers at once nothing may be proved either way; each pair was.
  return why === null || why.kind === "too-many" ? null : { why, with: together.map((one) => one.answerId) };
}

/**
 * Answers that have people in common with the new one, then those that have with them: the latest, up to as many numbers
 * as can be looked at together.
 */
function linked(concerned: readonly Remembered[], others: readonly Remembered[]): Remembered[] {
  const found: Remembered[] = [];
  const open = new Set(others);
  let numbers = 0;
  for (let next = [...concerned]; next.length > 0; ) {
    for (const one of next) {
      open.delete(one);
      numbers += one.told.claims.length;
      if (numbers > MOST_TOGETHER) return found;
      found.push(one);
    }
    const reached = next;
    next = [...open].filter((one) => reached.some((other) => mayConcern(one.outline, other.outline)));
  }
  return found;
}
