import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Find, type OpenPeer, type PeerCell, type PeerPlace, type PeerWay, way } from "./peers.ts";

type PolarsVerb = "cast" | "plus" | "div" | "floor" | "alias" | "sum" | "quantile" | "rollingMean" | "over";
type PolarsExpression = { readonly [verb in PolarsVerb]: (...given: readonly unknown[]) => PolarsExpression };
type PolarsStep = "withColumns" | "groupBy" | "agg" | "sort";
type PolarsFrame = { readonly [step in PolarsStep]: (...given: readonly unknown[]) => PolarsFrame } & {
  readonly lazy: () => PolarsFrame;
  readonly select: (...given: readonly PolarsExpression[]) => PolarsFrame;
  readonly collectSync: () => PolarsFrame;
  readonly rows: () => readonly (readonly unknown[])[];
  readonly columns: readonly string[];
};
type Polars = {
  readonly Int32: object;
  readonly readIPC: (path: string) => PolarsFrame;
  readonly col: (name: string) => PolarsExpression;
  readonly SQLContext: new (
    frames: object,
  ) => { readonly execute: (sql: string, options: object) => PolarsFrame };
};

const DAY_MS = 86_400_000;

function cellOf(value: unknown): PeerCell {
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === "number" || typeof value === "bigint" || value === null) return value;
  return String(value);
}

/** Columns by name, as their order differs from one way of asking to the other. */
const cells =
  (...names: readonly string[]) =>
  (frame: PolarsFrame): PeerCell[][] => {
    const at = names.map((name) => frame.columns.indexOf(name));
    return frame.rows().map((row) => at.map((index) => cellOf(row[index])));
  };

/** Grouped by region before the join, as Askline does; common tables are not read twice. */
const GROUPED_JOIN =
  "SELECT r.part, sum(g.s) AS s FROM (SELECT region, sum(cases) AS s FROM t GROUP BY region) g JOIN (SELECT DISTINCT region, right(region::VARCHAR, 1) AS part FROM t) r USING (region) GROUP BY 1";

/** A table in its memory, all threads. Its SQL lacks the week of a day and windows: those go through its expressions. */
export async function openPolars(find: Find, { path, shapes: given }: PeerPlace): Promise<OpenPeer> {
  const pl = find<Polars>("nodejs-polars");
  // A path that does not end in ".ipc" is taken for the content of a file.
  const folder = mkdtempSync(join(tmpdir(), "askline-polars-"));
  const link = join(folder, "table.ipc");
  symlinkSync(path, link);
  const frame = pl.readIPC(link);
  rmSync(folder, { recursive: true, force: true });
  const context = new pl.SQLContext({ t: frame });
  const asked = (text = "") => {
    const own = text
      .replaceAll("$T", "t")
      .replace("t t JOIN", "t JOIN")
      .replace("t.cases", "cases")
      .replace("sum(cases) FROM t JOIN", "sum(cases) AS s FROM t JOIN")
      .replace("count(*), avg(rate)", "count(*) AS n, avg(rate) AS mean");
    return () => context.execute(own, { eager: true });
  };
  const quantile = (at: number) => pl.col("rate").quantile(at, "linear").alias(`q${at}`);
  const [, filter, top, , join400] = given.map(({ sql }) => sql);
  const shapes: (readonly PeerWay[])[] = [
    [
      way(
        () =>
          frame
            .lazy()
            .withColumns(pl.col("day").cast(pl.Int32).plus(3).div(7).floor().alias("week"))
            .groupBy(["region", "week"])
            .agg(pl.col("cases").sum())
            .collectSync(),
        (found) =>
          cells(
            "region",
            "week",
            "cases",
          )(found).map(([region, week, sum]) => [
            region ?? null,
            new Date((Number(week) * 7 - 3) * DAY_MS).toISOString().slice(0, 10),
            sum ?? null,
          ]),
      ),
    ],
    [way(asked(filter), cells("n", "mean"))],
    [way(asked(top), cells("facility", "s"))],
    [
      way(
        () => frame.select(quantile(0.1), quantile(0.5), quantile(0.9)),
        (found) => found.rows().map((row) => [JSON.stringify(row)]),
      ),
    ],
    [way(asked(join400), cells("part", "s")), way(asked(GROUPED_JOIN), cells("part", "s"))],
    [
      way(
        () =>
          frame
            .lazy()
            .groupBy(["region", "day"])
            .agg(pl.col("cases").sum().alias("n"))
            .sort(["region", "day"])
            .withColumns(
              pl.col("n").rollingMean({ windowSize: 7, minPeriods: 1 }).over("region").alias("mean"),
            )
            .collectSync(),
        cells("region", "day", "mean"),
      ),
    ],
  ];
  return { shapes, close: () => undefined };
}
