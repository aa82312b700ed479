import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect } from "vitest";
import { answerLines } from "../../../electron/cli/print.ts";
import { chartData } from "../../../renderer/charts/chart-data.ts";

const held = { ok: false, problem: { code: "held-back" } };

import type { Question } from "../../../shared/question/question.ts";
import { arena, byRegion, women } from "./arena.ts";
import { cells } from "./clinic.ts";

const { attack, folder } = arena();

describe("the rows behind an answer", () => {
  attack("are not shown nor written of people's data", async ({ askline, answered }) => {
    const { id } = await answered(byRegion);
    expect(await askline.rows({ id, row: null, offset: 0 })).toMatchObject(held);
    const path = join(folder(), "rows.csv");
    expect(await askline.exportRows({ id, row: 1, format: "csv" }, path)).toMatchObject(held);
  });

  attack(
    "are shown of open data, as many as the number says, for each row of the table too",
    async ({ askline, answered }) => {
      const answer = await answered({ ...byRegion, ...women });
      const { id } = answer;
      expect(await askline.rows({ id, row: null, offset: 0 })).toMatchObject({
        ok: true,
        value: { total: 65 },
      });
      expect(await askline.rows({ id, row: null, offset: 64 })).toMatchObject({
        value: { rows: { length: 1 } },
      });
      const lazio = await askline.rows({ id, row: 0, offset: 0 });
      expect(lazio).toMatchObject({ value: { total: 11, rows: { length: 11 } } });
      const path = join(folder(), "lazio.csv");
      expect(await askline.exportRows({ id, row: 0, format: "csv" }, path)).toMatchObject({
        value: { rows: 11 },
      });
      expect((await readFile(path, "utf8")).trim().split("\n")).toHaveLength(12);
      const weeks = await answered({
        kind: "trend",
        time: { from: "2022-06-01", to: "2022-06-30", grain: "week" },
      });
      const counts = Object.values(cells(weeks, "value"));
      const first = await askline.rows({ id: weeks.id, row: 0, offset: 0 });
      expect(first).toMatchObject({ value: { total: counts[0] } });
      // Who looked at which rows stands in the ledger, once for pages of the same.
      const looks = askline.events(Number.MAX_SAFE_INTEGER, 20).filter(({ kind }) => kind === "rows-viewed");
      expect(looks.map(({ payload }) => payload).reverse()).toEqual([
        { answerId: id, row: null },
        { answerId: id, row: 0 },
        { answerId: weeks.id, row: 0 },
      ]);
      await askline.noteLook(id);
      await askline.noteLook(id);
      await askline.noteLook("A-none");
      expect(askline.events(Number.MAX_SAFE_INTEGER, 2).map(({ kind }) => kind)).toEqual([
        "answer-viewed",
        "rows-viewed",
      ]);
      // How the number came about: rows in and out of each step, down to the 65 women.
      expect(answer.steps.map(({ rowsOut }) => rowsOut)).toContain(65);
    },
    { access: "open" },
  );
});

const KINDS: readonly Partial<Question>[] = [byRegion, {}, { ...byRegion, kind: "ranking" }];

describe("one number everywhere", () => {
  for (const [how, terms] of [
    ["shown in full", { access: "open" }],
    ["hidden", {}],
    ["rounded", { protection: { method: "round", base: 10 } }],
  ] as const)
    attack(
      `sentence, chart, table and every export agree, ${how}`,
      async ({ askline, answered }) => {
        for (const part of KINDS) {
          const answer = await answered(part);
          const { table } = answer;
          const at = table.columns.findIndex(({ name }) => name === "value");
          const values = table.rows.map((row) => row[at] ?? null);
          // Every number of the sentence that is no date, count of figures or share stands in the table.
          const counts = [
            ...answer.sentence
              .replace(
                /The data (?:cover|reach|end)[^.]*\.|\(.*?\)|(?:\d+–)?\d+ June 2022|June 2022|Of \d+ \w+.*$|\d+ figures? .*$/g,
                "",
              )
              .matchAll(/\d[\d,]*/g),
          ];
          const numbers = table.rows
            .flat()
            .flatMap((cell) => (typeof cell === "number" ? [Math.abs(cell)] : []));
          for (const [count] of counts) expect(numbers).toContain(Number(count.replaceAll(",", "")));
          for (const { values: drawn } of chartData(table, answer.chart).points)
            expect(values).toContain(drawn[0] ?? null);
          const csv = join(folder(), `${answer.id}-same.csv`);
          await askline.exportAnswer(answer.id, "csv", csv);
          const lines = (await readFile(csv, "utf8")).trim().split(/\r?\n/).slice(1);
          const written = lines.map((line) => line.split(",")[at] ?? "");
          expect(written.map((text) => (text === "" ? null : Number(text)))).toEqual(values);
          // What was hidden or rounded, and why: the same words beside the table, on the command line and in the window.
          const words = answer.suppression?.text ?? "";
          const beside = await readFile(`${csv}.about.json`, "utf8");
          expect(beside.includes(JSON.stringify(words).slice(1, -1))).toBe(true);
          expect(answerLines(answer).join("\n")).toContain(words);
          if (words !== "") expect(answer.caveats.map(({ text }) => text)).toContain(words);
          const json = join(folder(), `${answer.id}-same.json`);
          await askline.exportAnswer(answer.id, "json", json);
          expect(JSON.parse(await readFile(json, "utf8")).table).toEqual(table);
        }
      },
      terms,
    );
});

describe("open data", () => {
  attack(
    "are shown in full",
    async ({ answered }) => {
      const answer = await answered(byRegion);
      expect(cells(answer, "value")).toEqual({ Lazio: 12, Lombardy: 60, Tuscany: 40, Veneto: 4 });
      expect([answer.suppression, answer.table.suppressed]).toEqual([null, []]);
    },
    { access: "open" },
  );
});
