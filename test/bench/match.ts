import type { Dataset } from "../../shared/catalogue/dataset.ts";
import { buildCatalogueIndex, type CatalogueIndex } from "../../shared/match/catalogue-index.ts";
import { matchQuestion } from "../../shared/match/match.ts";
import { packIndex, unpackIndex } from "../../shared/match/search/pack-index.ts";
import { searchCatalogue } from "../../shared/match/search.ts";
import { questionSchema } from "../../shared/question/question.ts";
import { builtInVocabulary } from "../../shared/vocabulary/built-in.ts";
import { catalogueIsThere, entriesOf, type Judged, judgedQuestions, scoresOf } from "./judged-questions.ts";

const PLACES = ["Kenya", "Nepal", "Chad", "Peru", "Fiji", "Yemen", "Haiti", "Ghana"];

/** So many entries made by varying real ones: another place and year in the title. */
function variedEntries(real: readonly Dataset[], count: number): Dataset[] {
  return Array.from({ length: count }, (_, at) => {
    const entry = real[at % real.length];
    if (entry === undefined) throw new Error("no entries to vary");
    const round = Math.floor(at / real.length);
    if (round === 0) return entry;
    const place = PLACES[(at + round) % PLACES.length] ?? "";
    return { ...entry, id: `${entry.id}~v${round}`, title: `${entry.title}, ${place} ${2000 + round}` };
  });
}

const timed = <T>(work: () => T): { readonly value: T; readonly ms: number } => {
  const started = performance.now();
  const value = work();
  return { value, ms: performance.now() - started };
};

const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
};

const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 ** 2)} MB`;

/** Times a search and a whole match of every judged question; the first round only warms up. */
function timeQuestions(index: CatalogueIndex, judged: readonly Judged[]) {
  const searches: number[] = [];
  const matches: number[] = [];
  for (let round = 0; round < 4; round += 1) {
    for (const { text } of judged) {
      const question = questionSchema.parse({ version: 1, text, asked: "2026-11-24", kind: "situation" });
      const search = timed(() => searchCatalogue(text, index, { limit: 20 }));
      const match = timed(() => matchQuestion({ question, index, today: "2026-11-24" }));
      if (round > 0) searches.push(search.ms);
      if (round > 0) matches.push(match.ms);
    }
  }
  return { searches, matches };
}

/** How well and how fast the catalogue is searched. Prints a line for each figure; says 'skipped' where the catalogues are absent. */
export async function benchMatch(print: (line: string) => void): Promise<void> {
  if (!catalogueIsThere()) return print("Matching: skipped, the real catalogues are not here.");
  const vocabulary = builtInVocabulary();
  const judged = judgedQuestions();
  const all = await entriesOf("all.jsonl.gz");
  const index = buildCatalogueIndex(all, vocabulary);
  const found = new Map(judged.map(({ qid, text }) => [qid, searchCatalogue(text, index, { limit: 20 })]));
  const scores = scoresOf(judged, ({ qid }) => (found.get(qid) ?? []).map((hit) => hit.dataset));
  print(
    `Judged questions over ${all.length} entries: NDCG@10 ${scores.ndcg10.toFixed(3)}, success@1 ${scores.success1.toFixed(3)}, Recall@20 ${scores.recall20.toFixed(3)}`,
  );
  const has = (grade: number) => judged.filter(({ grades }) => Math.max(0, ...grades.values()) === grade);
  for (const grade of [2, 1, 0]) {
    const questions = has(grade);
    const fits = questions.map(({ qid }) => found.get(qid)?.[0]?.fit ?? "poor");
    const count = (fit: string) => fits.filter((one) => one === fit).length;
    print(
      `  questions whose best entry has grade ${grade}: ${questions.length}; first hit called good ${count("good")}, doubtful ${count("doubtful")}, poor ${count("poor")}`,
    );
  }
  const real = [...all, ...(await entriesOf("hdx-entries.jsonl.gz"))];
  for (const size of [1000, 3000, 10_000, 100_000]) {
    const entries = variedEntries(real, size);
    const built = timed(() => {
      const made = buildCatalogueIndex(entries, vocabulary);
      // Entries are read when first searched.
      made.text.collection();
      return made;
    });
    const packed = packIndex(built.value.text.collection().segments);
    const opened = timed(() => {
      const ready = unpackIndex(packed);
      const again = buildCatalogueIndex(entries, vocabulary, ready ?? []);
      return searchCatalogue(judged[0]?.text ?? "", again, { limit: 10 });
    });
    const { searches, matches } = timeQuestions(built.value, judged);
    const bytes = packed.body.byteLength + packed.header.length * 2;
    print(
      `  ${size} entries: built in ${built.ms.toFixed(0)} ms, from cache to first search ${opened.ms.toFixed(0)} ms, index ${megabytes(bytes)}; ` +
        `search p50 ${quantile(searches, 0.5).toFixed(1)} p95 ${quantile(searches, 0.95).toFixed(1)} ms, match p50 ${quantile(matches, 0.5).toFixed(1)} p95 ${quantile(matches, 0.95).toFixed(1)} ms`,
    );
  }
  print(`  memory of the process: ${megabytes(process.memoryUsage().rss)}`);
}
