import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dateText, parseDate } from "../../shared/answer/table/moment.ts";
import {
  addDays,
  addMonths,
  compareDates,
  dateOfDayNumber,
  dateParts,
  dayNumber,
  daysBetween,
  isBefore,
  isIsoDate,
  isoDate,
  isoWeek,
  mondayOfWeek,
  weekday,
} from "../../shared/time/calendar.ts";
import { isoDateSchema } from "../../shared/time/grain.ts";

const dayNumbers = fc.integer({ min: -2_000_000, max: 2_000_000 });
const modernDays = fc.integer({ min: -200_000, max: 200_000 });

describe("days of the calendar", () => {
  it("counts days from 1970-01-01", () => {
    expect(dayNumber("1970-01-01")).toBe(0);
    expect(dayNumber("2000-03-01")).toBe(11_017);
    expect(dayNumber("1969-12-31")).toBe(-1);
    expect(dateOfDayNumber(18_383)).toBe("2020-05-01");
  });

  it("reaches back to years before 0 and on past 9999", () => {
    expect(addDays("0000-01-01", -1)).toBe("-0001-12-31");
    expect(dateParts("-2150-07-01")).toEqual({ year: -2150, month: 7, day: 1 });
    expect(daysBetween("-0001-01-01", "0001-01-01")).toBe(365 + 366);
    expect(isBefore("-2150-01-01", "-0100-01-01")).toBe(true);
  });

  it("agrees with the platform’s own calendar where that is defined", () => {
    fc.assert(
      fc.property(modernDays, (day) => {
        expect(dateOfDayNumber(day)).toBe(new Date(day * 86_400_000).toISOString().slice(0, 10));
      }),
    );
  });

  it("goes from day to date and back unchanged, in order, in the shape of the schema", () => {
    fc.assert(
      fc.property(dayNumbers, fc.integer({ min: 1, max: 5000 }), (day, step) => {
        const date = dateOfDayNumber(day);
        expect(dayNumber(date)).toBe(day);
        expect(isoDateSchema.safeParse(date).success).toBe(true);
        expect(compareDates(date, addDays(date, step))).toBeLessThan(0);
        expect(daysBetween(date, addDays(date, step))).toBe(step);
      }),
    );
  });

  it("knows which texts are days", () => {
    expect(["2020-02-29", "2021-02-28", "-0044-03-15"].every(isIsoDate)).toBe(true);
    expect(["2021-02-29", "2020-13-01", "2020-1-1", "", "2020-04-31", "20200401"].some(isIsoDate)).toBe(
      false,
    );
    expect(() => dayNumber("2021-02-30")).toThrow(RangeError);
  });
});

describe("months and weeks", () => {
  it("keeps to the end of shorter months", () => {
    expect(addMonths("2020-01-31", 1)).toBe("2020-02-29");
    expect(addMonths("2021-01-31", 1)).toBe("2021-02-28");
    expect(addMonths("2020-03-15", -15)).toBe("2018-12-15");
    expect(addMonths("0001-01-31", -1)).toBe("0000-12-31");
  });

  it("numbers weeks as ISO 8601 does", () => {
    expect(isoWeek("2020-12-31")).toEqual({ year: 2020, week: 53 });
    expect(isoWeek("2021-01-03")).toEqual({ year: 2020, week: 53 });
    expect(isoWeek("2021-01-04")).toEqual({ year: 2021, week: 1 });
    expect(isoWeek("2018-12-31")).toEqual({ year: 2019, week: 1 });
    expect(weekday("2022-09-29")).toBe(4);
  });

  it("finds the Monday of the week of every day", () => {
    fc.assert(
      fc.property(modernDays, (day) => {
        const date = dateOfDayNumber(day);
        const { year, week } = isoWeek(date);
        const monday = mondayOfWeek(year, week);
        expect(weekday(monday)).toBe(1);
        expect(daysBetween(monday, date)).toBe(weekday(date) - 1);
      }),
    );
  });

  it("writes years before 0 with a sign and four digits", () => {
    expect(isoDate(-5, 1, 2)).toBe("-0005-01-02");
    expect(isoDate(12_020, 1, 2)).toBe("12020-01-02");
  });
});

describe("one calendar, two ways to write its years", () => {
  it("a day's text in a result reads back as the same day, before year 0 and after 9999 too", () => {
    for (const [text, iso] of [
      ["-002150-03-01", "-2150-03-01"],
      ["0000-02-29", "0000-02-29"],
      ["9999-12-31", "9999-12-31"],
      ["+010000-01-01", "10000-01-01"],
    ] as const) {
      expect(parseDate(text)).toBe(dayNumber(iso));
      expect(dateText(dayNumber(iso))).toBe(text);
    }
    expect(parseDate("2021-02-29")).toBeNull();
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000, max: 4_000_000 }), (day) => {
        expect(parseDate(dateText(day))).toBe(day);
        expect(dayNumber(dateOfDayNumber(day))).toBe(day);
      }),
    );
  });
});
