import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chartData, newestPoints } from "../../renderer/charts/chart-data.ts";
import { gapStretches, lineRows } from "../../renderer/charts/line-data.ts";
import { niceTicks } from "../../renderer/charts/ticks.ts";
import type { AnswerTable, TableColumn } from "../../shared/answer/answer.ts";

const column = (name: string, role: TableColumn["role"], type: TableColumn["type"]): TableColumn => ({
  name,
  label: name,
  type,
  unit: null,
  role,
});
const weekly: AnswerTable = {
  columns: [
    column("period", "period", "date"),
    column("place", "place", "text"),
    column("value", "value", "number"),
  ],
  rows: [
    ["2021-01-04", "Italy", 5],
    ["2021-01-04", "France", 7],
    ["2021-01-11", "Italy", null],
    ["2021-01-11", "France", 8],
  ],
  suppressed: [],
};

describe("chartData", () => {
  it("sorts a long table into one line a place", () => {
    const series = ["Italy", "France"].map((value) => ({ column: "value", label: value, value }));
    expect(chartData(weekly, { x: "period", series }).points).toEqual([
      { x: "2021-01-04", values: [5, 7] },
      { x: "2021-01-11", values: [null, 8] },
    ]);
  });

  it("tells bars apart by all their names", () => {
    const table: AnswerTable = {
      columns: [
        column("place", "place", "text"),
        column("by_1", "dimension", "text"),
        column("value", "value", "number"),
      ],
      rows: [
        ["Italy", "women", 1],
        ["Italy", "men", 2],
      ],
      suppressed: [],
    };
    const { points } = chartData(table, { x: "place", series: [{ column: "value", label: "Cases" }] });
    expect(points.map(({ x }) => x)).toEqual(["Italy · women", "Italy · men"]);
  });
});

describe("newestPoints", () => {
  it("keeps a forecast and ten times its horizon of what is known", () => {
    const points = (known: number, ahead: number) =>
      Array.from({ length: known + ahead }, (_, nth) => ({
        x: nth,
        values: nth < known ? [nth, null] : [null, nth],
      }));
    const series = [
      { label: "Cases", column: "value" },
      { label: "Forecast", column: "forecast" },
    ];
    expect(newestPoints({ series, points: points(600, 14) }).points).toHaveLength(14 + 140);
    expect(newestPoints({ series, points: points(600, 2) }).points).toHaveLength(2 + 60);
    expect(newestPoints({ series, points: points(30, 7) }).points).toHaveLength(37);
  });
});

describe("lineRows", () => {
  const data = {
    series: [{ label: "Cases", column: "value" }],
    points: [
      { x: "2021-01", values: [1] },
      { x: "2021-03", values: [3] },
      { x: "2021-04", values: [4] },
    ],
  };

  it("puts a period without data in its place and draws the way into an unfinished one apart", () => {
    const rows = lineRows(data, { gaps: ["2021-02"], unfinished: ["2021-04"] });
    expect(rows.map(({ x }) => x)).toEqual(["2021-01", "2021-02", "2021-03", "2021-04"]);
    expect(rows.map(({ s0 }) => s0)).toEqual([1, null, 3, null]);
    expect(rows.map(({ u0 }) => u0)).toEqual([null, null, 3, 4]);
  });

  it("hatches from the last value before a gap to the first after it", () => {
    const rows = lineRows(data, { gaps: ["2021-02"], unfinished: [] });
    expect(gapStretches(rows, ["2021-02"])).toEqual([{ from: "2021-01", to: "2021-03" }]);
  });
});

describe("niceTicks", () => {
  it("are round, and begin at zero where zero is near", () => {
    expect(niceTicks(120, 3848)).toEqual([0, 1000, 2000, 3000, 4000]);
    expect(niceTicks(0.12, 0.31)).toEqual([0, 0.1, 0.2, 0.3, 0.4]);
    expect(niceTicks(0, 0)).toEqual([0, 1]);
  });

  it("hold every value between the first and the last, in rising order", () => {
    const number = fc.double({ min: -1e9, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(number, number, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const ticks = niceTicks(low, high);
        const slack = 1e-6 * Math.max(Math.abs(low), Math.abs(high));
        expect(ticks[0]).toBeLessThanOrEqual(low + slack);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(high - slack);
        expect(ticks.length).toBeLessThan(16);
      }),
    );
  });
});
