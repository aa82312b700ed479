import { stat } from "node:fs/promises";
import type { Dataset } from "../../../shared/catalogue/dataset.ts";
import {
  PLAIN_READING,
  READ_WITH,
  type ReadingChoices,
  readWithOf,
  type TableReading,
} from "../../../shared/catalogue/formats/table/reading.ts";
import type { TableDescription } from "../../../shared/catalogue/propose/description.ts";
import type { Evidence } from "../../../shared/catalogue/propose/evidence.ts";
import { applyOverlay } from "../../../shared/catalogue/propose/overlay.ts";
import { proposeDataset } from "../../../shared/catalogue/propose/propose.ts";
import { readTable } from "../../../shared/catalogue/propose/reading.ts";
import { slugOf } from "../../../shared/catalogue/propose/words.ts";
import { tableName } from "../../../shared/plan/sql-names.ts";
import { fail, ok, type Result } from "../../../shared/result.ts";
import { rowsOfIpc } from "./arrow-rows.ts";
import { asArrow, type MadeArrow, type Unprepared } from "./as-arrow.ts";
import { checkColumns } from "./check-columns.ts";
import { describedByFile } from "./described-by-file.ts";
import { collectFacts } from "./fact-queries.ts";
import type { ArrowFile, ImportOptions, ImportPorts } from "./ports.ts";
import { importProblem } from "./problems.ts";
import type { DataSource } from "./source.ts";

/** A data file read, checked and described, with nothing written yet: what a preview shows and an import keeps. */
export type Prepared = {
  readonly dataset: Dataset;
  readonly evidence: readonly Evidence[];
  /** The Arrow file: the source itself, or a temporary one made of it. */
  readonly file: ArrowFile;
  readonly temporary: boolean;
  readonly rows: number;
  readonly notes: readonly string[];
  /** How the file was read; what is open in it has to be decided before it may be kept. */
  readonly reading: TableReading;
};

/** Reads a data source to the point where only keeping it is left. The caller discards or keeps a temporary file. */
export const prepare = async (
  found: DataSource,
  ports: ImportPorts,
  options: ImportOptions = {},
): Promise<{ readonly ok: true; readonly value: Prepared } | Unprepared> => {
  const source = underSheet(found, options.choices?.sheet);
  const before = ports.existing(source.description.id);
  const choices = {
    ...source.choices,
    ...(before ? readWithOf(before.extra) : {}),
    ...options.choices,
  };
  const unpacked = source.part === null ? null : await ports.unpack(source.file, source.part, options);
  if (unpacked !== null && !unpacked.ok) return { ...unpacked, reading: PLAIN_READING };
  const file = unpacked?.value.path ?? source.file;
  const arrow = await asArrow({ ...source, file }, choices, ports, options);
  // What was unpacked only to be converted is not needed any more; an Arrow file is kept as it is.
  const isKept = arrow.ok && arrow.value.file.path === file;
  if (unpacked !== null && !isKept) await ports.discard(file);
  if (!arrow.ok) return arrow;
  const made = { ...arrow.value, temporary: arrow.value.temporary || unpacked !== null, choices };
  const prepared = await describe(source, made, ports, options).catch((error: unknown) =>
    error instanceof QueryFailed ? error.result : Promise.reject(error),
  );
  if (prepared.ok) return prepared;
  if (made.temporary) await ports.discard(made.file.path);
  return { ...prepared, reading: made.reading };
};

/** A sheet that was chosen is a dataset of its own: another sheet of the same file must not become a new version of it. */
const underSheet = (source: DataSource, sheet: string | undefined): DataSource => {
  const { description } = source;
  if (sheet === undefined || source.described) return source;
  const title = `${description.title ?? description.id}: ${sheet}`;
  return { ...source, description: { ...description, id: slugOf(`${description.id} ${sheet}`), title } };
};

/** A table with more columns than this is a matrix; its columns are no questions' measures. */
const MOST_COLUMNS = 2000;

const describe = async (
  source: DataSource,
  arrow: MadeArrow & { readonly choices: ReadingChoices },
  ports: ImportPorts,
  options: ImportOptions,
): Promise<Result<Prepared>> => {
  const { file } = arrow;
  const loaded = await ports.engine.load(file, options);
  if (!loaded.ok) return loaded;
  if (loaded.value.columns.length > MOST_COLUMNS)
    return fail(importProblem.tooManyColumns(source.file, loaded.value.columns.length));
  if (loaded.value.rows === 0) return fail(importProblem.noRows(source.file));
  const known = describedByFile(source.description, arrow.reading);
  // What the file says of some columns does not make the others undescribed.
  const toCheck = source.description.columns.length > 0 ? known : source.description;
  const checked = checkColumns(source.file, toCheck, loaded.value);
  if (checked.problem) return fail(checked.problem);
  const profile = await ports.engine.profile(file, options);
  if (!profile.ok) return profile;
  const description = underStoredNames(known, loaded.value.columns);
  const reading = readTable(description, profile.value, ports.knowledge);
  const facts = await collectFacts(tableName(file.sha256), loaded.value.rows, reading, (sql) =>
    rowsOf(ports, file, sql, options),
  );
  const { size } = await stat(file.path);
  const proposal = proposeDataset({
    description,
    profile: profile.value,
    reading,
    facts,
    knowledge: ports.knowledge,
    file: { mediaType: "application/vnd.apache.arrow.file", sha256: file.sha256, bytes: size },
  });
  const overlay = ports.overlay(description.id);
  const dataset = overlay ? applyOverlay(proposal.dataset, overlay) : ok(proposal.dataset);
  if (!dataset.ok) return dataset;
  const readWith = Object.keys(arrow.choices).length > 0 ? { [READ_WITH]: arrow.choices } : {};
  return ok({
    dataset: { ...dataset.value, extra: { ...dataset.value.extra, ...readWith } },
    evidence: proposal.evidence,
    file,
    temporary: arrow.temporary,
    rows: loaded.value.rows,
    notes: [...arrow.notes, ...checked.notes],
    reading: arrow.reading,
  });
};

/** Descriptions name columns as the file does; entries name them as they are stored. */
const underStoredNames = (
  description: TableDescription,
  columns: readonly { readonly name: string; readonly sourceName?: string }[],
): TableDescription => {
  const stored = new Map(
    columns.flatMap((column) => (column.sourceName ? [[column.sourceName, column.name]] : [])),
  );
  return {
    ...description,
    columns: description.columns.map((column) => {
      const taken = columns.some((one) => one.name === column.name && one.sourceName === undefined);
      return { ...column, name: taken ? column.name : (stored.get(column.name) ?? column.name) };
    }),
  };
};

/** A query of the importer's own that failed: carried to the caller as the problem it is. */
class QueryFailed extends Error {
  constructor(readonly result: Result<never>) {
    super("query failed");
  }
}

const rowsOf = async (ports: ImportPorts, file: ArrowFile, sql: string, options: ImportOptions) => {
  const result = await ports.engine.query({ sql, params: [], files: [file] }, options);
  if (!result.ok) throw new QueryFailed(result);
  return rowsOfIpc(result.value.ipc);
};
