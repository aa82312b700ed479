import type { Problem, Result } from "../../../shared/result.ts";
import type { ImportOptions, ImportPorts } from "./ports.ts";
import { prepare } from "./prepare.ts";
import { importProblem } from "./problems.ts";
import { reviseWith } from "./revision.ts";
import type { DataSource } from "./source.ts";
import { sourcesAt } from "./sources.ts";

/** What became of one data file. */
export type ImportedFile = {
  readonly path: string;
  readonly dataset: string | null;
  readonly outcome: "added" | "updated" | "unchanged" | "rejected";
  readonly rows: number | null;
  readonly notes: readonly string[];
  readonly problem: Problem | null;
};

/** Imports data files and folders of them, one after the other; what is wrong with one does not stop the others. */
export const importData = async (
  paths: readonly string[],
  ports: ImportPorts,
  options: ImportOptions = {},
): Promise<readonly ImportedFile[]> => {
  const report: ImportedFile[] = [];
  for (const path of paths)
    for (const source of await sourcesOf(path, options.part)) {
      if (options.signal?.aborted) report.push(rejected(path, importProblem.cancelled(path)));
      else if (source.ok) report.push(await importOne(source.value, ports, options));
      else report.push(rejected(path, source.problem));
    }
  return report;
};

/** The sources at a path; of a package only the part that was asked for. */
export const sourcesOf = async (
  path: string,
  part: string | undefined,
): Promise<readonly Result<DataSource>[]> => {
  const sources = await sourcesAt(path);
  return part === undefined ? sources : sources.filter((source) => source.ok && source.value.part === part);
};

const rejected = (path: string, problem: Problem, rows: number | null = null): ImportedFile => ({
  path,
  dataset: null,
  outcome: "rejected",
  rows,
  notes: [],
  problem,
});

/** How a source is called in a report. */
const nameOf = ({ path, part }: DataSource): string => (part === null ? path : `${path} › ${part}`);

const importOne = async (
  source: DataSource,
  ports: ImportPorts,
  options: ImportOptions,
): Promise<ImportedFile> => {
  const prepared = await prepare(source, ports, options);
  if (!prepared.ok) return rejected(nameOf(source), prepared.problem);
  const { dataset: made, file, temporary, rows, notes, reading } = prepared.value;
  if (reading.open.length > 0) {
    if (temporary) await ports.discard(file.path);
    return rejected(source.path, importProblem.undecided(source.file, reading.open), rows);
  }
  const { outcome, dataset } = reviseWith(ports.existing(made.id), made);
  const done: ImportedFile = {
    path: nameOf(source),
    dataset: dataset.id,
    outcome,
    rows,
    notes,
    problem: null,
  };
  if (outcome === "unchanged") {
    if (temporary) await ports.discard(file.path);
    return done;
  }
  const kept = await ports.keepFile(file.path);
  if (!kept.ok) return rejected(source.path, kept.problem, rows);
  // The file may have been replaced between reading and copying: then the entry would describe another one.
  if (kept.value.sha256 !== file.sha256)
    return rejected(
      source.path,
      importProblem.notThere(source.file, "The file changed while it was read."),
      rows,
    );
  const written = await ports.keepDataset(dataset);
  return written.ok ? done : rejected(source.path, written.problem, rows);
};
