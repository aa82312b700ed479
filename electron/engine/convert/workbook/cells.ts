import type { CellValue, MergeRange } from "hucre";

/** What a spreadsheet shows where a formula has no result. */
const ERRORS: ReadonlySet<string> = new Set([
  ...[
    "#N/A",
    "#DIV/0!",
    "#REF!",
    "#NAME?",
    "#VALUE!",
    "#NUM!",
    "#NULL!",
    "#SPILL!",
    "#CALC!",
    "#GETTING_DATA",
  ],
]);

/** True for a cell that holds an error instead of a value. */
export const isError = (value: CellValue): boolean => typeof value === "string" && ERRORS.has(value);

/** A cell as text, the way a CSV file would have it; null where it holds nothing or an error. Percentages get their sign. */
export function textOf(value: CellValue | undefined, percent: boolean): string | null {
  if (value === null || value === undefined || isError(value)) return null;
  if (typeof value === "number") return percent ? `${hundredfold(value)}%` : String(value);
  if (typeof value === "boolean") return value ? "true" : "false";
  if (typeof value === "string") return value.replaceAll("\0", "\ufffd");
  return Number.isNaN(value.getTime()) ? null : momentText(value);
}

/** A hundred times a share, without the noise of binary fractions (0.07 is 7 %, not 7.000000000000001 %). */
const hundredfold = (share: number): string => plain(Number((share * 100).toPrecision(14)));

/** A number without an exponent, which per cent are never written with. */
const plain = (number: number): string =>
  /e/.test(String(number)) ? number.toFixed(12).replace(/\.?0+$/, "") : String(number);

const FIRST_DAYS = Date.UTC(1900, 0, 1);

/** Days as ISO dates; moments with their time, rounded to the second as spreadsheets count them; times of day alone as such. */
function momentText(moment: Date): string {
  const rounded = new Date(Math.round(moment.getTime() / 1000) * 1000);
  const iso = rounded.toISOString();
  if (rounded.getTime() < FIRST_DAYS) return iso.slice(11, 19);
  return iso.endsWith("T00:00:00.000Z") ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 19)}`;
}

/**
 * Gives every cell of a merged range the value that stands in its first cell, while rows stream by in their order.
 * Counts the cells that got one.
 */
export function mergeFiller(merges: readonly MergeRange[]) {
  const waiting = [...merges].sort((a, b) => a.startRow - b.startRow);
  let open: { readonly range: MergeRange; readonly value: CellValue }[] = [];
  let filled = 0;
  let at = 0;
  return {
    fill: (row: number, values: CellValue[]): void => {
      for (let next = waiting[at]; next !== undefined && next.startRow <= row; next = waiting[at]) {
        if (next.startRow === row) open.push({ range: next, value: values[next.startCol] ?? null });
        at += 1;
      }
      if (open.length === 0) return;
      open = open.filter(({ range }) => range.endRow >= row);
      for (const { range, value } of open)
        for (let column = range.startCol; column <= range.endCol; column += 1) {
          if (value === null || (values[column] ?? null) !== null) continue;
          while (values.length <= column) values.push(null);
          values[column] = value;
          filled += 1;
        }
    },
    filled: () => filled,
    /** The last row that an open range reaches; −1 when none is open. */
    lastOpenRow: () => Math.max(-1, ...open.map(({ range }) => range.endRow)),
  };
}
