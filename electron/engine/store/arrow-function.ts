import { type DuckDBConnection, DuckDBTableFunction, VARCHAR } from "@duckdb/node-api";
import type { ArrowTable, Scan } from "../arrow/arrow-table.ts";
import { writeColumn } from "./vector-writer.ts";

/** One Arrow table that DuckDB may read, and what happened while it did. */
export type ArrowFeed = {
  readonly table: ArrowTable;
  readonly onRows: (rows: number) => void;
  /** The reader's own error, which says more than the one DuckDB reports for it. */
  failure: unknown;
  /** Where a table is read in several queries: the reading that goes on, and how many rows this query may take. */
  going: { readonly scan: Scan; left: number } | null;
  /** How many of DuckDB's threads may ask for rows. With more than one, rows lose their order. */
  readonly threads: number;
};

/** A feed that every query reads from the start. */
export const arrowFeed = (
  table: ArrowTable,
  onRows: (rows: number) => void = () => undefined,
  threads = 1,
): ArrowFeed => ({
  table,
  onRows,
  failure: null,
  going: null,
  threads,
});

/** DuckDB's chunks hold at most this many rows. */
const CHUNK_ROWS = 2048;

type Reading = { readonly next: () => ReturnType<Scan> };

/**
 * Registers the table function `arrow_rows('key')`, which reads the feed of that key with only the columns a query
 * needs. Feeds are looked up when a query is bound, so that one registration serves every file.
 */
export function registerArrowFunction(
  connection: DuckDBConnection,
  feeds: ReadonlyMap<string, ArrowFeed>,
): void {
  connection.registerTableFunction(
    DuckDBTableFunction.create({
      name: "arrow_rows",
      parameterTypes: [VARCHAR],
      supportsProjectionPushdown: true,
      bindFunction: (info) => {
        const feed = feeds.get(String(info.getParameter(0)));
        if (feed === undefined) {
          info.setError("There is no such Arrow table.");
          return;
        }
        for (const { leaf, duck } of feed.table.columns) info.addResultColumn(leaf.name, duck);
        info.setCardinality(feed.going?.left ?? feed.table.rows, true);
        info.setBindData(feed);
      },
      initFunction: (info) => {
        const feed = info.getBindData() as ArrowFeed;
        info.setMaxThreads(feed.threads);
        guarded(
          feed,
          (message) => info.setError(message),
          () => info.setInitData(openReading(feed, info.getColumnIndexes())),
        );
      },
      mainFunction: (info, output) => {
        const feed = info.getBindData() as ArrowFeed;
        guarded(
          feed,
          (message) => info.setError(message),
          () => {
            const piece = (info.getInitData() as Reading).next();
            output.rowCount = piece?.rows ?? 0;
            if (piece === null) return;
            piece.columns.forEach((column, index) => {
              writeColumn(output, index, column, piece.rows);
            });
            feed.onRows(piece.rows);
          },
        );
      },
    }),
  );
}

function openReading(feed: ArrowFeed, columns: readonly number[]): Reading {
  const { going } = feed;
  // A count of rows asks for no column at all, or for the row number, which is no column of ours.
  const wanted = columns.filter((index) => index < feed.table.columns.length);
  if (going === null) {
    const scan = feed.table.scan(wanted);
    return { next: () => scan(CHUNK_ROWS) };
  }
  if (wanted.length !== feed.table.columns.length)
    throw new Error("A table read in parts is read with all columns.");
  return {
    next: () => {
      if (going.left === 0) return null;
      const piece = going.scan(Math.min(CHUNK_ROWS, going.left));
      going.left -= piece?.rows ?? 0;
      return piece;
    },
  };
}

function guarded(feed: ArrowFeed, setError: (message: string) => void, work: () => void): void {
  try {
    work();
  } catch (cause) {
    feed.failure = cause;
    setError("The Arrow file could not be read.");
  }
}
