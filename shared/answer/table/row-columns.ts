import { type Uncertain, uncertainOf } from "../sampled/combine.ts";
import type { RawRow } from "./read-result.ts";
import { codesOf, type Texts } from "./result-columns.ts";

/** Lists of texts as codes of the few different ones: `entries[codes[row]]`. */
export type Lists<T> = { readonly codes: Int32Array; readonly entries: readonly (readonly T[])[] };

/**
 * Rows of a branch's result as columns: what `RawRow` says row by row, each of them one entry in every column. Numbers that
 * are not there are NaN. A large result stays in this form until the answer's table is made of it.
 */
export type RowColumns = {
  readonly length: number;
  readonly w: Texts;
  readonly area: Texts;
  readonly places: Lists<string | null>;
  readonly dims: Lists<string>;
  readonly t: Texts;
  readonly t2: Texts;
  readonly v: Float64Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly n: Float64Array;
  readonly nn: Float64Array;
  readonly m: Float64Array;
  /** 1: not to be shown. Absent: nothing is hidden. */
  readonly hidden?: Uint8Array;
  /** How far each may be off; absent where every row was read. */
  readonly uncertain?: readonly Uncertain[];
};

/** The text of a row; null where there is none. */
export const textAt = ({ codes, entries }: Texts, row: number): string | null =>
  entries[codes[row] ?? -1] ?? null;

/** The number of a row; null where there is none. */
export function numberAt(column: Float64Array, row: number): number | null {
  const value = column[row] ?? Number.NaN;
  return Number.isNaN(value) ? null : value;
}

const listAt = <T>({ codes, entries }: Lists<T>, row: number): readonly T[] =>
  entries[codes[row] ?? -1] ?? [];

/** One of the rows by itself. Rows of the same place share its list of names. */
export const rowAt = (columns: RowColumns, row: number): RawRow => ({
  w: textAt(columns.w, row) ?? "now",
  area: textAt(columns.area, row),
  places: listAt(columns.places, row),
  dims: listAt(columns.dims, row),
  t: textAt(columns.t, row),
  t2: textAt(columns.t2, row),
  v: numberAt(columns.v, row),
  x: numberAt(columns.x, row),
  y: numberAt(columns.y, row),
  n: numberAt(columns.n, row),
  nn: numberAt(columns.nn, row),
  m: numberAt(columns.m, row),
  ...(columns.hidden?.[row] === 1 ? { hidden: true } : {}),
  ...columns.uncertain?.[row],
});

/** All rows, each by itself. */
export const rowsOf = (columns: RowColumns): RawRow[] =>
  Array.from({ length: columns.length }, (_, row) => rowAt(columns, row));

/** Rows put together as columns, in their order. */
export function columnsOf(rows: readonly RawRow[]): RowColumns {
  const texts = (of: (row: RawRow) => string | null): Texts =>
    codesOf(rows.length, (row) => ofRow(rows, row, of));
  const numbers = (of: (row: RawRow) => number | null): Float64Array =>
    Float64Array.from(rows, (row) => of(row) ?? Number.NaN);
  const isEstimated = rows.some(({ error, limits, drawn, scant }) => error ?? limits ?? drawn ?? scant);
  return {
    length: rows.length,
    w: texts(({ w }) => w),
    area: texts(({ area }) => area),
    places: listsOf(rows.map(({ places }) => places)),
    dims: listsOf(rows.map(({ dims }) => dims)),
    t: texts(({ t }) => t),
    t2: texts(({ t2 }) => t2),
    v: numbers(({ v }) => v),
    x: numbers(({ x }) => x),
    y: numbers(({ y }) => y),
    n: numbers(({ n }) => n),
    nn: numbers(({ nn }) => nn),
    m: numbers(({ m }) => m),
    ...(rows.some(({ hidden }) => hidden)
      ? { hidden: Uint8Array.from(rows, ({ hidden }) => (hidden ? 1 : 0)) }
      : {}),
    ...(isEstimated ? { uncertain: rows.map(uncertainOf) } : {}),
  };
}

const ofRow = (rows: readonly RawRow[], at: number, of: (row: RawRow) => string | null): string | null => {
  const row = rows[at];
  return row === undefined ? null : of(row);
};

/** Lists told apart by what is in them; the same list is looked at once. */
function listsOf<T extends string | null>(lists: readonly (readonly T[])[]): Lists<T> {
  const byList = new Map<readonly T[], number>();
  const byText = new Map<string, number>();
  const entries: (readonly T[])[] = [];
  const codes = Int32Array.from(lists, (list) => {
    const known = byList.get(list);
    if (known !== undefined) return known;
    const text = JSON.stringify(list);
    const code = byText.get(text) ?? entries.push(list) - 1;
    byText.set(text, code);
    byList.set(list, code);
    return code;
  });
  return { codes, entries };
}

/** The lists that several columns of texts make, row by row. */
export function listsOfColumns(columns: readonly Texts[], length: number): Lists<string | null> {
  const [first, ...others] = columns;
  if (first === undefined) return { codes: new Int32Array(length), entries: [[]] };
  // Code 0 stands for none.
  let codes: Int32Array = first.codes.map((code) => code + 1);
  let entries: (string | null)[][] = [[null], ...first.entries.map((text) => [text])];
  for (const column of others) {
    const width = column.entries.length + 1;
    const book = new Map<number, number>();
    const made: (string | null)[][] = [];
    const next = new Int32Array(length);
    for (let row = 0; row < length; row += 1) {
      const own = column.codes[row] ?? -1;
      const pair = (codes[row] ?? 0) * width + own + 1;
      let code = book.get(pair);
      if (code === undefined) {
        code = made.push([...(entries[codes[row] ?? 0] ?? []), column.entries[own] ?? null]) - 1;
        book.set(pair, code);
      }
      next[row] = code;
    }
    codes = next;
    entries = made;
  }
  return { codes, entries };
}

/** Some of the rows, in the order given. */
export function picked(columns: RowColumns, order: Int32Array): RowColumns {
  const codes = <C extends { readonly codes: Int32Array }>(column: C): C => ({
    ...column,
    codes: order.map((row) => column.codes[row] ?? -1),
  });
  const numbers = (column: Float64Array): Float64Array => {
    const own = new Float64Array(order.length);
    for (let row = 0; row < order.length; row += 1) own[row] = column[order[row] ?? 0] ?? Number.NaN;
    return own;
  };
  return {
    length: order.length,
    w: codes(columns.w),
    area: codes(columns.area),
    places: codes(columns.places),
    dims: codes(columns.dims),
    t: codes(columns.t),
    t2: codes(columns.t2),
    v: numbers(columns.v),
    x: numbers(columns.x),
    y: numbers(columns.y),
    n: numbers(columns.n),
    nn: numbers(columns.nn),
    m: numbers(columns.m),
  };
}

/** Where rows of the same window, place and breakdown follow each other: the first of them, and the one after the last. */
export function stretchesOf({ length, w, area, places, dims }: RowColumns): [from: number, to: number][] {
  const keys = [places.codes, dims.codes, area.codes, w.codes];
  const stretches: [number, number][] = [];
  for (let [from, to] = [0, 0]; from < length; from = to) {
    for (to = from + 1; to < length; to += 1) if (keys.some((codes) => codes[to] !== codes[from])) break;
    stretches.push([from, to]);
  }
  return stretches;
}
