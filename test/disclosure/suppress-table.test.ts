import { describe, expect, it } from "vitest";
import type { AnswerTable } from "../../shared/answer/answer.ts";
import { suppressionText, suppressTable } from "../../shared/disclosure/suppress-table.ts";

const column = (name: string, role: AnswerTable["columns"][number]["role"]) => ({
  name,
  label: name,
  type: role === "place" || role === "period" ? ("text" as const) : ("number" as const),
  unit: null,
  role,
});

const people = { below: 10, adds: { place: true, period: true, dimension: true } };

describe("an answer's table under disclosure control", () => {
  const table: AnswerTable = {
    columns: [
      column("place", "place"),
      column("value", "value"),
      column("before", "comparison"),
      column("change", "difference"),
    ],
    rows: [
      ["North", 4, 40, -36],
      ["South", 15, 60, -45],
      ["East", 200, 90, 110],
    ],
    suppressed: [],
  };

  it("hides the small count, one more, and every difference that would give them away", () => {
    const { table: shown, small, further } = suppressTable(table, people);
    expect(shown.rows).toEqual([
      ["North", null, 40, null],
      ["South", null, 60, null],
      ["East", 200, 90, 110],
    ]);
    expect(shown.suppressed).toEqual([
      [0, 1],
      [0, 3],
      [1, 1],
      [1, 3],
    ]);
    expect([small, further]).toEqual([1, 1]);
  });

  it("never prints a hidden count as 0, and leaves real zeros", () => {
    const zeros: AnswerTable = {
      ...table,
      rows: [
        ["North", 0, 0, 0],
        ["South", 3, 4, -1],
        ["East", 200, 90, 110],
        ["West", 30, 20, 10],
      ],
    };
    const shown = suppressTable(zeros, people).table.rows;
    expect(shown[0]).toEqual(["North", 0, 0, 0]);
    expect(shown[1]).toEqual(["South", null, null, null]);
  });

  it("leaves a table without small counts as it is, the very same object", () => {
    const safe: AnswerTable = { ...table, rows: [["North", 40, 40, 0]] };
    expect(suppressTable(safe, people).table).toBe(safe);
  });

  it("says what was hidden and why", () => {
    expect(suppressionText(suppressTable(table, people), 10)).toBe(
      "One count from 1 to 9 is hidden to protect people's privacy. One more number is hidden so that they cannot be worked out from the totals.",
    );
  });
});
