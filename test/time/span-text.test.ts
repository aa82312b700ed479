import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isIsoDate } from "../../shared/time/calendar.ts";
import { parseSpanText } from "../../shared/time/span-text.ts";

/** A Thursday, so that relative times fall on known days. */
const ASKED = "2022-11-24";

/** "from..to meaning" of all times in a text, with " ?" where the reading is not certain. */
const read = (text: string): string[] =>
  parseSpanText(text, ASKED).map(
    ({ span, meaning, certain }) => `${span.from ?? ""}..${span.to ?? ""} ${meaning}${certain ? "" : " ?"}`,
  );

const readings = (cases: Readonly<Record<string, string | readonly string[]>>): void => {
  for (const [text, expected] of Object.entries(cases)) {
    it(`reads “${text}”`, () =>
      expect(read(text)).toEqual(typeof expected === "string" ? [expected] : expected));
  }
};

describe("calendar expressions", () => {
  readings({
    "in April 2020": "2020-04-01..2020-04-30 within",
    "on 29 September 2022": "2022-09-29..2022-09-29 on",
    "on the 30th of April, 2020": "2020-04-30..2020-04-30 on",
    "April 30, 2020": "2020-04-30..2020-04-30 on",
    "during 2020": "2020-01-01..2020-12-31 within",
    "Q1 2021": "2021-01-01..2021-03-31 within",
    "the second quarter of 2020": "2020-04-01..2020-06-30 within",
    "the first half of 2021": "2021-01-01..2021-06-30 within",
    "by week from October 2020 to January 2021": "2020-10-01..2021-01-31 within",
    "week 14 of 2020": "2020-03-30..2020-04-05 within",
    "2020-W14": "2020-03-30..2020-04-05 within",
    "in the 2000s": "2000-01-01..2009-12-31 within",
    "in the 19th century": "1801-01-01..1900-12-31 within",
    "in 526 AD": "0526-01-01..0526-12-31 within",
    "on 2020-04-30": "2020-04-30..2020-04-30 on",
    "on 31.12.2020": "2020-12-31..2020-12-31 on",
    "on 9/29/2022": "2022-09-29..2022-09-29 on",
    "the week ending 12 April 2020": "2020-04-06..2020-04-12 within",
    "in the week to 15 November 2020": "2020-11-09..2020-11-15 within",
    "in the two weeks to 15 November 2020": "2020-11-02..2020-11-15 within",
    "at the end of 2022": "2022-12-31..2022-12-31 on",
    "first two weeks of April 2020": "2020-04-01..2020-04-14 within",
  });
});

describe("spans with two ends", () => {
  readings({
    "between November 2020 and May 2021": "2020-11-01..2021-05-31 within",
    "from 2014 to 2019": "2014-01-01..2019-12-31 within",
    "between 2000 and 2009": "2000-01-01..2009-12-31 within",
    "2014–2019": "2014-01-01..2019-12-31 within",
    "1-15 April 2020": "2020-04-01..2020-04-15 within",
    "between 1 and 15 April 2020": "2020-04-01..2020-04-15 within",
    "April 1-15, 2020": "2020-04-01..2020-04-15 within",
    "from November to December 2020": "2020-11-01..2020-12-31 within",
    "November 2020 to May": "2020-11-01..2021-05-31 within",
    "in July and August 2022": "2022-07-01..2022-08-31 within",
    "between 500 BC and 100 AD": "-0500-01-01..0100-12-31 within",
  });

  it("keeps two times apart when they are only listed", () => {
    expect(read("in March and May 2020")).toEqual([
      "2020-03-01..2020-03-31 within",
      "2020-05-01..2020-05-31 within",
    ]);
    expect(read("in May 2020 versus May 2019")).toEqual([
      "2020-05-01..2020-05-31 within",
      "2019-05-01..2019-05-31 within",
    ]);
  });
});

describe("spans with one end", () => {
  readings({
    "by 30 April 2020": "..2020-04-30 by",
    "by March 2022": "..2022-03-31 by",
    "by the end of March 2020": "..2020-03-31 by",
    "as of 31 August 2021": "..2021-08-31 by",
    "before 1 May 2020": "..2020-04-30 by",
    "since 2010": "2010-01-01.. since",
    "from January 2020 onwards": "2020-01-01.. since",
    "after 1 May 2020": "2020-05-02.. since",
  });
});

describe("times in relation to another", () => {
  readings({
    "over the last two weeks": "2022-11-11..2022-11-24 within",
    "in the past 14 days": "2022-11-11..2022-11-24 within",
    "last month": "2022-10-01..2022-10-31 within",
    "last year": "2021-01-01..2021-12-31 within",
    "this year": "2022-01-01..2022-11-24 within",
    "3 weeks ago": "2022-11-03..2022-11-03 on",
    yesterday: "2022-11-23..2022-11-23 on",
    "one month after 20 September 2017": "2017-10-20..2017-10-20 on",
    "the day after 28 September 2022": "2022-09-29..2022-09-29 on",
    "in the two weeks after 20 September 2017": "2017-09-21..2017-10-04 within",
    "over all weeks": ".. all",
    "so far": ".. all",
  });

  describe("a named event whose dates are known", () => {
    const event = "Hurricane Maria";
    const dates = { from: "2017-09-17", to: "2017-11-15", struck: "2017-09-20" };
    const around = (before: string) => {
      const anchors = [{ start: before.length, end: before.length + event.length, ...dates }];
      return parseSpanText(before + event, ASKED, anchors).map(
        ({ span, meaning, certain }) =>
          `${span.from ?? ""}..${span.to ?? ""} ${meaning}${certain ? "" : " ?"}`,
      );
    };

    it("lasts as long as its dates, and divides and counts from the day it struck", () => {
      expect(around("outages during ")).toEqual(["2017-09-17..2017-11-15 within"]);
      expect(around("without power one month after ")).toEqual(["2017-10-20..2017-10-20 on ?"]);
      expect(around("the day after ")).toEqual(["2017-09-21..2017-09-21 on ?"]);
      expect(around("in the two weeks after ")).toEqual(["2017-09-21..2017-10-04 within ?"]);
      expect(around("before ")).toEqual(["..2017-09-19 by"]);
      expect(around("since ")).toEqual(["2017-09-20.. since"]);
    });

    it("alone is no time", () => {
      expect(around("deaths of ")).toEqual([]);
    });
  });
});

describe("what is not surely said", () => {
  readings({
    "since 9 March": "2022-03-09.. since ?",
    "in January": "2022-01-01..2022-01-31 within ?",
    "in December": "2021-12-01..2021-12-31 within ?",
    "summer of 2022": "2022-06-01..2022-08-31 within ?",
    "early March 2020": "2020-03-01..2020-03-10 within ?",
    "on 3/4/2020": "2020-04-03..2020-04-03 on ?",
    "on 29 Feb 2021": "2021-02-01..2021-02-28 within ?",
  });
});

describe("what else it may mean", () => {
  const other = (text: string) => parseSpanText(text, ASKED)[0]?.other;

  it("is offered where it can be said", () => {
    expect(other("on 3/4/2020")).toEqual({ from: "2020-03-04", to: "2020-03-04" });
    expect(other("summer of 2022")).toEqual({ from: "2021-12-01", to: "2022-02-28" });
    expect(other("winter 2020")).toEqual({ from: "2020-06-01", to: "2020-08-31" });
    expect(other("early March 2020")).toEqual({ from: "2020-03-01", to: "2020-03-31" });
    expect(other("in March 2020")).toBeUndefined();
  });

  it("is told from a year that was not said", () => {
    expect(parseSpanText("in January", ASKED)[0]?.yearGuessed).toBe(true);
    expect(parseSpanText("summer of 2022", ASKED)[0]?.yearGuessed).toBeUndefined();
  });
});

describe("words and numbers that are no times", () => {
  readings({
    "more than 2000 cases": [],
    "above 2020 patients": [],
    "1960 deaths in Chile": [],
    "per 100,000 people": [],
    "how many people may die": [],
    "did they march": [],
    "a second dose": [],
    "customers out at 12": [],
  });
});

describe("French", () => {
  readings({
    "en avril 2020": "2020-04-01..2020-04-30 within",
    "entre novembre 2020 et mai 2021": "2020-11-01..2021-05-31 within",
    "entre mars et juin 2020": "2020-03-01..2020-06-30 within",
    "de mai à août 2020": "2020-05-01..2020-08-31 within",
    "du 1er au 30 avril 2020": "2020-04-01..2020-04-30 within",
    "jusqu'au 30 avril 2020": "..2020-04-30 by",
    "depuis le 9 mars 2020": "2020-03-09.. since",
  });
});

describe("any text", () => {
  it("gives spans of real days in order, inside the text, never overlapping, within the time limit", () => {
    const pieces = fc.constantFrom(
      "in",
      "May",
      "2020",
      "to",
      "31",
      "since",
      "-",
      "/",
      "2019-02-30",
      "end of",
      "Q4",
      "👩‍⚕️",
      "week",
      "99",
      "BC",
      "last",
      "days",
      "\u202e",
      "'; DROP",
      "<b>",
    );
    const texts = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.array(pieces, { maxLength: 30 }).map((words) => words.join(" ")),
    );
    fc.assert(
      fc.property(texts, (text) => {
        let free = 0;
        for (const { start, end, span } of parseSpanText(text, ASKED)) {
          expect(start).toBeGreaterThanOrEqual(free);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          for (const date of [span.from, span.to]) if (date !== undefined) expect(isIsoDate(date)).toBe(true);
          free = end;
        }
      }),
      { numRuns: 500 },
    );
  });

  it("stays quick on 10,000 characters", () => {
    const text = "the end of May 2020 to 3 ".repeat(400);
    parseSpanText(text, ASKED);
    const began = performance.now();
    parseSpanText(text, ASKED);
    expect(performance.now() - began).toBeLessThan(200);
  });
});
