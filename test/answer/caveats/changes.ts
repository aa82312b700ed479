import { JHU, place, type Shown } from "./shown.ts";

/** Corrections, revisions, breaks and values out of line. */
export const changes: readonly Shown[] = [
  {
    code: "corrections-set-aside",
    severity: "serious",
    text: /once in this window, by 348,840 in all; the largest was −348,840 on 20 May 2021 \(France\)\. Without them the total would be 399,920/,
    asked: {
      dataset: JHU,
      measure: "confirmed",
      question: {
        measure: { concept: "cases", statistic: { kind: "total" } },
        place: place("FRA", "France"),
        time: { from: "2021-05-01", to: "2021-05-31" },
      },
    },
  },
  {
    code: "revised-since",
    text: /between the versions of 30 November 2020 and 31 December 2020 \(\+39,561\)/,
    asked: {
      dataset: "covid19-jhu-vintages",
      measure: "confirmed",
      question: {
        kind: "comparison",
        measure: { concept: "cases", statistic: { kind: "total" } },
        place: place("KAZ", "Kazakhstan"),
        time: { to: "2020-11-15" },
        asPublished: "2020-12-31",
        against: { kind: "published-version", asOf: "2020-11-30" },
      },
    },
  },
  {
    code: "revised-since",
    text: /^This is the version of 31 December 2020\. The source has published these days again since, last on \d+ \w+ 202\d; the figure may have been revised\.$/,
    asked: {
      dataset: "covid19-jhu-vintages",
      measure: "confirmed",
      question: {
        measure: { concept: "cases", statistic: { kind: "total" } },
        place: place("KAZ", "Kazakhstan"),
        time: { to: "2020-11-15" },
        asPublished: "2020-12-31",
      },
    },
  },
  {
    code: "outlier",
    text: /stands alone; the next highest/,
    asked: {
      dataset: "natural-disasters-emdat",
      measure: "deaths-flood",
      question: {
        kind: "trend",
        measure: { concept: "deaths", statistic: { kind: "total" } },
        place: place("VEN", "Venezuela"),
        time: { from: "1950-01-01", to: "2019-12-31" },
      },
    },
  },
  {
    code: "break-in-series",
    severity: "serious",
    text: /^The series breaks on/,
    asked: {
      dataset: "conflict-deaths-region",
      measure: "deaths-in-all-state-based-conflict-types",
      question: {
        measure: { concept: "deaths", statistic: { kind: "total" } },
        place: place("region/africa", "Africa"),
        time: { from: "1985-01-01", to: "1994-12-31" },
      },
    },
  },
  {
    code: "break-in-series",
    severity: "serious",
    text: /^On 17 August 2020 the rhythm of reporting changes: figures on 4 days a week instead of 7\.$/,
    asked: {
      dataset: "covid19-testing",
      measure: "new-tests",
      question: {
        kind: "trend",
        measure: { concept: "tests", statistic: { kind: "total" } },
        place: place("AUS", "Australia"),
        time: { from: "2020-06-01", to: "2020-11-30", grain: "day" },
      },
    },
  },
  {
    code: "break-in-series",
    severity: "serious",
    text: /^On 9 March 2020 the places that report change: 3 have figures instead of 2, and it stays so\.$/,
    asked: {
      dataset: "covid19-hospital-icu",
      measure: "daily-icu-occupancy",
      question: {
        kind: "trend",
        measure: { concept: "icu-patients", statistic: { kind: "latest" } },
        place: place("world", "World"),
        time: { from: "2020-02-24", to: "2020-03-15", grain: "day" },
      },
    },
  },
  {
    code: "break-in-series",
    severity: "serious",
    text: /^On 5 August 2021 the source's running total falls from 30,974,748 to 0 \(India\): it begins anew/,
    asked: {
      dataset: JHU,
      measure: "recovered",
      question: {
        measure: { concept: "recovered", statistic: { kind: "total" } },
        place: place("IND", "India"),
        time: { from: "2021-07-01", to: "2021-08-31" },
      },
    },
  },
  {
    code: "break-in-series",
    severity: "notable",
    text: /^The source gives 0 for 4 weeks, from the week of 17 May 2021 to the week of 7 June 2021, between figures of about/,
    asked: {
      dataset: JHU,
      measure: "deaths",
      question: {
        kind: "trend",
        measure: { concept: "deaths", statistic: { kind: "total" } },
        place: place("IRL", "Ireland"),
        time: { from: "2021-01-04", to: "2021-09-26", grain: "week" },
      },
    },
  },
  {
    code: "break-in-series",
    text: /^The source gives exactly 273 for 14 days, from 18 October 2020 to 31 October 2020, although its figures otherwise change/,
    asked: {
      dataset: "covid19-testing",
      measure: "new-tests-7day-smoothed",
      question: {
        kind: "trend",
        measure: { concept: "tests", statistic: { kind: "mean" } },
        place: place("MRT", "Mauritania"),
        time: { from: "2020-09-01", to: "2020-12-31", grain: "day" },
      },
    },
  },
  {
    code: "break-in-series",
    text: /^After 2010 the rhythm of reporting changes: one figure every year instead of every 5 years\.$/,
    asked: {
      dataset: "air-pollution-pm25",
      measure: "pm25-exposure",
      question: {
        kind: "trend",
        measure: { concept: "air-pollution", statistic: { kind: "mean" } },
        place: place("IND", "India"),
        time: { any: true, grain: "year" },
      },
    },
  },
  {
    code: "unlike-periods",
    severity: "serious",
    text: /^The two periods are not equally long \(31 and 10 days\)/,
    asked: {
      dataset: JHU,
      measure: "deaths",
      question: {
        kind: "comparison",
        measure: { concept: "deaths", statistic: { kind: "total" } },
        place: place("ITA", "Italy"),
        time: { from: "2021-03-01", to: "2021-03-31" },
        against: { kind: "window", from: "2021-02-01", to: "2021-02-10" },
      },
    },
  },
];
