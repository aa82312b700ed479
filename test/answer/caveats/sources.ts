import { ICU, JHU, MPOX, place, population, type Shown, UNDERNOURISHED } from "./shown.ts";

/** Where the data come from, and what their values are. */
export const sources: readonly Shown[] = [
  {
    code: "stale",
    text: /has not been updated as often as it should be \(last on 11 October 2021\)/,
    asked: {
      dataset: JHU,
      measure: "deaths",
      question: {
        measure: { concept: "deaths", statistic: { kind: "total" } },
        place: place("ITA", "Italy"),
        time: { to: "2021-09-30" },
      },
    },
  },
  {
    code: "stale",
    severity: "serious",
    text: /has not been updated as often as it should be/,
    sentence: /are expected at .* has not been updated as often as it should be \(last on 27 December 2021\)/,
    asked: {
      dataset: ICU,
      measure: "daily-icu-occupancy",
      question: {
        kind: "forecast",
        horizon: 14,
        measure: { concept: "icu-patients", statistic: { kind: "latest" } },
        place: place("ITA", "Italy"),
        time: { any: true },
      },
    },
  },
  {
    code: "age-unknown",
    text: /^It is not known how old/,
    asked: {
      dataset: MPOX,
      measure: "records",
      question: { measure: { concept: "cases", statistic: { kind: "records" } }, time: { any: true } },
    },
  },
  {
    code: "denominator-other-year",
    text: /from a table last changed in 2022; the figures are of 2020/,
    asked: {
      dataset: JHU,
      measure: "deaths",
      join: population,
      question: {
        measure: { concept: "deaths", statistic: { kind: "rate", of: "total" } },
        per: { concept: "population", scale: 1_000_000 },
        place: place("ITA", "Italy"),
        time: { to: "2020-12-31" },
      },
    },
  },
  {
    code: "rolled-up",
    text: /^The figure for Africa is put together from 5\d countries/,
    asked: {
      dataset: JHU,
      measure: "deaths",
      question: {
        measure: { concept: "deaths", statistic: { kind: "total" } },
        place: place("region/africa", "Africa"),
        time: { to: "2021-06-30" },
      },
    },
  },
  {
    code: "joined-with-loss",
    severity: "serious",
    text: /^\d+ of \d+ places were left out, as one of the two figures is missing there/,
    asked: {
      dataset: "undernourishment",
      measure: UNDERNOURISHED,
      join: { dataset: "global-hunger-index", measure: "global-hunger-index-2021", role: "second-measure" },
      question: {
        kind: "relationship",
        measure: { concept: "undernourishment", statistic: { kind: "latest" } },
        second: { concept: "hunger-index", statistic: { kind: "latest" } },
        place: { by: "country" },
        time: { to: "2012-12-31" },
      },
    },
  },
  {
    code: "not-authoritative",
    text: /^Another table is the designated source$/,
    asked: {
      dataset: JHU,
      measure: "deaths",
      criteria: [
        {
          code: "authority",
          verdict: "not-met",
          figure: null,
          text: "Another table is the designated source",
          field: "authoritativeFor",
        },
      ],
      question: {
        measure: { concept: "deaths", statistic: { kind: "total" } },
        place: place("ITA", "Italy"),
        time: { to: "2021-06-30" },
      },
    },
  },
  {
    code: "rolling-values",
    text: /adds only every 7th day's value/,
    asked: {
      dataset: ICU,
      measure: "weekly-new-icu-admissions",
      question: {
        measure: { concept: "icu-admissions", statistic: { kind: "total" } },
        place: place("FRA", "France"),
        time: { from: "2021-03-01", to: "2021-03-28" },
      },
    },
  },
  {
    code: "smoothed-values",
    text: /^Each value is a mean over 7 days/,
    asked: {
      dataset: "covid19-mobility-google",
      measure: "workplaces",
      question: {
        measure: { concept: "mobility-workplaces", statistic: { kind: "mean" } },
        place: place("ITA", "Italy"),
        time: { from: "2020-04-01", to: "2020-04-30" },
      },
    },
  },
  {
    code: "unit-differs",
    severity: "serious",
    text: /^The source counts “tests or people”/,
    asked: {
      dataset: "covid19-testing",
      measure: "new-tests",
      question: {
        kind: "ranking",
        measure: { concept: "tests", statistic: { kind: "total" } },
        place: { by: "country" },
        time: { from: "2020-10-01", to: "2020-10-31" },
        rank: { top: 5, from: "highest" },
      },
    },
  },
  {
    code: "source-note",
    text: /deaths are undercounted/,
    asked: {
      dataset: MPOX,
      measure: "deaths",
      question: { measure: { concept: "deaths", statistic: { kind: "records" } }, time: { any: true } },
    },
  },
];
