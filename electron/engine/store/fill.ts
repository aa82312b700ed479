import type { DuckDBConnection } from "@duckdb/node-api";
import { quoteName } from "../../../shared/plan/sql-names.ts";
import type { ArrowTable } from "../arrow/arrow-table.ts";
import { interruptible, type Job } from "../job.ts";
import { type ArrowFeed, arrowFeed } from "./arrow-function.ts";
import { quoteText } from "./sql-text.ts";

/** Two connections of the same instance, one to read with and one to write with, and its Arrow tables. */
export type FillWith = {
  readonly reading: DuckDBConnection;
  readonly writing: DuckDBConnection;
  readonly feeds: Map<string, ArrowFeed>;
};

/** Rows of one of DuckDB's row groups: parts hold whole ones. */
const GROUP_ROWS = 122_880;
/** About how many bytes a part may have: two of them are in memory at a time. */
const PART_BYTES = 96 * 1024 * 1024;
const MAX_GROUPS = 8;

/** A table goes in so many parts at least, if it has the rows: only then is one read while another is written. */
const FEWEST_PARTS = 4;

/** Rows of a part, for a table of so many rows that take so many bytes each. */
export function partRows(rows: number, bytesPerRow: number): number {
  const groups = Math.floor(PART_BYTES / Math.max(1, bytesPerRow) / GROUP_ROWS);
  const share = Math.ceil(rows / GROUP_ROWS / FEWEST_PARTS);
  return GROUP_ROWS * Math.min(MAX_GROUPS, Math.max(1, share), Math.max(1, groups));
}

/**
 * Fills `target` (a new table) with the rows of an Arrow table, in their order.
 * A large table goes in parts: while one part, held in memory, is compressed and written by all processors in order, the
 * next is read. Straight from the table function DuckDB would compress on one processor, or lose the order.
 */
export async function fillTable(
  { reading, writing, feeds }: FillWith,
  source: { readonly key: string; readonly table: ArrowTable; readonly bytes: number },
  target: string,
  job: Job,
): Promise<void> {
  const { key, table, bytes } = source;
  const part = partRows(table.rows, bytes / Math.max(1, table.rows));
  let done = 0;
  const feed = arrowFeed(table, (rows) => {
    done += rows;
    job.report({ stage: "storing", share: table.rows === 0 ? null : done / table.rows, rows: done });
  });
  feeds.set(key, feed);
  const rows = `SELECT * FROM arrow_rows(${quoteText(key)})`;
  try {
    if (table.rows <= part) {
      await interruptible(job, reading, () => reading.run(`CREATE TABLE ${target} AS ${rows}`));
    } else {
      await inParts({ reading, writing, feeds }, feed, { key, rows, target, part }, job);
    }
  } catch (cause) {
    throw feed.failure ?? cause;
  } finally {
    feeds.delete(key);
  }
  if (done !== table.rows) throw new Error(`Stored ${done} rows of ${table.rows}.`);
}

async function inParts(
  { reading, writing }: FillWith,
  feed: ArrowFeed,
  names: { readonly key: string; readonly rows: string; readonly target: string; readonly part: number },
  job: Job,
): Promise<void> {
  const { key, rows, target } = names;
  const part = (number: number) => `memory."main".${quoteName(`${key}-part-${number % 2}`)}`;
  const scan = feed.table.scan(feed.table.columns.map((_, index) => index));
  const read = async (number: number): Promise<boolean> => {
    feed.going = { scan, left: names.part };
    await interruptible(job, reading, () =>
      reading.run(`CREATE OR REPLACE TABLE ${part(number)} AS ${rows}`),
    );
    return feed.going.left === 0;
  };
  const write = (number: number) =>
    interruptible(job, writing, () => writing.run(`INSERT INTO ${target} SELECT * FROM ${part(number)}`));
  try {
    let more = await read(0);
    await reading.run(`CREATE TABLE ${target} AS SELECT * FROM ${part(0)} LIMIT 0`);
    for (let number = 0; ; number += 1) {
      const writes = write(number);
      if (!more) {
        await writes;
        return;
      }
      const [next, written] = await Promise.allSettled([read(number + 1), writes]);
      if (written.status === "rejected") throw written.reason;
      if (next.status === "rejected") throw next.reason;
      more = next.value;
    }
  } finally {
    for (const number of [0, 1]) await reading.run(`DROP TABLE IF EXISTS ${part(number)}`);
  }
}
