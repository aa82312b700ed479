import type { AnswerTable } from "../../shared/answer/answer.ts";

/** The rows of each table that the other has not exactly so, and how many rows there are at most. */
export function differingRows(
  then: AnswerTable,
  now: AnswerTable,
): { before: AnswerTable; after: AnswerTable; all: number } {
  return {
    before: without(then, now),
    after: without(now, then),
    all: Math.max(then.rows.length, now.rows.length),
  };
}

function without(table: AnswerTable, other: AnswerTable): AnswerTable {
  const known = new Set(other.rows.map((row) => JSON.stringify(row)));
  const kept = table.rows.flatMap((row, at) => (known.has(JSON.stringify(row)) ? [] : [{ row, at }]));
  const placeOf = new Map(kept.map(({ at }, place) => [at, place]));
  return {
    columns: table.columns,
    rows: kept.map(({ row }) => row),
    suppressed: table.suppressed.flatMap(([row, column]) => {
      const place = placeOf.get(row);
      return place === undefined ? [] : [[place, column] satisfies [number, number]];
    }),
  };
}
