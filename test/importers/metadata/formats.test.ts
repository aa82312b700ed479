import { describe, expect, it } from "vitest";
import type { Dataset } from "../../../shared/catalogue/dataset.ts";
import { type ReadEntry, readRecord, recordsOf } from "../../../shared/catalogue/formats/read-document.ts";

const readAll = (document: unknown): ReadEntry[] => {
  const { records, graph } = recordsOf(document);
  return records.map((record, at) => readRecord(record, at + 1, graph));
};
const readOne = (document: unknown): { format: ReadEntry["format"]; dataset: Dataset } => {
  const [entry] = readAll(document);
  if (entry === undefined || !entry.result.ok) throw new Error("not read");
  return { format: entry.format, dataset: entry.result.value };
};

describe("DCAT-US", () => {
  const entry = {
    identifier: "FEMA 0397",
    title: "Claims",
    accessLevel: "non-public",
    contactPoint: { fn: "Help desk", hasEmail: "mailto:help@example.org" },
    temporal: "2013-01-01/2021",
    modified: "R/P1Y",
    distribution: [{ downloadURL: "https://example.org/a.csv", mediaType: "text/csv" }],
    bureauCode: ["024:070"],
  };
  it("keeps what it says, in its place, and the rest as it came", () => {
    const { format, dataset } = readOne({ dataset: [entry] });
    expect(format).toBe("dcat-us");
    expect(dataset).toMatchObject({
      id: "FEMA-0397",
      access: "restricted",
      contact: { name: "Help desk", contact: "help@example.org" },
      temporal: { from: "2013-01-01", to: "2021-12-31" },
      modified: "R/P1Y",
      distributions: [{ url: "https://example.org/a.csv", mediaType: "text/csv", held: false }],
      source: { identifier: "FEMA 0397" },
    });
    expect(dataset.extra).toMatchObject({ bureauCode: ["024:070"], contactPoint: entry.contactPoint });
  });
});

describe("DCAT 3 in JSON-LD", () => {
  const graph = [
    {
      "@id": "https://example.org/d/1",
      "@type": "dcat:Dataset",
      "dcterms:title": [
        { "@value": "Krankenhausbetten", "@language": "de" },
        { "@value": "Hospital beds", "@language": "en" },
      ],
      "dcterms:publisher": { "@id": "https://example.org/agency" },
      "dcterms:accrualPeriodicity": {
        "@id": "http://publications.europa.eu/resource/authority/frequency/WEEKLY",
      },
      "dcterms:temporal": {
        "@type": "dcterms:PeriodOfTime",
        "dcat:startDate": "2020-03",
        "dcat:endDate": "2021-05-12",
      },
      "dcat:distribution": [
        { "dcat:downloadURL": { "@id": "https://example.org/beds.csv" }, "dcat:byteSize": 12 },
      ],
      "dcat:keyword": ["beds", "ICU"],
      "prov:wasGeneratedBy": { "@id": "_:activity" },
    },
    { "@id": "https://example.org/agency", "@type": "foaf:Organization", "foaf:name": "Health Agency" },
  ];
  it("follows pointers, prefers English and reads codes of the EU frequency table", () => {
    const { format, dataset } = readOne({ "@graph": graph });
    expect(format).toBe("dcat-json-ld");
    expect(dataset).toMatchObject({
      title: "Hospital beds",
      publisher: { name: "Health Agency" },
      accrualPeriodicity: "weekly",
      temporal: { from: "2020-03-01", to: "2021-05-12" },
      keywords: ["beds", "ICU"],
      distributions: [{ url: "https://example.org/beds.csv", bytes: 12 }],
    });
    expect(JSON.stringify(dataset.extra)).toContain("Krankenhausbetten");
    expect(JSON.stringify(dataset.extra)).toContain("_:activity");
  });
  it("knows the same terms by their full addresses", () => {
    const { dataset } = readOne({
      "@type": ["http://www.w3.org/ns/dcat#Dataset"],
      "http://purl.org/dc/terms/title": [{ "@value": "Full" }],
      "http://purl.org/dc/terms/identifier": [{ "@value": "x-1" }],
    });
    expect(dataset).toMatchObject({ id: "x-1", title: "Full" });
  });
});

describe("Data Package", () => {
  it("reads version 2 with contributors and roles, and version 1 with a bare name", () => {
    const two = readOne({
      $schema: "https://datapackage.org/profiles/2.0/datapackage.json",
      name: "beds",
      title: "Beds",
      contributors: [{ title: "Someone" }, { title: "The Agency", roles: ["publisher"] }],
      licenses: [{ name: "CC-BY-4.0", path: "https://creativecommons.org/licenses/by/4.0/" }],
      resources: [
        {
          name: "beds",
          path: "beds.csv",
          bytes: 10,
          schema: {
            fields: [
              { name: "day", type: "date" },
              { name: "beds", type: "integer" },
            ],
          },
        },
      ],
    });
    expect(two).toMatchObject({
      format: "data-package",
      dataset: {
        id: "datapackage:beds",
        publisher: { name: "The Agency" },
        licence: { id: "CC-BY-4.0" },
        columns: [{ name: "day" }, { name: "beds" }],
      },
    });
    expect(readOne({ name: "old", resources: [{ path: "a.csv" }] }).dataset.title).toBe("old");
  });
});

describe("CKAN", () => {
  const pack = {
    id: "0a1b",
    name: "haiti-admin",
    title: "Haiti: affected people",
    notes: "By commune.",
    organization: { name: "ocha", title: "OCHA" },
    license_id: "cc-by",
    license_title: "CC BY",
    dataset_date: "[2021-08-14T00:00:00 TO *]",
    data_update_frequency: "7",
    groups: [{ name: "hti", display_name: "Haiti" }],
    tags: [{ name: "affected population" }],
    caveats: "Estimates.",
    methodology: "Census",
    resources: [{ name: "a.xlsx", format: "XLSX", url: "https://example.org/a.xlsx" }],
  };
  it("reads package_show and package_search with the fields that HDX adds", () => {
    for (const document of [{ success: true, result: pack }, { result: { count: 1, results: [pack] } }]) {
      const { format, dataset } = readOne(document);
      expect(format).toBe("ckan");
      expect(dataset).toMatchObject({
        id: "ckan:0a1b",
        publisher: { name: "OCHA" },
        accrualPeriodicity: "R/P1W",
        temporal: { from: "2021-08-14" },
        spatial: { text: "Haiti" },
        notes: ["Estimates."],
        extra: { methodology: "Census" },
      });
    }
  });
});

describe("entries that cannot be kept", () => {
  const whyOf = (document: unknown): string[] =>
    readAll(document).map(({ result }) => (result.ok ? "kept" : result.problem.message));
  it("say why: no title, no known format, no entry at all", () => {
    expect(whyOf([{ identifier: "a", accessLevel: "public", title: " " }])).toEqual([
      "The entry has no title.",
    ]);
    expect(whyOf([{ colour: "red" }, 5, null])).toEqual(
      Array(3).fill("The entry is in none of the formats that Askline reads."),
    );
    expect(whyOf({ schema: "askline/dataset/1", id: "x" })[0]).toContain("Askline's own");
  });
});
