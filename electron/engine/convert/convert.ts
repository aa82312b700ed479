import type { DuckDBConnection } from "@duckdb/node-api";
import { quoteName } from "../../../shared/plan/sql-names.ts";
import { learn, noLessons, openArrowTable } from "../arrow/arrow-table.ts";
import { ColumnRefusal } from "../arrow/fault.ts";
import { openFile } from "../arrow/source.ts";
import type { SourceFormat } from "../engine.ts";
import { writeArrowFile } from "../files/arrow-file.ts";
import { writeThenMove } from "../files/finish.ts";
import { EngineProblem, interruptible, type Job } from "../job.ts";
import type { EngineSettings } from "../settings.ts";
import { arrowFeed } from "../store/arrow-function.ts";
import type { StoreFolder } from "../store/folder.ts";
import { decideTypes } from "./column-types.ts";
import { readDelimited, readJsonLines, readParquet } from "./readers.ts";
import { type Scratch, withScratch } from "./scratch.ts";

export type Converted = { readonly rows: number; readonly sha256: string; readonly notes: readonly string[] };

/** A source as the converter reads it: a relation in SQL, the SQL of each column, and what to tell about it. */
export type Relation = {
  readonly from: string;
  readonly columns: readonly { readonly name: string; readonly expression: string; readonly text: boolean }[];
  readonly notes: readonly string[];
};

/** Turns a file of another format into an Arrow IPC file at `target`. */
export async function convertFile(
  source: { readonly path: string; readonly format: SourceFormat },
  target: string,
  context: { readonly folder: StoreFolder; readonly settings: EngineSettings; readonly job: Job },
): Promise<Converted> {
  const { folder, settings, job } = context;
  // Says so at once when the file is not there.
  openFile(source.path).close();
  return withScratch(folder, settings, source.path, async (scratch) => {
    job.report({ stage: "reading", share: null, rows: null });
    const { connection } = scratch;
    const relation = await interruptible(job, connection, () => openRelation(source, scratch));
    const select = await interruptible(job, connection, () => withDictionaries(connection, relation));
    const { value: rows, sha256 } = await writeThenMove(target, job, (temporary) =>
      interruptible(job, connection, async () => {
        const result = await connection.stream(select);
        return writeArrowFile(result, temporary, job, (done) => {
          job.report({ stage: "writing", share: null, rows: done });
        });
      }),
    ).catch((cause: unknown) => {
      throw failureOf(scratch, cause);
    });
    return { rows, sha256, notes: relation.notes };
  });
}

/** The Arrow reader's own words, where it was the one to fail. */
function failureOf(scratch: Scratch, cause: unknown): unknown {
  for (const feed of scratch.feeds.values()) if (feed.failure !== null) return feed.failure;
  return cause;
}

async function openRelation(
  source: { readonly path: string; readonly format: SourceFormat },
  scratch: Scratch,
): Promise<Relation> {
  const { connection } = scratch;
  switch (source.format) {
    case "csv":
    case "tsv": {
      const raw = await readDelimited(connection, source.path, source.format);
      const typed = await decideTypes(connection, raw.table, raw.names);
      return {
        from: raw.table,
        columns: typed.map(({ name, expression, type }) => ({ name, expression, text: type === "text" })),
        notes: [...raw.notes, ...typed.flatMap(({ notes }) => notes)],
      };
    }
    case "parquet":
      return readParquet(connection, source.path);
    case "jsonl":
      return readJsonLines(connection, source.path);
    case "arrow-stream":
    case "arrow-file":
      return openArrow(source.path, scratch);
  }
}

/** An Arrow file as a relation. Columns that turn out not to be storable are found by reading everything once before. */
function openArrow(path: string, scratch: Scratch): Relation {
  const source = openFile(path);
  const lessons = noLessons();
  for (;;) {
    try {
      const table = openArrowTable(source, lessons);
      if (table.columns.length === 0) throw new EngineProblem(NO_COLUMNS);
      const scan = table.scan(table.columns.map((_, index) => index));
      while (scan(65_536) !== null);
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
      if (!(cause instanceof ColumnRefusal)) {
        source.close();
        throw cause;
      }
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
