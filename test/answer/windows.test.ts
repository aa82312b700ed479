import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Answer, Cell } from "../../shared/answer/answer.ts";
import { addDays } from "../../shared/time/calendar.ts";
import { haveData } from "../plan/real-tables.ts";
import { ICU, JHU } from "./caveats/shown.ts";
import { type Asked, openWorkbench, type Workbench } from "./workbench.ts";

/** The last day of the daily table. */
const END = "2021-10-10";

/** Windows that begin and end in the middle of weeks and months, across new year, a leap day and the end of the data. */
const WINDOWS: readonly (readonly [place: string, name: string, from: string, to: string])[] = [
  ["ITA", "Italy", "2020-03-17", "2020-04-30"],
  ["DEU", "Germany", "2020-12-18", "2021-01-13"],
  ["FRA", "France", "2021-04-08", "2021-04-27"],
  ["ESP", "Spain", "2021-01-30", "2021-02-08"],
  ["CHE", "Switzerland", "2021-09-22", "2021-10-20"],
];

const column = ({ table }: Pick<Answer, "table">, name: string): Cell[] => {
  const at = table.columns.findIndex((one) => one.name === name);
  return table.rows.map((row) => (at < 0 ? null : (row[at] ?? null)));
};

describe.skipIf(!haveData)(
  "windows that fit no week, held against statements (skipped without the tables)",
  () => {
    let workbench: Workbench;
    beforeAll(async () => {
      workbench = await openWorkbench([JHU, ICU]);
    }, 120_000);
    afterAll(async () => workbench?.close());

    const answer = async (asked: Asked): Promise<Pick<Answer, "table" | "value" | "caveats">> => {
      const ran = await workbench.run(asked);
      if (!ran.ok) throw new Error(ran.problem.message);
      return ran.value.answer;
    };

    test.each(WINDOWS)("%s %s from %s to %s", async (id, name, from, to) => {
      const place = { areas: [[id, name] as const] };
      const daily = `(SELECT Date, Deaths - lag(Deaths) OVER (ORDER BY Date) AS d FROM {${JHU}} WHERE Country = '${name}')`;
      const sum = (first: string, last: string, of = "sum(d) FILTER (WHERE d >= 0)") =>
        workbench.number(`SELECT ${of} FROM ${daily} WHERE Date BETWEEN '${first}' AND '${last}'`);
      const deaths = (question: Asked["question"]): Asked => ({
        dataset: JHU,
        measure: "deaths",
        question: {
          measure: { concept: "deaths", statistic: { kind: "total" } },
          place,
          time: { from, to },
          ...question,
        },
      });

      const [end = to] = [to, END].sort();
      // Weeks: those that the window or the data cut are marked, all add up to what the statement says.
      const trend = await answer(deaths({ kind: "trend", time: { from, to, grain: "week" } }));
      const notes = column(trend, "note");
      for (const [nth, week] of column(trend, "period").entries()) {
        const start = String(week);
        const [, first = start] = [from, start].sort();
        const [last = to] = [to, addDays(start, 6)].sort();
        expect(column(trend, "value")[nth], start).toBe(await sum(first, last));
        expect(notes[nth] === "unfinished", start).toBe(start < from || addDays(start, 6) > end);
      }

      // The period before has the same weekdays, and is cut alike where the data end.
      const held = await answer(deaths({ kind: "comparison", against: { kind: "previous-period" } }));
      const length = (Date.parse(end) - Date.parse(from)) / 86_400_000 + 1;
      const back = -7 * Math.ceil(((Date.parse(to) - Date.parse(from)) / 86_400_000 + 1) / 7);
      const then = addDays(from, back);
      expect(new Date(then).getUTCDay()).toBe(new Date(from).getUTCDay());
      expect(column(held, "value")[0]).toBe(await sum(from, end, "sum(d)"));
      expect(column(held, "compared_with")[0]).toBe(await sum(then, addDays(then, length - 1), "sum(d)"));

      // Ragged days: the mean of seven, from the seventh day on.
      const days = await answer(deaths({ kind: "trend", time: { from, to, grain: "day" } }));
      const means = column(days, "mean_7_days");
      for (const [nth, day] of column(days, "period").entries()) {
        if (means[nth] === null || nth % 5 !== 0) continue;
        const mean = await sum(addDays(String(day), -6), String(day), "avg(d) FILTER (WHERE d >= 0)");
        expect(means[nth], String(day)).toBeCloseTo(mean ?? Number.NaN, 2);
      }

      // Gaps and ends of what was reported are told where there are any, and only there.
      const mean = await answer({
        dataset: ICU,
        measure: "daily-icu-occupancy",
        question: {
          measure: { concept: "icu-patients", statistic: { kind: "mean" } },
          place,
          time: { from, to },
        },
      });
      const own = `FROM {${ICU}} WHERE Entity = '${name}' AND "Daily ICU occupancy" IS NOT NULL AND date BETWEEN '${from}' AND '${to}'`;
      expect(mean.value).toBeCloseTo(
        (await workbench.number(`SELECT avg("Daily ICU occupancy") ${own}`)) ?? 0,
        6,
      );
      const codes = mean.caveats.map(({ code }) => code);
      const gaps = await workbench.number(
        `SELECT date_diff('day', min(date), max(date)) + 1 - count(*) ${own}`,
      );
      expect(codes.includes("missing-periods")).toBe((gaps ?? 0) > 0);
      const left = await workbench.number(`SELECT date_diff('day', max(date), DATE '${to}') ${own}`);
      expect(mean.caveats.some(({ code, text }) => code === "window-cut" && text.includes("data end"))).toBe(
        (left ?? 0) > 0,
      );
    });
  },
);
