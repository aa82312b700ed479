import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { build as esbuild } from "esbuild";
import { build as vite } from "vite";
import { contractNames } from "./contract-names.mjs";

export const root = resolve(import.meta.dirname, "..");
const stampFile = join(root, "out", "stamp");

/** What carries native code stays outside the bundles; Electron itself is there at run time. */
const EXTERNAL = ["electron", "@duckdb/*", "lz4-napi"];

/** Bundled CommonJS packages ask for these; an ES module has them only if they are made. */
const COMMONJS_NAMES = [
  'import { createRequire as askRequire } from "node:module";',
  'import { dirname as askDirname } from "node:path";',
  'import { fileURLToPath as askPath } from "node:url";',
  "const require = askRequire(import.meta.url);",
  "const __filename = askPath(import.meta.url);",
  "const __dirname = askDirname(__filename);",
].join("\n");

/** @type {import("esbuild").BuildOptions} */
const SHARED_OPTIONS = {
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  // Electron 33 has Node 20; see build/runtime.
  target: "node20",
  external: EXTERNAL,
  sourcemap: "linked",
  legalComments: "linked",
  logLevel: "warning",
};

/**
 * The programs of the desktop, each with its entry.
 * @type {readonly import("esbuild").BuildOptions[]}
 */
export const PROGRAMS = [
  {
    ...SHARED_OPTIONS,
    entryPoints: {
      "main/main": "electron/main.ts",
      "engine/process": "electron/engine/process.ts",
      "finder/thread": "electron/askline/finder/thread.ts",
      "guard/thread": "electron/askline/guard/thread.ts",
      "ledger-check/thread": "electron/workspace/ledger/check/thread.ts",
    },
    outdir: "out",
    format: "esm",
    // The window opens before the use cases are read: they are a bundle of their own.
    splitting: true,
    chunkNames: "chunks/[name]-[hash]",
    minifyWhitespace: true,
    minifySyntax: true,
    banner: { js: COMMONJS_NAMES },
  },
  {
    ...SHARED_OPTIONS,
    // A sandboxed preload is one CommonJS file: it can require nothing but Electron.
    entryPoints: { "preload/preload": "electron/preload.ts" },
    outdir: "out",
    outExtension: { ".js": ".cjs" },
    format: "cjs",
    external: ["electron"],
    plugins: [contractNames],
  },
];

/**
 * Builds everything the application runs from, into out/. Does nothing when no source has changed since.
 * @param {(line: string) => void} [say]
 * @returns {Promise<boolean>} whether anything was built
 */
export async function bundle(say = console.log) {
  const stamp = stampOfSources();
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return false;
  const began = performance.now();
  rmSync(stampFile, { force: true });
  const [programs] = await Promise.all([
    Promise.all(PROGRAMS.map((program) => esbuild({ ...program, metafile: true }))),
    vite({ configFile: join(root, "vite.config.ts"), root: join(root, "renderer"), logLevel: "warn" }),
  ]);
  removeStaleChunks(programs.flatMap((program) => Object.keys(program.metafile.outputs)));
  writeFileSync(stampFile, stamp);
  say(`Built the application into out/ in ${((performance.now() - began) / 1000).toFixed(1)} s.`);
  return true;
}

/**
 * Chunks are named by their content: those of earlier builds stay behind otherwise.
 * @param {readonly string[]} written what this build wrote, from the project's folder
 */
function removeStaleChunks(written) {
  const chunks = join(root, "out", "chunks");
  const kept = new Set(written.map((path) => resolve(root, path)));
  for (const name of existsSync(chunks) ? readdirSync(chunks) : []) {
    if (!kept.has(join(chunks, name))) rmSync(join(chunks, name));
  }
}

/** @returns {string} changes whenever a source file, the build or a package changes */
function stampOfSources() {
  const hash = createHash("sha256");
  for (const folder of ["shared", "electron", "renderer", "build"]) {
    const entries = readdirSync(join(root, folder), { withFileTypes: true, recursive: true });
    for (const path of entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()) {
      const { size, mtimeMs } = statSync(path);
      hash.update(`${path} ${size} ${mtimeMs}\n`);
    }
  }
  for (const file of ["package-lock.json", "package.json", "vite.config.ts"])
    hash.update(readFileSync(join(root, file)));
  return hash.digest("hex");
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    if (!(await bundle())) console.log("out/ is up to date.");
  } catch (error) {
    // The bundlers have shown where; this is the summary.
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
