import { availableParallelism } from "node:os";
import { z } from "zod";
import type { Find, OpenPeer, PeerCell, PeerPlace } from "./peers.ts";

type ChdbSession = {
  readonly query: (sql: string, format?: string) => string;
  readonly cleanup: () => void;
};

/**
 * ClickHouse in this process, over a table of the given kind of its own: in memory, or stored in its format as ours is. It
 * has names of its own for some functions; its exact quantile with interpolation is DuckDB's, `quantile` would guess.
 */
export const openChdb =
  (kind: string) =>
  async (find: Find, { path, shapes }: PeerPlace): Promise<OpenPeer> => {
    const { Session } = find<{ Session: new () => ChdbSession }>("chdb");
    const session = new Session();
    session.query(`CREATE TABLE t ENGINE = ${kind} AS SELECT * FROM file('${path}', 'Arrow')`);
    const threads = `SETTINGS max_threads = ${availableParallelism()}`;
    // The format "Null" computes everything and writes nothing: the peer is spared handing its result over.
    return {
      shapes: shapes.map(({ sql, asked }) =>
        waysOf(sql, asked).map((text) => ({
          ask: () => session.query(`${text} ${threads}`, "Null"),
          rows: () => rowsOf(session.query(`${text} ${threads}`, "JSONCompactEachRow")),
        })),
      ),
      close: () => session.cleanup(),
    };
  };

/** The SQL as one writes it and, where it may be put otherwise, as Askline asks it. Quantiles by cells use what only DuckDB has. */
const waysOf = (sql: string, asked: string): readonly string[] =>
  [...new Set([sql, asked])].filter((text) => !text.includes("TRY_CAST")).map(own);

const own = (text: string): string =>
  text
    .replaceAll("$T", "t")
    .replace("date_trunc('week', day)", "toMonday(day)")
    .replace("GROUP BY ALL", text.includes("week") ? "GROUP BY region, week" : "GROUP BY region, day")
    .replace("quantile_cont(rate, [0.1, 0.5, 0.9])", "quantilesExactInclusive(0.1, 0.5, 0.9)(rate)")
    .replaceAll(/DATE '([\d-]+)'/g, "toDate32('$1')")
    .replaceAll("AS MATERIALIZED", "AS")
    .replace("facility::VARCHAR", "facility")
    .replace("right(region::VARCHAR, 1)", "right(region, 1)")
    .replace("ROWS 6 PRECEDING", "ROWS BETWEEN 6 PRECEDING AND CURRENT ROW")
    .replace("t t JOIN", "t AS t JOIN");

/** Whole numbers of 64 bits are written as texts, lists as lists. */
const rowsOf = (lines: string): PeerCell[][] =>
  lines
    .split("\n")
    .filter((line) => line !== "")
    .map((line) =>
      z
        .array(z.unknown())
        .parse(JSON.parse(line))
        .map((cell) =>
          cell === null || typeof cell === "string" || typeof cell === "number" ? cell : JSON.stringify(cell),
        ),
    );
