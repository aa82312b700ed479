import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import process from "node:process";
import { setTimeout as after } from "node:timers/promises";
import { forgetRefusal, rememberedRefusal, rememberRefusal } from "./cache.mjs";

/** Long enough for a slow satellite link to answer once, short enough to wait for at a first start. */
const PROBE_MS = 5_000;
/** The download itself is about 120 MB; a link slower than this is better served by a mirror. */
const DOWNLOAD_MS = 30 * 60_000;

const packageFolder = dirname(createRequire(import.meta.url).resolve("electron/package.json"));

/** @returns {string} the version that package.json pins, for example "45.4.1" */
export function pinnedVersion() {
  return JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8")).version;
}

/** @returns {{ dist: string, executable: string } | undefined} the binary the `electron` package already has */
export function installedBinary() {
  const dist = join(packageFolder, "dist");
  try {
    const executable = join(dist, readFileSync(join(packageFolder, "path.txt"), "utf8").trim());
    const version = readFileSync(join(dist, "version"), "utf8").trim().replace(/^v/, "");
    return version === pinnedVersion() && existsSync(executable) ? { dist, executable } : undefined;
  } catch {
    return undefined; // not installed yet
  }
}

/** The names under which Electron's downloader looks for a mirror, in its order. */
const MIRROR_NAMES = [
  "npm_config_electron_mirror",
  "NPM_CONFIG_ELECTRON_MIRROR",
  "npm_package_config_electron_mirror",
  "ELECTRON_MIRROR",
];

/** @returns {string} where Electron's downloader would fetch from, honouring a mirror in the environment */
function downloadBase() {
  const mirror = MIRROR_NAMES.map((name) => process.env[name]).find(Boolean);
  return mirror ?? "https://github.com/electron/electron/releases/download/";
}

/**
 * Asks once whether anybody answers at the download address.
 * @returns {Promise<string | undefined>} why not, or undefined when somebody answered
 */
async function probe() {
  const address = `${downloadBase()}v${pinnedVersion()}/SHASUMS256.txt`;
  try {
    await fetch(address, { method: "HEAD", signal: AbortSignal.timeout(PROBE_MS) });
    return undefined;
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const code = cause instanceof Error && "code" in cause ? cause.code : "no answer";
    return `its download site did not answer within ${PROBE_MS / 1000} s (${String(code)})`;
  }
}

/**
 * Runs the package's own installer, which checks what it downloads against its own list of sums.
 * It starts at once, since the archive may be in Electron's own cache; it is stopped when the probe finds nobody.
 * @returns {Promise<string | undefined>} why it failed, or undefined when the binary is there
 */
async function install() {
  const child = spawn(process.execPath, [join(packageFolder, "install.js")], {
    stdio: ["ignore", "inherit", "ignore"],
  });
  const ended = new Promise((done) => {
    child.once("exit", (status) => done(status === 0 ? undefined : "its own download failed"));
    child.once("error", (error) => done(error.message));
  });
  const began = performance.now();
  const usesProxy = process.env.ELECTRON_GET_USE_PROXY === "true"; // then only the installer knows the way out
  const refusal = usesProxy ? undefined : await Promise.race([probe(), ended.then(() => undefined)]);
  // Without the site, the archive in Electron's own cache has what is left of the probe's time.
  const limit = refusal ? Math.max(0, PROBE_MS - (performance.now() - began)) : DOWNLOAD_MS;
  const stop = new AbortController();
  const outOfTime = after(limit, refusal ?? "its download took too long", { signal: stop.signal }).catch(
    () => undefined,
  );
  const outcome = await Promise.race([ended, outOfTime]);
  stop.abort();
  child.kill("SIGKILL");
  return outcome === undefined ? undefined : (refusal ?? outcome);
}

/**
 * The current Electron, as its package has it or can download it.
 * @param {(line: string) => void} say
 * @returns {Promise<{ dist: string, executable: string } | { refusal: string }>}
 */
export async function electronPackageBinary(say) {
  const present = installedBinary();
  if (present) return present;
  const circumstances = JSON.stringify([
    pinnedVersion(),
    downloadBase(),
    process.env.ELECTRON_GET_USE_PROXY ?? "",
  ]);
  const remembered = rememberedRefusal(circumstances);
  if (remembered) return { refusal: `${remembered}, as found earlier` };
  say(`Looking for Electron ${pinnedVersion()} (at most ${PROBE_MS / 1000} s if nobody answers) …`);
  const refusal = await install();
  const fetched = installedBinary();
  if (fetched) {
    forgetRefusal();
    return fetched;
  }
  const reason = refusal ?? "its installer left no binary";
  rememberRefusal(circumstances, reason);
  return { refusal: reason };
}
