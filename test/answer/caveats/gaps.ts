import { ICU, JHU, MPOX, place, population, type Shown } from "./shown.ts";

/** Gaps: periods, places and rows that are not there. */
export const gaps: readonly Shown[] = [
  {
    code: "missing-periods",
    severity: "serious",
    sentence: /came to at least 67 in September 2014/,
    text: /^1 day has no data \(after 3 September 2014 until 5 September 2014\)/,
    asked: {
      dataset: "ebola-2014-district-sitreps",
      measure: "new-confirmed",
      question: {
        measure: { concept: "cases", statistic: { kind: "total" } },
        place: place("SLE/kenema", "Kenema"),
        time: { from: "2014-09-01", to: "2014-09-30" },
      },
    },
  },
  {
    code: "missing-places",
    severity: "serious",
    text: /^No base is known for .*Diamond Princess/,
    asked: {
      dataset: JHU,
      measure: "confirmed",
      join: population,
      question: {
        kind: "ranking",
        measure: { concept: "cases", statistic: { kind: "rate", of: "total" } },
        per: { concept: "population", scale: 100_000 },
        place: { by: "country" },
        time: { to: "2020-12-31" },
        rank: { top: 5, from: "highest" },
      },
    },
  },
  {
    code: "places-differ",
    text: /places last reported before/,
    asked: {
      dataset: "ebola-2014-country-cumulative",
      measure: "cases-guinea",
      question: {
        measure: { concept: "cases", statistic: { kind: "total" } },
        place: { areas: [] },
        time: { to: "2014-12-31" },
      },
    },
  },
  {
    code: "unfinished-last-period",
    text: /^Only part of the week of 10 May 2021 is covered/,
    asked: {
      dataset: ICU,
      measure: "daily-icu-occupancy",
      question: {
        kind: "trend",
        measure: { concept: "icu-patients", statistic: { kind: "peak" } },
        place: place("ITA", "Italy"),
        time: { from: "2021-03-01", to: "2021-05-12", grain: "week" },
      },
    },
  },
  {
    code: "low-coverage",
    severity: "serious",
    text: /^15,849 rows do not state “Gender”/,
    asked: {
      dataset: MPOX,
      measure: "records",
      question: {
        measure: { concept: "cases", statistic: { kind: "share" } },
        time: { any: true },
        where: [{ dimension: "sex", op: "in", values: ["male"] }],
      },
    },
  },
  {
    code: "small-numbers",
    text: /chance alone can move it much/,
    asked: {
      dataset: "polio-cases",
      measure: "number-of-polio-cases-who-2017",
      question: {
        kind: "comparison",
        measure: { concept: "cases", statistic: { kind: "total" } },
        place: place("AFG", "Afghanistan"),
        time: { from: "2017-01-01", to: "2017-12-31" },
        against: { kind: "previous-period" },
      },
    },
  },
  {
    code: "window-cut",
    severity: "serious",
    text: /^The data end on 7 December 2020, 24 days before the end of the window/,
    asked: {
      dataset: "covid19-government-response",
      measure: "school-closures",
      question: {
        measure: {
          concept: "school-closures",
          statistic: { kind: "periods-meeting", condition: { op: "=", value: 3 } },
        },
        place: place("ITA", "Italy"),
        time: { from: "2020-03-01", to: "2020-12-31" },
      },
    },
  },
];
