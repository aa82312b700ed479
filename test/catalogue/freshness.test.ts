import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { freshnessOf, rhythmOf } from "../../shared/catalogue/freshness.ts";
import { addDays } from "../../shared/time/calendar.ts";
import { entry } from "./bundled-datasets.ts";

const at = (modified: string | undefined, accrualPeriodicity: string | undefined, today: string) =>
  freshnessOf(
    { ...(modified ? { modified } : {}), ...(accrualPeriodicity ? { accrualPeriodicity } : {}) },
    today,
  );

describe("rhythms are read as catalogues write them", () => {
  it.each([
    ["R/P1D", { kind: "every", days: 1 }],
    ["R/P1W", { kind: "every", days: 7 }],
    ["R/P0.5M", { kind: "every", days: 15 }],
    ["R/P3M", { kind: "every", days: 90 }],
    ["R/P10Y", { kind: "every", days: 3650 }],
    ["R/PT1S", { kind: "live" }],
    ["R/PT1H", { kind: "every", days: 1 / 24 }],
    ["Monthly", { kind: "every", days: 30 }],
    ["every two weeks", { kind: "every", days: 14 }],
    ["http://publications.europa.eu/resource/authority/frequency/DAILY", { kind: "every", days: 1 }],
    ["365", { kind: "every", days: 365 }],
    ["-1", { kind: "never" }],
    ["-2", { kind: "as-needed" }],
    ["As needed", { kind: "as-needed" }],
    ["irregular", { kind: "unknown" }],
    ["", { kind: "unknown" }],
    ["R/P", { kind: "unknown" }],
    ["'; DROP TABLE x", { kind: "unknown" }],
  ])("%s", (text, rhythm) => {
    expect(rhythmOf(text)).toEqual(rhythm);
  });
});

describe("freshness against the dataset's own rhythm", () => {
  it("a weekly table becomes due after a week, overdue after two, delinquent after three", () => {
    const states = [6, 7, 13, 14, 20, 21].map(
      (days) => at("2021-01-01", "R/P1W", addDays("2021-01-01", days)).state,
    );
    expect(states).toEqual(["fresh", "due", "due", "overdue", "overdue", "delinquent"]);
  });

  it("a table that is never renewed, live, or renewed as needed is always fresh", () => {
    for (const rhythm of ["never", "live", "as needed"])
      expect(at("1901-01-01", rhythm, "2026-01-01").state).toBe("always-fresh");
  });

  it("without a rhythm or a day of the last change the age is unknown, which is no fault", () => {
    expect(at("2021-01-01", undefined, "2026-01-01")).toMatchObject({ state: "age-unknown", ageDays: 1826 });
    expect(at(undefined, "daily", "2026-01-01")).toMatchObject({ state: "age-unknown", ageDays: null });
  });

  it("a rhythm where the day of the last change belongs is read as the rhythm", () => {
    expect(at("R/P1D", undefined, "2026-01-01")).toMatchObject({
      state: "age-unknown",
      rhythm: { kind: "every", days: 1 },
    });
  });

  it("real tables: the JHU series stopped, the location table is renewed as needed", () => {
    expect(freshnessOf(entry("covid19-jhu-country-daily"), "2021-10-11").state).toBe("fresh");
    expect(freshnessOf(entry("covid19-jhu-country-daily"), "2021-10-14").state).toBe("delinquent");
    expect(freshnessOf(entry("location-reference-jhu"), "2026-01-01").state).toBe("always-fresh");
  });

  it("never gets better with age", () => {
    const order = ["fresh", "due", "overdue", "delinquent"];
    const rhythms = ["R/PT1H", "R/P1D", "R/P3D", "R/P1W", "R/P1M", "R/P2M", "R/P1Y", "R/P5Y"];
    fc.assert(
      fc.property(fc.constantFrom(...rhythms), fc.nat(4000), fc.nat(4000), (rhythm, a, b) => {
        const [young, old] = [Math.min(a, b), Math.max(a, b)].map(
          (days) => at("2000-01-01", rhythm, addDays("2000-01-01", days)).state,
        );
        expect(order.indexOf(old ?? "")).toBeGreaterThanOrEqual(order.indexOf(young ?? ""));
        expect(order).toContain(young);
      }),
    );
  });
});
