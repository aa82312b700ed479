import { setImmediate as breathe } from "node:timers/promises";
import { type SameAs, toldAsOne } from "../../../shared/disclosure/as-one.ts";
import { type Revealing, revealedBy } from "../../../shared/disclosure/audit.ts";
import type { Told } from "../../../shared/disclosure/claims.ts";
import { heldBack } from "../../../shared/disclosure/held-back.ts";
import { mayConcern } from "../../../shared/disclosure/outline.ts";
import { fail, ok, type Result } from "../../../shared/result.ts";
import { kinOf } from "../catalogue/same-people.ts";
import type { Session } from "../session.ts";
import { type Remembered, remembered, toldOf, under } from "./told.ts";

/** So many numbers of earlier answers are held against a new one all together; each answer by itself always is. */
const MOST_TOGETHER = 100;

/** Other work of the window gets its turn after so many answers. */
const AT_ONCE = 8;

/** What is to be let out: all that it may tell, null where it is under no disclosure control; of which datasets. */
export type Leaving = { readonly told: Told | null; readonly datasets: readonly string[] };

/**
 * Holds a new answer back when, by itself or taken together with earlier answers of this ledger, it would tell about fewer
 * people than may be shown, or tell a number that was hidden (design/domain.md, "Disclosure control"). It is held against
 * each earlier answer by itself, and against the latest ones together, as many as come to `MOST_TOGETHER` numbers. What
 * passes counts as told from now on, until `end` is called: then it is kept, or was not given after all.
 */
export async function guardAgainstDifferences(
  session: Session,
  { told, datasets }: Leaving,
): Promise<Result<{ readonly end: () => void }>> {
  if (told === null) return ok({ end: () => undefined });
  const mine = remembered("", told);
  const { before, end } = under(session, mine);
  const found = await revealing(session, mine, before, datasets);
  if (found === null) return ok({ end });
  end();
  return fail(heldBack(found.why, told.below, found.with));
}

type Found = { readonly why: Revealing | { readonly kind: "unknown" }; readonly with: readonly string[] };

async function revealing(
  session: Session,
  mine: Remembered,
  before: readonly Remembered[],
  datasets: readonly string[],
): Promise<Found | null> {
  const others: Remembered[] = [];
  const seen = new Set<string>();
  const kin = kinOfAll(session, datasets);
  const add = (told: Remembered): void => {
    const one = kin.reduce(asOne, told);
    if (seen.has(one.text)) return;
    seen.add(one.text);
    others.push(one);
  };
  const concerned = new Set([...datasets, ...kin.map(({ other }) => other.id)]);
  for (const one of before) add(one);
  const latestFirst = [...session.history.questions.values()].reverse();
  for (const { answerId, datasets: own, earlier = [] } of latestFirst) {
    if (answerId === null || !own.some((id) => concerned.has(id))) continue;
    for (const id of [answerId, ...earlier.map((one) => one.answerId)]) {
      const told = await toldOf(session, id);
      if (told === null) return { why: { kind: "unknown" }, with: [id] };
      for (const one of told) add(one);
    }
  }
  return heldAgainst(mine, others);
}

/** Other datasets here that hold the same people as those asked. */
const kinOfAll = ({ workspace: { catalogue } }: Session, datasets: readonly string[]): SameAs[] =>
  datasets.flatMap((id) => {
    const one = catalogue.get(id);
    return one === undefined
      ? []
      : kinOf(catalogue, one).map(({ dataset, columns }) => ({ one, other: dataset, columns }));
  });

function asOne(told: Remembered, same: SameAs): Remembered {
  const isIts = [...told.told.claims, ...told.told.middles].some(
    ({ source }) => source.split("|")[0] === same.other.id,
  );
  return isIts ? remembered(told.answerId, toldAsOne(told.told, same)) : told;
}

/** What a new answer would reveal by itself, beside any one of others (latest first), or beside those linked with it. */
export async function heldAgainst(mine: Remembered, others: readonly Remembered[]): Promise<Found | null> {
  // What was told once tells nothing new.
  if (others.some(({ text }) => text === mine.text)) return null;
  const alone = revealedBy(mine.told, []);
  if (alone !== null) return { why: alone, with: [] };
  const concerned = others.filter((one) => mayConcern(mine.outline, one.outline));
  for (const [nth, one] of concerned.entries()) {
    if (nth % AT_ONCE === AT_ONCE - 1) await breathe();
    const why = revealedBy(mine.told, [one.told]);
    if (why !== null) return { why, with: [one.answerId] };
  }
  const together = linked(concerned, others);
  if (together.length < 2) return null;
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
