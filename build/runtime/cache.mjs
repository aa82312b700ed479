import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import process from "node:process";

/**
 * Where runtimes are kept between installs: outside node_modules, so that `npm ci` does not throw them away.
 * @returns {string} an absolute folder, created when missing; ASKLINE_CACHE moves it
 */
export function cacheFolder() {
  const base = process.env.ASKLINE_CACHE
    ? resolve(process.env.ASKLINE_CACHE)
    : join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "askline");
  const folder = join(base, "runtime");
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** @returns {string} the file that remembers which runtime was chosen */
export function choiceFile() {
  return join(cacheFolder(), "choice.json");
}

/**
 * What the last search found, if it was made under the same circumstances.
 * @param {string} circumstances everything the answer depends on, as one text
 * @returns {string | undefined} why Electron's own download was not to be had then
 */
export function rememberedRefusal(circumstances) {
  try {
    const kept = JSON.parse(readFileSync(choiceFile(), "utf8"));
    return kept.circumstances === circumstances && typeof kept.refusal === "string"
      ? kept.refusal
      : undefined;
  } catch {
    return undefined; // never asked, or the file was damaged: ask again
  }
}

/**
 * Keeps the outcome of a search, so that the next start does not wait for the same time-out.
 * @param {string} circumstances
 * @param {string} refusal
 */
export function rememberRefusal(circumstances, refusal) {
  const draft = `${choiceFile()}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify({ circumstances, refusal }, null, 2)}\n`);
  renameSync(draft, choiceFile());
}

/** Forgets the outcome: the next search asks the network again. */
export function forgetRefusal() {
  rmSync(choiceFile(), { force: true });
}
