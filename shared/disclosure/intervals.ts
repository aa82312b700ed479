import { type Constraint, equalTo, solve } from "yalps";
import type { CountTable } from "./lines.ts";

/** What an onlooker can work out about a hidden count from all published sums: it lies between `low` and `high`. */
export type Interval = { readonly low: number; readonly high: number };

/**
 * The exact interval of each hidden cell: the least and greatest value that any table of non-negative counts with the same
 * visible cells and the same sums can have there (linear programming, simplex of the yalps library). Lines whose sum is
 * itself below `below` are not published and tell nothing.
 */
export function hiddenIntervals(
  table: CountTable,
  hidden: ReadonlySet<number>,
  below: number,
): ReadonlyMap<number, Interval> {
  const equations = equationsOf(table, hidden, below);
  const intervals = new Map<number, Interval>();
  for (const part of connectedParts(hidden, equations)) {
    const [only] = part.equations;
    for (const cell of part.cells) {
      if (part.equations.length === 0) intervals.set(cell, { low: 0, high: Number.POSITIVE_INFINITY });
      else if (part.equations.length === 1 && only) intervals.set(cell, oneSum(only));
      else intervals.set(cell, bounds(cell, part.equations));
    }
  }
  return intervals;
}

/** The hidden cells of one published line and what they add up to. */
type Equation = { readonly cells: readonly number[]; readonly sum: number };

function equationsOf(table: CountTable, hidden: ReadonlySet<number>, below: number): Equation[] {
  return table.lines.flatMap((line) => {
    const total = line.reduce((sum, cell) => sum + (table.cells[cell] ?? 0), 0);
    const cells = line.filter((cell) => hidden.has(cell));
    if (cells.length === 0 || total < below) return [];
    const sum = cells.reduce((part, cell) => part + (table.cells[cell] ?? 0), 0);
    return [{ cells, sum }];
  });
}

/** With one published sum over k hidden cells, each can be anything from nothing to all of it; alone, it is known. */
const oneSum = ({ cells, sum }: Equation): Interval => ({ low: cells.length === 1 ? sum : 0, high: sum });

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

function bounds(cell: number, equations: readonly Equation[]): Interval {
  const constraints = new Map<string, Constraint>(equations.map(({ sum }, i) => [`line ${i}`, equalTo(sum)]));
  const variables = new Map<string, Map<string, number>>();
  for (const [i, { cells }] of equations.entries())
    for (const other of cells) {
      const name = String(other);
      const coefficients = variables.get(name) ?? new Map(other === cell ? [["asked", 1]] : []);
      coefficients.set(`line ${i}`, 1);
      variables.set(name, coefficients);
    }
  const extreme = (direction: "minimize" | "maximize"): number | null => {
    const solution = solve({ direction, objective: "asked", constraints, variables });
    return solution.status === "optimal" ? solution.result : null;
  };
  const low = extreme("minimize");
  const high = extreme("maximize");
  // Without a proof that the cell is safe it counts as known: the caller then hides more.
  if (low === null || high === null) return { low: 0, high: 0 };
  return { low: Math.max(0, low), high };
}
