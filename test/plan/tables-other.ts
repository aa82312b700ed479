import type { Dataset } from "../../shared/catalogue/dataset.ts";
import { country, describe, OWID } from "./describe.ts";

/** The reference questions' other tables, by id. */
export const otherTables: Record<string, () => Dataset> = {
  "location-reference-jhu": () =>
    describe("location-reference-jhu", {
      places: [
        { column: "Country_Region", level: "country" },
        { column: "Province_State", level: "adm1" },
        { column: "Admin2", level: "adm2" },
      ],
      emptyPlaceMeans: "whole",
      placeValues: {
        Country_Region: [
          country("US", "USA"),
          country("Singapore", "SGP"),
          country("Italy", "ITA"),
          country("Germany", "DEU"),
        ],
      },
      measures: [
        {
          id: "population",
          label: "Population",
          column: "Population",
          concept: "population",
          unit: "people",
          behaviour: "stock",
        },
      ],
    }),
  "us-shelters-2019-2023": () =>
    describe("us-shelters-2019-2023", {
      time: { column: "snapshot_utc", storedAs: "timestamp", grain: "day" },
      places: [
        { column: "STATE", level: "adm1", codeSystem: "usps" },
        { column: "CITY", level: "adm3" },
      ],
      placeValues: { STATE: [country("FL", "USA/florida"), country("LA", "USA/louisiana")] },
      spatial: { within: "USA" },
      measures: [
        {
          id: "people",
          label: "People in shelters",
          column: "TOTAL_POPULATION",
          concept: "people-in-shelters",
          unit: "people",
          behaviour: "stock",
        },
        {
          id: "shelters",
          label: "Open shelters",
          column: null,
          concept: "shelters",
          unit: "shelters",
          behaviour: "event",
        },
      ],
    }),
  "power-outages-irma-2017": () =>
    describe("power-outages-irma-2017", {
      time: { column: "snapshot_utc", storedAs: "timestamp", grain: "hour" },
      places: [{ column: "county", level: "adm2" }],
      spatial: { within: "USA/florida", text: "Florida" },
      placeValues: {
        county: [country("Miami-Dade", "USA/florida/miami-dade"), country("Broward", "USA/florida/broward")],
      },
      measures: [
        {
          id: "out",
          label: "Customers without power",
          column: "customers_out",
          concept: "customers-without-power",
          subject: "hurricane-irma",
          unit: "customers",
          behaviour: "stock",
        },
        {
          id: "served",
          label: "Customers served",
          column: "customers_served",
          concept: "customers",
          unit: "customers",
          behaviour: "stock",
        },
      ],
    }),
  "covid19-mobility-google": () =>
    describe("covid19-mobility-google", {
      time: { column: "date", storedAs: "date", grain: "day" },
      places: [OWID],
      placeValues: { Entity: [country("Italy", "ITA"), country("Spain", "ESP")] },
      measures: [
        {
          id: "workplaces",
          label: "Presence at workplaces",
          column: "Workplaces",
          concept: "mobility-workplaces",
          unit: "%",
          behaviour: "index",
          rollingDays: 7,
        },
      ],
    }),
  "natural-disasters-emdat": () =>
    describe("natural-disasters-emdat", {
      time: { column: "Year", storedAs: "year", grain: "year" },
      places: [OWID],
      placeValues: {
        Entity: [
          country("Bangladesh", "BGD"),
          country("India", "IND"),
          { value: "World", area: "world", aggregate: true },
        ],
      },
      measures: [
        {
          id: "affected-flood",
          label: "People affected by floods",
          column: "total_affected_flood",
          concept: "people-affected",
          subject: "flood",
          unit: "people",
          behaviour: "flow",
        },
      ],
    }),
};
