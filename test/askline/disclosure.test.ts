import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Askline } from "../../electron/askline.ts";
import { type Question, questionSchema } from "../../shared/question/question.ts";
import { inFolder, open } from "./open.ts";

/** The bundled case list as if it were personal data: one row is one person. */
async function withPersonalCases(folder: string): Promise<Askline> {
  const at = join(folder, "w");
  await (await open(at, "create-bundled")).close();
  const file = join(at, "catalogue", "datasets", "mpox-2022-linelist.json");
  const entry = JSON.parse(await readFile(file, "utf8"));
  await writeFile(file, JSON.stringify({ ...entry, access: "personal", smallestCell: 10 }));
  return open(at, "fail");
}

const cases = (part: Partial<Question>): Question =>
  questionSchema.parse({
    version: 1,
    text: "",
    asked: "2026-11-24",
    kind: "situation",
    measure: { concept: "cases", subject: "mpox", statistic: { kind: "total" } },
    place: { areas: [] },
    time: { from: "2022-06-01", to: "2022-06-30" },
    dataset: "mpox-2022-linelist",
    decision: { kind: "waived" },
    ...part,
  });

async function outcome(askline: Askline, question: Question) {
  const result = await askline.ask({ question, unsure: [] });
  if (!result.ok) throw new Error(`${result.problem.message} ${result.problem.detail}`);
  return result.value;
}

describe("counts of people in personal data", () => {
  it("hides small counts by country and as many more as the total requires, in every part of the answer", () =>
    inFolder(async (folder) => {
      const askline = await withPersonalCases(folder);
      const by = await outcome(askline, cases({ place: { areas: [], by: "country" } }));
      if (by.kind !== "answered") throw new Error(by.refusal.reasons.join(" "));
      const { answer } = by;
      const value = answer.table.columns.findIndex((column) => column.role === "value");
      const shown = answer.table.rows.map((row) => row[value]);
      expect(shown.filter((count) => typeof count === "number" && count > 0 && count < 10)).toEqual([]);
      expect(shown.filter((count) => count === null).length).toBeGreaterThan(1);
      expect(answer.suppression?.hidden).toBeGreaterThan(1);
      expect(answer.caveats.map((caveat) => caveat.code)).toContain("suppressed-cells");
      expect(answer.steps.every((step) => step.rowsIn === null && step.rowsOut === null)).toBe(true);
      const stored = await askline.answer(answer.id);
      expect(stored).toMatchObject({ ok: true, value: { table: { rows: answer.table.rows } } });
      await askline.close();
    }));

  it("shows the same table of open data in full", () =>
    inFolder(async (folder) => {
      const askline = await open(join(folder, "w"), "create-bundled");
      const by = await outcome(askline, cases({ place: { areas: [], by: "country" } }));
      if (by.kind !== "answered") throw new Error(by.refusal.reasons.join(" "));
      expect(by.answer.table.suppressed).toEqual([]);
      expect(by.answer.suppression).toBeNull();
      await askline.close();
    }));

  it("gives no single number for a few people", () =>
    inFolder(async (folder) => {
      const askline = await withPersonalCases(folder);
      const one = await outcome(askline, cases({ place: { areas: [{ id: "ISL", name: "Iceland" }] } }));
      if (one.kind === "answered") {
        expect(one.answer.value).toBeNull();
        expect(one.answer.sentence).not.toMatch(/\b[1-9]\b(?! June)/);
      }
      await askline.close();
    }));

  it("holds back a window that is one step shorter than one already answered", () =>
    inFolder(async (folder) => {
      const askline = await withPersonalCases(folder);
      const germany = { areas: [{ id: "DEU", name: "Germany" }] };
      // 5 and 6 June 2022 were a weekend with few confirmations: the difference is a handful of people.
      const days = ["2022-06-04", "2022-06-05", "2022-06-06", "2022-06-07"];
      const outcomes = [];
      for (const to of days)
        outcomes.push(await outcome(askline, cases({ place: germany, time: { from: "2022-05-01", to } })));
      const told = outcomes.flatMap((one) =>
        one.kind === "answered" && one.answer.value !== null ? [one.answer.value] : [],
      );
      for (const a of told) for (const b of told) expect(a === b || Math.abs(a - b) >= 10).toBe(true);
      const held = outcomes.filter((one) => one.kind === "refused" && one.refusal.code === "held-back");
      expect(told.length + held.length).toBe(days.length);
      await askline.close();
    }));
});
