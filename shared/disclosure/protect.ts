import { hiddenInterval, type Interval, knowingInterval, type Published } from "./intervals.ts";
import type { CountTable } from "./lines.ts";
import { rectangleFor, standsInRectangle } from "./rectangles.ts";

/** What is hidden of a dataset's counts of people, by its terms. */
export type Terms = Published & {
  /** A count of nobody is hidden like a small one. */
  readonly hideZeros?: boolean | undefined;
};

/** Which cells stay hidden and why. */
export type Protection = {
  /** Counts from 1 to below − 1, and cells that are hidden for a reason of their own. */
  readonly small: ReadonlySet<number>;
  /** Further cells hidden so that the small ones do not follow from sums. */
  readonly further: ReadonlySet<number>;
};

/** From so many hidden cells on, the quick sufficient test decides in place of the linear programs. */
const EXACT = 120;

/** Up to so many hidden cells it is tried whether each further one is needed. */
const RELEASE = 60;

/**
 * Cell suppression for counts of people (design/domain.md, "Disclosure control"): hides counts from 1 to below − 1, then
 * as many further cells as it takes until the published sums leave every hidden cell an interval at least `below` wide.
 * Nothing is hidden where no count is small. `below` is the threshold n of the dataset's terms (10 unless set).
 */
export function protect(table: CountTable, terms: Terms): Protection {
  const small = new Set(
    table.cells.flatMap((count, cell) =>
      count !== null && (table.sensitive?.has(cell) || isSmall(count, terms)) ? [cell] : [],
    ),
  );
  const hidden = new Set(small);
  if (small.size === 0) return { small, further: hidden };
  const linesOfCell = linesByCell(table);
  // A set hands out what is added while it is walked through. Hiding more only widens the others' intervals.
  for (const cell of hidden) {
    if (hidden.size > EXACT) {
      hideAround(table, cell, hidden, linesOfCell, terms);
      hideBeside(table, cell, hidden, terms, linesOfCell.get(cell) ?? []);
    } else
      while (kept(table, hidden, cell, { terms, lines: linesOfCell.get(cell) ?? [] }) < 2) {
        const next = cheapest(table, cell, hidden, linesOfCell);
        if (next === undefined) break;
        hidden.add(next);
      }
  }
  if (hidden.size <= RELEASE) release(table, hidden, small, { terms, linesOfCell });
  return { small, further: new Set([...hidden].filter((cell) => !small.has(cell))) };
}

/** Whether a count is one of few people. */
export const isSmall = (count: number, { below, hideZeros = false }: Terms): boolean =>
  count < below && (count > 0 || hideZeros);

/** Whether what can be worked out about a hidden cell leaves it wide enough. */
export const isSafe = ({ low, high }: Interval, below: number): boolean => high - low >= below;

/** What somebody knows of a hidden cell who knows whether it is small: of the others, that they are not. */
const knownOf =
  ({ cells, sensitive }: CountTable, terms: Terms) =>
  (cell: number): Interval => {
    const count = cells[cell] ?? 0;
    if (sensitive?.has(cell)) return { low: 0, high: Number.POSITIVE_INFINITY };
    return isSmall(count, terms)
      ? { low: terms.hideZeros ? 0 : 1, high: terms.below - 1 }
      : { low: terms.below, high: Number.POSITIVE_INFINITY };
  };

/**
 * What “fewer than n” leaves open of a small count; at least half of that has to stay open for whoever knows which of the
 * hidden cells are small: of two of them that come to 18, each is nine.
 */
const leftOpen = ({ below, hideZeros = false }: Terms): number => (below - (hideZeros ? 1 : 2)) / 2;

/** Whether a small cell stays hidden from whoever knows which of the others are small too, by each of its lines. */
function isLeftOpen(
  table: CountTable,
  hidden: ReadonlySet<number>,
  cell: number,
  { terms, lines }: By,
): boolean {
  if (!isFew(table, cell, terms)) return true;
  const known = knownOf(table, terms);
  const { low, high } = knowingInterval(table, hidden, cell, { published: terms, known, lines });
  return high - low >= leftOpen(terms);
}

type By = { readonly terms: Terms; readonly lines: CountTable["lines"] };

/** How well a hidden cell is kept: 0 not; 1 by the sums alone; 2 also from whoever knows which cells are small. */
function kept(table: CountTable, hidden: ReadonlySet<number>, cell: number, by: By): 0 | 1 | 2 {
  const [open, safe] = [isLeftOpen(table, hidden, cell, by), hiddenInterval(table, hidden, cell, by.terms)];
  return isSafe(safe, by.terms.below) ? (open ? 2 : 1) : 0;
}

const isFew = ({ cells, sensitive }: CountTable, cell: number, terms: Terms): boolean =>
  sensitive?.has(cell) !== true && isSmall(cells[cell] ?? 0, terms);

/** In large tables: the smallest shown counts of a small cell's lines are hidden until it is left open. */
function hideBeside(table: CountTable, cell: number, hidden: Set<number>, terms: Terms, lines: Lines): void {
  for (const line of lines)
    while (!isLeftOpen(table, hidden, cell, { terms, lines: [line] })) {
      const next = least(table, line, hidden);
      if (next === undefined) break;
      hidden.add(next);
    }
}

type Lines = CountTable["lines"];

/** The smallest shown count of somebody. */
function least(
  { cells }: CountTable,
  line: readonly number[],
  hidden: ReadonlySet<number>,
): number | undefined {
  let found: number | undefined;
  for (const cell of line) {
    const count = cells[cell] ?? 0;
    if (count > 0 && !hidden.has(cell) && (found === undefined || count < (cells[found] ?? 0))) found = cell;
  }
  return found;
}

function linesByCell(table: CountTable): ReadonlyMap<number, readonly (readonly number[])[]> {
  const byCell = new Map<number, (readonly number[])[]>();
  for (const line of table.lines)
    for (const cell of line) {
      const lines = byCell.get(cell);
      if (lines) lines.push(line);
      else byCell.set(cell, [line]);
    }
  return byCell;
}

/** In large tables: a rectangle of hidden cells around the cell; where none can be made, its lines are hidden whole. */
function hideAround(
  table: CountTable,
  cell: number,
  hidden: Set<number>,
  linesOfCell: ReadonlyMap<number, readonly (readonly number[])[]>,
  { below }: Terms,
): void {
  const lines = linesOfCell.get(cell) ?? [];
  if (standsInRectangle(table, cell, hidden, linesOfCell, below)) return;
  const more = rectangleFor(table, cell, hidden, linesOfCell, below);
  for (const other of more ?? lines.flat().filter((one) => (table.cells[one] ?? 0) > 0)) hidden.add(other);
}

/**
 * The next cell to hide for the sake of an open one: on one of its lines, preferring lines where fewest cells are hidden,
 * and of those the smallest count, so that least is lost. Failing that, any visible cell of a connected line.
 */
function cheapest(
  table: CountTable,
  open: number,
  hidden: ReadonlySet<number>,
  linesOfCell: ReadonlyMap<number, readonly (readonly number[])[]>,
): number | undefined {
  const seen = new Set<number>();
  let front = [open];
  while (front.length > 0) {
    const lines = front.flatMap((cell) => linesOfCell.get(cell) ?? []);
    const candidates = lines
      .map((line) => ({ line, hiddenHere: line.filter((cell) => hidden.has(cell)).length }))
      .flatMap(({ line, hiddenHere }) =>
        line
          .filter((cell) => !hidden.has(cell) && (table.cells[cell] ?? 0) > 0)
          .map((cell) => ({ cell, hiddenHere, count: table.cells[cell] ?? 0 })),
      )
      .sort((a, b) => a.hiddenHere - b.hiddenHere || a.count - b.count || a.cell - b.cell);
    if (candidates[0]) return candidates[0].cell;
    for (const cell of front) seen.add(cell);
    front = [...new Set(lines.flat())].filter((cell) => !seen.has(cell));
  }
  return undefined;
}

/** Shows again what turned out not to be needed, the largest counts first. */
function release(
  table: CountTable,
  hidden: Set<number>,
  small: ReadonlySet<number>,
  { terms, linesOfCell }: { readonly terms: Terms; readonly linesOfCell: ReadonlyMap<number, Lines> },
): void {
  const now = (cell: number): number =>
    kept(table, hidden, cell, { terms, lines: linesOfCell.get(cell) ?? [] });
  const before = new Map([...hidden].map((cell) => [cell, now(cell)]));
  const further = [...hidden]
    .filter((cell) => !small.has(cell))
    .sort((a, b) => (table.cells[b] ?? 0) - (table.cells[a] ?? 0));
  for (const cell of further) {
    hidden.delete(cell);
    if (![...hidden].every((other) => now(other) >= (before.get(other) ?? 0))) hidden.add(cell);
  }
}
