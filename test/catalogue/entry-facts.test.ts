import { describe, expect, it } from "vitest";
import { authorityFor, disputedClaims } from "../../shared/catalogue/authority.ts";
import { buildLexicon } from "../../shared/catalogue/lexicon.ts";
import { qualityOf } from "../../shared/catalogue/quality.ts";
import { timeCoverageOf } from "../../shared/catalogue/time-coverage.ts";
import { gazetteer } from "../../shared/places/gazetteer.ts";
import { builtInVocabulary } from "../../shared/vocabulary/built-in.ts";
import { bundled, entry } from "./bundled-datasets.ts";

const datasets = [...bundled.values()];
const vocabulary = builtInVocabulary();

describe("the designated source", () => {
  it("of COVID-19 deaths is the country table, the province table where it designates itself", () => {
    const ask = { concept: "deaths", subject: "covid-19" };
    expect(authorityFor(datasets, ask, vocabulary).designated?.id).toBe("covid19-jhu-country-daily");
    expect(authorityFor(datasets, { ...ask, area: "FRA" }, vocabulary).designated?.id).toBe(
      "covid19-jhu-country-daily",
    );
    expect(authorityFor(datasets, { ...ask, area: "CHN/hubei" }, vocabulary).designated?.id).toBe(
      "covid19-jhu-province-daily",
    );
  });

  it("has competitors, which are listed", () => {
    const { designated, competing } = authorityFor(
      datasets,
      { concept: "cases", subject: "ebola" },
      vocabulary,
    );
    expect(designated?.id).toBe("ebola-2014-country-cumulative");
    expect(competing.map((one) => one.id).sort()).toEqual([
      "ebola-2014-district-sitreps",
      "ebola-2014-who-weekly",
    ]);
  });

  it("is nobody where nobody was designated, and disputed where two were", () => {
    expect(authorityFor(datasets, { concept: "refugees" }, vocabulary)).toEqual({
      designated: null,
      disputed: [],
      competing: [],
    });
    const one = entry("conflict-deaths-region");
    const two = { ...one, id: "another" };
    expect(
      authorityFor([one, two], { concept: "deaths", subject: "armed-conflict" }, vocabulary),
    ).toMatchObject({
      designated: null,
      disputed: [{ id: one.id }, { id: "another" }],
    });
    expect(disputedClaims([one, two]).map((claim) => claim.datasets)).toEqual([[one.id, "another"]]);
    expect(disputedClaims(datasets)).toEqual([]);
  });

  it("of a general subject is the source of its kinds, but not the other way round", () => {
    const conflicts = entry("conflict-deaths-region");
    expect(
      authorityFor([conflicts], { concept: "deaths", subject: "civil-conflict" }, vocabulary).designated?.id,
    ).toBe(conflicts.id);
    expect(
      authorityFor([conflicts], { concept: "deaths", subject: "disaster" }, vocabulary).designated,
    ).toBeNull();
  });
});

describe("the time a table really covers", () => {
  it("is that of its rows", () => {
    expect(timeCoverageOf(entry("covid19-jhu-country-daily"))).toEqual({
      from: "2020-01-22",
      to: "2021-10-10",
      grain: "day",
      filled: 1,
      pointOnly: false,
      seen: true,
    });
    expect(timeCoverageOf(entry("conflict-deaths-region"))).toMatchObject({
      from: "1946-01-01",
      to: "2020-12-31",
      grain: "year",
      filled: 1,
    });
  });

  it("has gaps where days are missing", () => {
    const coverage = timeCoverageOf(entry("ebola-2014-country-cumulative"));
    expect(coverage?.filled).toBeCloseTo(122 / 290, 2);
  });

  it("is one moment for a table without dates", () => {
    expect(timeCoverageOf(entry("mpox-2022-who-snapshot"))).toMatchObject({
      from: "2022-11-03",
      to: "2022-11-03",
      pointOnly: true,
    });
  });
});

describe("the quality of a description", () => {
  it("counts what is met, and says in a sentence what is not", () => {
    const full = qualityOf(entry("covid19-government-response"));
    expect(full.score).toBeGreaterThan(0.9);
    const { licence: _licence, steward: _steward, ...less } = entry("covid19-government-response");
    const poorer = qualityOf({ ...less, description: "short" });
    expect(poorer.score).toBeCloseTo(full.score - 3 / full.criteria.length, 10);
    expect(poorer.criteria.filter((one) => !one.met).map((one) => one.text)).toContain(
      "Nobody is named as responsible for it.",
    );
  });
});

describe("what a question may name", () => {
  const lexicon = buildLexicon(datasets, vocabulary);
  const [measure] = entry("covid19-jhu-country-daily").measures;
  const withOwnConcept = {
    ...entry("covid19-jhu-country-daily"),
    measures: measure ? [{ ...measure, concept: "zorgs", label: "Zorgs seen" }] : [],
  };

  it("includes districts that only a table knows, under their parent", () => {
    const kenema = lexicon.areas.find((area) => area.id === "SLE/kenema");
    expect(kenema).toMatchObject({ name: "Kenema", parent: "SLE", level: "adm1" });
    expect(lexicon.areas.length).toBeGreaterThan(gazetteer().areas.length);
    expect(new Set(lexicon.areas.map((area) => area.id)).size).toBe(lexicon.areas.length);
  });

  it("includes the values of breakdowns and the datasets that hold them, not the variables of long tables", () => {
    expect(lexicon.values).toContainEqual({
      dimension: "data-source",
      value: "Patient database",
      datasets: ["ebola-2014-who-weekly"],
    });
    expect(lexicon.values.find((one) => one.value === "confirmed")).toMatchObject({
      dimension: "case-status",
    });
    expect(lexicon.values.some((one) => one.value === "new_confirmed")).toBe(false);
  });

  it("includes concepts that only a table has, called as the table calls them", () => {
    const own = buildLexicon([withOwnConcept], vocabulary).vocabulary.concepts.find(
      (one) => one.id === "zorgs",
    );
    expect(own?.words.en?.label).toBe("Zorgs seen");
    expect(vocabulary.concepts.some((one) => one.id === "zorgs")).toBe(false);
  });

  it("lists each dataset with what it measures", () => {
    expect(lexicon.datasets.find((one) => one.id === "covid19-jhu-country-daily")?.concepts).toEqual([
      { concept: "cases", subject: "covid-19", behaviours: ["cumulative"] },
      { concept: "recoveries", subject: "covid-19", behaviours: ["cumulative"] },
      { concept: "deaths", subject: "covid-19", behaviours: ["cumulative"] },
    ]);
  });
});
