import { ICU, JHU, place, type Shown } from "./shown.ts";

/** What a method or an assumption brings with it. */
export const methods: readonly Shown[] = [
  {
    code: "assumed",
    severity: "serious",
    text: /^There is no version of 31 August 2021 that holds 1 August 2020; the newest before it that does, of \d+ \w+ 202\d, was used\.$/,
    asked: {
      dataset: "covid19-jhu-vintages",
      measure: "confirmed",
      question: {
        measure: { concept: "cases", statistic: { kind: "total" } },
        place: place("GBR", "United Kingdom"),
        time: { to: "2020-08-01" },
        asPublished: "2021-08-31",
      },
    },
  },
  {
    code: "association-only",
    severity: "serious",
    text: /does not say that one brings about the other/,
    asked: {
      dataset: ICU,
      measure: "daily-icu-occupancy",
      question: {
        kind: "relationship",
        measure: { concept: "icu-patients", statistic: { kind: "latest" } },
        second: { concept: "hospital-patients", statistic: { kind: "latest" } },
        place: place("ITA", "Italy"),
        time: { from: "2020-10-01", to: "2021-05-31", grain: "week" },
      },
    },
  },
  {
    code: "forecast-interval",
    text: /of the true values lay within the range/,
    asked: {
      dataset: ICU,
      measure: "daily-icu-occupancy",
      question: {
        kind: "forecast",
        horizon: 14,
        measure: { concept: "icu-patients", statistic: { kind: "latest" } },
        place: place("ITA", "Italy"),
        time: { from: "2021-01-01", to: "2021-03-31" },
      },
    },
  },
  {
    code: "not-understood",
    severity: "serious",
    text: /“roughly”/,
    asked: {
      dataset: JHU,
      measure: "deaths",
      unsure: ["roughly"],
      question: {
        measure: { concept: "deaths", statistic: { kind: "total" } },
        place: place("ITA", "Italy"),
        time: { to: "2021-06-30" },
      },
    },
  },
  {
    code: "assumed",
    text: /^A place counts when any reading in the window is above 500,000/,
    asked: {
      dataset: "power-outages-irma-2017",
      measure: "customers-out",
      question: {
        measure: {
          concept: "customers-without-power",
          statistic: { kind: "places-meeting", condition: { op: ">", value: 500_000 } },
        },
        place: { areas: [["USA/florida", "Florida"]], by: "adm2" },
        time: { from: "2017-09-10", to: "2017-09-30" },
      },
    },
  },
];
