import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { importMetadata } from "../../electron/importers/metadata/import-metadata.ts";
import type { Dataset } from "../../shared/catalogue/dataset.ts";

const at = (name: string): string =>
  fileURLToPath(new URL(`../../../shared/catalogue/${name}`, import.meta.url));

/** Whether the real catalogues and judged questions are there. */
export const catalogueIsThere = (): boolean => existsSync(at("all.jsonl.gz"));

/** Entries of a catalogue file, through the importer. */
export async function entriesOf(...names: readonly string[]): Promise<readonly Dataset[]> {
  const imported = await importMetadata({ paths: names.map(at), existing: () => undefined });
  if (!imported.ok) throw new Error(imported.problem.message);
  return imported.value.datasets;
}

/** A question with the grades of the entries judged for it: 2 answers, 1 in part, 0 not. */
export type Judged = {
  readonly qid: string;
  readonly text: string;
  readonly grades: ReadonlyMap<string, number>;
};

const lines = (name: string): string[] => readFileSync(at(name), "utf8").trim().split("\n");

/** The judged questions. */
export function judgedQuestions(): readonly Judged[] {
  const grades = new Map<string, Map<string, number>>();
  for (const line of lines("dev-qrels.txt")) {
    const [qid = "", , id = "", grade = "0"] = line.split(/\s+/);
    const known = grades.get(qid) ?? new Map<string, number>();
    grades.set(qid, known.set(id, Number(grade)));
  }
  return lines("dev-questions.jsonl").map((line) => {
    const { qid, text }: { qid: string; text: string } = JSON.parse(line);
    return { qid, text, grades: grades.get(qid) ?? new Map() };
  });
}

/** Scores as evaluate.py of the judgments reckons them: linear gain, means over questions that have a relevant entry. */
export type Scores = { readonly ndcg10: number; readonly recall20: number; readonly success1: number };

const discounted = (gains: readonly number[]): number =>
  gains.slice(0, 10).reduce((sum, gain, position) => sum + gain / Math.log2(position + 2), 0);

/** NDCG@10 of one ranking; null where nothing is relevant. */
export function ndcg(grades: ReadonlyMap<string, number>, ranked: readonly string[]): number | null {
  const ideal = discounted([...grades.values()].filter((grade) => grade > 0).sort((a, b) => b - a));
  return ideal === 0 ? null : discounted(ranked.map((id) => grades.get(id) ?? 0)) / ideal;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Scores rankings of the judged questions. */
export function scoresOf(
  judged: readonly Judged[],
  rankedOf: (question: Judged) => readonly string[],
): Scores {
  const gains: number[] = [];
  const recalls: number[] = [];
  const firsts: number[] = [];
  for (const question of judged) {
    const { grades } = question;
    const ranked = rankedOf(question);
    const gain = ndcg(grades, ranked);
    if (gain === null) continue;
    gains.push(gain);
    const relevant = [...grades.values()].filter((grade) => grade > 0).length;
    recalls.push(ranked.slice(0, 20).filter((id) => (grades.get(id) ?? 0) > 0).length / relevant);
    if ([...grades.values()].includes(2)) firsts.push(grades.get(ranked[0] ?? "") === 2 ? 1 : 0);
  }
  return { ndcg10: mean(gains), recall20: mean(recalls), success1: mean(firsts) };
}
