import type { Dataset, Measure } from "../../catalogue/dataset.ts";
import type { Context } from "../context.ts";
import type { BranchResult } from "../table/read-result.ts";
import { measureWords, unitWords } from "../wording/subject-words.ts";

/** The second measure of a coverage or relationship, with its words. */
export type Second = {
  readonly result: BranchResult;
  readonly dataset: Dataset;
  readonly measure: Measure;
  readonly subject: string;
  readonly unit: string;
};

export function secondOf({ figures, datasets, question, vocabulary }: Context): Second | null {
  const result = figures.branches.find(({ branch }) => branch.name === "second");
  const dataset = datasets.find(({ id }) => id === result?.branch.scan.dataset);
  const measure = dataset?.measures.find(({ id }) => id === result?.branch.scan.measure);
  if (!result || !dataset || !measure) return null;
  const subject = measureWords(question, measure, vocabulary, question.second);
  return { result, dataset, measure, subject, unit: unitWords(measure, vocabulary) };
}
