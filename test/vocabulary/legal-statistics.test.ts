import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { statisticSchema } from "../../shared/question/question.ts";
import { BEHAVIOURS } from "../../shared/vocabulary/behaviour.ts";
import {
  legalityOf,
  legalStatistics,
  STATISTIC_KINDS,
  usualStatistic,
} from "../../shared/vocabulary/legal-statistics.ts";

const behaviours = fc.constantFrom(...BEHAVIOURS);
const contexts = fc.record({ severalPlaces: fc.boolean(), rolling: fc.boolean(), weighted: fc.boolean() });

describe("which statistics are legal", () => {
  it("knows exactly the statistics that a question can ask for", () => {
    const inQuestions = statisticSchema.options.map((option) => option.shape.kind.value);
    expect([...STATISTIC_KINDS].sort()).toEqual([...inQuestions].sort());
  });

  it("never adds up a stock over time, a ratio or an index at all, whatever the context", () => {
    fc.assert(
      fc.property(contexts, (context) => {
        for (const behaviour of ["stock", "ratio", "index"] as const) {
          expect(legalityOf("total", behaviour, context).legal).toBe(false);
        }
      }),
    );
  });

  it("lets flows, running totals and events be added up", () => {
    for (const behaviour of ["flow", "cumulative", "event"] as const) {
      expect(legalityOf("total", behaviour, { severalPlaces: true }).legal).toBe(true);
    }
    expect(legalityOf("total", "flow", { rolling: true }).legal).toBe(false);
  });

  it("puts rates of several places together only when they can be weighted", () => {
    expect(legalityOf("mean", "ratio", { severalPlaces: true }).legal).toBe(false);
    expect(legalityOf("mean", "ratio", { severalPlaces: true, weighted: true }).legal).toBe(true);
    expect(legalityOf("mean", "index", { severalPlaces: true, weighted: true }).legal).toBe(false);
    expect(legalityOf("mean", "ratio").legal).toBe(true);
    expect(legalityOf("places-meeting", "ratio", { severalPlaces: true }).legal).toBe(true);
  });

  it("looks for corrections in running totals only, and divides no rate again", () => {
    expect(BEHAVIOURS.filter((behaviour) => legalityOf("largest-correction", behaviour).legal)).toEqual([
      "cumulative",
    ]);
    expect(BEHAVIOURS.filter((behaviour) => !legalityOf("rate", behaviour).legal)).toEqual([
      "ratio",
      "index",
    ]);
  });

  it("explains every refusal in one sentence and offers something legal", () => {
    fc.assert(
      fc.property(behaviours, contexts, (behaviour, context) => {
        for (const legality of Object.values(legalStatistics(behaviour, context))) {
          if (legality.legal) continue;
          expect(legality.reason).toMatch(/^[A-Z][^.]*\.$/);
          expect(legality.nearest.length).toBeGreaterThan(0);
          for (const kind of legality.nearest) expect(legalityOf(kind, behaviour, context).legal).toBe(true);
        }
      }),
    );
  });
});

describe("the usual statistic", () => {
  it("is the concept’s own where the behaviour at hand allows it", () => {
    const admissions = { usualStatistic: "total", behaviour: "flow" } as const;
    expect(usualStatistic(admissions)).toBe("total");
    expect(usualStatistic(admissions, "stock")).toBe("latest");
    expect(usualStatistic(admissions, "ratio")).toBe("mean");
    expect(usualStatistic({ usualStatistic: "records", behaviour: "event" }, "flow")).toBe("total");
    expect(usualStatistic({ usualStatistic: "peak", behaviour: "stock" })).toBe("peak");
  });

  it("is always legal", () => {
    const usual = fc.constantFrom("latest", "total", "mean", "peak", "records");
    fc.assert(
      fc.property(usual, behaviours, behaviours, (statistic, own, actual) => {
        expect(
          legalityOf(usualStatistic({ usualStatistic: statistic, behaviour: own }, actual), actual).legal,
        ).toBe(true);
      }),
    );
  });
});
