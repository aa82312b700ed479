import { type Constraint, equalTo, inRange, solve } from "yalps";
import type { Equation, Interval } from "./intervals.ts";

/** What an onlooker can work out about sums of unknowns that hang together; see `rangesOf`. */
export type Ranges = {
  /**
   * The least and greatest value that a sum of unknowns can have. Linear programs are only solved while `wide` does not
   * yet hold for what is known to be possible; then an inner part of the range is given. Null: nothing fulfils the equations.
   * `too-many`: nothing is proved, as the work allowed is done.
   */
  readonly of: (
    cells: readonly number[],
    wide: (possible: Interval) => boolean,
  ) => Interval | null | "too-many";
};

/** What may be spent in all: equations times unknowns of the linear programs solved. */
export type Work = { left: number };

/** Linear programs over some equations: the most or least that a sum of unknowns can be, and the unknowns then. */
type Programs = (
  cells: ReadonlySet<number>,
  direction: "minimize" | "maximize",
) => { readonly sum: number; readonly at: ReadonlyMap<number, number> } | null | "too-many";

function programsOf(equations: readonly Equation[], work: Work): Programs {
  const constraints = new Map<string, Constraint>(
    equations.map(({ low, high }, i) => [
      `line ${i}`,
      high - low < 1e-9 ? equalTo(low) : inRange(Math.max(0, low), high),
    ]),
  );
  const coefficients = new Map<number, [string, number][]>();
  for (const [i, { cells }] of equations.entries())
    for (const cell of cells) {
      const own = coefficients.get(cell);
      if (own) own.push([`line ${i}`, 1]);
      else coefficients.set(cell, [[`line ${i}`, 1]]);
    }
  const cost = equations.length * coefficients.size;
  return (cells, direction) => {
    if (work.left < cost) return "too-many";
    work.left -= cost;
    const variables = [...coefficients].map(([cell, own]): [string, [string, number][]] => [
      String(cell),
      cells.has(cell) ? [...own, ["asked", 1]] : own,
    ]);
    const solution = solve({ direction, objective: "asked", constraints, variables });
    if (solution.status === "infeasible") return null;
    if (solution.status !== "optimal" && solution.status !== "unbounded") return "too-many";
    const at = new Map(solution.variables.map(([name, value]): [number, number] => [Number(name), value]));
    return { sum: solution.status === "unbounded" ? Number.POSITIVE_INFINITY : solution.result, at };
  };
}

/**
 * Ranges over equations of unknowns that are not negative. Every solution found shows what is possible for all sums, so
 * that most of them need no linear program of their own.
 */
export function rangesOf(equations: readonly Equation[], work: Work): Ranges {
  const program = programsOf(equations, work);
  const possible: ReadonlyMap<number, number>[] = [];
  return {
    of: (asked, wide) => {
      const cells = new Set(asked);
      const sums = possible.map((one) => asked.reduce((sum, cell) => sum + (one.get(cell) ?? 0), 0));
      const seen = { low: Math.min(...sums), high: Math.max(...sums) };
      if (sums.length > 0 && wide(seen)) return seen;
      const most = program(cells, "maximize");
      if (most === null || most === "too-many") return most;
      possible.push(most.at);
      const half = { low: Math.min(seen.low, most.sum), high: most.sum };
      if (wide(half)) return half;
      const least = program(cells, "minimize");
      if (least === null || least === "too-many") return least;
      possible.push(least.at);
      return { low: Math.max(0, least.sum), high: most.sum };
    },
  };
}

/** So many linear programs are spent on finding unknowns that may be large. */
const TRIES = 8;

/** Unknowns that can be at least so large: none of them is among a few people whose number is known. */
export function roomyCells(equations: readonly Equation[], size: number, work: Work): ReadonlySet<number> {
  const program = programsOf(equations, work);
  const open = new Set(equations.flatMap(({ cells }) => cells));
  const roomy = new Set<number>();
  for (let tried = 0; tried < TRIES && open.size > 0; tried += 1) {
    const most = program(open, "maximize");
    if (most === null || most === "too-many") break;
    const found = [...open].filter((cell) => (most.at.get(cell) ?? 0) >= size);
    if (found.length === 0) break;
    for (const cell of found) {
      open.delete(cell);
      roomy.add(cell);
    }
  }
  return roomy;
}
