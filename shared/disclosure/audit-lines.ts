import type { Claim } from "./claims.ts";
import { eliminated, type Sum } from "./elimination.ts";
import type { HiddenSum, Line, Lines } from "./lines-of-claims.ts";
import { type Ranges, rangesOf, roomyCells, type Work } from "./ranges.ts";
import { type Bounds, isFixed, openPart, partsOf, settled } from "./settled.ts";
import { isFew, smallDifference } from "./small-differences.ts";
import { isClear } from "./two-tables.ts";

/** What follows from told numbers that was not to be told. */
export type Leak =
  | { readonly kind: "difference"; readonly size: number }
  | { readonly kind: "hidden" }
  | { readonly kind: "too-many" };

/** Unknowns that hang together in a linear program; with more, nothing is proved. */
const MOST_UNKNOWN = 2_000;

/** Equations times unknowns of all linear programs of one audit: some half a second on a laptop. */
const MOST_WORK = 1_000_000;

/**
 * What the new numbers among told ones give away about few people. Counts are not negative, so that ranges follow from
 * them (linear programs); of numbers made of people's values only exact sums follow. `contradicting`: the equations cannot
 * all be true.
 */
export function leakOf(lines: Lines, below: number, of: Claim["of"]): Leak | null | "contradicting" {
  const { told, hidden } = lines;
  const size = smallDifference(told, below);
  if (size !== null) return { kind: "difference", size };
  if (of === "counts" && pinsFew(told, hidden)) return { kind: "hidden" };
  if (isClear(told, hidden) && (of === "counts" || hidden.length === 0)) return null;
  return of === "counts" ? countLeak(told, hidden, below) : valueLeak(told, hidden, below);
}

/** What a small hidden count is known to be besides the sums: from 1 to n−1. */
const marks = (hidden: readonly HiddenSum[]): Line[] =>
  hidden.flatMap(({ few, cells, below, mine, group }) =>
    few && cells.length > 0 ? [{ cells, low: 1, high: below - 1, mine, group }] : [],
  );

/**
 * Whether a small hidden count is known to less than half of what “fewer than n” leaves open, by whoever knows which of the
 * hidden ones are small (protect.ts): by one equation after the other, without linear programs.
 */
function pinsFew(told: readonly Line[], hidden: readonly HiddenSum[]): boolean {
  const few = marks(hidden);
  if (few.length === 0 || told.length === 0) return false;
  const now = settled([...told, ...few]);
  if (now === null) return false;
  const pinned = few.filter(({ cells, high }) => isPinned(cells, high, now));
  if (pinned.length === 0) return false;
  const before = settled([...told, ...few].filter(({ mine }) => !mine));
  return pinned.some(({ cells, high, mine }) => mine || before === null || !isPinned(cells, high, before));
}

/** Whether a sum that is at most n−1 has less room than half of that. */
function isPinned(cells: readonly number[], most: number, known: ReadonlyMap<number, Bounds>): boolean {
  let [low, high] = [0, 0];
  for (const cell of cells) {
    const bounds = known.get(cell);
    low += bounds?.low ?? 0;
    high += bounds?.high ?? most;
  }
  return Math.min(high, most) - Math.max(low, 1) < (most - 1) / 2;
}

function countLeak(
  told: readonly Line[],
  hidden: readonly HiddenSum[],
  below: number,
): Leak | null | "contradicting" {
  const known = settled(told);
  if (known === null) return "contradicting";
  const single = smallAtom(told, known, below);
  if (single !== null) return { kind: "difference", size: single };
  const open = told.map((line) => openPart(line, known)).filter(({ cells }) => cells.length > 0);
  // Only what hangs together with a new number can have changed.
  const touched = partsOf(told).filter(({ lines }) => lines.some(({ mine }) => mine));
  const wholeOf = byCell(touched);
  for (const part of partsOf(open)) {
    const whole = wholeOf.get(part.lines[0]?.cells[0] ?? -1);
    if (whole === undefined) continue;
    const found = smallSum(part.lines, whole.lines, below) ?? narrowAtom(part.lines, whole.lines, below);
    if (found !== null) return found;
  }
  return hiddenCount(touched, open, hidden, known);
}

/** Which of some parts each unknown is in. */
const byCell = <T extends { readonly cells: ReadonlySet<number> }>(
  parts: readonly T[],
): ReadonlyMap<number, T> =>
  new Map(parts.flatMap((part) => [...part.cells].map((cell): [number, T] => [cell, part])));

/** An unknown that no number tells by itself, but that follows: a small count where answers overlap. */
function smallAtom(lines: readonly Line[], known: ReadonlyMap<number, Bounds>, below: number): number | null {
  const told = new Set(lines.flatMap(({ cells }) => (cells.length === 1 ? cells : [])));
  const few = [...known].filter(([cell, { low, high }]) => !told.has(cell) && isFew(low, high, below));
  if (few.length === 0) return null;
  // What earlier answers told already is not the new one's.
  const before = settled(lines.filter(({ mine }) => !mine));
  const found = few.find(([cell]) => {
    const was = before?.get(cell);
    return was === undefined || !isFew(was.low, was.high, below);
  });
  return found?.[1].high ?? null;
}

const exactSums = (lines: readonly Line[]): Sum[] =>
  lines.flatMap(({ cells, low, high }) => (high - low < 1e-9 ? [{ cells, value: low }] : []));

/** The unknowns that may be large first: what is left over by elimination is then about the others. */
function byRoom(lines: readonly Line[], below: number): number[] {
  const cells = new Set(lines.flatMap((line) => line.cells));
  const roomy = cells.size > MOST_UNKNOWN ? new Set() : roomyCells(lines, below, { left: MOST_WORK });
  return [...cells].sort((a, b) => Number(roomy.has(b)) - Number(roomy.has(a)) || a - b);
}

/** A sum of a few people that follows from several numbers at once; `told`: all numbers that hang together with them. */
function smallSum(
  lines: readonly Line[],
  told: readonly Line[],
  below: number,
): Leak | "contradicting" | null {
  const all = eliminated(exactSums(lines), byRoom(lines, below));
  if (all === null) return { kind: "too-many" };
  if (all.contradicting) return "contradicting";
  const few = all.following.filter(({ value }) => isFew(value, value, below));
  if (few.length === 0) return null;
  const direct = new Set(told.map(({ cells }) => keyOf(cells)));
  const before = told.filter(({ mine }) => !mine);
  const was = eliminated(exactSums(before), cellsOf(told));
  const found = few.find(({ cells }) => !direct.has(keyOf(cells)) && !was?.holds(cells));
  return found ? { kind: "difference", size: Math.round(found.value) } : null;
}

const cellsOf = (lines: readonly Line[]): number[] => [...new Set(lines.flatMap(({ cells }) => cells))];

const keyOf = (cells: readonly number[]): string => [...cells].sort((a, b) => a - b).join();

/** A single unknown that may only be of a few people, and more exactly than “fewer than n”, by ranges. */
function narrowAtom(
  lines: readonly Line[],
  told: readonly Line[],
  below: number,
): Leak | "contradicting" | null {
  const cells = new Set(cellsOf(lines));
  if (cells.size > MOST_UNKNOWN) return { kind: "too-many" };
  const work: Work = { left: MOST_WORK };
  const roomy = roomyCells(lines, below, work);
  const ranges = rangesOf(lines, work);
  const direct = new Set(told.flatMap((line) => (line.cells.length === 1 ? line.cells : [])));
  const few = (low: number, high: number): boolean => isFew(low, high, below);
  for (const cell of cells) {
    if (roomy.has(cell) || direct.has(cell)) continue;
    const range = ranges.of(
      [cell],
      ({ low, high }) => !few(low, high) && (low < 1e-6 || high >= below - 1e-6 || high - low >= below - 2),
    );
    if (range === null) return "contradicting";
    if (range === "too-many") return { kind: "too-many" };
    if (!few(range.low, range.high)) continue;
    const before = lines.filter(({ mine }) => !mine);
    const was = before.some((line) => line.cells.includes(cell))
      ? rangesOf(before, work).of([cell], () => false)
      : null;
    if (was === null || was === "too-many" || !few(was.low, was.high))
      return { kind: "difference", size: Math.round(range.high) };
  }
  return null;
}

/** A hidden count of any answer that all together leave less room than the threshold it was hidden under. */
function hiddenCount(
  touched: readonly { readonly cells: ReadonlySet<number>; readonly lines: readonly Line[] }[],
  open: readonly Line[],
  hidden: readonly HiddenSum[],
  known: ReadonlyMap<number, Bounds>,
): Leak | null | "contradicting" {
  const work: Work = { left: MOST_WORK };
  const partOf = byCell(partsOf(open).map((part) => ({ ...part, ranges: rangesOf(part.lines, work) })));
  const isTouched = byCell(touched);
  const told = touched.flatMap(({ lines }) => lines);
  for (const one of hidden) {
    if (one.cells.length === 0) continue;
    const free = one.cells.filter((cell) => !isFixed(known.get(cell)));
    // An unknown that no equation holds can be of any size.
    if (free.some((cell) => !partOf.has(cell))) continue;
    if (!one.mine && !one.cells.some((cell) => isTouched.has(cell))) continue;
    const own = [...new Set(free.flatMap((cell) => partOf.get(cell) ?? []))];
    const found = narrow(free, own, one.below);
    if (found === "contradicting") return found;
    if (found === "too-many") return { kind: "too-many" };
    if (found && !wasNarrow(one, told)) return { kind: "hidden" };
  }
  return null;
}

type Part = { readonly cells: ReadonlySet<number>; readonly ranges: Ranges };

/** Whether the unknowns' sum has less room than the threshold; parts that hang together add up theirs. */
function narrow(
  free: readonly number[],
  parts: readonly Part[],
  below: number,
): boolean | "contradicting" | "too-many" {
  let room = 0;
  for (const part of parts) {
    if (part.cells.size > MOST_UNKNOWN) return "too-many";
    const left = below - room;
    const range = part.ranges.of(
      free.filter((cell) => part.cells.has(cell)),
      ({ low, high }) => high - low >= left,
    );
    if (range === null) return "contradicting";
    if (range === "too-many") return range;
    room += range.high - range.low;
    if (room >= below - 1e-6) return false;
  }
  return true;
}

/** Whether a hidden cell was as narrow before the new answer: then that does not tell more. */
function wasNarrow({ cells, below, mine }: HiddenSum, told: readonly Line[]): boolean {
  if (mine) return false;
  const before = told.filter((line) => !line.mine);
  const known = settled(before);
  if (known === null) return false;
  const free = cells.filter((cell) => !isFixed(known.get(cell)));
  const open = before.map((line) => openPart(line, known)).filter((line) => line.cells.length > 0);
  const work: Work = { left: MOST_WORK };
  const parts = partsOf(open)
    .filter((part) => free.some((cell) => part.cells.has(cell)))
    .map((part) => ({ ...part, ranges: rangesOf(part.lines, work) }));
  if (free.some((cell) => !parts.some((part) => part.cells.has(cell)))) return false;
  return narrow(free, parts, below) === true;
}

/** Sums of people's values: a few people's, or a hidden group's, that follow exactly. */
function valueLeak(
  lines: readonly Line[],
  hidden: readonly HiddenSum[],
  below: number,
): Leak | null | "contradicting" {
  const known = settled(lines);
  if (known === null) return "contradicting";
  // Where nobody is, there is nothing to add.
  const peopled = <T extends { readonly cells: readonly number[] }>(one: T): T => ({
    ...one,
    cells: one.cells.filter((cell) => (known.get(cell)?.high ?? 1) > 1e-6),
  });
  for (const part of partsOf(lines)) {
    const mine = part.lines.some((line) => line.mine);
    const told = part.lines.map(peopled);
    const found = mine ? smallSum(told, told, below) : null;
    if (found !== null) return found;
    const groups = hidden
      .filter((one) => (mine || one.mine) && one.cells.some((cell) => part.cells.has(cell)))
      .map(peopled)
      .filter(({ cells }) => cells.length > 0);
    if (groups.length === 0) continue;
    const order = cellsOf(told);
    const all = eliminated(exactSums(told), order);
    if (all === null) return { kind: "too-many" };
    const before = eliminated(exactSums(told.filter((line) => !line.mine)), order);
    if (groups.some((one) => all.holds(one.cells) && (one.mine || !before?.holds(one.cells))))
      return { kind: "hidden" };
  }
  return null;
}
