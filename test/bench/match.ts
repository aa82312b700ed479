import { fork } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { collectionOf } from "../../shared/match/search/collection.ts";
import { searchText } from "../../shared/match/search/search-text.ts";
import { buildSegment } from "../../shared/match/search/segment.ts";
import { searchCatalogue } from "../../shared/match/search.ts";
import { catalogueIsThere, entriesOf, judgedQuestions, scoresOf } from "./judged-questions.ts";
import { benchMethod } from "./match-method.ts";

/** What one size of catalogue took, in milliseconds and megabytes of the whole process. */
export type ScaleFigures = {
  readonly size: number;
  readonly open: number;
  readonly first: number;
  /** Before a workspace is opened: the program itself and what reads its TypeScript. */
  readonly memoryBefore: number;
  readonly memoryFirst: number;
  readonly p50: number;
  readonly p95: number;
  readonly blocked: number;
  readonly page: number;
  readonly filter: number;
  readonly memory: number;
};

/** Runs a step of one size in a process of its own, so that time and memory are of this size alone. */
function inProcess(what: "prepare" | "measure", folder: string, size: number): Promise<ScaleFigures | null> {
  return new Promise((resolve, reject) => {
    let figures: ScaleFigures | null = null;
    const child = fork(
      fileURLToPath(new URL("./match-scale.ts", import.meta.url)),
      [what, folder, String(size)],
      { execArgv: ["--import", import.meta.resolve("tsx")], serialization: "advanced" },
    );
    child.on("message", (told: ScaleFigures) => {
      figures = told;
    });
    child.on("exit", (code) =>
      code === 0 ? resolve(figures) : reject(new Error(`The measurement ended with ${code}.`)),
    );
  });
}

/** Figures of a size: where nothing was kept of the catalogue, and as it is opened every day. */
async function measured(size: number) {
  const folder = await mkdtemp(join(tmpdir(), "askline-scale-"));
  try {
    await inProcess("prepare", folder, size);
    const anew = await inProcess("measure", folder, size);
    const daily = await inProcess("measure", folder, size);
    if (anew === null || daily === null) throw new Error("The measurement told nothing.");
    return { anew, daily };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** How well and how fast the catalogue is searched. Prints a line for each figure; says 'skipped' where the catalogues are absent. */
export async function benchMatch(print: (line: string) => void): Promise<void> {
  if (!catalogueIsThere()) return print("Matching: skipped, the real catalogues are not here.");
  const judged = judgedQuestions();
  const all = await entriesOf("all.jsonl.gz");
  const index = collectionOf([buildSegment(all.map(searchText))]);
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
  benchMethod(all, index, print);
  for (const size of [1000, 3000, 10_000, 100_000]) {
    const { anew, daily: one } = await measured(size);
    const ms = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
    print(
      `  ${size} entries: opened in ${ms(one.open)}, first search ${ms(one.open + one.first)} after the start (${ms(anew.open + anew.first)} where nothing was kept), ` +
        `${one.memoryBefore.toFixed(0)} MB before, ${one.memoryFirst.toFixed(0)} MB then, ${one.memory.toFixed(0)} MB at the end; match p50 ${ms(one.p50)} p95 ${ms(one.p95)}, ` +
        `longest hold of the event loop meanwhile ${ms(one.blocked)}; list page ${ms(one.page)}, filtered and sorted ${ms(one.filter)}`,
    );
  }
}
