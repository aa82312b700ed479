import type { Answer, AnswerTable, Cell, TableColumn } from "../../answer/answer.ts";

/** A row of two answers: what names it, and the number each has; `side`: which of them has the row at all. */
export type ValueDifference = {
  readonly key: readonly Cell[];
  /** Name and label of the column the numbers stand in. */
  readonly column: string;
  readonly side: "both" | "left" | "right";
  readonly left: Cell;
  readonly right: Cell;
  /** Right less left, and as a part of left; null where either is no number, or left is zero. */
  readonly change: number | null;
  readonly share: number | null;
};

/** The numbers of two answers. Rows that are the same are only counted. */
export type ValueDifferences = {
  readonly keys: readonly string[];
  readonly same: number;
  readonly differ: number;
  readonly onlyLeft: number;
  readonly onlyRight: number;
  readonly rows: readonly ValueDifference[];
};

/** The most rows that are listed; all are counted. */
const MOST_ROWS = 1000;

const isKey = ({ role }: TableColumn): boolean =>
  role === "place" || role === "period" || role === "dimension";
const isValue = ({ role, type }: TableColumn): boolean =>
  type === "number" && role !== "note" && role !== "place" && role !== "period" && role !== "dimension";

/**
 * The tables of two answers, rows matched by place, period and breakdown as far as both have them. A hidden cell is not
 * a number and differs from one.
 */
export function valueDifferences(left: AnswerTable, right: AnswerTable): ValueDifferences {
  const keys = left.columns
    .filter(isKey)
    .filter(({ name }) => right.columns.some((other) => isKey(other) && other.name === name));
  const values = left.columns
    .filter(isValue)
    .filter(({ name }) => right.columns.some((other) => other.name === name));
  const [a, b] = [rowsBy(left, keys), rowsBy(right, keys)];
  const count = { same: 0, differ: 0, onlyLeft: 0, onlyRight: 0 };
  const rows: ValueDifference[] = [];
  for (const id of new Set([...a.keys(), ...b.keys()])) {
    const [own, other] = [a.get(id), b.get(id)];
    for (const { name, label } of values) {
      const [x, y] = [cellOf(left, own, name), cellOf(right, other, name)];
      const side = own === undefined ? "right" : other === undefined ? "left" : "both";
      if (side === "both" && x === y) {
        count.same += 1;
        continue;
      }
      count[side === "both" ? "differ" : side === "left" ? "onlyLeft" : "onlyRight"] += 1;
      const change = typeof x === "number" && typeof y === "number" ? y - x : null;
      rows.push({
        key: keys.map((key) => cellOf(own ? left : right, own ?? other, key.name)),
        column: label,
        side,
        left: x,
        right: y,
        change,
        share: change !== null && typeof x === "number" && x !== 0 ? change / Math.abs(x) : null,
      });
    }
  }
  return { keys: keys.map(({ label }) => label), ...count, rows: rows.slice(0, MOST_ROWS) };
}

/** Rows by what names them. Of rows with the same name the first counts. */
function rowsBy(table: AnswerTable, keys: readonly TableColumn[]): Map<string, readonly Cell[]> {
  const rows = new Map<string, readonly Cell[]>();
  for (const row of table.rows) {
    const id = JSON.stringify(keys.map(({ name }) => cellOf(table, row, name)));
    if (!rows.has(id)) rows.set(id, row);
  }
  return rows;
}

function cellOf(table: AnswerTable, row: readonly Cell[] | undefined, name: string): Cell {
  return row?.[table.columns.findIndex((column) => column.name === name)] ?? null;
}

/** A caveat or source of two answers: what each says, null where it is not there. */
export type LineDifference = {
  readonly name: string;
  readonly left: string | null;
  readonly right: string | null;
  readonly same: boolean;
};

/** The caveats of two answers, matched by what they are about; those that differ first. */
export const caveatDifferences = (left: Answer, right: Answer): LineDifference[] =>
  lines(
    left.caveats.map(({ code, text }) => [code, text] as const),
    right.caveats.map(({ code, text }) => [code, text] as const),
  );

/** The data of two answers, by dataset: which version of the file, and up to which day. */
export const sourceDifferences = (left: Answer, right: Answer): LineDifference[] => {
  const said = ({ sources }: Answer) =>
    sources.map(
      ({ title, sha256, dataUntil }) =>
        [title, `${dataUntil === null ? "" : `up to ${dataUntil}, `}file ${sha256.slice(0, 12)}`] as const,
    );
  return lines(said(left), said(right));
};

function lines(
  left: readonly (readonly [string, string])[],
  right: readonly (readonly [string, string])[],
): LineDifference[] {
  const [a, b] = [joined(left), joined(right)];
  return [...new Set([...a.keys(), ...b.keys()])]
    .map((name) => {
      const one = { name, left: a.get(name) ?? null, right: b.get(name) ?? null };
      return { ...one, same: one.left === one.right };
    })
    .sort((x, y) => Number(x.same) - Number(y.same));
}

/** Several of one name stand together. */
function joined(all: readonly (readonly [string, string])[]): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [name, text] of all) texts.set(name, texts.has(name) ? `${texts.get(name)} ${text}` : text);
  return texts;
}
