import { describe, expect, it } from "vitest";
import type { AnswerTable } from "../../../shared/answer/answer.ts";
import { drawnRows, rowsBetween } from "../../../shared/answer/table/drawn-rows.ts";

const column = (name: string, role: "place" | "period" | "value", type: "text" | "number" | "date") => ({
  name,
  label: name,
  type,
  unit: null,
  role,
});
const COLUMNS = [
  column("period", "period", "date"),
  column("place", "place", "text"),
  column("value", "value", "number"),
];

/** Three weeks of four places; the second place's last value is hidden. */
const table: AnswerTable = {
  columns: COLUMNS,
  rows: ["Aba", "Bor", "Car", "Dor"].flatMap((place, p) =>
    [1, 2, 3].map((week) => [`2024-01-0${week}`, place, p === 1 && week === 3 ? null : p * 10 + week]),
  ),
  suppressed: [[5, 2]],
};

describe("the rows a chart draws of a large table", () => {
  it("are those of its lines, and hidden cells stay at their rows", () => {
    const series = [
      { column: "value", label: "Bor", value: "Bor" },
      { column: "value", label: "Dor", value: "Dor" },
    ];
    const drawn = drawnRows(table, { kind: "line", series });
    expect(drawn.rows.map(([, place]) => place)).toEqual(["Bor", "Bor", "Bor", "Dor", "Dor", "Dor"]);
    expect(drawn.suppressed).toEqual([[2, 2]]);
  });

  it("are all where one line is drawn, and the first where bars are", () => {
    const series = [{ column: "value", label: "cases" }];
    expect(drawnRows(table, { kind: "line", series })).toMatchObject({ rows: table.rows });
    const long: AnswerTable = {
      ...table,
      rows: Array.from({ length: 900 }, (_, n) => ["2024-01-01", `P${n}`, n]),
      suppressed: [
        [3, 2],
        [899, 2],
      ],
    };
    const bars = drawnRows(long, { kind: "ranking", series });
    expect(bars.rows).toEqual(long.rows.slice(0, 200));
    expect(bars.suppressed).toEqual([[3, 2]]);
  });
});

describe("a page of a table", () => {
  it("has its rows, and its hidden cells counted from its first row", () => {
    expect(rowsBetween(table, 4, 7)).toEqual({ rows: table.rows.slice(4, 7), suppressed: [[1, 2]] });
    expect(rowsBetween(table, 100, 200)).toEqual({ rows: [], suppressed: [] });
  });
});
