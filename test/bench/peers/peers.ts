import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { ShapeTable } from "../shapes.ts";
import { openArquero } from "./arquero.ts";
import { openChdb } from "./chdb.ts";
import { openWasm } from "./duckdb-wasm.ts";
import { openPolars } from "./polars.ts";

/** A cell of a peer's result; days as `YYYY-MM-DD`. */
export type PeerCell = string | number | bigint | null;

/** One way to ask a question, as often as wished: `ask` is what is measured, `rows` tells what came out of it. */
export type PeerWay = {
  readonly ask: () => unknown;
  readonly rows: () => readonly (readonly PeerCell[])[];
};

/** An open peer: for each of the bench's shapes, in their order, the ways to ask it that we know. The quickest counts. */
export type OpenPeer = { readonly shapes: readonly (readonly PeerWay[])[]; readonly close: () => void };

/** Loads a peer's module. What is used of it is written down beside each use: the peers are no dependencies of ours. */
export type Find = <T>(module: string) => T;

/** Where a peer finds its own files, and the table of the bench with the SQL of each shape. */
export type PeerPlace = {
  readonly home: string;
  readonly path: string;
  readonly table: ShapeTable;
  /** Each shape as one writes it, and as Askline asks it. */
  readonly shapes: readonly { readonly sql: string; readonly asked: string }[];
};

type Opener = (find: Find, place: PeerPlace) => Promise<OpenPeer>;

/** A way whose result is turned into rows of cells by `read`. */
export const way = <T>(ask: () => T, read: (result: T) => readonly (readonly PeerCell[])[]): PeerWay => ({
  ask,
  rows: () => read(ask()),
});

/** Its binary is an optional package that npm skips where it seems not to fit this Node; asked for by name it comes. */
const polarsBinary = process.platform === "linux" ? [`nodejs-polars-linux-${process.arch}-gnu@0.26.1`] : [];

/**
 * The peers, fixed to a version. They are no dependencies of Askline: together they take 700 MB. Install scripts are never
 * run, so nothing comes from anywhere but the package registry.
 */
export const PEERS: readonly {
  readonly name: string;
  readonly packages: readonly string[];
  readonly open: Opener;
}[] = [
  { name: "duckdb-wasm", packages: ["@duckdb/duckdb-wasm@1.32.0"], open: openWasm },
  { name: "chdb in memory", packages: ["chdb@3.4.0"], open: openChdb("Memory") },
  { name: "chdb stored", packages: ["chdb@3.4.0"], open: openChdb("MergeTree ORDER BY tuple()") },
  { name: "arquero", packages: ["arquero@7.2.1"], open: openArquero },
  { name: "nodejs-polars", packages: ["nodejs-polars@0.26.1", ...polarsBinary], open: openPolars },
];

/** Where a peer is installed, once: beside what else the scripts keep. */
export const homeOf = (name: string): string =>
  join(
    process.env.ASKLINE_CACHE ?? join(homedir(), ".cache", "askline"),
    "bench-peers",
    name.split(" ")[0] ?? name,
  );

/** Installs packages into a folder of their own, if they are not there. Returns why not, or null. */
export function install(home: string, packages: readonly string[]): string | null {
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
