import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect } from "vitest";
import type { Question } from "../../../shared/question/question.ts";
import { open } from "../open.ts";
import { arena, byRegion, statistic, women } from "./arena.ts";
import { AREA, CLINIC, cells, emitted, inRegion, revise, setTerms, targetOf } from "./clinic.ts";

const { attack, folder, reopened } = arena();

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

  attack("three answers leave a few that no two of them do", async ({ answered, heldBack }) => {
    expect((await answered({})).value).toBe(116);
    expect((await answered(inRegion("Lombardy", "Tuscany"))).value).toBe(100);
    expect(await heldBack(inRegion("Lazio"))).toMatch(/earlier answers .*fewer than 10/);
  });

  attack("two mean ages times their people leave the man's age", async ({ answered, heldBack }) => {
    const mean = statistic("mean");
    expect((await answered({ ...mean, ...inRegion("Lazio") })).value).not.toBeNull();
    expect(await heldBack({ ...mean, ...women, ...inRegion("Lazio") })).toMatch(/figure of fewer than 10/);
    // Thirty women of Lombardy's sixty: what lies between is about thirty men.
    expect((await answered({ ...mean, ...inRegion("Lombardy") })).value).not.toBeNull();
    expect((await answered({ ...mean, ...women, ...inRegion("Lombardy") })).value).not.toBeNull();
  });

  attack("a median beside a mean of almost the same people", async ({ answered, heldBack }) => {
    expect((await answered({ ...statistic("mean"), ...inRegion("Lazio") })).value).not.toBeNull();
    expect(await heldBack({ ...statistic("median"), ...women, ...inRegion("Lazio") })).toMatch(
      /fewer than 10/,
    );
  });

  attack(
    "the places that meet a limit, one place after the other, tell no hidden count",
    async ({ answered, heldBack }) => {
      const meets = (value: number): Partial<Question> => ({
        measure: {
          concept: "cases",
          statistic: { kind: "places-meeting", condition: { op: ">=", value } },
        },
        place: { areas: [{ id: AREA.Lazio, name: "Lazio" }], by: "adm1" },
      });
      await answered(byRegion);
      expect(await heldBack(meets(12))).toMatch(/hidden/);
    },
  );

  attack(
    "a rate of known people is a count: it meets the counts told before",
    async ({ answered, heldBack }) => {
      expect((await answered(inRegion("Lazio"))).value).toBe(12);
      const rate: Partial<Question> = {
        measure: { concept: "cases", statistic: { kind: "rate", of: "total" } },
        per: { concept: "population", scale: 100_000 },
      };
      expect(await heldBack({ ...rate, ...women, ...inRegion("Lazio") })).toMatch(/fewer than 10/);
    },
  );

  attack(
    "a share by week tells the week's total as well as the part: the week less a day leaves the day",
    async ({ answered, heldBack }) => {
      const weeks = await answered({
        ...women,
        kind: "trend",
        measure: { concept: "cases", statistic: { kind: "share" } },
        time: { from: "2022-06-06", to: "2022-06-26", grain: "week" },
      });
      expect(Object.values(cells(weeks, "value")).every((share) => Number(share) > 30)).toBe(true);
      const day: Partial<Question> = { time: { from: "2022-06-06", to: "2022-06-11" } };
      expect(await heldBack(day)).toMatch(/fewer than 10/);
      expect(await heldBack({ ...women, ...day })).toMatch(/fewer than 10/);
    },
  );

  attack("two questions asked at once are held against each other", async ({ askline, outcome }) => {
    expect(askline).toBeDefined();
    const both = await Promise.all([outcome(inRegion("Lazio")), outcome({ ...women, ...inRegion("Lazio") })]);
    expect(both.filter(({ kind }) => kind === "answered").length).toBeLessThan(2);
  });

  attack("the same question again gives the same answer, hidden in the same places", async ({ answered }) => {
    const first = await answered(byRegion);
    const again = await answered(byRegion);
    expect(again.table).toEqual(first.table);
    expect(again.fingerprint).toBe(first.fingerprint);
  });
});

describe("with changed terms", () => {
  attack(
    "a replay with a lowered threshold opens nothing, nor does asking again",
    async ({ answered, askline: opened }) => {
      const answer = await answered(byRegion);
      const list = answer.sources[0]?.dataset ?? "";
      await opened.close();
      await setTerms(join(folder(), "w"), list, { smallestCell: 2 });
      // What the guard kept beside the answers is not needed: it is made again.
      const answers = join(folder(), "w", "answers");
      const kept = (await readdir(answers, { recursive: true })).filter((name) => name.endsWith("told.json"));
      expect(kept.length).toBeGreaterThan(10);
      for (const name of kept) await rm(join(answers, name));
      const askline = await open(join(folder(), "w"), "fail");
      reopened(askline);
      const { heldBack } = targetOf(askline, list);
      const again = await askline.replay(answer.id, {});
      expect(again).toMatchObject({
        ok: true,
        value: { verdict: "identical", after: { table: { suppressed: answer.table.suppressed } } },
      });
      expect(await heldBack(byRegion)).toMatch(/hidden/);
      expect(await heldBack(inRegion("Veneto"))).toMatch(/hidden/);
    },
  );
});

describe("with revised data", () => {
  const added = { date: "2022-06-15", region: "Lazio", sex: "male", age: 50, died: "no" } as const;

  attack(
    "one person more is not told, neither by the same question again nor by a replay; many more are",
    async ({ askline, answered, list }) => {
      const before = await answered(inRegion("Lazio"));
      const lombardy = await answered(inRegion("Lombardy"));
      expect([before.value, lombardy.value]).toEqual([12, 60]);
      const twelve = Array.from({ length: 12 }, () => ({ ...added, region: "Lombardy" }));
      await revise(askline, folder(), list, [...CLINIC, added, ...twelve]);
      await askline.close();
      // A bare file brings no terms of its own: the steward's are written again.
      await setTerms(join(folder(), "w"), list, {});
      const again = await open(join(folder(), "w"), "fail");
      reopened(again);
      const now = targetOf(again, list);
      expect(await now.heldBack(inRegion("Lazio"))).toMatch(/changed by fewer than 10 people/);
      expect((await now.answered(inRegion("Lombardy"))).value).toBe(72);
      const replayed = await again.replay(before.id, {});
      expect(replayed).toMatchObject({ ok: true, value: { asThen: "identical", after: null } });
      expect(JSON.stringify(replayed)).not.toMatch(/[^\d]13[^\d]/);
      expect(JSON.stringify(replayed)).toMatch(/changed by fewer than 10 people/);
    },
  );
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
      expect(await emitted(askline, answer, folder())).not.toMatch(/[^\d.-]12[^\d-]*(people|cases)/);
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
