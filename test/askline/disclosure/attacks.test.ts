import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Askline } from "../../../electron/askline.ts";
import { chartData } from "../../../renderer/charts/chart-data.ts";
import type { Question } from "../../../shared/question/question.ts";
import { open } from "../open.ts";
import { cells, clinics, emitted, inRegion, setTerms, type Target, type Terms, targetOf } from "./clinic.ts";

const lists = new Map<string, Terms>();
let folder: string;
let askline: Askline;

/** An attack on hidden counts, on a list of its own, through the whole way: ask, answer, chart, table, exports, replay. */
function attack(name: string, work: (target: Target) => Promise<void>, terms: Terms = {}): void {
  const list = `clinic-${lists.size + 1}`;
  lists.set(list, terms);
  it(name, () => work(targetOf(askline, list)));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "askline-attacks-"));
  askline = await clinics(folder, lists);
}, 120_000);
afterAll(async () => {
  await askline?.close();
  await rm(folder, { recursive: true, force: true });
});

const held = { ok: false, problem: { code: "held-back" } };
const byRegion: Partial<Question> = { place: { areas: [], by: "adm1" } };
const men: Partial<Question> = { where: [{ dimension: "sex", op: "in", values: ["male"] }] };
const women: Partial<Question> = { where: [{ dimension: "sex", op: "in", values: ["female"] }] };
const statistic = (
  kind: "mean" | "median" | "peak" | "lowest",
  concept = "age-years",
): Partial<Question> => ({
  measure: { concept, statistic: { kind } },
});

describe("within one answer", () => {
  attack(
    "the total minus the shown rows does not leave the small one: a second row is hidden",
    async ({ askline, answered }) => {
      const answer = await answered(byRegion);
      expect(cells(answer, "value")).toEqual({ Lazio: null, Lombardy: 60, Tuscany: 40, Veneto: null });
      expect(answer.suppression?.text).toMatch(/One count from 1 to 9 is hidden.*One more number is hidden/);
      expect(await emitted(askline, answer, folder)).not.toMatch(/[^\d.-](4|12)[^\d-]*(people|cases)/);
    },
  );

  attack(
    "a filter narrowed to one person has no number, no date and no verdict",
    async ({ askline, answered }) => {
      const answer = await answered({
        ...men,
        ...inRegion("Lazio"),
        decision: {
          kind: "stated",
          what: "whether",
          rule: { op: ">=", value: 1, action: "act" },
        },
      });
      expect(answer.value).toBeNull();
      expect(answer.sentence).toMatch(/too few to be shown/);
      expect(answer.decision?.branch).toBe("cannot-say");
      expect(answer.coverage).toBeNull();
      expect(answer.sources[0]?.dataUntil).toBeNull();
      // The one man was counted on 11 June.
      expect(await emitted(askline, answer, folder)).not.toMatch(/2022-06-11|11 June/);
    },
  );

  attack(
    "means, medians, highest and lowest of few people's own values are not told",
    async ({ askline, answered, outcome }) => {
      const means = await answered({ ...statistic("mean"), ...byRegion });
      expect(cells(means, "value")).toMatchObject({ Veneto: null });
      expect(await emitted(askline, means, folder)).not.toMatch(/98\.5/);
      for (const kind of ["peak", "lowest", "median"] as const) {
        const one = await outcome({ ...statistic(kind), ...inRegion("Veneto") });
        if (one.kind === "answered") {
          expect(one.answer.value).toBeNull();
          expect(one.answer.sentence).not.toMatch(/9[7-9]|100/);
        }
      }
      const oldest = await outcome(statistic("peak"));
      if (oldest.kind === "answered") expect(oldest.answer.value).toBeNull();
    },
  );

  attack(
    "a share is not told where the part, or what is left of the whole, is a few people",
    async ({ askline, answered }) => {
      const share = (part: Partial<Question>): Partial<Question> => ({
        ...part,
        measure: { concept: "cases", statistic: { kind: "share" } },
      });
      for (const part of [men, women]) {
        const answer = await answered(share({ ...part, ...inRegion("Lazio") }));
        expect(answer.value).toBeNull();
        expect(await emitted(askline, answer, folder)).not.toMatch(/8\.33|91\.67/);
      }
      const all = await answered(share(men));
      expect(all.value).toBeCloseTo((100 * 51) / 116);
    },
  );

  attack("a rate with a known base does not tell the count", async ({ askline, answered }) => {
    const answer = await answered({
      ...byRegion,
      measure: { concept: "cases", statistic: { kind: "rate", of: "total" } },
      per: { concept: "population", scale: 100_000 },
    });
    expect(cells(answer, "value")).toMatchObject({ Veneto: null, Lazio: null });
    expect(cells(answer, "count")).toMatchObject({ Veneto: null, Lazio: null, Lombardy: 60 });
    expect(await emitted(askline, answer, folder)).not.toMatch(/0\.0827/);
  });

  attack(
    "the order of a ranking tells nothing about hidden places, nor does the share of its top",
    async ({ askline, answered }) => {
      const answer = await answered({
        ...byRegion,
        kind: "ranking",
        rank: { top: 2, from: "highest" },
      });
      expect(Object.keys(cells(answer, "value"))).toEqual(["Lombardy", "Tuscany", "Lazio", "Veneto"]);
      expect(cells(answer, "rank")).toEqual({ Lombardy: 1, Tuscany: 2, Lazio: null, Veneto: null });
      expect(answer.sentence).not.toMatch(/%|of the total/);
      expect(await emitted(askline, answer, folder)).not.toMatch(/86\.2/);
    },
  );

  attack(
    "counts of places above a limit leave hidden places out, whatever the limit",
    async ({ answered }) => {
      const above = (value: number): Partial<Question> => ({
        ...byRegion,
        measure: {
          concept: "cases",
          statistic: { kind: "places-meeting", condition: { op: ">=", value } },
        },
      });
      for (const value of [3, 4, 5, 12, 13]) expect((await answered(above(value))).value).toBe(2);
      expect((await answered(above(41))).value).toBe(1);
    },
  );

  attack("counts of days above a limit are not told at all", async ({ heldBack }) => {
    const held = await heldBack({
      measure: {
        concept: "cases",
        statistic: { kind: "periods-meeting", condition: { op: ">=", value: 3 } },
      },
    });
    expect(held).toMatch(/limit/);
  });

  attack(
    "hidden periods of a trend follow neither from its sums nor from its 7-day means",
    async ({ answered }) => {
      const answer = await answered({
        kind: "trend",
        time: { from: "2022-06-01", to: "2022-06-30", grain: "day" },
      });
      const shown = Object.values(cells(answer, "value")).filter((cell) => typeof cell === "number");
      expect(shown.filter((count) => Number(count) > 0 && Number(count) < 10)).toEqual([]);
      expect(Object.values(cells(answer, "mean_7_days")).filter((cell) => typeof cell === "number")).toEqual(
        [],
      );
    },
  );

  attack("models are not made of hidden figures", async ({ heldBack }) => {
    expect(
      await heldBack({
        kind: "forecast",
        horizon: 3,
        time: { from: "2022-06-01", to: "2022-06-30", grain: "day" },
      }),
    ).toMatch(/fewer than 10 people/);
  });

  attack("caveats, steps and coverage tell no number of rows or people", async ({ answered }) => {
    const answer = await answered({ ...byRegion, ...women });
    expect(answer.steps.every(({ rowsIn, rowsOut }) => rowsIn === null && rowsOut === null)).toBe(true);
    for (const { code, evidence } of answer.caveats)
      if (code !== "suppressed-cells")
        expect([evidence.count, evidence.values]).toEqual([undefined, undefined]);
    expect(answer.coverage).toBeNull();
  });

  attack("a comparison hides both sides and what lies between them", async ({ answered }) => {
    const answer = await answered({
      ...byRegion,
      kind: "comparison",
      time: { from: "2022-06-15", to: "2022-06-28" },
      against: { kind: "window", from: "2022-06-01", to: "2022-06-14" },
    });
    for (const column of ["value", "compared_with", "difference", "change_percent"])
      expect(cells(answer, column)).toMatchObject({ Veneto: null });
  });

  attack(
    "nobody is hidden like a few where the terms say so",
    async ({ answered }) => {
      const answer = await answered({ place: { areas: [], by: "adm1" }, by: ["died"] });
      const at = answer.table.columns.findIndex(({ name }) => name === "value");
      expect(answer.table.rows.map((row) => row[at])).not.toContain(0);
    },
    { protection: { zeros: "hide" } },
  );
});

describe("the rows behind an answer", () => {
  attack("are not shown nor written of people's data", async ({ askline, answered }) => {
    const { id } = await answered(byRegion);
    expect(await askline.rows({ id, row: null, offset: 0 })).toMatchObject(held);
    const path = join(folder, "rows.csv");
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
      const path = join(folder, "lazio.csv");
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
      // How the number came about: rows in and out of each step, down to the 65 women.
      expect(answer.steps.map(({ rowsOut }) => rowsOut)).toContain(65);
    },
    { access: "open" },
  );
});

describe("one number everywhere", () => {
  for (const [how, terms] of [
    ["shown in full", { access: "open" }],
    ["hidden", {}],
    ["rounded", { protection: { method: "round", base: 10 } }],
  ] as const)
    attack(
      `sentence, chart, table and every export agree, ${how}`,
      async ({ askline, answered }) => {
        for (const part of [byRegion, {}, { ...byRegion, kind: "ranking" as const }]) {
          const answer = await answered(part);
          const { table } = answer;
          const at = table.columns.findIndex(({ name }) => name === "value");
          const values = table.rows.map((row) => row[at] ?? null);
          // Every number of the sentence that is no date, count of figures or share stands in the table.
          const counts = [
            ...answer.sentence.replace(/June 2022|Of \d+ \w+.*$|\d+ figures? .*$/g, "").matchAll(/\d[\d,]*/g),
          ];
          for (const [count] of counts) expect(values).toContain(Number(count.replaceAll(",", "")));
          for (const { values: drawn } of chartData(table, answer.chart).points)
            expect(values).toContain(drawn[0] ?? null);
          const csv = join(folder, `${answer.id}-same.csv`);
          await askline.exportAnswer(answer.id, "csv", csv);
          const lines = (await readFile(csv, "utf8")).trim().split(/\r?\n/).slice(1);
          const written = lines.map((line) => line.split(",")[at] ?? "");
          expect(written.map((text) => (text === "" ? null : Number(text)))).toEqual(values);
          const json = join(folder, `${answer.id}-same.json`);
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

describe("over two answers", () => {
  attack(
    "the row that was hidden for another's sake cannot be asked for alone",
    async ({ answered, heldBack }) => {
      await answered(byRegion);
      expect(await heldBack(inRegion("Lazio"))).toMatch(/hidden/);
      expect((await answered(inRegion("Lombardy"))).value).toBe(60);
      expect((await answered({})).value).toBe(116);
    },
  );

  attack(
    "the other way round too: the table is held back after the single row",
    async ({ answered, heldBack }) => {
      expect((await answered(inRegion("Lazio"))).value).toBe(12);
      expect(await heldBack(byRegion)).toMatch(/hidden/);
    },
  );

  attack("three regions after all four leave the fourth", async ({ answered, heldBack }) => {
    expect((await answered({})).value).toBe(116);
    expect(await heldBack(inRegion("Lombardy", "Tuscany", "Lazio"))).toMatch(/fewer than 10/);
  });

  attack("everybody but the men leaves the man", async ({ answered, heldBack }) => {
    expect((await answered(inRegion("Lazio"))).value).toBe(12);
    expect(await heldBack({ ...women, ...inRegion("Lazio") })).toMatch(/fewer than 10/);
  });

  attack("a window that is one day shorter leaves the day", async ({ answered, heldBack }) => {
    expect((await answered({})).value).toBe(116);
    expect(await heldBack({ time: { from: "2022-06-01", to: "2022-06-27" } })).toMatch(/fewer than 10/);
  });

  attack(
    "tables over other days and other groups leave the day in their sums",
    async ({ answered, heldBack }) => {
      await answered({ by: ["sex"] });
      expect(await heldBack({ by: ["sex"], time: { from: "2022-06-01", to: "2022-06-27" } })).not.toBeNull();
    },
  );

  attack(
    "the dead among all are counted by another measure, and leave the few who lived",
    async ({ answered, heldBack }) => {
      const deaths = { measure: { concept: "deaths", statistic: { kind: "total" as const } } };
      expect((await answered(inRegion("Tuscany"))).value).toBe(40);
      const dead = await answered({ ...deaths, ...inRegion("Tuscany") });
      expect(dead.value).toBeNull();
      // 37 of 40 lived: asked by a condition, that would leave the three.
      const lived = { where: [{ dimension: "died", op: "in" as const, values: ["no"] }] };
      expect(await heldBack({ ...lived, ...inRegion("Tuscany") })).not.toBeNull();
    },
  );

  attack("the same question again gives the same answer, hidden in the same places", async ({ answered }) => {
    const first = await answered(byRegion);
    const again = await answered(byRegion);
    expect(again.table).toEqual(first.table);
    expect(again.fingerprint).toBe(first.fingerprint);
  });
});

describe("with changed terms", () => {
  attack("a replay with a lowered threshold opens nothing, nor does asking again", async ({ answered }) => {
    const answer = await answered(byRegion);
    const list = answer.sources[0]?.dataset ?? "";
    await askline.close();
    await setTerms(join(folder, "w"), list, { smallestCell: 2 });
    askline = await open(join(folder, "w"), "fail");
    const { heldBack } = targetOf(askline, list);
    const again = await askline.replay(answer.id, {});
    expect(again).toMatchObject({
      ok: true,
      value: { verdict: "identical", after: { table: { suppressed: answer.table.suppressed } } },
    });
    expect(await heldBack(byRegion)).toMatch(/hidden/);
    expect(await heldBack(inRegion("Veneto"))).toMatch(/hidden/);
  });
});

describe("rounded in place of further hiding", () => {
  const terms = { protection: { method: "round" as const, base: 10 } };

  attack(
    "small counts stay hidden, others are rounded by themselves, and the answer says so",
    async ({ askline, answered }) => {
      const answer = await answered(byRegion);
      expect(cells(answer, "value")).toEqual({ Lazio: 10, Lombardy: 60, Tuscany: 40, Veneto: null });
      expect(answer.suppression?.text).toMatch(/rounded to the nearest 10.*need not add up/);
      expect(answer.caveats.map(({ code }) => code)).toContain("suppressed-cells");
      expect((await answered({})).value).toBe(120);
      expect(await emitted(askline, answer, folder)).not.toMatch(/[^\d.-]12[^\d-]*(people|cases)/);
    },
    terms,
  );

  attack(
    "asking again and again averages nothing out, and a count is never rounded to nobody",
    async ({ answered }) => {
      const values = [];
      for (let nth = 0; nth < 3; nth += 1) values.push((await answered(inRegion("Lazio"))).value);
      expect(values).toEqual([10, 10, 10]);
      const veneto = await answered(inRegion("Veneto"));
      expect([veneto.value, veneto.table.suppressed.length > 0]).toEqual([null, true]);
    },
    terms,
  );

  attack(
    "a base too fine for the threshold is raised to half of it",
    async ({ answered }) => {
      const answer = await answered(inRegion("Lazio"));
      expect(answer.plan.steps.find((step) => step.kind === "suppress")).toMatchObject({
        below: 10,
        round: 5,
      });
      expect(answer.value).toBe(10);
    },
    { protection: { method: "round" as const, base: 2 } },
  );
});
