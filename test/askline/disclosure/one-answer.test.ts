import { describe, expect } from "vitest";
import type { Question } from "../../../shared/question/question.ts";
import { arena, byRegion, men, statistic, women } from "./arena.ts";
import { cells, emitted, inRegion } from "./clinic.ts";

const { attack, folder } = arena();

describe("within one answer", () => {
  attack(
    "the total minus the shown rows does not leave the small one: a second row is hidden",
    async ({ askline, answered }) => {
      const answer = await answered(byRegion);
      expect(cells(answer, "value")).toEqual({ Lazio: null, Lombardy: 60, Tuscany: 40, Veneto: null });
      expect(answer.suppression?.text).toMatch(/One count from 1 to 9 is hidden.*One more number is hidden/);
      expect(await emitted(askline, answer, folder())).not.toMatch(/[^\d.-](4|12)[^\d-]*(people|cases)/);
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
      expect(await emitted(askline, answer, folder())).not.toMatch(/2022-06-11|11 June/);
    },
  );

  attack(
    "means, medians, highest and lowest of few people's own values are not told",
    async ({ askline, answered, outcome }) => {
      const means = await answered({ ...statistic("mean"), ...byRegion });
      expect(cells(means, "value")).toMatchObject({ Veneto: null });
      expect(await emitted(askline, means, folder())).not.toMatch(/98\.5/);
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
        expect(await emitted(askline, answer, folder())).not.toMatch(/8\.33|91\.67/);
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
    expect(await emitted(askline, answer, folder())).not.toMatch(/0\.0827/);
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
      expect(await emitted(askline, answer, folder())).not.toMatch(/86\.2/);
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
