import type { Dataset } from "../../../shared/catalogue/dataset.ts";
import { fileNameFor } from "../file-name.ts";
import {
  bytesOf,
  type ImportedFile,
  linesWith,
  type OpenFile,
  parsedEntry,
  readEntry,
  readLine,
} from "./catalogue-file.ts";

/**
 * The entries of imported catalogues: a line each in a file per catalogue. They stay there: in memory is only where each
 * one stands, and those that were looked at last.
 */
export type EntriesRead = {
  readonly count: () => number;
  /** An entry, read from its file; undefined when there is none or its line is damaged. */
  readonly get: (id: string) => Dataset | undefined;
  readonly has: (id: string) => boolean;
  /** Entries that describe what they measure: matching holds them against questions column by column. */
  readonly measured: () => readonly Dataset[];
  /** The entry that one catalogue has under an id, as it came. */
  readonly existingIn: (name: string) => (id: string) => Dataset | undefined;
  readonly files: () => readonly ImportedFile[];
};

/** Entries kept in memory after they were looked at. */
const MOST_KEPT = 300;

/** Reads entries of files by the names of their catalogues; later names stand before earlier ones. `forget` is for when a file changed. */
export function entriesIn(
  open: ReadonlyMap<string, OpenFile>,
): EntriesRead & { readonly forget: () => void } {
  const kept = new Map<string, Dataset>();
  const keep = (id: string, dataset: Dataset): Dataset => {
    kept.delete(id);
    kept.set(id, dataset);
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    return dataset;
  };
  return {
    count: () => [...open.values()].reduce((sum, { directory }) => sum + directory.starts.length, 0),
    get: (id) => {
      const known = kept.get(id);
      if (known) return known;
      for (const one of [...open.values()].reverse()) {
        const found = readEntry(one, id);
        if (found) return keep(id, found);
      }
      return undefined;
    },
    has: (id) => [...open.values()].some((one) => linesWith(one, id).length > 0),
    measured: () =>
      [...open.values()].flatMap((one) =>
        [...one.directory.measured].flatMap((number) => {
          const dataset = parsedEntry(readLine(one, number));
          return dataset && dataset.measures.length > 0 ? dataset : [];
        }),
      ),
    existingIn: (name) => {
      const one = open.get(fileNameFor(name));
      return (id) => (one ? readEntry(one, id) : undefined);
    },
    files: () => [...open.values()].map(({ file, directory }) => ({ ...file, bytes: bytesOf(directory) })),
    forget: () => kept.clear(),
  };
}
