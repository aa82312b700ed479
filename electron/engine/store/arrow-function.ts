import { type DuckDBConnection, DuckDBTableFunction, VARCHAR } from "@duckdb/node-api";
import type { ArrowTable, Scan } from "../arrow/arrow-table.ts";
import { writeColumn } from "./vector-writer.ts";

/** One Arrow table that DuckDB may read, and what happened while it did. */
export type ArrowFeed = {
  readonly table: ArrowTable;
  readonly onRows: (rows: number) => void;
  /** The reader's own error, which says more than the one DuckDB reports for it. */
  failure: unknown;
};

/** DuckDB's chunks hold at most this many rows. */
const CHUNK_ROWS = 2048;

type ScanState = { readonly scan: Scan };

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
        info.setCardinality(feed.table.rows, true);
        info.setBindData(feed);
      },
      initFunction: (info) => {
        const feed = info.getBindData() as ArrowFeed;
        info.setMaxThreads(1);
        guarded(
          feed,
          (message) => info.setError(message),
          () => {
            // A count of rows asks for no column at all, or for the row number, which is no column of ours.
            const columns = info.getColumnIndexes().filter((index) => index < feed.table.columns.length);
            const state: ScanState = { scan: feed.table.scan(columns, CHUNK_ROWS) };
            info.setInitData(state);
          },
        );
      },
      mainFunction: (info, output) => {
        const feed = info.getBindData() as ArrowFeed;
        const state = info.getInitData() as ScanState;
        guarded(
          feed,
          (message) => info.setError(message),
          () => {
            const piece = state.scan();
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

function guarded(feed: ArrowFeed, setError: (message: string) => void, work: () => void): void {
  try {
    work();
  } catch (cause) {
    feed.failure = cause;
    setError("The Arrow file could not be read.");
  }
}
