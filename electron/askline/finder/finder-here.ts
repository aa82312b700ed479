import { tableBuilder } from "../../../shared/catalogue/list/entry-table.ts";
import { type Listing, listingOf } from "../../../shared/catalogue/list/list-entries.ts";
import type { ListPart } from "../../../shared/catalogue/list/list-part.ts";
import { type Collection, collectionOf } from "../../../shared/match/search/collection.ts";
import { type Segment, segmentBuilder } from "../../../shared/match/search/segment.ts";
import { findFor, searchCatalogue } from "../../../shared/match/search.ts";
import { builtInVocabulary } from "../../../shared/vocabulary/built-in.ts";
import { conceptLabel, subjectLabel } from "../../../shared/vocabulary/words.ts";
import type { ImportedFile } from "../../workspace/imported/imported-entries.ts";
import { stampOf } from "../../workspace/imported/line-directory.ts";
import type { Finder, Shelf } from "./finder.ts";
import { indexCatalogue } from "./index-catalogue.ts";
import { type CatalogueIndexed, readIndexFile, writeIndexFile } from "./index-file.ts";

type Ready = { readonly collection: Collection; readonly listing: Listing };
type Known = { readonly stamp: string; readonly indexed: CatalogueIndexed };

/** A finder in this thread. Files are read in short stretches; a search or a page takes as long as it takes. */
export function finderHere(): Finder {
  const known = new Map<string, Known>();
  const shares = new Map<string, number>();
  let ready: Promise<Ready> = Promise.resolve(readyOf([]));

  const readFile = async (file: ImportedFile, mayKeep: boolean): Promise<CatalogueIndexed | null> => {
    try {
      const stamp = await stampOf(file.path);
      const before = known.get(file.path);
      if (before?.stamp === stamp) return before.indexed;
      shares.set(file.path, 0);
      let indexed = await readIndexFile(file.index, stamp);
      if (indexed === null) {
        const size = Number(stamp.split(" ")[0]) || 1;
        const made = await indexCatalogue(file.path, LABELS, (bytes) => shares.set(file.path, bytes / size));
        if (mayKeep) await writeIndexFile(file.index, stamp, made).catch(() => undefined);
        // What was kept lies packed; what was just made takes several times the memory.
        indexed = (mayKeep ? await readIndexFile(file.index, stamp) : null) ?? made;
      }
      known.set(file.path, { stamp, indexed });
      return indexed;
    } catch {
      // A file that is gone or cannot be read: the workspace tells of it.
      return null;
    } finally {
      shares.delete(file.path);
    }
  };

  const read = async ({ own, files, mayKeep }: Shelf): Promise<Ready> => {
    const imported: CatalogueIndexed[] = [];
    // One after the other: each takes memory while it is made.
    for (const file of files) {
      const indexed = await readFile(file, mayKeep);
      if (indexed !== null) imported.push(indexed);
    }
    for (const path of known.keys()) if (!files.some((file) => file.path === path)) known.delete(path);
    return readyOf([...imported, ownIndexed(own)]);
  };

  return {
    take: async (shelf) => {
      for (const { path } of shelf.files) if (!known.has(path)) shares.set(path, 0);
      // One reading after the other: the later one finds what the earlier one has made.
      ready = ready.then(() => read(shelf));
      await ready;
    },
    search: async (text, limit) => searchCatalogue(text, (await ready).collection, { limit }),
    find: async (text, most) => findFor(text, (await ready).collection, most),
    page: async (asked, today) => (await ready).listing.page(asked, today),
    reading: async () => {
      const open = [...shares.values()];
      const damaged = [...known].flatMap(([path, { indexed }]) =>
        indexed.damaged.map(({ line, detail }) => `${path}, line ${line}: ${detail}`),
      );
      return {
        share: open.length === 0 ? 1 : open.reduce((sum, share) => sum + share, 0) / open.length,
        damaged,
      };
    },
    close: async () => known.clear(),
  };
}

const vocabulary = builtInVocabulary();
const LABELS = {
  conceptLabel: (id: string) => conceptLabel(vocabulary, id),
  subjectLabel: (id: string) => subjectLabel(vocabulary, id),
};

/** The last one is what has files of its own: it stands before the others, and is listed first. */
function readyOf(all: readonly Omit<CatalogueIndexed, "damaged">[]): Ready {
  const collection = collectionOf(all.map(({ segment }) => segment));
  const parts = all.map(({ segment, table }): ListPart => {
    return {
      table,
      idOf: segment.ids.at,
      titleOf: segment.titles.at,
      gone: collection.gone.get(segment) ?? NONE,
    };
  });
  return { collection, listing: listingOf([...parts.slice(-1), ...parts.slice(0, -1)]) };
}

const NONE: ReadonlySet<number> = new Set();

function ownIndexed(own: Shelf["own"]): {
  readonly segment: Segment;
  readonly table: CatalogueIndexed["table"];
} {
  const segment = segmentBuilder();
  const table = tableBuilder();
  for (const { text, facts } of own) {
    segment.add(text);
    table.add(facts);
  }
  return { segment: segment.finish(), table: table.finish() };
}
