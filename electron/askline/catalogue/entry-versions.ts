import type { EntryAccount } from "../../../shared/api/catalogue.ts";
import type { Dataset } from "../../../shared/catalogue/dataset.ts";
import { currentDistribution } from "../../../shared/catalogue/distribution.ts";
import { rowsArePeople } from "../../../shared/catalogue/people-rows.ts";
import type { CatalogueImport, Chronicle, EntryVersion } from "../../../shared/ledger/chronicle.ts";
import { fileNameFor } from "../../workspace/file-name.ts";
import type { ImportedVersion } from "../../workspace/imported/imported-entries.ts";
import type { Session } from "../session.ts";

type Version = EntryAccount["versions"][number];
/** A version before it is known whether it is in force and its text is kept. */
type Told = Omit<Version, "current" | "kept" | "newFile">;

/**
 * All versions of a dataset's entry, newest first: how it came (with Askline, or with a catalogue, again and again), and what
 * became of it here. `current`: fingerprint of the one in force.
 */
export async function versionsOf(
  session: Session,
  chronicle: Chronicle,
  dataset: Dataset,
  current: string,
): Promise<Version[]> {
  const { catalogue } = session.workspace;
  const kept = await catalogue.versionsKept(dataset.id);
  const here = chronicle.versions.get(dataset.id) ?? [];
  const came = beforeHere(await catalogue.imported.versions(dataset.id), here);
  const began =
    came.length > 0
      ? came.map((one) => withCatalogue(one, chronicle))
      : await bundled(session, dataset.id, here, current);
  const all: Told[] = [...began, ...here.map(changedHere)];
  const last = all.findLastIndex(({ entrySha256 }) => entrySha256 === current);
  const isQuiet = rowsArePeople(dataset);
  return all
    .map((version, at) => ({
      ...version,
      rows: isQuiet ? null : version.rows,
      current: at === last,
      kept: kept.has(version.entrySha256),
      newFile: at > 0 && all[at - 1]?.sha256 !== version.sha256,
    }))
    .reverse();
}

/** What came with catalogues until the entry was changed here: from then on, each of them made a version here. */
function beforeHere(
  came: readonly ImportedVersion[],
  here: readonly EntryVersion[],
): readonly ImportedVersion[] {
  const [first] = here;
  if (first === undefined) return came;
  const replaced = came.findIndex(({ entrySha256 }) => entrySha256 === first.replaced);
  return replaced < 0
    ? came.filter(({ since }) => since === null || since <= first.at)
    : came.slice(0, replaced + 1);
}

function withCatalogue(
  { entry, entrySha256, catalogue, since }: ImportedVersion,
  chronicle: Chronicle,
): Told {
  const [name, imports] = importsOf(chronicle, catalogue);
  const by = since === null ? imports[0] : imports.find(({ imported }) => imported === since);
  return {
    entrySha256,
    sha256: currentDistribution(entry)?.sha256 ?? null,
    rows: null,
    at: since ?? by?.at ?? null,
    by: by?.by ?? null,
    what: "catalogue",
    catalogue: name,
  };
}

/** The imports of the catalogue that lies in a file of that name, and what it was called. */
export function importsOf(chronicle: Chronicle, file: string): [string, readonly CatalogueImport[]] {
  const found = [...chronicle.catalogues].find(([name]) => fileNameFor(name) === file);
  return found ? [found[0], found[1]] : [file, []];
}

const changedHere = ({ entrySha256, sha256, rows, at, by, what }: EntryVersion): Told => ({
  entrySha256,
  sha256,
  rows,
  at,
  by,
  what,
  catalogue: null,
});

/** What came with Askline was never imported here: its first version is the one that the first event replaced. */
async function bundled(
  session: Session,
  id: string,
  here: readonly EntryVersion[],
  current: string,
): Promise<Told[]> {
  const entrySha256 = here.length === 0 ? current : here[0]?.replaced;
  if (!entrySha256) return [];
  const read = await session.workspace.catalogue.version(id, entrySha256);
  const file = read.ok ? currentDistribution(read.value) : null;
  const rows = file?.profile?.rows ?? null;
  const what = "bundled" as const;
  return [{ entrySha256, sha256: file?.sha256 ?? null, rows, at: null, by: null, what, catalogue: null }];
}
