import { describe, expect, it } from "vitest";
import { differingRows } from "../../renderer/answers/compare-tables.ts";
import { stretches } from "../../renderer/ask/text-box.tsx";
import type { AnswerTable } from "../../shared/answer/answer.ts";
import type { Mark } from "../../shared/question/reading.ts";

describe("the marks under the typed words", () => {
  const mark = (start: number, text: string): Mark => ({
    start,
    end: start + text.length,
    text,
    state: "understood",
    part: null,
    reading: null,
    choices: [],
  });

  it("cut the text without losing a letter", () => {
    const text = "deaths in Italy 🇮🇹 now";
    const cut = stretches(text, [mark(10, "Italy"), mark(0, "deaths")]);
    expect(cut.map(({ words }) => words).join("")).toBe(text);
    expect(cut.filter(({ mark: one }) => one !== null).map(({ words }) => words)).toEqual([
      "deaths",
      "Italy",
    ]);
  });

  it("leave out a mark that no longer fits what is typed", () => {
    expect(stretches("death in Italy", [mark(10, "Italy")]).every(({ mark: one }) => one === null)).toBe(
      true,
    );
  });
});

describe("rows that differ between then and now", () => {
  it("are those the other side has not exactly so, with their hidden cells", () => {
    const table = (rows: AnswerTable["rows"], suppressed: AnswerTable["suppressed"] = []): AnswerTable => ({
      columns: [],
      rows,
      suppressed,
    });
    const then = table(
      [
        ["a", 1],
        ["b", null],
        ["c", 3],
      ],
      [[1, 1]],
    );
    const now = table([
      ["a", 1],
      ["b", 9],
      ["c", 3],
      ["d", 4],
    ]);
    const { before, after, all } = differingRows(then, now);
    expect(before.rows).toEqual([["b", null]]);
    expect(before.suppressed).toEqual([[0, 1]]);
    expect(after.rows).toEqual([
      ["b", 9],
      ["d", 4],
    ]);
    expect(all).toBe(4);
  });
});
