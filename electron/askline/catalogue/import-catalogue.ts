import { basename } from "node:path";
import type { ImportReport } from "../../../shared/api.ts";
import type { Problem } from "../../../shared/result.ts";
import { importMetadata, type MetadataFileReport } from "../../importers/metadata/import-metadata.ts";
import type { RunOptions } from "../answer/execute.ts";
import type { Session } from "../session.ts";
import { rebaseChanged } from "./curate.ts";

export type FileReport = ImportReport["files"][number];

/**
 * Brings one file of catalogue entries in: described datasets that are not held here. Entries that are gone from the
 * file stay in the catalogue; all entries of a file are written together or not at all. Each carries the moment it came
 * (`source.imported`); what it replaces is kept as its earlier version.
 */
export async function importCatalogue(
  session: Session,
  path: string,
  options: RunOptions,
): Promise<FileReport> {
  const { catalogue } = session.workspace;
  const name = basename(path).replace(/\.(jsonld|jsonl|ndjson|json)(\.gz)?$/i, "");
  const read = await importMetadata({
    paths: [path],
    existing: catalogue.imported.existingIn(name),
    ...(options.signal && { signal: options.signal }),
    onProgress: ({ share, entries }) => options.onStage?.({ stage: "reading", share, rows: entries }),
  });
  if (!read.ok) return refused(path, read.problem);
  const [report] = read.value.files;
  if (!report) return refused(path, NOTHING);
  const { added, updated, unchanged, rejectedCount: rejected } = report;
  const entries = { added, updated, unchanged, rejected };
  if (added + updated > 0) {
    const imported = new Date(session.around.now()).toISOString();
    const dated = read.value.datasets.map((entry) => ({ ...entry, source: { ...entry.source, imported } }));
    const kept = await catalogue.imported.merge(name, dated);
    if (!kept.ok) return refused(path, kept.problem);
    const payload = { name, ...entries, imported };
    const recorded = await session.record({ kind: "catalogue-imported", payload });
    if (!recorded.ok) return refused(path, recorded.problem);
    const rebased = await rebaseChanged(session, dated);
    if (!rebased.ok) return refused(path, rebased.problem);
  }
  return {
    path,
    dataset: null,
    outcome: added > 0 ? "added" : updated > 0 ? "updated" : unchanged > 0 ? "unchanged" : "rejected",
    rows: null,
    notes: notesOf(report),
    problem: report.problem,
    entries,
  };
}

/** What was left out and why, entry by entry. */
function notesOf(report: MetadataFileReport): string[] {
  const told = report.rejected.map(({ at, problem }) => `Entry ${at}: ${problem.message}`);
  const rest = report.rejectedCount - told.length;
  return rest > 0 ? [...told, `… and ${rest} more were left out.`] : told;
}

const refused = (path: string, problem: Problem): FileReport => ({
  path,
  dataset: null,
  outcome: "rejected",
  rows: null,
  notes: [],
  problem,
  entries: null,
});

const NOTHING: Problem = { code: "bad-input", message: "The file holds no catalogue entries." };
