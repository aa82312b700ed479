import { beforeAll, describe, expect, it } from "vitest";
import type { Dataset } from "../../shared/catalogue/dataset.ts";
import { buildCatalogueIndex } from "../../shared/match/catalogue-index.ts";
import { CRITERIA } from "../../shared/match/report.ts";
import { requestableEntries } from "../../shared/match/requestable.ts";
import { type Collection, collectionOf } from "../../shared/match/search/collection.ts";
import { searchText } from "../../shared/match/search/search-text.ts";
import { buildSegment } from "../../shared/match/search/segment.ts";
import { findFor, searchCatalogue } from "../../shared/match/search.ts";
import { questionSchema } from "../../shared/question/question.ts";
import { builtInVocabulary } from "../../shared/vocabulary/built-in.ts";
import { catalogueIsThere, entriesOf, judgedQuestions, scoresOf } from "../bench/judged-questions.ts";
import { ownQuestions, scoreNothing } from "../bench/own-questions.ts";

const here = catalogueIsThere();
if (!here) console.log("skipped: the real catalogues are not here");

describe.skipIf(!here)("the real catalogues", () => {
  let entries: readonly Dataset[] = [];
  let real: Collection;
  beforeAll(async () => {
    entries = await entriesOf("all.jsonl.gz");
    real = collectionOf([buildSegment(entries.map(searchText))]);
  }, 60_000);

  it("are searched at NDCG@10 of at least 0.50 for the judged questions", () => {
    const scores = scoresOf(judgedQuestions(), ({ text }) =>
      searchCatalogue(text, real, { limit: 20 }).map((hit) => hit.dataset),
    );
    console.log(
      `NDCG@10 ${scores.ndcg10.toFixed(3)}, success@1 ${scores.success1.toFixed(3)}, Recall@20 ${scores.recall20.toFixed(3)}`,
    );
    expect(scores.ndcg10).toBeGreaterThanOrEqual(0.5);
  });

  it("are said to have nothing on a question rightly more often than not, on questions nothing was set by", () => {
    const questions = ownQuestions(entries).filter(({ group }) => group === "reported");
    const { told, rightly, without } = scoreNothing(
      questions,
      ({ text }) => findFor(text, real, 1).fit === "poor",
    );
    console.log(`“nothing is about this”: said ${told} times, rightly ${rightly}; ${without} have nothing`);
    expect(rightly / told).toBeGreaterThanOrEqual(0.7);
    expect(rightly / without).toBeGreaterThanOrEqual(0.5);
  });

  it("tell of a part that no entry speaks of, and what the nearest has", () => {
    const { parts, nearest } = findFor("How many sheep were treated with antivenom?", real, 1);
    expect(parts.find(({ label }) => label === "antivenom")).toMatchObject({
      main: true,
      entries: 0,
      nearest: false,
    });
    expect(nearest).not.toBeNull();
  });

  it("give each entry every criterion with its sentence and field, and never more than what it says", () => {
    const index = buildCatalogueIndex([], builtInVocabulary());
    const question = questionSchema.parse({
      version: 1,
      text: "How many people lost their homes in Nepal in 2015?",
      asked: "2026-11-24",
      kind: "situation",
      measure: { concept: "people-displaced", statistic: { kind: "total" } },
      place: { areas: [{ id: "NPL", name: "Nepal" }] },
      time: { from: "2015-01-01", to: "2015-12-31" },
    });
    const all = [...CRITERIA].sort().join();
    const faults: unknown[] = [];
    for (const dataset of entries) {
      if (dataset.measures.length > 0) continue;
      const [entry] = requestableEntries([{ dataset, fit: 0.5 }], question, index, "2026-11-24");
      const criteria = entry?.criteria ?? [];
      const codes = criteria.map(({ code }) => code).sort();
      // Only the time stated, its rhythm and where it is kept can be held against the question.
      const judged = new Set(["access"]);
      if (dataset.temporal !== undefined) judged.add("time").add("freshness");
      if (dataset.accrualPeriodicity !== undefined) judged.add("freshness");
      const wrong = criteria.filter(
        ({ code, verdict, text, field }) =>
          !text.endsWith(".") || field === "" || (verdict !== "unknown" && !judged.has(code)),
      );
      if (codes.join() !== all || wrong.length > 0) faults.push([dataset.id, codes, wrong]);
    }
    expect(faults).toEqual([]);
  });
});
