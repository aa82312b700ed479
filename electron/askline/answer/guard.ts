import type { Dataset } from "../../../shared/catalogue/dataset.ts";
import { currentDistribution } from "../../../shared/catalogue/distribution.ts";
import type { SameAs } from "../../../shared/disclosure/as-one.ts";
import type { Told } from "../../../shared/disclosure/claims.ts";
import { heldBack } from "../../../shared/disclosure/held-back.ts";
import { fail, ok, type Result } from "../../../shared/result.ts";
import { kinOf } from "../catalogue/same-people.ts";
import type { Found } from "../guard/hold.ts";
import type { Session } from "../session.ts";
import { keepTold, told, type UnderWay, under } from "./told.ts";

/** What is to be let out: all that it may tell, null where it is under no disclosure control; of which datasets. */
export type Leaving = { readonly told: Told | null; readonly datasets: readonly string[] };

/** An answer that may be given. It counts as told from now on, until `end`: then it is kept, or was not given after all. */
export type Passed = {
  /** Keeps what it tells beside the answer. `isNew`: nothing was ever told by that answer before. */
  readonly keep: (answerId: string, isNew: boolean) => Promise<void>;
  readonly end: () => void;
};

const NOTHING: Passed = { keep: async () => undefined, end: () => undefined };

/**
 * Holds a new answer back when, by itself or taken together with earlier answers of this ledger, it would tell about fewer
 * people than may be shown, or tell a number that was hidden (design/domain.md, "Disclosure control"). It is held against
 * each earlier answer by itself, and against the latest ones together, in a thread of its own: this one goes on meanwhile.
 */
export async function guardAgainstDifferences(
  session: Session,
  leaving: Leaving,
  signal?: AbortSignal,
): Promise<Result<Passed>> {
  if (leaving.told === null) return ok(NOTHING);
  // Whoever asks from here on is held against this answer too.
  const mine = under(session, leaving.told);
  try {
    const found = await revealing(session, mine, leaving.datasets, signal);
    if (signal?.aborted) {
      mine.end();
      return fail({ code: "cancelled", message: "The question was stopped before its answer was given." });
    }
    if (found === null)
      return ok({
        keep: (answerId, isNew) => keepTold(session, mine, answerId, isNew),
        end: mine.end,
      });
    mine.end();
    return fail(heldBack(found.why, leaving.told.below, found.with));
  } catch (error) {
    mine.end();
    return fail({
      code: "internal",
      message: "It could not be checked what this answer tells beside earlier ones.",
      meaning: "The answer is not given, as it might give away counts of few people.",
      remedy: "Ask again.",
      detail: error instanceof Error ? error.message : String(error),
    });
  }
}

/** So many earlier answers are read at once. */
const AT_ONCE = 32;

async function revealing(
  session: Session,
  mine: UnderWay,
  datasets: readonly string[],
  signal: AbortSignal | undefined,
): Promise<Found | null> {
  const same = sameAs(session, datasets);
  const concerned = new Set([...datasets, ...same.map(({ other }) => other.id)]);
  const latestFirst = [...session.history.questions.values()].reverse();
  const earlier = latestFirst.flatMap(({ answerId, datasets: own, earlier: before = [] }) =>
    answerId !== null && own.some((id) => concerned.has(id))
      ? [answerId, ...before.map((one) => one.answerId)]
      : [],
  );
  const keys: string[] = [...mine.before];
  for (let from = 0; from < earlier.length && !signal?.aborted; from += AT_ONCE) {
    const ids = earlier.slice(from, from + AT_ONCE);
    const found = await Promise.all(ids.map((id) => told(session, id)));
    const unknown = ids.find((_, nth) => found[nth] === null);
    if (unknown !== undefined) return { why: { kind: "unknown" }, with: [unknown] };
    keys.push(...found.flatMap((key) => key || []));
  }
  return mine.hold(keys, same, signal);
}

/** Other datasets here that hold the same people as those asked. */
const sameAs = ({ workspace: { catalogue } }: Session, datasets: readonly string[]): SameAs[] =>
  datasets.flatMap((id) => {
    const one = catalogue.get(id);
    return one === undefined
      ? []
      : kinOf(catalogue, one).map(({ dataset, columns }) => ({
          one: named(one),
          other: named(dataset),
          columns,
        }));
  });

const named = (dataset: Dataset): SameAs["one"] => ({
  id: dataset.id,
  file: currentDistribution(dataset)?.sha256 ?? null,
});
