import { type Dataset, type DatasetInput, datasetSchema } from "../../shared/catalogue/dataset.ts";
import type { Level } from "../../shared/places/area.ts";
import { type Database, fakeSha, tableFacts } from "./real-tables.ts";

type Input = DatasetInput;
type Measures = NonNullable<Input["measures"]>;

/** Small descriptions of real tables, written for these tests: only the columns and places that they use. */
type Spec = Omit<Partial<Input>, "columns" | "measures"> & {
  readonly time?: {
    readonly column: string;
    readonly storedAs: "date" | "timestamp" | "year";
    readonly grain: "hour" | "day" | "week" | "month" | "year";
  };
  readonly places?: readonly {
    readonly column: string;
    readonly level: Level;
    readonly codeSystem?: string;
  }[];
  readonly dimensions?: readonly { readonly column: string; readonly dimension: string }[];
  readonly vintage?: string;
  readonly measures: Measures;
};

export function describe(id: string, spec: Spec): Dataset {
  const facts = tableFacts(id);
  const { time, places = [], dimensions = [], vintage, measures, ...rest } = spec;
  return datasetSchema.parse({
    schema: "askline/dataset/1",
    id,
    title: facts.title,
    description: facts.title,
    publisher: { name: "Publisher of the table" },
    ...(facts.modified ? { modified: facts.modified } : {}),
    columns: facts.columns.map((column) => {
      const place = places.find((one) => one.column === column.name);
      const dimension = dimensions.find((one) => one.column === column.name);
      const base = { name: column.name, type: column.type };
      if (place)
        return { ...base, role: "place", level: place.level, codeSystem: place.codeSystem ?? "names" };
      if (dimension) return { ...base, role: "dimension", dimension: dimension.dimension };
      if (vintage === column.name) return { ...base, role: "vintage" };
      if (time?.column === column.name)
        return { ...base, role: "time", time: { storedAs: time.storedAs, grain: time.grain } };
      return {
        ...base,
        role: measures.some((measure) => measure.column === column.name) ? "measure" : "attribute",
      };
    }),
    measures,
    distributions: [
      {
        mediaType: "application/vnd.apache.arrow.file",
        held: true,
        sha256: fakeSha(id),
        profile: { sha256: fakeSha(id), rows: facts.rowCount, columns: [] },
      },
    ],
    ...rest,
  });
}

const country = (value: string, area: string) => ({ value, area });
const OWID = { column: "Entity", level: "country" as const };

export const specs: Record<string, () => Dataset> = {
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

/** The description of a table, with the profile of the file as the database holds it. */
export async function profiled(db: Database, id: string): Promise<Dataset> {
  const dataset = specs[id]?.();
  if (!dataset) throw new Error(`No description of ${id}`);
  const profile = await db.profileOf(fakeSha(id), tableFacts(id).rowCount);
  return { ...dataset, distributions: dataset.distributions.map((one) => ({ ...one, profile })) };
}
