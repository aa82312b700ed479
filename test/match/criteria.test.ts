import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type Dataset, datasetSchema } from "../../shared/catalogue/dataset.ts";
import { buildCatalogueIndex } from "../../shared/match/catalogue-index.ts";
import { matchQuestion } from "../../shared/match/match.ts";
import { CRITERIA, type Criterion } from "../../shared/match/report.ts";
import { type Question, questionSchema } from "../../shared/question/question.ts";
import { builtInVocabulary } from "../../shared/vocabulary/built-in.ts";
import devQuestions from "../question/dev-questions.json" with { type: "json" };

const TODAY = "2026-11-24";
const held = z
  .array(datasetSchema)
  .parse(
    JSON.parse(
      gunzipSync(readFileSync(new URL("./held-datasets.json.gz", import.meta.url))).toString("utf8"),
    ),
  );
const questions = devQuestions.map(({ question }) => questionSchema.parse(question));
const vocabulary = builtInVocabulary();

const criteriaOf = (dataset: Dataset, question: Question): readonly Criterion[] =>
  matchQuestion({ question, index: buildCatalogueIndex([dataset], vocabulary), today: TODAY }).entries[0]
    ?.criteria ?? [];

/** Without the columns' profiles, the dataset's description is all there is. */
const unprofiled = (dataset: Dataset): Dataset => ({
  ...dataset,
  distributions: dataset.distributions.map(({ profile: _, ...file }) => file),
  columns: dataset.columns.map(({ nulls: _, ...column }) => column),
});
const withoutColumns = (dataset: Dataset, role: "time" | "place"): Dataset => ({
  ...dataset,
  columns: dataset.columns.filter((column) => column.role !== role),
});

/** The dataset as it would be described if nobody had said what a criterion rests on. */
const UNSAID: Partial<Record<Criterion["code"], (dataset: Dataset) => Dataset>> = {
  place: (dataset) => {
    const { spatial: _, ...rest } = withoutColumns(dataset, "place");
    return { ...rest, placeValues: {}, measures: rest.measures.map(({ place: _, ...one }) => one) };
  },
  time: (dataset) => {
    const { temporal: _, temporalResolution: __, ...rest } = withoutColumns(unprofiled(dataset), "time");
    return rest;
  },
  freshness: (dataset) => {
    const {
      temporal: _,
      accrualPeriodicity: __,
      modified: ___,
      issued: ____,
      ...rest
    } = withoutColumns(unprofiled(dataset), "time");
    return rest;
  },
  completeness: unprofiled,
  authority: (dataset) => ({ ...dataset, authoritativeFor: [] }),
  dimensions: (dataset) => ({ ...dataset, columns: [] }),
};

describe("every verdict has a sentence and the field it rests on", () => {
  it("for each of the thirty tables and each reference question", () => {
    for (const question of questions) {
      for (const dataset of held) {
        const criteria = criteriaOf(dataset, question);
        expect(criteria.length).toBeGreaterThan(0);
        for (const { text, field } of criteria) {
          expect(text).toMatch(/^[\p{Lu}“\d].*\.$/u);
          expect(field).toMatch(/^[a-zA-Z]/);
        }
      }
    }
  });
});

/** Each question with each table that measures what it asks, or something near. */
const whole = buildCatalogueIndex(held, vocabulary);
const pairs = questions.flatMap((question) =>
  question.measure === undefined
    ? []
    : [...whole.factsRelatedTo(question.measure.concept)].map(({ dataset }) => ({ question, dataset })),
);

/** A breakdown and a condition, so that something is asked of the dimensions. */
const BY_AGE: Pick<Question, "by" | "where"> = {
  by: ["age-group"],
  where: [{ dimension: "sex", op: "in", values: ["female"] }],
};

describe("what a description does not say is unknown, neither met nor not met", () => {
  for (const [code, unsaid] of Object.entries(UNSAID)) {
    it(code, () => {
      for (const { question, dataset } of pairs) {
        const asked: Question = code === "dimensions" ? { ...question, ...BY_AGE } : question;
        const judged = criteriaOf(unsaid(dataset), asked).find((criterion) => criterion.code === code);
        // Where rows are counted, none of them can be empty.
        if (code === "completeness" && judged?.field === "rows") continue;
        expect(`${dataset.id}, ${question.text}: ${judged?.verdict}`).toBe(
          `${dataset.id}, ${question.text}: unknown`,
        );
      }
    });
  }

  it("has pairs enough to say so", () => expect(pairs.length).toBeGreaterThan(50));

  it("covers all criteria but those whose field a description must have", () => {
    const required = ["concept", "behaviour", "access"];
    expect([...Object.keys(UNSAID), ...required].sort()).toEqual([...CRITERIA].sort());
  });
});
