import { type Constraint, equalTo, inRange, solve } from "yalps";
import type { CountTable } from "./lines.ts";

/** What an onlooker can work out about a hidden count from all published sums: it lies between `low` and `high`. */
export type Interval = { readonly low: number; readonly high: number };

/** How sums are published: those below `below` are not; `round`: every published number is rounded to this base by itself. */
export type Published = { readonly below: number; readonly round?: number | undefined };

/** To the nearest multiple of the base, halves up; the same number always gives the same. */
export const roundedTo = (value: number, base: number): number => Math.round(value / base) * base;

/** A number rounded to a base (halves up) stands for any whole number from so many below it … */
export const under = (base: number): number => Math.floor(base / 2);

/** … to so many above it. */
export const over = (base: number): number => Math.ceil(base / 2) - 1;

/**
 * The exact interval of each hidden cell: the least and greatest value that any table of non-negative counts with the same
 * visible cells and the same sums can have there (linear programming, simplex of the yalps library). Lines whose sum is
 * itself below `below` are not published and tell nothing.
 */
export function hiddenIntervals(
  table: CountTable,
  hidden: ReadonlySet<number>,
  published: Published,
): ReadonlyMap<number, Interval> {
  const equations = equationsOf(table, hidden, published);
  const intervals = new Map<number, Interval>();
  for (const part of connectedParts(hidden, equations))
    for (const cell of part.cells) intervals.set(cell, intervalIn(cell, part.equations));
  return intervals;
}

/**
 * What somebody works out about a hidden cell who knows of each whether it is a small count (asked for alone, small ones are
 * hidden and others are held back). `known`: what that says of a cell. By each of its lines alone, without linear programs.
 */
export function knowingInterval(
  table: CountTable,
  hidden: ReadonlySet<number>,
  cell: number,
  by: {
    readonly published: Published;
    readonly known: (cell: number) => Interval;
    readonly lines: CountTable["lines"];
  },
): Interval {
  const own = by.known(cell);
  let { low, high } = own;
  for (const line of equationsOf({ cells: table.cells, lines: by.lines }, hidden, by.published)) {
    let [least, most] = [0, 0];
    for (const other of line.cells) {
      if (other === cell) continue;
      const known = by.known(other);
      least += known.low;
      most += known.high;
    }
    low = Math.max(low, line.low - most);
    high = Math.min(high, line.high - least);
  }
  return { low, high };
}

/** `hiddenIntervals` for one cell: only what is connected with it is looked at. */
export function hiddenInterval(
  table: CountTable,
  hidden: ReadonlySet<number>,
  cell: number,
  published: Published,
): Interval {
  const equations = equationsOf(table, hidden, published);
  const part = connectedParts(hidden, equations).find(({ cells }) => cells.includes(cell));
  return intervalIn(cell, part?.equations ?? []);
}

function intervalIn(cell: number, equations: readonly Equation[]): Interval {
  const [only] = equations;
  if (!only) return { low: 0, high: Number.POSITIVE_INFINITY };
  return equations.length === 1 ? oneSum(only) : bounds([cell], equations);
}

/** The hidden cells of one published line: what they add up to lies between `low` and `high`. */
export type Equation = { readonly cells: readonly number[]; readonly low: number; readonly high: number };

function equationsOf(
  table: CountTable,
  hidden: ReadonlySet<number>,
  { below, round = 1 }: Published,
): Equation[] {
  return table.lines.flatMap((line) => {
    const cells = line.filter((cell) => hidden.has(cell));
    if (cells.length === 0) return [];
    let [total, rest, roundings] = [0, 0, 0];
    for (const cell of line) {
      const count = table.cells[cell] ?? 0;
      total += count;
      if (hidden.has(cell) || count === 0) continue;
      rest += roundedTo(count, round);
      roundings += 1;
    }
    if (total < below) return [];
    const sum = roundedTo(total, round) - rest;
    const low = sum - under(round) - roundings * over(round);
    const high = sum + over(round) + roundings * under(round);
    return [{ cells, low: Math.max(0, low), high: Math.max(0, high) }];
  });
}

/** With one published sum over k hidden cells, each can be anything from nothing to all of it; alone, it is known. */
const oneSum = ({ cells, low, high }: Equation): Interval => ({ low: cells.length === 1 ? low : 0, high });

/** Splits the hidden cells into parts that share no equation, so that each linear program stays small. */
function connectedParts(
  hidden: ReadonlySet<number>,
  equations: readonly Equation[],
): { readonly cells: readonly number[]; readonly equations: readonly Equation[] }[] {
  const parent = new Map([...hidden].map((cell) => [cell, cell]));
  const root = (cell: number): number => {
    let at = cell;
    for (let up = parent.get(at); up !== undefined && up !== at; up = parent.get(at)) at = up;
    return at;
  };
  for (const { cells } of equations) for (const cell of cells) parent.set(root(cell), root(cells[0] ?? cell));
  const parts = new Map<number, { cells: number[]; equations: Equation[] }>();
  for (const cell of hidden) {
    const part = parts.get(root(cell)) ?? { cells: [], equations: [] };
    part.cells.push(cell);
    parts.set(root(cell), part);
  }
  for (const equation of equations) parts.get(root(equation.cells[0] ?? -1))?.equations.push(equation);
  return [...parts.values()];
}

/** The least and greatest sum of some unknowns under all equations; two linear programs. Unknowns are not negative. */
export function bounds(cells: readonly number[], equations: readonly Equation[]): Interval {
  const asked = new Set(cells);
  const constraints = new Map<string, Constraint>(
    equations.map(({ low, high }, i) => [`line ${i}`, low === high ? equalTo(low) : inRange(low, high)]),
  );
  const variables = new Map<string, Map<string, number>>();
  for (const [i, { cells }] of equations.entries())
    for (const other of cells) {
      const name = String(other);
      const coefficients = variables.get(name) ?? new Map(asked.has(other) ? [["asked", 1]] : []);
      coefficients.set(`line ${i}`, 1);
      variables.set(name, coefficients);
    }
  const extreme = (direction: "minimize" | "maximize"): number | null => {
    const solution = solve({ direction, objective: "asked", constraints, variables });
    if (solution.status === "unbounded") return direction === "maximize" ? Number.POSITIVE_INFINITY : 0;
    return solution.status === "optimal" ? solution.result : null;
  };
  const low = extreme("minimize");
  const high = extreme("maximize");
  // Without a proof that the cell is safe it counts as known: the caller then hides more.
  if (low === null || high === null) return { low: 0, high: 0 };
  return { low: Math.max(0, low), high };
}
