/**
 * Which people a number counts: those of the places (area ids are paths from the country down; null: everywhere), of the
 * days from–to (null: no limit), that pass every test on a column. Regions are products of sets, one per axis.
 */
export type Region = {
  readonly places: readonly string[] | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly where: ReadonlyMap<string, readonly Test[]>;
};

/** A test on the values of one column; several on one column all hold. */
export type Test = {
  readonly op: "in" | "not-in" | ">" | ">=" | "<" | "<=" | "is-null" | "not-null";
  readonly values: readonly (string | number)[];
};

/** A part that regions cut the people into: it lies wholly inside or outside each. `in`: indexes of regions it lies in. */
export type Atom = { readonly in: readonly number[] };

/** Into how many cells the axes may be cut before it is too many to look at. */
const MOST_CELLS = 60_000;

const ELSEWHERE = "\u0000elsewhere";
const OTHER = "\u0000other";
const NULL = "\u0000null";

/**
 * The atoms of regions: the axes are cut at every limit that a region has, and parts that lie in the same regions are one.
 * Null where that would be too many to look at.
 */
export function atomsOf(
  regions: readonly Region[],
  isPart: (place: string, whole: string) => boolean,
): readonly Atom[] | null {
  const columns = [...new Set(regions.flatMap(({ where }) => [...where.keys()]))];
  const axes = [
    placeAxis(regions, isPart),
    timeAxis(regions),
    ...columns.map((column) => columnAxis(regions, column)),
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

const axisOf = <T>(
  classes: readonly T[],
  regions: readonly Region[],
  holds: (region: Region, one: T) => boolean,
): Axis => ({
  size: classes.length,
  inside: regions.map((region) => classes.flatMap((one, index) => (holds(region, one) ? [index] : []))),
});

/** Every place that is named stands for itself without the named places in it. */
function placeAxis(regions: readonly Region[], isPart: (place: string, whole: string) => boolean): Axis {
  const named = [...new Set(regions.flatMap(({ places }) => places ?? [])), ELSEWHERE];
  return axisOf(
    named,
    regions,
    ({ places }, one) => places === null || places.some((place) => place === one || isPart(one, place)),
  );
}

function timeAxis(regions: readonly Region[]): Axis {
  const starts = new Set<string>([""]);
  for (const { from, to } of regions) {
    if (from !== null) starts.add(from);
    // Just after the last instant of a day.
    if (to !== null) starts.add(`${to}~`);
  }
  return axisOf(
    [...starts].sort(),
    regions,
    ({ from, to }, start) => (from === null || start >= from) && (to === null || start < `${to}~`),
  );
}

function columnAxis(regions: readonly Region[], column: string): Axis {
  const tests = regions.flatMap(({ where }) => where.get(column) ?? []);
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
  return axisOf([...new Set([...values, ...between, OTHER, NULL])], regions, ({ where }, one) =>
    (where.get(column) ?? []).every((test) => passes(test, one)),
  );
}

function passes({ op, values }: Test, one: string): boolean {
  const first = Number(values[0]);
  switch (op) {
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
