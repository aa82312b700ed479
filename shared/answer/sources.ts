import type { Dataset } from "../catalogue/dataset.ts";
import { freshnessOf } from "../catalogue/freshness.ts";
import { daysBetween } from "../time/calendar.ts";
import type { IsoDate } from "../time/grain.ts";
import type { Source } from "./answer.ts";
import { lastDataDay } from "./series.ts";
import type { BranchResult } from "./table/read-result.ts";

/** The datasets an answer rests on, each once: who made it, under which licence, how old it is on the day of the answer. */
export function sourcesOf(
  branches: readonly BranchResult[],
  datasets: readonly Dataset[],
  today: IsoDate,
): Source[] {
  const sources = new Map<string, Source>();
  for (const result of branches) {
    const { dataset: id, sha256 } = result.branch.scan;
    const dataset = datasets.find((one) => one.id === id);
    if (!dataset || sources.has(id)) continue;
    const until = lastDataDay(result);
    sources.set(id, {
      dataset: id,
      title: dataset.title,
      publisher: dataset.publisher.name,
      steward: dataset.steward?.name ?? null,
      licence: dataset.licence?.text ?? null,
      attribution: dataset.licence?.attribution ?? null,
      sha256,
      modified: dataset.modified ?? null,
      dataUntil: until,
      ageDays: until === null ? null : daysBetween(until, today),
      freshness: freshnessOf(dataset, today).state,
    });
  }
  return [...sources.values()];
}
