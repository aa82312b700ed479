import type { ConceptGroup, EntryAccount } from "../../../shared/api/catalogue.ts";
import type { DataPreview, ImportReport } from "../../../shared/api/import.ts";
import type { ConceptAccount, SourceLine, Standing } from "../../../shared/api/sources.ts";
import type { Corrections } from "../../../shared/catalogue/corrections.ts";
import type { ListPage, PageAsked } from "../../../shared/catalogue/list/listing.ts";
import type { Result } from "../../../shared/result.ts";
import type { Thing } from "../../../shared/sources/pairing.ts";
import type { RivalsAsk } from "../../../shared/sources/rivals.ts";
import type { RunOptions } from "../answer/execute.ts";
import type { Reading } from "../finder/finder.ts";
import type { Session } from "../session.ts";
import { conceptGroups } from "./authority.ts";
import { approveEntry, restoreEntry, saveEntry } from "./curate.ts";
import { type Designation, designate } from "./designate.ts";
import { entryAccount, versionDifference } from "./entry.ts";
import { type GapNow, gapsNow } from "./gaps.ts";
import { type Confirmed, confirmImport, type HowToRead, previewImport } from "./import-preview.ts";
import { type Compute, conceptAccount, disagreements } from "./sources.ts";
import { type StandingAsk, standing } from "./standing.ts";

type Change = { field: string; before: string | null; after: string | null };

/** What people do with the catalogue. */
export type CatalogueCases = {
  readonly entry: (id: string) => Promise<Result<EntryAccount>>;
  readonly difference: (id: string, before: string, after: string) => Promise<Result<Change[]>>;
  readonly save: (change: {
    readonly id: string;
    readonly base: string;
    readonly corrections: Corrections;
  }) => Promise<Result<{ entrySha256: string }>>;
  readonly restore: (id: string, entrySha256: string) => Promise<Result<{ entrySha256: string }>>;
  readonly approve: (mark: {
    readonly id: string;
    readonly entrySha256: string;
    readonly approved: boolean;
  }) => Promise<Result<Record<string, never>>>;
  /** A stretch of the list of all entries. */
  readonly page: (asked: PageAsked) => Promise<ListPage>;
  /** How far the reading of the imported catalogues is. */
  readonly reading: () => Promise<Reading>;
  readonly concepts: () => ConceptGroup[];
  /** One thing that is measured, with all its sources. */
  readonly concept: (thing: Thing) => Result<ConceptAccount>;
  readonly disagreements: (
    asked: RivalsAsk & { readonly compute: Compute },
    options?: RunOptions,
  ) => Promise<Result<SourceLine[]>>;
  readonly standing: (asked: StandingAsk, options?: RunOptions) => Promise<Result<Standing>>;
  readonly designate: (designation: Designation) => Promise<Result<{ changed: number }>>;
  /** What was asked for and is not there, most urgent first. */
  readonly gaps: () => Promise<readonly GapNow[]>;
  readonly preview: (
    paths: readonly string[],
    options: RunOptions & HowToRead,
  ) => Promise<Result<{ data: DataPreview[]; catalogues: string[] }>>;
  readonly confirm: (files: readonly Confirmed[], options: RunOptions) => Promise<Result<ImportReport>>;
};

/** The catalogue's use cases over a session. */
export function catalogueCases(session: Session): CatalogueCases {
  return {
    entry: (id) => entryAccount(session, session.chronicle, id),
    difference: (id, before, after) => versionDifference(session, id, before, after),
    save: (change) => saveEntry(session, change),
    restore: (id, entrySha256) => restoreEntry(session, id, entrySha256),
    approve: (mark) => approveEntry(session, mark),
    page: (asked) => session.finder.page(asked, session.today()),
    reading: () => session.finder.reading(),
    concepts: () => conceptGroups(session),
    concept: (thing) => conceptAccount(session, thing),
    disagreements: (asked, options) => disagreements(session, asked, options),
    standing: (asked, options) => standing(session, asked, options),
    designate: (designation) => designate(session, designation),
    gaps: () => gapsNow(session),
    preview: (paths, options) => previewImport(session, paths, options),
    confirm: (files, options) => confirmImport(session, files, options),
  };
}
