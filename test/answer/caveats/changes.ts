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
