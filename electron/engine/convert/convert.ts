import { rmSync } from "node:fs";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { periodsAmong } from "../../../shared/catalogue/formats/table/period-names.ts";
import {
  PLAIN_READING,
  type ReadingChoices,
  type TableReading,
} from "../../../shared/catalogue/formats/table/reading.ts";
import { quoteName } from "../../../shared/plan/sql-names.ts";
import { learn, noLessons, openArrowTable } from "../arrow/arrow-table.ts";
import { ColumnRefusal } from "../arrow/fault.ts";
import { openFile } from "../arrow/source.ts";
import { makeUnpackReady } from "../arrow/unpack/codecs.ts";
import type { SourceFormat } from "../engine.ts";
import { writeArrowFile } from "../files/arrow-file.ts";
import { writeThenMove } from "../files/finish.ts";
import { EngineProblem, interruptible, type Job, pauseFor } from "../job.ts";
import { reportProgress } from "../query/execute.ts";
import type { EngineSettings } from "../settings.ts";
import { arrowFeed } from "../store/arrow-function.ts";
import type { StoreFolder } from "../store/folder.ts";
import { readDelimited } from "./delimited/read.ts";
import { RAW, type RawTable } from "./raw-table.ts";
import { readJsonLines, readParquet } from "./readers.ts";
import { type Scratch, withScratch } from "./scratch.ts";
import { sameRowsNote } from "./shape/same-rows.ts";
import { turnedNote, turnedReading, turnTyped } from "./shape/turned.ts";
import { unpivot } from "./shape/unpivot.ts";
import { decideTypes } from "./types/decide.ts";
import { readWorkbook } from "./workbook/read.ts";

export type Converted = {
  readonly rows: number;
  readonly sha256: string;
  readonly notes: readonly string[];
  readonly reading: TableReading;
};

/** A file to convert, with what was decided of how to read it. */
export type ConvertSource = {
  readonly path: string;
  readonly format: SourceFormat;
  readonly choices?: ReadingChoices;
  /** Columns that stay text whatever their values look like: their description says so. */
  readonly asText?: readonly string[];
};

/** A source as the converter reads it: a relation in SQL, the SQL of each column, and what to tell about it. */
export type Relation = {
  readonly from: string;
  readonly columns: readonly { readonly name: string; readonly expression: string; readonly text: boolean }[];
  readonly notes: readonly string[];
  readonly reading?: TableReading;
};

let plainCopies = 0;

/** Turns a file of another format into an Arrow IPC file at `target`. */
export async function convertFile(
  source: ConvertSource,
  target: string,
  context: { readonly folder: StoreFolder; readonly settings: EngineSettings; readonly job: Job },
): Promise<Converted> {
  const { folder, settings, job } = context;
  await makeUnpackReady();
  // Says so at once when the file is not there.
  openFile(source.path).close();
  plainCopies += 1;
  const plain = join(folder.work, `plain-${plainCopies}.csv`);
  const work = async (scratch: Scratch): Promise<Converted> => {
    job.report({ stage: "reading", share: null, rows: null });
    const { connection } = scratch;
    const part = partsOf(job);
    const read = READ_SHARE[source.format];
    const reading = part(0, read);
    const progress = reportProgress(connection, reading, "reading");
    const { relation, select, total } = await interruptible(job, connection, async () => {
      const opened = await openRelation(source, scratch, plain, reading);
      const selected = await withDictionaries(connection, opened);
      const total = await rowsOf(connection, opened, source.format);
      const same = await sameRowsNote(connection, opened, AS_TEXT.has(source.format) ? total : null);
      return { relation: { ...opened, notes: [...opened.notes, ...same] }, select: selected, total };
    }).finally(progress.stop);
    const writing = part(read, 1);
    const { value: rows, sha256 } = await writeThenMove(target, job, (temporary) =>
      interruptible(job, connection, async () => {
        const result = await connection.stream(select);
        return writeArrowFile(result, temporary, job, (done) => {
          writing.report({ stage: "writing", share: total === null ? null : done / total, rows: done });
        });
      }),
    ).catch((cause: unknown) => {
      throw failureOf(scratch, cause);
    });
    return { rows, sha256, notes: relation.notes, reading: relation.reading ?? PLAIN_READING };
  };
  try {
    return await withScratch(folder, settings, [source.path, plain], work);
  } finally {
    rmSync(plain, { force: true });
  }
}

/** Formats that people put together by hand, a row twice among them. */
const AS_TEXT: ReadonlySet<SourceFormat> = new Set<SourceFormat>(["csv", "tsv", "xlsx"]);

/** The part of a conversion's time that goes into reading and looking through; the rest is writing. As measured at 3 million rows. */
const READ_SHARE: Readonly<Record<SourceFormat, number>> = {
  csv: 0.8,
  tsv: 0.8,
  xlsx: 0.9,
  parquet: 0.15,
  jsonl: 0.85,
  "arrow-stream": 0.4,
  "arrow-file": 0.4,
};

/** Makes jobs of a job's parts: each tells its share of the whole, which never goes back. */
function partsOf(job: Job): (from: number, to: number) => Job {
  let told: number | null = null;
  return (from, to) => ({
    signal: job.signal,
    report: ({ share, ...rest }) => {
      if (share !== null) told = Math.max(told ?? 0, from + Math.min(1, share) * (to - from));
      job.report({ ...rest, share: told });
    },
  });
}

/** How many rows there will be; null where counting them takes as long as reading them. */
async function rowsOf(
  connection: DuckDBConnection,
  { from }: Relation,
  format: SourceFormat,
): Promise<number | null> {
  if (format === "jsonl") return null;
  const [row = []] = await (await connection.run(`SELECT count(*) FROM ${from}`)).getRows();
  return Math.max(1, Number(row[0]));
}

/** The Arrow reader's own words, where it was the one to fail. */
function failureOf(scratch: Scratch, cause: unknown): unknown {
  for (const feed of scratch.feeds.values()) if (feed.failure !== null) return feed.failure;
  return cause;
}

async function openRelation(
  source: ConvertSource,
  scratch: Scratch,
  plain: string,
  job: Job,
): Promise<Relation> {
  const { connection } = scratch;
  const { path, format, choices = {}, asText = [] } = source;
  switch (format) {
    case "csv":
    case "tsv":
      return fromText(
        connection,
        await readDelimited(connection, { path, format, choices }, plain, job),
        choices,
        asText,
      );
    case "xlsx":
      return fromText(connection, await readWorkbook(connection, path, choices, job), choices, asText);
    case "parquet":
      return turnTyped(connection, await readParquet(connection, path, choices), choices);
    case "jsonl":
      return turnTyped(connection, await readJsonLines(connection, { path, choices }, plain, job), choices);
    case "arrow-stream":
    case "arrow-file":
      return turnTyped(connection, await openArrow(path, scratch, job), choices);
  }
}

/** A scratch table of texts as a relation: turned to long form where its columns are periods, then with the types its values have. */
async function fromText(
  connection: DuckDBConnection,
  raw: RawTable,
  choices: ReadingChoices,
  asText: readonly string[],
): Promise<Relation> {
  const wide = periodsAmong(raw.names, choices.dateOrder);
  const turned = wide !== null && choices.shape !== "as-is";
  const columns = raw.names.map((name) => ({ name, expression: quoteName(name) }));
  const long = turned ? await unpivot(connection, wide, { from: RAW, columns, isText: true }) : null;
  const from = long?.from ?? RAW;
  const written = { ...raw.reading?.applied, ...choices };
  const typed = await decideTypes(connection, from, long?.names ?? raw.names, written, asText);
  const { applied, open, units } = typed.reading;
  const shape = wide && turnedReading(wide, turned);
  return {
    from,
    columns: typed.columns.map(({ name, expression, type }) => ({ name, expression, text: type === "text" })),
    notes: [
      ...raw.notes,
      ...(turned && long ? [turnedNote(wide, long.empty)] : []),
      ...typed.columns.flatMap(({ notes }) => notes),
    ],
    reading: {
      ...PLAIN_READING,
      ...raw.reading,
      applied: {
        ...raw.reading.applied,
        ...applied,
        ...shape?.applied,
      },
      wide: shape?.wide ?? null,
      open: [...(shape?.open ?? []), ...open],
      units,
    },
  };
}

/** Rows that are checked before others may have their turn: a few milliseconds. */
const CHECKED_AT_ONCE = 8192;

/** An Arrow file as a relation. Columns that turn out not to be storable are found by reading everything once before. */
async function openArrow(path: string, scratch: Scratch, job: Job): Promise<Relation> {
  const source = openFile(path);
  scratch.opened.push(source);
  const pause = pauseFor(job);
  const lessons = noLessons();
  for (;;) {
    try {
      const table = await openArrowTable(source, lessons, pause);
      if (table.columns.length === 0) throw new EngineProblem(NO_COLUMNS);
      const scan = table.scan(table.columns.map((_, index) => index));
      let checked = 0;
      for (let piece = scan(CHECKED_AT_ONCE); piece !== null; piece = scan(CHECKED_AT_ONCE)) {
        checked += piece.rows;
        job.report({ stage: "reading", share: checked / Math.max(1, table.rows), rows: checked });
        await pause();
      }
      const feed = arrowFeed(table);
      scratch.feeds.set("source", feed);
      return {
        from: "arrow_rows('source')",
        columns: table.columns.map(({ leaf }) => ({
          name: leaf.name,
          expression: quoteName(leaf.name),
          text: false,
        })),
        notes: table.refused.map(({ name, reason }) => `“${name}” was left out: ${reason}.`),
      };
    } catch (cause) {
      if (!(cause instanceof ColumnRefusal)) throw cause;
      learn(lessons, cause);
    }
  }
}

const NO_COLUMNS = {
  code: "unsupported-type",
  message: "None of the columns of the file can be read as a table.",
  meaning: "No question can be answered from it.",
  remedy: "Ask the source for a file with one value a cell.",
} as const;

/** Texts with at most this many different values go out as dictionaries, if they repeat at all. */
const MAX_DICTIONARY = 20_000;

/** The SELECT over a relation in which texts that repeat are ENUMs, which become dictionaries in Arrow. */
async function withDictionaries(connection: DuckDBConnection, { from, columns }: Relation): Promise<string> {
  const texts = columns.filter(({ text }) => text);
  const expressions = new Map(columns.map(({ name, expression }) => [name, expression]));
  if (texts.length > 0) {
    const counts = texts.map(
      ({ expression }) => `approx_count_distinct(${expression}), count(${expression})`,
    );
    const result = await connection.run(`SELECT ${counts.join(", ")} FROM ${from}`);
    const found = ((await result.getRows())[0] ?? []).map(Number);
    for (const [index, { name, expression }] of texts.entries()) {
      const [distinct = 0, present = 0] = [found[index * 2], found[index * 2 + 1]];
      if (distinct === 0 || distinct > MAX_DICTIONARY || distinct * 2 > present) continue;
      const type = `w."main"."d${index}"`;
      await connection.run(
        `CREATE TYPE ${type} AS ENUM (SELECT DISTINCT ${expression} AS v FROM ${from} WHERE ${expression} IS NOT NULL ORDER BY v)`,
      );
      expressions.set(name, `CAST(${expression} AS ${type})`);
    }
  }
  const list = columns.map(({ name }) => `${expressions.get(name)} AS ${quoteName(name)}`);
  return `SELECT ${list.join(", ")} FROM ${from}`;
}
