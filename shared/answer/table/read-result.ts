import type { Branch } from "../../plan/compile/branch.ts";
import type { Uncertain } from "../sampled/combine.ts";

/** A decoded result of the engine. */
export type RawTable = {
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

/** A branch's result, by part. */
export type BranchResult = { readonly [P in PartName]: readonly RawRow[] } & { readonly branch: Branch };

/** The breakdown value of rows that have none. */
export const NOT_STATED = "not stated";

/** Sorts a branch's result into its parts. A missing or foreign table gives empty parts. */
export function readResult(branch: Branch, table: RawTable | undefined): BranchResult {
  const parts: Record<PartName, RawRow[]> = {
    figure: [],
    series: [],
    fact: [],
    gap: [],
    correction: [],
    held: [],
    late: [],
    version: [],
    behind: [],
  };
  if (table) {
    const at = new Map(table.columns.map(({ name }, index) => [name, index]));
    const partIndex = at.get("part") ?? 0;
    const places = columnsNamed(table, /^p\d+$/);
    const dims = columnsNamed(table, /^d\d+$/);
    const text = (row: RawTable["rows"][number], name: string): string | null =>
      textOf(row[at.get(name) ?? -1]);
    const number = (row: RawTable["rows"][number], name: string): number | null =>
      numberOf(row[at.get(name) ?? -1]);
    for (const row of table.rows) {
      const part = PARTS.find((one) => one === row[partIndex]);
      if (part === undefined) continue;
      parts[part].push({
        w: text(row, "w") ?? "now",
        area: text(row, "area"),
        places: places.map((index) => textOf(row[index])),
        dims: dims.map((index) => textOf(row[index]) || NOT_STATED),
        t: text(row, "t"),
        t2: text(row, "t2"),
        v: number(row, "v"),
        x: number(row, "x"),
        y: number(row, "y"),
        n: number(row, "n"),
        nn: number(row, "nn"),
        m: number(row, "m"),
      });
    }
  }
  // The engine's threads give rows in any order; an answer is the same whatever that is.
  for (const part of PARTS) parts[part].sort(part === "correction" || part === "held" ? bySize : byKey);
  return { ...parts, branch };
}

const order = (a: string | null, b: string | null): number => {
  if (a === b) return 0;
  if (a === null) return -1;
  return b === null || a > b ? 1 : -1;
};

function orderAll(a: readonly (string | null)[], b: readonly (string | null)[]): number {
  for (let index = 0; index < a.length; index += 1) {
    const found = order(a[index] ?? null, b[index] ?? null);
    if (found !== 0) return found;
  }
  return 0;
}

const byKey = (a: RawRow, b: RawRow): number =>
  order(a.w, b.w) ||
  order(a.area, b.area) ||
  orderAll(a.places, b.places) ||
  orderAll(a.dims, b.dims) ||
  order(a.t, b.t);

/** Largest in size first, then by date and place. */
const bySize = (a: RawRow, b: RawRow): number =>
  order(a.w, b.w) ||
  Math.abs(b.v ?? 0) - Math.abs(a.v ?? 0) ||
  order(a.t, b.t) ||
  orderAll(a.places, b.places);

const columnsNamed = (table: RawTable, pattern: RegExp): number[] =>
  table.columns.flatMap(({ name }, index) => (pattern.test(name) ? [index] : []));

type Value = RawTable["rows"][number][number] | undefined;

const textOf = (value: Value): string | null =>
  value === null || value === undefined ? null : String(value);

function numberOf(value: Value): number | null {
  if (value === null || value === undefined) return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}
