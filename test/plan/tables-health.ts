import type { Dataset } from "../../shared/catalogue/dataset.ts";
import { country, describe, OWID } from "./describe.ts";

/** The reference questions' tables on outbreaks, by id. */
export const healthTables: Record<string, () => Dataset> = {
  "covid19-jhu-country-daily": () =>
    describe("covid19-jhu-country-daily", {
      time: { column: "Date", storedAs: "date", grain: "day" },
      places: [{ column: "Country", level: "country" }],
      placeValues: {
        Country: [
          country("India", "IND"),
          country("France", "FRA"),
          country("Singapore", "SGP"),
          country("United Kingdom", "GBR"),
          country("Italy", "ITA"),
          country("US", "USA"),
          country("Germany", "DEU"),
          country("Spain", "ESP"),
        ],
      },
      temporal: { from: "2020-01-22", to: "2021-10-10" },
      measures: [
        {
          id: "confirmed",
          label: "Confirmed cases",
          column: "Confirmed",
          concept: "cases",
          subject: "covid-19",
          unit: "people",
          behaviour: "cumulative",
          implies: [{ dimension: "case-status", values: ["confirmed"] }],
        },
        {
          id: "deaths",
          label: "Deaths",
          column: "Deaths",
          concept: "deaths",
          subject: "covid-19",
          unit: "people",
          behaviour: "cumulative",
        },
      ],
    }),
  "covid19-jhu-province-daily": () =>
    describe("covid19-jhu-province-daily", {
      time: { column: "Date", storedAs: "date", grain: "day" },
      places: [
        { column: "Country/Region", level: "country" },
        { column: "Province/State", level: "adm1" },
      ],
      emptyPlaceMeans: "rest",
      placeValues: {
        "Country/Region": [country("China", "CHN"), country("France", "FRA"), country("Australia", "AUS")],
        "Province/State": [
          { value: "Hubei", area: "CHN/hubei", within: ["China"] },
          { value: "Martinique", area: "FRA/martinique", within: ["France"] },
        ],
      },
      measures: [
        {
          id: "deaths",
          label: "Deaths",
          column: "Deaths",
          concept: "deaths",
          subject: "covid-19",
          unit: "people",
          behaviour: "cumulative",
        },
      ],
    }),
  "covid19-jhu-vintages": () =>
    describe("covid19-jhu-vintages", {
      time: { column: "date", storedAs: "date", grain: "day" },
      places: [{ column: "country", level: "country" }],
      vintage: "vintage_date",
      placeValues: { country: [country("Spain", "ESP"), country("India", "IND"), country("US", "USA")] },
      measures: [
        {
          id: "confirmed",
          label: "Confirmed cases",
          column: "confirmed",
          concept: "cases",
          subject: "covid-19",
          unit: "people",
          behaviour: "cumulative",
        },
        {
          id: "deaths",
          label: "Deaths",
          column: "deaths",
          concept: "deaths",
          subject: "covid-19",
          unit: "people",
          behaviour: "cumulative",
        },
      ],
    }),
  "covid19-hospital-icu": () =>
    describe("covid19-hospital-icu", {
      time: { column: "date", storedAs: "date", grain: "day" },
      places: [OWID],
      placeValues: {
        Entity: [
          country("Italy", "ITA"),
          country("Spain", "ESP"),
          country("France", "FRA"),
          country("United Kingdom", "GBR"),
        ],
      },
      temporal: { from: "2020-02-24", to: "2021-12-27" },
      measures: [
        {
          id: "icu",
          label: "Patients in intensive care",
          column: "Daily ICU occupancy",
          concept: "icu-patients",
          subject: "covid-19",
          unit: "patients",
          behaviour: "stock",
        },
        {
          id: "admissions",
          label: "Weekly ICU admissions",
          column: "Weekly new ICU admissions",
          concept: "icu-admissions",
          subject: "covid-19",
          unit: "admissions",
          behaviour: "flow",
          rollingDays: 7,
        },
      ],
    }),
  "mpox-2022-country-daily": () =>
    describe("mpox-2022-country-daily", {
      time: { column: "Date", storedAs: "date", grain: "day" },
      places: [{ column: "Country", level: "country" }],
      placeValues: {
        Country: [
          country("Spain", "ESP"),
          country("United States", "USA"),
          country("Brazil", "BRA"),
          { value: "World", area: "world", aggregate: true },
        ],
      },
      temporal: { from: "2022-01-31", to: "2022-09-23" },
      measures: [
        {
          id: "cases",
          label: "Confirmed cases",
          column: "Cases",
          concept: "cases",
          subject: "mpox",
          unit: "people",
          behaviour: "flow",
          implies: [{ dimension: "case-status", values: ["confirmed"] }],
        },
      ],
    }),
  "ebola-2014-who-weekly": () =>
    describe("ebola-2014-who-weekly", {
      time: { column: "week", storedAs: "date", grain: "week" },
      places: [
        { column: "Country", level: "country" },
        { column: "Location", level: "adm2" },
      ],
      emptyPlaceMeans: "whole",
      dimensions: [{ column: "Ebola data source", dimension: "data-source" }],
      placeValues: {
        Country: [country("Guinea", "GIN"), country("Liberia", "LBR"), country("Sierra Leone", "SLE")],
        Location: [{ value: "CONAKRY", area: "GIN/conakry", within: ["Guinea"] }],
      },
      measures: [
        {
          id: "cases",
          label: "New cases",
          column: "Numeric",
          concept: "cases",
          subject: "ebola",
          unit: "people",
          behaviour: "flow",
        },
      ],
    }),
  "polio-cases": () =>
    describe("polio-cases", {
      time: { column: "Year", storedAs: "year", grain: "year" },
      places: [OWID],
      placeValues: {
        Entity: [
          country("Afghanistan", "AFG"),
          country("Pakistan", "PAK"),
          { value: "World", area: "world", aggregate: true },
        ],
      },
      temporal: { from: "1980-01-01", to: "2019-12-31" },
      measures: [
        {
          id: "cases",
          label: "Reported polio cases",
          column: "Number of polio cases (WHO (2017))",
          concept: "cases",
          subject: "polio",
          unit: "people",
          behaviour: "flow",
        },
      ],
    }),
  "ebola-2014-district-sitreps": () =>
    describe("ebola-2014-district-sitreps", {
      time: { column: "report_date", storedAs: "date", grain: "day" },
      places: [
        { column: "country", level: "country" },
        { column: "location", level: "adm2" },
      ],
      placeValues: {
        country: [country("Sierra Leone", "SLE"), country("Guinea", "GIN"), country("Liberia", "LBR")],
        location: [
          { value: "Kenema", area: "SLE/kenema", within: ["Sierra Leone"] },
          { value: "National", area: "SLE", within: ["Sierra Leone"], aggregate: true },
        ],
      },
      dimensions: [{ column: "variable", dimension: "variable" }],
      measures: [
        {
          id: "new-confirmed",
          label: "New confirmed cases",
          column: "value",
          concept: "cases",
          subject: "ebola",
          unit: "people",
          behaviour: "flow",
          where: [{ column: "variable", op: "in", values: ["new_confirmed"] }],
          implies: [
            { dimension: "case-status", values: ["confirmed"] },
            { dimension: "data-source", values: ["Situation report"] },
          ],
        },
      ],
    }),
};
