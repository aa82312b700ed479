import { addDays } from "../time/calendar.ts";
import type { Region, Test } from "./claims.ts";

/** A part that regions cut the people into: it lies wholly inside or outside each. `in`: indexes of regions it lies in. */
export type Atom = { readonly in: readonly number[] };

/** Into how many cells the axes may be cut before it is too many to look at. */
const MOST_CELLS = 200_000;

/** The made-up column of closed lists of places. */
export const PLACES = "\u0000places";

const ELSEWHERE = "\u0000elsewhere";
const OTHER = "\u0000other";
const NULL = "\u0000null";

/**
 * The atoms of regions: the axes are cut at every limit that a region has, and parts that lie in the same regions are one.
 * `closed`: columns of which all values are known. Null where that would be too many to look at.
 */
export function atomsOf(
  regions: readonly Region[],
  isPart: (place: string, whole: string) => boolean,
  closed: ReadonlyMap<string, readonly string[]> = new Map(),
): readonly Atom[] | null {
  const columns = [...new Set(regions.flatMap(({ where }) => [...where.keys()]))];
  const axes = [
    placeAxis(regions, isPart, closed.get(PLACES)),
    timeAxis(regions),
    ...columns.map((column) => columnAxis(regions, column, closed.get(column))),
  ];
  const sizes = axes.map(({ size }) => size);
  if (sizes.reduce((product, size) => product * size, 1) > MOST_CELLS) return null;
  const members = new Map<number, number[]>();
  for (const index of regions.keys())
    for (const cell of cellsOf(
      axes.map(({ inside }) => inside[index] ?? []),
      sizes,
    )) {
      const known = members.get(cell);
      if (known) known.push(index);
      else members.set(cell, [index]);
    }
  const atoms = new Map<string, Atom>();
  for (const inside of members.values()) atoms.set(inside.join(), { in: inside });
  return [...atoms.values()];
}

/** The cells of a product of axis classes, numbered. */
function cellsOf(inside: readonly (readonly number[])[], sizes: readonly number[]): number[] {
  return inside.reduce<number[]>(
    (cells, classes, axis) => cells.flatMap((cell) => classes.map((one) => cell * (sizes[axis] ?? 1) + one)),
    [0],
  );
}

/** An axis cut into classes; `inside[i]`: the classes that region i holds. */
type Axis = { readonly size: number; readonly inside: readonly (readonly number[])[] };

/**
 * Classes that lie in the same regions are one. Rows of a table share their places, days and values: each of these, told
 * apart by `key`, is looked at once.
 */
function axisOf<T>(
  classes: readonly T[],
  regions: readonly Region[],
  key: (region: Region) => string,
  holds: (region: Region, one: T) => boolean,
): Axis {
  const nth = new Map<string, number>();
  const kinds: Region[] = [];
  const kindOf = regions.map((region) => {
    const own = key(region);
    const before = nth.get(own);
    if (before !== undefined) return before;
    nth.set(own, kinds.length);
    kinds.push(region);
    return kinds.length - 1;
  });
  const inside = kinds.map((): number[] => []);
  const known = new Set<string>();
  for (const one of classes) {
    const own = kinds.flatMap((region, index) => (holds(region, one) ? [index] : []));
    const name = own.join();
    if (own.length === 0 || known.has(name)) continue;
    for (const index of own) inside[index]?.push(known.size);
    known.add(name);
  }
  return { size: known.size, inside: kindOf.map((kind) => inside[kind] ?? []) };
}

const placesKey = ({ places }: Region): string => (places === null ? "" : places.join("\n"));
const daysKey = ({ from, to }: Region): string => `${from} ${to}`;

/** A closed list serves only where every region has something of it; else there is more than the list says. */
const isComplete = ({ inside }: Axis): boolean => inside.every((classes) => classes.length > 0);

/** Every place that is named stands for itself without the named places in it; of a closed list only its places are there. */
function placeAxis(
  regions: readonly Region[],
  isPart: (place: string, whole: string) => boolean,
  closed: readonly string[] | undefined,
): Axis {
  const holds = ({ places }: Region, one: string): boolean =>
    places === null || places.some((place) => place === one || isPart(one, place));
  const listed = closed && axisOf(closed, regions, placesKey, holds);
  if (listed && isComplete(listed)) return listed;
  const named = new Set(regions.flatMap(({ places }) => places ?? []));
  return axisOf([...named, ELSEWHERE], regions, placesKey, holds);
}

/** Stretches of days, by their first day; there is no time between the end of a day and the next. */
function timeAxis(regions: readonly Region[]): Axis {
  const starts = new Set<string>([""]);
  for (const { from, to } of regions) {
    if (from !== null) starts.add(from);
    if (to !== null) starts.add(addDays(to, 1));
  }
  return axisOf(
    [...starts].sort(),
    regions,
    daysKey,
    ({ from, to }, start) => (from === null || start >= from) && (to === null || start <= to),
  );
}

function columnAxis(regions: readonly Region[], column: string, closed?: readonly string[]): Axis {
  const passesAll = ({ where }: Region, one: string): boolean =>
    (where.get(column) ?? []).every((test) => passes(test, one));
  const texts = new Map<readonly Test[] | undefined, string>();
  const testsKey = ({ where }: Region): string => {
    const own = where.get(column);
    const text = texts.get(own) ?? JSON.stringify(own ?? null);
    texts.set(own, text);
    return text;
  };
  const listed = closed && axisOf(closed, regions, testsKey, passesAll);
  if (listed && isComplete(listed)) return listed;
  const tests = regions.flatMap(({ where }) => (where.get(column) ?? []).flatMap(singly));
  const values = [...new Set(tests.flatMap((test) => test.values.map(String)))];
  const ordered = tests.some(({ op }) => [">", ">=", "<", "<="].includes(op));
  const numbers = values
    .map(Number)
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const between = ordered
    ? numbers.flatMap((one, index) => [
        ...(index === 0 ? [String(one - 1)] : []),
        String(index + 1 < numbers.length ? (one + (numbers[index + 1] ?? one)) / 2 : one + 1),
      ])
    : [];
  return axisOf([...new Set([...values, ...between, OTHER, NULL])], regions, testsKey, passesAll);
}

/** A test, or those it is made of. */
const singly = (test: Test): readonly Test[] =>
  test.op === "any" ? (test.tests ?? []).flatMap(singly) : [test];

function passes({ op, values, tests = [] }: Test, one: string): boolean {
  const first = Number(values[0]);
  switch (op) {
    case "any":
      return tests.some((test) => passes(test, one));
    case "in":
      return values.some((value) => String(value) === one);
    case "not-in":
      // A row without a value is not one of the excluded ones (plan/compile/conditions-sql.ts).
      return !values.some((value) => String(value) === one);
    case "is-null":
      return one === NULL;
    case "not-null":
      return one !== NULL;
    case ">":
      return Number(one) > first;
    case ">=":
      return Number(one) >= first;
    case "<":
      return Number(one) < first;
    default:
      return Number(one) <= first;
  }
}
