import { type Access, accessSchema, type Dataset } from "../catalogue/dataset.ts";
import { currentDistribution } from "../catalogue/distribution.ts";
import type { ColumnProfile, FileProfile } from "../catalogue/profile.ts";
import { controlOf } from "../plan/people.ts";
import { foldedValue } from "./told-region.ts";

/** Two files may differ by so large a share of their rows, or by so few rows, and still be of the same people. */
const SHARE = 0.02;
const ROWS = 5;

/** Columns of one dataset by the names they have in another of the same people. */
export type Namesakes = ReadonlyMap<string, string>;

/**
 * Whether two datasets hold the same people: a file that was taken in twice, once under another name or other terms. Seen by
 * their profiles: about as many rows, every column of one name with the same values, and every count of people of `one` in
 * the other too. The columns of `other` by their names in `one`; null where they are of other people.
 */
export function samePeople(one: Dataset, other: Dataset): Namesakes | null {
  const [mine, its] = [profileOf(one), profileOf(other)];
  if (mine === null || its === null || !isNear(mine.rows, its.rows, mine.rows)) return null;
  const [own, theirs] = [telling(mine), telling(its)];
  const pairs = new Map<string, string>();
  for (const column of own) {
    const named = theirs.find(({ name }) => foldedValue(name) === foldedValue(column.name));
    if (named !== undefined && !isAlike(column, named, mine.rows)) return null;
    const found = named ?? theirs.find((two) => !pairs.has(two.name) && hasSameValues(column, two));
    if (found !== undefined) pairs.set(found.name, column.name);
  }
  const paired = new Set(pairs.values());
  const counted = one.measures.filter((measure) => controlOf({ ...one, access: "personal" }, measure));
  if (counted.some(({ column }) => column !== null && !paired.has(column))) return null;
  return pairs.size >= Math.min(2, own.length) && pairs.size > 0 ? pairs : null;
}

const profileOf = ({ distributions }: Dataset): FileProfile | null =>
  currentDistribution({ distributions })?.profile ?? null;

/** Columns that tell rows apart at all. */
const telling = ({ columns }: FileProfile): ColumnProfile[] => columns.filter(({ distinct }) => distinct > 1);

const isNear = (a: number, b: number, rows: number): boolean =>
  Math.abs(a - b) <= Math.max(ROWS, SHARE * rows);

function isAlike(a: ColumnProfile, b: ColumnProfile, rows: number): boolean {
  if (a.values !== null && b.values !== null) {
    const counts = new Map<string | number, number>();
    for (const [value, count] of a.values) counts.set(foldedValue(value), count);
    for (const [value, count] of b.values)
      counts.set(foldedValue(value), (counts.get(foldedValue(value)) ?? 0) - count);
    const apart = [...counts.values()].reduce((sum, off) => sum + Math.abs(off), 0) / 2;
    return apart <= Math.max(ROWS, SHARE * rows);
  }
  if (!isNear(a.distinct, b.distinct, a.distinct)) return false;
  if (a.mean !== null && b.mean !== null) {
    const range = Number(a.max ?? 0) - Number(a.min ?? 0);
    return Math.abs(a.mean - b.mean) <= SHARE * Math.max(range, 1e-9);
  }
  return a.min === b.min || a.max === b.max;
}

/** The same groups in the same sizes, under another name of the column. */
const hasSameValues = (a: ColumnProfile, b: ColumnProfile): boolean =>
  a.values !== null &&
  b.values !== null &&
  a.values.length === b.values.length &&
  a.values.every(([value, count], at) => {
    const two = b.values?.[at];
    return two !== undefined && foldedValue(value) === foldedValue(two[0]) && count === two[1];
  });

const stricter = (a: Access, b: Access): Access =>
  accessSchema.options.indexOf(a) >= accessSchema.options.indexOf(b) ? a : b;

/** A dataset under the strictest terms that any of those of the same people has. */
export function underStrictest(dataset: Dataset, others: readonly Dataset[]): Dataset {
  const closed = [dataset, ...others].filter(({ access }) => access !== "open");
  const rounds = closed.every(({ protection }) => protection?.method === "round");
  const hides = closed.some(({ protection }) => protection?.zeros === "hide");
  return {
    ...dataset,
    access: closed.map(({ access }) => access).reduce(stricter, dataset.access),
    smallestCell: Math.max(1, ...closed.map(({ smallestCell }) => smallestCell)),
    protection: {
      method: rounds ? "round" : "suppress",
      base: Math.max(2, ...closed.map(({ protection }) => protection?.base ?? 2)),
      zeros: hides ? "hide" : "show",
    },
  };
}
