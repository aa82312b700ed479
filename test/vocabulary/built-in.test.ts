import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { builtInVocabulary } from "../../shared/vocabulary/built-in.ts";
import { vocabularySchema } from "../../shared/vocabulary/concept.ts";
import { conceptById, isKindOf, subjectById, subjectIsKindOf } from "../../shared/vocabulary/hierarchy.ts";
import { legalityOf, usualStatistic } from "../../shared/vocabulary/legal-statistics.ts";
import { checkVocabulary } from "../../shared/vocabulary/merge.ts";
import { conceptLabel, formsOf, subjectLabel } from "../../shared/vocabulary/words.ts";

const vocabulary = builtInVocabulary();

describe("the vocabulary that comes with Askline", () => {
  it("fits its schema and is made once", () => {
    expect(vocabularySchema.safeParse(vocabulary).success).toBe(true);
    expect(builtInVocabulary()).toBe(vocabulary);
  });

  it("has no link to nothing, no circle, no id twice and no form with two readings of one kind", () => {
    expect(checkVocabulary(vocabulary)).toEqual([]);
  });

  it("explains every concept, and says its unit", () => {
    for (const { id, words, unit } of vocabulary.concepts) {
      expect(words.en?.definition, id).toMatch(/\.$/);
      expect(unit.one.length, id).toBeGreaterThan(0);
      expect(unit.many.length, id).toBeGreaterThan(0);
    }
  });

  it("names a usual statistic that is legal for the behaviour", () => {
    for (const concept of vocabulary.concepts) {
      expect(usualStatistic(concept), concept.id).toBe(concept.usualStatistic);
      expect(legalityOf(concept.usualStatistic, concept.behaviour).legal, concept.id).toBe(true);
    }
  });

  it("says what every step of an ordinal scale means, in order from 0", () => {
    const scales = vocabulary.concepts.filter(
      (concept) => concept.unit.one === "level" && concept.id !== "policy-response",
    );
    expect(scales.length).toBeGreaterThan(10);
    for (const { id, levels = [] } of scales) {
      expect(levels.length, id).toBeGreaterThan(1);
      expect(
        levels.map(({ at }) => at),
        id,
      ).toEqual(levels.map((_level, at) => at));
    }
  });

  it("never says that more deaths are better", () => {
    const worse = vocabulary.concepts.filter(
      ({ id }) => isKindOf(vocabulary, id, "deaths") || isKindOf(vocabulary, id, "cases"),
    );
    expect(worse.length).toBeGreaterThanOrEqual(5);
    expect(worse.every((concept) => concept.moreIsWorse && concept.countsPeople)).toBe(true);
  });

  it("gives named events dates in order", () => {
    const events = vocabulary.subjects.filter((subject) => subject.kind === "event");
    expect(events.length).toBeGreaterThan(20);
    for (const { id, from, to, struck } of events) {
      expect(from, id).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      if (to !== undefined) expect(to >= (from ?? ""), id).toBe(true);
      if (struck !== undefined) expect(struck >= (from ?? "") && struck <= (to ?? struck), id).toBe(true);
    }
  });
});

describe("kinds", () => {
  it("are kinds of what is wider, at any distance", () => {
    expect(isKindOf(vocabulary, "icu-admissions", "admissions")).toBe(true);
    expect(isKindOf(vocabulary, "admissions", "icu-admissions")).toBe(false);
    expect(subjectIsKindOf(vocabulary, "hurricane-irma", "natural-disaster")).toBe(true);
    expect(subjectIsKindOf(vocabulary, "covid-19", "ebola")).toBe(false);
  });

  it("are themselves, even when unknown", () => {
    expect(isKindOf(vocabulary, "no-such-concept", "no-such-concept")).toBe(true);
    expect(subjectIsKindOf(vocabulary, "no-such-subject", "covid-19")).toBe(false);
  });
});

describe("words", () => {
  it("come in the language asked for, or in English", () => {
    expect(conceptLabel(vocabulary, "icu-patients")).toBe("patients in intensive care");
    expect(conceptLabel(vocabulary, "icu-patients", "fr")).toBe("patients en réanimation");
    expect(conceptLabel(vocabulary, "ventilators", "fr")).toBe("ventilators");
    expect(subjectLabel(vocabulary, "flood", "fr")).toBe("inondation");
    expect(conceptLabel(vocabulary, "my-own-thing")).toBe("my own thing");
  });

  it("cover the forty main concepts in French", () => {
    expect(vocabulary.concepts.filter((concept) => concept.words.fr).length).toBeGreaterThanOrEqual(40);
  });

  it("list label and synonyms of all languages once", () => {
    const covid = subjectById(vocabulary, "covid-19");
    const forms = covid ? formsOf(covid) : [];
    expect(forms).toContain("COVID-19");
    expect(forms).toContain("coronavirus");
    expect(new Set(forms).size).toBe(forms.length);
  });
});

/** What the measures of the real tables are called here. A column that is missing in this list fails the test below. */
const CONCEPT_OF: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "air-pollution-pm25": { pm25_exposure: "air-pollution-pm25" },
  "cholera-uk-historical": { "Cholera deaths": "deaths" },
  "covid19-hospital-icu": {
    "Daily ICU occupancy": "icu-patients",
    "Daily hospital occupancy": "hospital-patients",
    "Weekly new ICU admissions": "icu-admissions",
    "Weekly new hospital admissions": "hospital-admissions",
  },
  "covid19-jhu-country-daily": { Confirmed: "cases", Recovered: "recoveries", Deaths: "deaths" },
  "covid19-jhu-province-daily": { Confirmed: "cases", Recovered: "recoveries", Deaths: "deaths" },
  "covid19-jhu-vintages": { confirmed: "cases", recovered: "recoveries", deaths: "deaths" },
  "covid19-mobility-google": {
    "Retail & Recreation": "mobility-retail-and-recreation",
    "Grocery & Pharmacy": "mobility-grocery-and-pharmacy",
    Parks: "mobility-parks",
    "Transit Stations": "mobility-transit-stations",
    Workplaces: "mobility-workplaces",
    Residential: "mobility-residential",
  },
  "covid19-government-response": {
    school_closures: "school-closures",
    workplace_closures: "workplace-closures",
    cancel_public_events: "cancelled-events",
    close_public_transport: "public-transport-closures",
    public_information_campaigns: "information-campaigns",
    restrictions_internal_movements: "internal-movement-limits",
    international_travel_controls: "international-travel-controls",
    fiscal_measures: "fiscal-measures",
    emergency_investment_healthcare: "healthcare-investment",
    investment_vaccines: "vaccine-investment",
    contact_tracing: "contact-tracing",
    stringency_index: "stringency",
    restriction_gatherings: "gathering-restrictions",
    stay_home_requirements: "stay-home-orders",
    income_support: "income-support",
    debt_relief: "debt-relief",
    international_support: "international-support",
    testing_policy: "testing-policy",
    containment_index: "containment-index",
    facial_coverings: "facial-coverings",
    vaccination_policy: "vaccination-policy",
  },
  "earthquake-deaths": { "Earthquake deaths (NGDC-NOAA)": "deaths" },
  "global-hunger-index": { "Global Hunger Index (2021)": "hunger-index" },
  "location-reference-jhu": { Population: "population" },
  "polio-cases": { "Number of polio cases (WHO (2017))": "cases" },
  "power-outages-california-2019": {
    estCustAffected: "customers-without-power",
    max_cust: "customers-without-power",
  },
  "power-outages-ian-2022": {
    customers_out: "customers-without-power",
    customers_served: "customers-served",
  },
  "power-outages-irma-2017": {
    customers_out: "customers-without-power",
    customers_served: "customers-served",
  },
  undernourishment: {
    "Prevalence of undernourishment (World Bank 2017 & UN FAO SOFI (2018))": "undernourishment",
  },
  "us-shelters-2019-2023": {
    EVACUATION_CAPACITY: "evacuation-capacity",
    POST_IMPACT_CAPACITY: "post-impact-capacity",
    TOTAL_POPULATION: "people-in-shelters",
  },
  "hurricane-2017-fema-shelters": {
    EVACUATION_CAPACITY: "evacuation-capacity",
    POST_IMPACT_CAPACITY: "post-impact-capacity",
    TOTAL_POPULATION: "people-in-shelters",
  },
  "wildfire-california-2019-incidents": { acres: "acres-burned", containment_percent: "fire-containment" },
};

describe("the measures of the real tables", () => {
  it("each have a concept", () => {
    for (const columns of Object.values(CONCEPT_OF)) {
      for (const [column, concept] of Object.entries(columns)) {
        expect(conceptById(vocabulary, concept), column).toBeDefined();
      }
    }
  });

  const root = "../shared/data";
  it.skipIf(!existsSync(root))("are all listed above for the tables listed", () => {
    for (const [table, concepts] of Object.entries(CONCEPT_OF)) {
      expect(readdirSync(root)).toContain(table);
      const description: unknown = JSON.parse(readFileSync(`${root}/${table}/dataset.json`, "utf8"));
      const columns = isTable(description) ? description.columns : [];
      for (const { name, type, unit } of columns) {
        const measures =
          /^(Int|Float)/.test(type) &&
          unit !== null &&
          !/^(days since|year|degrees|count|epoch|.* per million)/.test(unit);
        if (measures) expect(concepts, `${table}: ${name}`).toHaveProperty([name]);
      }
    }
  });
});

type Table = { columns: { name: string; type: string; unit: string | null }[] };
const isTable = (value: unknown): value is Table =>
  typeof value === "object" && value !== null && "columns" in value;
