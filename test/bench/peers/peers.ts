import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { join } from "node:path";
import { openArquero } from "./arquero.ts";
import { openChdb } from "./chdb.ts";
import { openWasm } from "./duckdb-wasm.ts";
import { openPolars } from "./polars.ts";

/** A cell of a peer's result; days as `YYYY-MM-DD`. */
export type PeerCell = string | number | bigint | null;

/** One question ready to be asked as often as wished: `ask` is what is measured, `rows` tells what came out of it. */
export type PeerShape = {
  readonly ask: () => unknown;
  readonly rows: () => readonly (readonly PeerCell[])[];
};

/** Another way to answer the bench's six shapes over the same file. */
export type Peer = {
  readonly name: string;
  /** One question for each shape, in the order of the bench. */
  readonly shapes: readonly PeerShape[];
  readonly close: () => void;
};

/** Loads a peer's module. What is used of it is written down beside each use: the peers are no dependencies of ours. */
export type Find = <T>(module: string) => T;

/** Where a peer finds its own files, and the table of the bench. */
export type PeerPlace = { readonly home: string; readonly path: string; readonly sql: readonly string[] };

export type Opener = (find: Find, place: PeerPlace) => Promise<Omit<Peer, "name">>;

/** A question whose result is turned into rows of cells by `read`. */
export const shape = <T>(ask: () => T, read: (result: T) => readonly (readonly PeerCell[])[]): PeerShape => ({
  ask,
  rows: () => read(ask()),
});

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
  { name: "chdb in memory", packages: ["chdb@3.4.0"], open: openChdb("Memory") },
  { name: "chdb stored", packages: ["chdb@3.4.0"], open: openChdb("MergeTree ORDER BY tuple()") },
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
    const home = join(folder, name.split(" ")[0] ?? name);
    const missing = install(home, packages);
    if (missing !== null) {
      say(`  peer ${name} left out: not to be had from the registry (${missing})`);
      continue;
    }
    let peer: Peer;
    try {
      peer = { name, ...(await open(createRequire(join(home, "package.json")), { home, path, sql })) };
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
