import type { Dataset } from "../../shared/catalogue/dataset.ts";
import type { Collection } from "../../shared/match/search/collection.ts";
import { METHOD, type SearchMethod } from "../../shared/match/search/method.ts";
import { findEntries, findFor } from "../../shared/match/search.ts";
import { type Judged, judgedQuestions, ndcg, scoresOf } from "./judged-questions.ts";
import { ownQuestions, scoreNothing } from "./own-questions.ts";

const FOLDS = 5;
const FOUND = 20;

/** A method of which nothing was chosen by looking at results: every wording, part and place counts the same. */
const PLAIN: SearchMethod = {
  ...METHOD,
  same: 1,
  related: 1,
  alike: 1,
  light: 1,
  unknown: 1,
  place: 1,
  qualifier: 1,
  sideClause: 1,
  shared: 0,
  agreement: 0,
  title: 0,
  coarse: 1,
  wide: 1,
  feedback: 0,
  older: 1,
};

/** The values among which cross-validation chooses for each number. */
const CHOICES = {
  title: [0, 1, 2.5, 4],
  related: [0.5, 0.7, 0.9, 1],
  same: [0.5, 0.7, 0.9, 1],
  light: [0.1, 0.3, 0.6, 1],
  unknown: [0.4, 0.7, 1],
  qualifier: [0.3, 0.6, 1],
  sideClause: [0.3, 0.6, 1],
  agreement: [0, 0.2, 0.4, 0.8],
  shared: [0, 0.4, 0.8],
  feedback: [0, 0.2, 0.4],
  coarse: [0.4, 0.6, 1],
  wide: [1, 1.2],
  older: [0.8, 0.93, 1],
  alike: [0.4, 0.7, 1],
} satisfies Partial<Record<keyof SearchMethod, readonly number[]>>;

/** What the search is without one of its parts. */
const WITHOUT: readonly (readonly [string, Partial<SearchMethod>])[] = [
  ["the crisis thesaurus", { thesaurus: false }],
  ["words used alike", { near: false }],
  ["both", { thesaurus: false, near: false }],
  ["what a title is about", { title: 0 }],
  ["feedback from the best entries", { feedback: 0 }],
  ["less weight for side clauses", { sideClause: 1 }],
  ["less weight for light words", { light: METHOD.unknown }],
  ["agreement of parts", { agreement: 0 }],
  ["sharing out of common wordings", { shared: 0 }],
  ["fitness of level and width", { coarse: 1, wide: 1 }],
  ["order of issues", { older: 1 }],
];

/** Prints what each part of the search is worth, how well its numbers do on other questions, and how well it says "nothing". */
export function benchMethod(
  catalogue: readonly Dataset[],
  collection: Collection,
  print: (line: string) => void,
): void {
  const judged = judgedQuestions();
  const own = ownQuestions(catalogue);
  const rank = (text: string, method: SearchMethod): string[] =>
    findEntries(text, collection, method)
      .hits.slice(0, FOUND)
      .map((hit) => hit.segment.ids.at(hit.doc));
  const figures = (questions: readonly Judged[], method: SearchMethod): string => {
    const { ndcg10, success1, recall20 } = scoresOf(questions, ({ text }) => rank(text, method));
    return `NDCG@10 ${ndcg10.toFixed(3)}, success@1 ${success1.toFixed(3)}, Recall@20 ${recall20.toFixed(3)}`;
  };
  const earlier = own.filter(({ group }) => group !== "later");
  const later = own.filter(({ group }) => group === "later");
  print(`  own questions 1 to 66: ${figures(earlier, METHOD)}`);
  print(`  own questions written after the thesaurus: ${figures(later, METHOD)}`);
  print("  without one part: NDCG@10 on judged | own | own, written later");
  for (const [what, change] of WITHOUT) {
    const method = { ...METHOD, ...change };
    const scores = [judged, earlier, later].map((questions) =>
      scoresOf(questions, ({ text }) => rank(text, method)).ndcg10.toFixed(3),
    );
    print(`    without ${what}: ${scores.join(" | ")}`);
  }
  const [plain, crossed] = crossValidated(judged, rank);
  print(
    `  numbers chosen on four fifths of the judged questions and scored on the fifth: NDCG@10 ${crossed.toFixed(3)} (all numbers equal: ${plain.toFixed(3)}; thesaurus and words the same in both)`,
  );
  const says = ({ text }: Judged): boolean => findFor(text, collection, 1).fit === "poor";
  const groups = [
    ["judged", judged],
    ["own, used while working", own.filter(({ group }) => group === "used")],
    ["own, only reported", own.filter(({ group }) => group === "reported")],
    ["own, written later", later],
  ] as const;
  for (const [name, questions] of groups) {
    const { told, rightly, without } = scoreNothing(questions, says);
    print(
      `  “nothing in the catalogue seems to be about this”, ${name}: said of ${told} of ${questions.length}, rightly of ${rightly}; ${without} have nothing`,
    );
  }
}

/** NDCG@10 of the plain method, and with each number chosen, one after the other, on the other folds. */
function crossValidated(
  judged: readonly Judged[],
  rank: (text: string, method: SearchMethod) => readonly string[],
): readonly [number, number] {
  const rated = judged.filter(({ grades }) => [...grades.values()].some((grade) => grade > 0));
  const known = new Map<string, number>();
  const scoreOf = (question: Judged, method: SearchMethod): number => {
    const key = `${question.qid} ${JSON.stringify(method)}`;
    const score = known.get(key) ?? ndcg(question.grades, rank(question.text, method)) ?? 0;
    known.set(key, score);
    return score;
  };
  const mean = (questions: readonly Judged[], method: SearchMethod): number =>
    questions.reduce((sum, question) => sum + scoreOf(question, method), 0) / questions.length;
  let sum = 0;
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const held = rated.filter((_, at) => at % FOLDS === fold);
    const others = rated.filter((_, at) => at % FOLDS !== fold);
    let method = PLAIN;
    for (const [key, values] of Object.entries(CHOICES)) {
      const tried = values.map((value) => ({ ...method, [key]: value }));
      method = tried.reduce((best, one) => (mean(others, one) > mean(others, best) ? one : best), method);
    }
    sum += mean(held, method) * held.length;
  }
  return [mean(rated, PLAIN), sum / rated.length];
}
