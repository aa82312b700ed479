import type { EntryFacts } from "../../../shared/catalogue/list/entry-facts.ts";
import type { ListPage, PageAsked } from "../../../shared/catalogue/list/listing.ts";
import type { SearchText } from "../../../shared/match/search/segment.ts";
import type { Found, SearchHit } from "../../../shared/match/search.ts";
import type { ImportedFile } from "../../workspace/imported/imported-entries.ts";

/** What the catalogue consists of: what has a file of its own, described here, and the imported catalogues' files. */
export type Shelf = {
  readonly own: readonly { readonly text: SearchText; readonly facts: EntryFacts }[];
  readonly files: readonly ImportedFile[];
  /** What is made of the files may be kept. */
  readonly mayKeep: boolean;
};

/** How far the reading of the catalogue is: 1 when everything is found, less while files are being read. */
export type Reading = { readonly share: number; readonly damaged: readonly string[] };

/**
 * Finds and lists the entries of the whole catalogue. All of it that grows with the catalogue is behind these functions,
 * so that it can run in a thread of its own.
 */
export type Finder = {
  /** Takes the catalogue as it is now; what follows is answered over it. */
  readonly take: (shelf: Shelf) => Promise<void>;
  readonly search: (text: string, limit: number) => Promise<readonly SearchHit[]>;
  /** The entries, at most `most`, that fit a question well, and which of its parts nothing speaks of. */
  readonly find: (text: string, most: number) => Promise<Found>;
  readonly page: (asked: PageAsked, today: string) => Promise<ListPage>;
  /** How far the reading is, at once. */
  readonly reading: () => Promise<Reading>;
  readonly close: () => Promise<void>;
};
