import { spawnSync } from "node:child_process";
import { createReadStream, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { join } from "node:path";
import { RecordBatchReader, RecordBatchStreamWriter } from "apache-arrow";

/** Another way to answer the bench's six shapes over the same file, each question ready to be run as often as wished. */
export type Peer = {
  readonly name: string;
  /** One job for each shape, in the order of the bench; null where the peer has no way to say it. */
  readonly shapes: readonly ((() => unknown) | null)[];
  readonly close: () => void;
};

/** Loads a peer's module. What is used of it is written down beside each use: the peers are no dependencies of ours. */
type Find = <T>(module: string) => T;

type Opener = (find: Find, path: string, sql: readonly string[]) => Promise<Omit<Peer, "name">>;

/** Its binary is an optional package that npm skips where it seems not to fit this Node; asked for by name it comes. */
const polarsBinary = process.platform === "linux" ? [`nodejs-polars-linux-${process.arch}-gnu@0.26.1`] : [];

/**
 * The peers, fixed to a version. They are no dependencies of Askline: together they take 700 MB. Install scripts are never
 * run, so nothing comes from anywhere but the package registry.
 */
const PEERS: readonly {
  readonly name: string;
  readonly packages: readonly string[];
  readonly open: Opener;
}[] = [
  { name: "duckdb-wasm", packages: ["@duckdb/duckdb-wasm@1.32.0"], open: openWasm },
  { name: "chdb", packages: ["chdb@3.4.0"], open: openChdb },
  { name: "arquero", packages: ["arquero@7.2.1"], open: openArquero },
  { name: "nodejs-polars", packages: ["nodejs-polars@0.26.1", ...polarsBinary], open: openPolars },
];

/** Where peers are installed, once: beside what else the scripts keep. */
const folder = join(process.env.ASKLINE_CACHE ?? join(homedir(), ".cache", "askline"), "bench-peers");

/** Opens each peer over the file in turn and lets `use` measure it; what cannot be had is said and left out. */
export async function withPeers(
  path: string,
  sql: readonly string[],
  say: (line: string) => void,
  use: (peer: Peer) => Promise<void>,
): Promise<void> {
  for (const { name, packages, open } of PEERS) {
    const home = join(folder, name);
    const missing = install(home, packages);
    if (missing !== null) {
      say(`  peer ${name} left out: not to be had from the registry (${missing})`);
      continue;
    }
    let peer: Peer;
    try {
      peer = { name, ...(await open(createRequire(join(home, "package.json")), path, sql)) };
    } catch (cause) {
      const [why] = (cause instanceof Error ? cause.message : String(cause)).split("\n");
      say(`  peer ${name} left out: it does not read the file here (${why})`);
      continue;
    }
    try {
      await use(peer);
    } finally {
      peer.close();
    }
  }
}

/** Installs packages into a folder of their own, if they are not there. Returns why not, or null. */
function install(home: string, packages: readonly string[]): string | null {
  const done = join(home, "installed");
  if (existsSync(done) && readFileSync(done, "utf8") === packages.join(" ")) return null;
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, "package.json"), '{ "private": true }\n');
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const flags = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--save-exact"];
  const run = spawnSync(npm, [...flags, ...packages], {
    cwd: home,
    encoding: "utf8",
    timeout: 300_000,
    shell: process.platform === "win32",
  });
  if (run.status !== 0) return /npm error (\S+ .*|\d+)/.exec(run.stderr)?.[1] ?? "npm failed";
  writeFileSync(done, packages.join(" "));
  return null;
}

type WasmConnection = {
  readonly query: (sql: string) => unknown;
  readonly insertArrowFromIPCStream: (bytes: Uint8Array, options: { name: string; create: boolean }) => void;
  readonly close: () => void;
};
type Wasm = {
  readonly VoidLogger: new () => object;
  readonly NODE_RUNTIME: object;
  readonly createDuckDB: (
    bundles: object,
    logger: object,
    runtime: object,
  ) => Promise<{
    readonly instantiate: (onProgress: () => void) => Promise<unknown>;
    readonly open: (config: object) => void;
    readonly connect: () => WasmConnection;
  }>;
};

async function openWasm(find: Find, path: string, sql: readonly string[]) {
  const duckdb = find<Wasm>("@duckdb/duckdb-wasm/dist/duckdb-node-blocking.cjs");
  const dist = join(folder, "duckdb-wasm", "node_modules", "@duckdb", "duckdb-wasm", "dist");
  const bundle = (name: string) => ({ mainModule: join(dist, `duckdb-${name}.wasm`), mainWorker: "" });
  const bundles = { mvp: bundle("mvp"), eh: bundle("eh") };
  const db = await duckdb.createDuckDB(bundles, new duckdb.VoidLogger(), duckdb.NODE_RUNTIME);
  await db.instantiate(() => undefined);
  db.open({});
  const connection = db.connect();
  let create = true;
  for await (const batch of await RecordBatchReader.from(createReadStream(path))) {
    const writer = new RecordBatchStreamWriter();
    writer.write(batch);
    writer.finish();
    connection.insertArrowFromIPCStream(writer.toUint8Array(true), { name: "t", create });
    create = false;
  }
  return {
    shapes: sql.map((text) => () => connection.query(text.replaceAll("$T", "t"))),
    close: () => connection.close(),
  };
}

type ChdbSession = {
  readonly query: (sql: string, format?: string) => string;
  readonly cleanup: () => void;
};

/** ClickHouse in this process, over a table in memory. It has names of its own for some functions. */
async function openChdb(find: Find, path: string, sql: readonly string[]) {
  const { Session } = find<{ Session: new () => ChdbSession }>("chdb");
  const session = new Session();
  session.query(`CREATE TABLE t ENGINE = Memory AS SELECT * FROM file('${path}', 'Arrow')`);
  const own = (text: string) =>
    text
      .replaceAll("$T", "t")
      .replace("date_trunc('week', day)", "toMonday(day)")
      .replace("GROUP BY ALL", text.includes("week") ? "GROUP BY region, week" : "GROUP BY region, day")
      .replace("quantile_cont(rate, [0.1, 0.5, 0.9])", "quantilesExactInclusive(0.1, 0.5, 0.9)(rate)")
      .replaceAll(/DATE '([\d-]+)'/g, "toDate32('$1')")
      .replace("right(region::VARCHAR, 1)", "right(region, 1)")
      .replace("ROWS 6 PRECEDING", "ROWS BETWEEN 6 PRECEDING AND CURRENT ROW")
      .replace("t t JOIN", "t AS t JOIN");
  // The format "Null" computes everything and writes nothing.
  return {
    shapes: sql.map((text) => () => session.query(own(text), "Null")),
    close: () => session.cleanup(),
  };
}

type ArqueroVerb =
  | "groupby"
  | "rollup"
  | "filter"
  | "orderby"
  | "slice"
  | "reify"
  | "join"
  | "count"
  | "derive"
  | "select";
type ArqueroTable = { readonly [verb in ArqueroVerb]: (...given: readonly unknown[]) => ArqueroTable };
type Arquero = {
  readonly fromArrow: (bytes: Uint8Array, options: object) => ArqueroTable;
  readonly op: {
    readonly [name in "sum" | "mean" | "quantile"]: (column: string, at?: number) => unknown;
  } & { readonly count: () => unknown };
  readonly desc: (column: string) => unknown;
  readonly rolling: (expression: string, frame: readonly number[]) => unknown;
};

async function openArquero(find: Find, path: string) {
  const { fromArrow, op, desc, rolling } = find<Arquero>("arquero");
  const t = fromArrow(new Uint8Array(readFileSync(path)), { useDate: false, useBigInt: true });
  const [from, to] = [Date.UTC(2021, 0, 1), Date.UTC(2021, 1, 1)];
  // Its expressions are read as text: they may use nothing but their arguments and `op`.
  const filter = `d => d.region === 'Region 007' && d.day >= ${from} && d.day <= ${to}`;
  return {
    shapes: [
      () =>
        t
          .groupby("region", { week: "d => op.floor((d.day / 86400000 + 3) / 7)" })
          .rollup({ s: op.sum("cases") }),
      () => t.filter(filter).rollup({ n: op.count(), mean: op.mean("rate") }),
      () =>
        t
          .groupby("facility")
          .rollup({ s: op.sum("cases") })
          .orderby(desc("s"), "facility")
          .slice(0, 20)
          .reify(),
      () =>
        t.rollup({ a: op.quantile("rate", 0.1), b: op.quantile("rate", 0.5), c: op.quantile("rate", 0.9) }),
      () =>
        t
          .join(
            t
              .groupby("region")
              .count()
              .derive({ part: "d => op.slice(d.region, -1)" })
              .select("region", "part"),
            "region",
          )
          .groupby("part")
          .rollup({ s: op.sum("cases") }),
      () =>
        t
          .groupby("region", "day")
          .rollup({ n: op.sum("cases") })
          .groupby("region")
          .orderby("day")
          .derive({ mean: rolling("d => op.mean(d.n)", [-6, 0]) }),
    ],
    close: () => undefined,
  };
}

type PolarsVerb = "cast" | "plus" | "div" | "floor" | "alias" | "sum" | "quantile" | "rollingMean" | "over";
type PolarsExpression = { readonly [verb in PolarsVerb]: (...given: readonly unknown[]) => PolarsExpression };
type PolarsStep = "withColumns" | "groupBy" | "agg" | "sort";
type PolarsFrame = { readonly [step in PolarsStep]: (...given: readonly unknown[]) => PolarsFrame } & {
  readonly lazy: () => PolarsFrame;
  readonly select: (...given: readonly PolarsExpression[]) => PolarsFrame;
  readonly collectSync: () => unknown;
};
type Polars = {
  readonly Int32: object;
  readonly readIPC: (path: string) => PolarsFrame;
  readonly col: (name: string) => PolarsExpression;
  readonly SQLContext: new (
    frames: object,
  ) => { readonly execute: (sql: string, options: object) => unknown };
};

/** Its SQL lacks the week of a day and windows: those go through its expressions. */
async function openPolars(find: Find, path: string, sql: readonly string[]) {
  const pl = find<Polars>("nodejs-polars");
  const frame = pl.readIPC(path);
  const context = new pl.SQLContext({ t: frame });
  const asked = (text = "") => {
    const own = text.replaceAll("$T", "t").replace("t t JOIN", "t JOIN");
    return () => context.execute(own, { eager: true });
  };
  const weekly = () =>
    frame
      .lazy()
      .withColumns(pl.col("day").cast(pl.Int32).plus(3).div(7).floor().alias("week"))
      .groupBy("region", "week")
      .agg(pl.col("cases").sum())
      .collectSync();
  const quantile = (at: number) => pl.col("rate").quantile(at).alias(`q${at}`);
  const quantiles = () => frame.select(quantile(0.1), quantile(0.5), quantile(0.9));
  const windows = () =>
    frame
      .lazy()
      .groupBy("region", "day")
      .agg(pl.col("cases").sum().alias("n"))
      .sort(["region", "day"])
      .withColumns(pl.col("n").rollingMean({ windowSize: 7, minPeriods: 1 }).over("region"))
      .collectSync();
  const [, filter, top, , join400] = sql;
  return {
    shapes: [weekly, asked(filter), asked(top), quantiles, asked(join400), windows],
    close: () => undefined,
  };
}
