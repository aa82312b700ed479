import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { inFolder, open } from "./open.ts";

/** Figures of parts with the rows that sum them up, as authorities publish them. The sums are of the parts alone. */
const FILES = {
  "dengue-weeks": {
    head: "district,date,cases",
    parts: [
      ["Alpha", 14],
      ["Beta", 3],
      ["Gamma", 9],
    ],
    total: "Grand Total",
    column: (part: string, day: string, value: number) => `${part},${day},${value}`,
  },
  "yellow-fever-ages": {
    head: "country,age_group,date,cases",
    parts: [
      ["0-14", 4],
      ["15-64", 11],
      ["65+", 2],
    ],
    total: "Total",
    column: (part: string, day: string, value: number) => `Ghana,${part},${day},${value}`,
  },
  "chikungunya-sex": {
    head: "country,sex,date,cases",
    parts: [
      ["male", 12],
      ["female", 17],
    ],
    total: "both",
    column: (part: string, day: string, value: number) => `Chad,${part},${day},${value}`,
  },
} as const;

const DAYS = Array.from({ length: 30 }, (_, at) => ({
  day: `2020-04-${String(at + 1).padStart(2, "0")}`,
  // Up and down, so that no column looks like a running total.
  more: [0, 5, 1, 7, 2][at % 5] ?? 0,
}));

function csvOf({ head, parts, total, column }: (typeof FILES)[keyof typeof FILES]): string {
  const lines = DAYS.flatMap(({ day, more }) => {
    const rows = parts.map(([part, value]) => ({ part: String(part), value: value + more }));
    const sum = rows.reduce((all, { value }) => all + value, 0);
    return [...rows, { part: total, value: sum }].map(({ part, value }) => column(part, day, value));
  });
  return `${[head, ...lines].join("\n")}\n`;
}

describe("rows of totals in a file that somebody brings", () => {
  it("are not added up with their own parts, and a part can still be asked for", () =>
    inFolder(async (folder) => {
      const paths = Object.entries(FILES).map(([name, file]) => {
        const path = join(folder, `${name}.csv`);
        writeFileSync(path, csvOf(file));
        return path;
      });
      const askline = await open(join(folder, "workspace"), "create-empty");
      await askline.importPaths(paths, {});
      const asked = async (text: string) => {
        const { question, unsure, gaps } = askline.parse(text);
        const waived = { ...question, decision: { kind: "waived" as const } };
        const outcome = await askline.ask({ question: waived, unsure, gaps });
        return outcome.ok && outcome.value.kind === "answered" ? outcome.value.answer.value : outcome;
      };
      const each = DAYS.reduce((sum, { more }) => sum + more, 0);
      expect(await asked("How many dengue cases were there in April 2020?")).toBe(30 * 26 + 3 * each);
      expect(await asked("How many yellow fever cases were there in Ghana in April 2020?")).toBe(
        30 * 17 + 3 * each,
      );
      expect(await asked("How many chikungunya cases were there in Chad in April 2020?")).toBe(
        30 * 29 + 2 * each,
      );
      expect(await asked("How many chikungunya cases in women were there in Chad in April 2020?")).toBe(
        30 * 17 + each,
      );
      const dataset = askline.dataset("chikungunya-sex");
      expect(dataset.ok && dataset.value.notes).toEqual([
        "Rows whose “sex” is “both” stand beside their own parts and are left out where figures are added up.",
      ]);
      await askline.close();
    }));
});
