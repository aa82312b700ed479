import { setImmediate as breathe } from "node:timers/promises";
import { datasetSchema } from "../../../shared/catalogue/dataset.ts";
import { entryFacts, type Labels } from "../../../shared/catalogue/list/entry-facts.ts";
import { tableBuilder } from "../../../shared/catalogue/list/entry-table.ts";
import { searchText } from "../../../shared/match/search/search-text.ts";
import { segmentBuilder } from "../../../shared/match/search/segment.ts";
import { linesOf } from "../../workspace/imported/entry-lines.ts";
import type { CatalogueIndexed } from "./index-file.ts";

/** Most lines that are told of as damaged. */
const MOST_DAMAGED = 50;
/** Longest stretch of work, in milliseconds, before others have their turn. */
const STRETCH_MS = 10;

/**
 * Reads all entries of a catalogue file for search and list. Lines that hold no entry are told of and left out. Works in
 * short stretches, so that whatever else the thread does goes on. `onBytes` is told how far it has come.
 */
export async function indexCatalogue(
  path: string,
  labels: Labels,
  onBytes: (bytes: number) => void,
): Promise<CatalogueIndexed> {
  const segment = segmentBuilder();
  const table = tableBuilder();
  const damaged: { line: number; detail: string }[] = [];
  let number = 0;
  let since = performance.now();
  for await (const lines of linesOf(path)) {
    for (const { at, line } of lines) {
      number += 1;
      try {
        const dataset = datasetSchema.parse(JSON.parse(line.toString("utf8")));
        segment.add(searchText(dataset));
        table.add(entryFacts(dataset, labels));
      } catch (error) {
        const detail = error instanceof Error ? error.message : String(error);
        if (damaged.length < MOST_DAMAGED) damaged.push({ line: number, detail });
      }
      if (performance.now() - since < STRETCH_MS) continue;
      onBytes(at);
      await breathe();
      since = performance.now();
    }
  }
  return { segment: segment.finish(), table: table.finish(), damaged };
}
