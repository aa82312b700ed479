import type { Branch } from "../../plan/compile/branch.ts";
import { SIDE } from "../../plan/compile/compile-both.ts";
import { atOnce, type Steps } from "../../steps.ts";
import type { Uncertain } from "../sampled/combine.ts";
import { columnsOfRows, type ResultColumns, sameText, type Texts, textsAs } from "./result-columns.ts";
import { type Lists, listsOfColumns, picked, type RowColumns, rowAt } from "./row-columns.ts";
import { inOrder, listOrder, textOrder } from "./row-order.ts";

/** A decoded result of the engine. `asColumns`: the same as columns, where it came as such; else its rows are read. */
export type RawTable = {
  readonly asColumns?: ResultColumns;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly (string | number | bigint | boolean | null)[])[];
};

/** One row of a branch's result; what its numbers mean depends on `part` (see plan/compile/compile-branch.ts). */
export type RawRow = {
  readonly w: string;
  /** Area id, where the plan mapped spellings to areas. */
  readonly area: string | null;
  /** The source's own place values, coarse to fine; null where the row is not about that level. */
  readonly places: readonly (string | null)[];
  readonly dims: readonly string[];
  readonly t: string | null;
  readonly t2: string | null;
  readonly v: number | null;
  readonly x: number | null;
  readonly y: number | null;
  readonly n: number | null;
  readonly nn: number | null;
  readonly m: number | null;
  /** Not to be shown, nor anything made of it (protection.ts); its numbers are gone already. */
  readonly hidden?: boolean;
} & Uncertain;

export const PARTS = [
  "figure",
  "series",
  "fact",
  "gap",
  "correction",
  "held",
  "late",
  "version",
  "behind",
] as const;
export type PartName = (typeof PARTS)[number];

/** A branch's result, by part. The series, which may be as many rows as places times periods, stay columns. */
export type BranchResult = {
  readonly [P in Exclude<PartName, "series">]: readonly RawRow[];
} & { readonly branch: Branch; readonly series: RowColumns };

/** The breakdown value of rows that have none. */
export const NOT_STATED = "not stated";

/**
 * Sorts a branch's result into its parts. A missing or foreign table gives empty parts. The engine's threads give rows in any
 * order; an answer is the same whatever that is.
 */
export const readResult = (branch: Branch, table: RawTable | undefined): BranchResult =>
  atOnce(readingResult(branch, table));

/** The same in steps. */
export function* readingResult(branch: Branch, table: RawTable | undefined): Steps<BranchResult> {
  const { part, side, columns } = yield* allRows(table);
  yield;
  const rowsOfPart = (name: PartName): Int32Array => {
    const code = part.entries.indexOf(name);
    const rows = code < 0 ? new Int32Array(0) : rowsWith(part.codes, code);
    if (side === null) return rows;
    const own = side.entries.indexOf(branch.name);
    return rows.filter((row) => side.codes[row] === own);
  };
  const keyed = (name: PartName): Int32Array => inOrder(columns, rowsOfPart(name));
  const rows = (name: PartName): RawRow[] => Array.from(keyed(name), (row) => rowAt(columns, row));
  const sized = (name: PartName): RawRow[] =>
    Array.from(rowsOfPart(name), (row) => rowAt(columns, row)).sort(bySize);
  const figure = rows("figure");
  yield;
  const order = keyed("series");
  yield;
  return {
    branch,
    figure,
    series: picked(columns, order),
    fact: rows("fact"),
    gap: rows("gap"),
    correction: sized("correction"),
    held: sized("held"),
    late: rows("late"),
    version: rows("version"),
    behind: rows("behind"),
  };
}

function rowsWith(codes: Int32Array, code: number): Int32Array {
  const rows = new Int32Array(codes.length);
  let count = 0;
  for (let row = 0; row < codes.length; row += 1) if (codes[row] === code) rows[count++] = row;
  return rows.slice(0, count);
}

/** Whether a result holds the rows of two branches, told apart by their names in `side`. */
export const holdsBoth = (table: RawTable | undefined): boolean =>
  table?.columns.some(({ name }) => name === SIDE) ?? false;

/** All rows of a table as columns, with the part that each is of, and the branch where there are two. */
function* allRows(
  table: RawTable | undefined,
): Steps<{ readonly part: Texts; readonly side: Texts | null; readonly columns: RowColumns }> {
  const names = table?.columns.map(({ name }) => name) ?? [];
  const { length, texts, numbers } = table?.asColumns ?? columnsOfRows(table ?? { columns: [], rows: [] });
  const text = (name: string): Texts =>
    names.includes(name) ? texts(names.lastIndexOf(name)) : sameText(length, null);
  const number = (name: string): Float64Array =>
    names.includes(name) ? numbers(names.lastIndexOf(name)) : new Float64Array(length).fill(Number.NaN);
  const named = (pattern: RegExp): Texts[] =>
    names.flatMap((name, index) => (pattern.test(name) ? [texts(index)] : []));
  const part = length === 0 ? sameText(0, null) : names.includes("part") ? text("part") : texts(0);
  yield;
  const [w, area] = [textsAs(text("w"), (value) => value, "now"), text("area")];
  yield;
  const places = listsOfColumns(named(/^p\d+$/), length);
  yield;
  const dims = named(/^d\d+$/).map((dim) => textsAs(dim, (value) => value || NOT_STATED, NOT_STATED));
  const lists = stated(listsOfColumns(dims, length));
  yield;
  const [t, t2] = [text("t"), text("t2")];
  yield;
  const [v, x, y] = [number("v"), number("x"), number("y")];
  yield;
  const [n, nn, m] = [number("n"), number("nn"), number("m")];
  const side = holdsBoth(table) ? text(SIDE) : null;
  return { part, side, columns: { length, w, area, places, dims: lists, t, t2, v, x, y, n, nn, m } };
}

/** Every row has a value of each breakdown by now. */
const stated = ({ codes, entries }: Lists<string | null>): Lists<string> => ({
  codes,
  entries: entries.map((list) => list.map((value) => value ?? NOT_STATED)),
});

/** Largest in size first, then by date and place. */
const bySize = (a: RawRow, b: RawRow): number =>
  textOrder(a.w, b.w) ||
  Math.abs(b.v ?? 0) - Math.abs(a.v ?? 0) ||
  textOrder(a.t, b.t) ||
  listOrder(a.places, b.places);
