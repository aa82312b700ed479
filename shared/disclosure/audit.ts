import { gazetteer } from "../places/gazetteer.ts";
import { bounds, type Equation } from "./intervals.ts";
import { atomsOf, type Region } from "./regions.ts";

/**
 * A number that an answer tells, or a cell that it hides (`value` null), with the people it counts. Only numbers of the
 * same `source` can be subtracted: the same table, measure and way of counting.
 */
export type Claim = {
  readonly source: string;
  readonly region: Region;
  readonly value: number | null;
  /** What a rounded number may be off, either way. */
  readonly either: number;
};

/** All that one answer tells about counts of people. */
export type Told = {
  readonly claims: readonly Claim[];
  /** By source: the people that the claims together are all of; in them nobody is outside every claim. */
  readonly whole: ReadonlyMap<string, Region>;
  /** Sources of which a median or quantile is told: a middle value that no equation holds. */
  readonly middles: readonly { readonly source: string; readonly region: Region }[];
};

/** Why a new answer must be held back: what it would tell together with earlier ones. */
export type Revealing =
  | { readonly kind: "difference"; readonly size: number }
  | { readonly kind: "hidden"; readonly low: number; readonly high: number }
  | { readonly kind: "middle" }
  | { readonly kind: "too-many" };

/** So many unknowns a linear program may have here; with more, nothing is proved and the answer is held back. */
const MOST_UNKNOWN = 160;

/**
 * What a new answer would reveal taken together with earlier ones: a difference of counts that is a count of 1 to
 * below − 1 people, or a hidden cell whose value would be known to less than `below` (differencing attack;
 * design/domain.md, "Disclosure control"). The people are cut into the atoms of all regions; every told number is an
 * equation over them. Null: nothing.
 */
export function revealedBy(now: Told, earlier: Told, below: number): Revealing | null {
  const sources = new Set(now.claims.map(({ source }) => source));
  for (const { source, region } of [...now.middles, ...earlier.middles])
    if (
      [...now.claims, ...earlier.claims].some(
        (claim) => claim.value === null && stem(claim.source) === stem(source) && meet(claim.region, region),
      )
    )
      return { kind: "middle" };
  for (const source of sources) {
    const mine = now.claims.filter((claim) => claim.source === source);
    const others = earlier.claims.filter((claim) => claim.source === source);
    const found =
      others.length === 0
        ? null
        : audit(mine, others, [now.whole.get(source), earlier.whole.get(source)], below);
    if (found !== null) return found;
  }
  return null;
}

/** A source without the way of counting. */
const stem = (source: string): string => source.split("|").slice(0, 2).join("|");

/** Whether two regions may have people in common. */
export function meet(a: Region, b: Region): boolean {
  const atoms = atomsOf([a, b], isPartOf);
  return atoms === null || atoms.some((atom) => atom.in.length === 2);
}

type Line = Equation & { readonly mine: boolean };

function audit(
  mine: readonly Claim[],
  others: readonly Claim[],
  wholes: readonly (Region | undefined)[],
  below: number,
): Revealing | null {
  const claims = [...mine, ...others];
  const regions = [...claims.map(({ region }) => region), ...wholes.flatMap((whole) => whole ?? [])];
  const atoms = atomsOf(regions, isPartOf);
  if (atoms === null) return claims.some(({ value }) => value === null) ? { kind: "too-many" } : null;
  const cellsOf = claims.map((): number[] => []);
  for (const [number, atom] of atoms.entries()) {
    if (isEmpty(atom.in, mine.length, claims.length, wholes)) continue;
    for (const index of atom.in) cellsOf[index]?.push(number);
  }
  const lines = claims.flatMap(({ value, either }, index): Line[] =>
    value === null
      ? []
      : [
          {
            cells: cellsOf[index] ?? [],
            low: value - either,
            high: value + either,
            mine: index < mine.length,
          },
        ],
  );
  const known = settled(lines);
  return (
    smallDifference([...lines, ...sums(lines)], below) ??
    smallAtom(lines, known, below) ??
    hiddenCell(claims, cellsOf, lines, known, below)
  );
}

/** An atom inside a region that an answer tells in full, but in none of its cells, has nobody. */
function isEmpty(
  inside: readonly number[],
  mine: number,
  claims: number,
  wholes: readonly (Region | undefined)[],
): boolean {
  let at = claims;
  return wholes.some((whole, side) => {
    if (whole === undefined) return false;
    const index = at;
    at += 1;
    const [first, end] = side === 0 ? [0, mine] : [mine, claims];
    return inside.includes(index) && !inside.some((claim) => claim >= first && claim < end);
  });
}

/** Both answers' told numbers added up, as an onlooker can: their sum counts all of their people. */
function sums(lines: readonly Line[]): Line[] {
  return [true, false].flatMap((mine) => {
    const own = lines.filter((line) => line.mine === mine);
    const cells = own.flatMap((line) => line.cells);
    // Numbers that overlap are no parts of one whole.
    if (own.length < 2 || new Set(cells).size < cells.length) return [];
    const add = (of: (line: Line) => number): number => own.reduce((sum, line) => sum + of(line), 0);
    return [{ cells, low: add(({ low }) => low), high: add(({ high }) => high), mine }];
  });
}

/** A number of the one answer less those of the other that it holds: the few people that are left. */
function smallDifference(lines: readonly Line[], below: number): Revealing | null {
  for (const large of lines) {
    const cells = new Set(large.cells);
    const inside = lines.filter(
      (line) => line.mine !== large.mine && line.cells.every((cell) => cells.has(cell)),
    );
    for (const small of inside) {
      const found = few(large.low - small.high, large.high - small.low, below);
      if (small.cells.length < cells.size && found) return found;
    }
    const parts = inside.filter(({ cells: own }) => own.length < cells.size);
    const seen = parts.flatMap(({ cells: own }) => own);
    if (parts.length < 2 || new Set(seen).size < seen.length || seen.length === cells.size) continue;
    const sum = (of: (line: Line) => number): number => parts.reduce((total, line) => total + of(line), 0);
    const found = few(large.low - sum(({ high }) => high), large.high - sum(({ low }) => low), below);
    if (found) return found;
  }
  return null;
}

/** What is known of a few people: that there are some, fewer than n, and more exactly than “fewer than n” says. */
const few = (low: number, high: number, below: number): Revealing | null =>
  low > 0 && high < below && high - low < below - 2 ? { kind: "difference", size: high } : null;

type Bounds = { low: number; high: number };

/** What follows for single atoms from one equation after the other. */
function settled(lines: readonly Line[]): ReadonlyMap<number, Bounds> {
  const known = new Map<number, Bounds>();
  for (const cell of lines.flatMap(({ cells }) => cells))
    known.set(cell, { low: 0, high: Number.POSITIVE_INFINITY });
  for (let [again, round] = [true, 0]; again && round < 12; round += 1) {
    again = false;
    for (const line of lines) {
      const own = line.cells.flatMap((cell) => known.get(cell) ?? []);
      const lows = own.reduce((sum, { low }) => sum + low, 0);
      const highs = own.reduce((sum, { high }) => sum + high, 0);
      for (const one of own) {
        const high = line.high - (lows - one.low);
        const low = Number.isFinite(highs)
          ? line.low - (highs - one.high)
          : own.length === 1
            ? line.low
            : one.low;
        if (high < one.high - 1e-9) [one.high, again] = [Math.max(high, one.low), true];
        if (low > one.low + 1e-9) [one.low, again] = [Math.min(low, one.high), true];
      }
    }
  }
  return known;
}

/** An atom that no number tells by itself, but that follows: a small count where two answers overlap. */
function smallAtom(
  lines: readonly Line[],
  known: ReadonlyMap<number, Bounds>,
  below: number,
): Revealing | null {
  const told = new Set(lines.flatMap(({ cells }) => (cells.length === 1 ? cells : [])));
  for (const [cell, { low, high }] of known) {
    const found = told.has(cell) ? null : few(low, high, below);
    if (found) return found;
  }
  return null;
}

/** A hidden cell of either answer that both together leave less room than the threshold. */
function hiddenCell(
  claims: readonly Claim[],
  cellsOf: readonly (readonly number[])[],
  lines: readonly Line[],
  known: ReadonlyMap<number, Bounds>,
  below: number,
): Revealing | null {
  const open = lines.map((line) => withoutSettled(line, known)).filter(({ cells }) => cells.length > 0);
  for (const [index, { value }] of claims.entries()) {
    if (value !== null) continue;
    const cells = cellsOf[index] ?? [];
    const fixed = cells.flatMap((cell) => fixedAt(known.get(cell)) ?? []);
    const free = cells.filter((cell) => fixedAt(known.get(cell)) === null);
    if (cells.length > 0 && free.length === 0) {
      const sum = fixed.reduce((total, one) => total + one, 0);
      return { kind: "hidden", low: sum, high: sum };
    }
    const part = connected(free, open);
    const reached = new Set(part.flatMap((line) => line.cells));
    // An atom that no equation holds can be of any size.
    if (free.some((cell) => !reached.has(cell))) continue;
    if (reached.size > MOST_UNKNOWN) return { kind: "too-many" };
    const { low, high } = bounds(free, part);
    if (high - low < below) return { kind: "hidden", low, high };
  }
  return null;
}

const fixedAt = (bounds: Bounds | undefined): number | null =>
  bounds !== undefined && bounds.high - bounds.low < 1e-6 ? bounds.low : null;

function withoutSettled(line: Line, known: ReadonlyMap<number, Bounds>): Equation {
  const fixed = line.cells.reduce((sum, cell) => sum + (fixedAt(known.get(cell)) ?? 0), 0);
  return {
    cells: line.cells.filter((cell) => fixedAt(known.get(cell)) === null),
    low: Math.max(0, line.low - fixed),
    high: Math.max(0, line.high - fixed),
  };
}

/** The equations that hang together with some cells. */
function connected(cells: readonly number[], lines: readonly Equation[]): Equation[] {
  const reached = new Set(cells);
  const found = new Set<Equation>();
  for (let grew = true; grew; ) {
    grew = false;
    for (const line of lines) {
      if (found.has(line) || !line.cells.some((cell) => reached.has(cell))) continue;
      found.add(line);
      for (const cell of line.cells) reached.add(cell);
      grew = true;
    }
  }
  return [...found];
}

/** Whether a place lies in another: by its path, or as a country of a region. */
export const isPartOf = (place: string, whole: string): boolean =>
  whole === "world" ||
  place.startsWith(`${whole}/`) ||
  (gazetteer()
    .members.get(whole)
    ?.has(place.split("/")[0] ?? place) ??
    false);
