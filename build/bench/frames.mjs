import { spawnSync } from "node:child_process";
import process from "node:process";
import { root } from "../bundle.mjs";
import { median, open } from "./measure.mjs";

/** A large workspace takes its time: how long a step in its window may take, in milliseconds. */
const PATIENCE_MS = 120_000;

/**
 * Makes a large workspace by a script of test/bench and opens Askline over it.
 * @param {string} executable
 * @param {{ flags: readonly string[], usable: string, workspace: string, script: readonly string[], failed: string }} how
 * `script`: the script and what it is told; `failed`: what is said where it does not do
 */
export async function openLarge(executable, { flags, usable, workspace, script, failed }) {
  const made = spawnSync(process.execPath, ["--import", "tsx", ...script], { cwd: root, stdio: "inherit" });
  if (made.status !== 0) throw new Error(failed);
  const { app, page } = await open(executable, [...flags, root, `--workspace=${workspace}`], usable);
  page.setDefaultTimeout(PATIENCE_MS);
  return { app, page };
}

/**
 * Goes to a place of the application as a link would.
 * @param {import("playwright-core").Page} page
 * @param {string} path
 */
export function goTo(page, path) {
  return page.evaluate((to) => {
    history.pushState(null, "", to);
    dispatchEvent(new PopStateEvent("popstate"));
  }, path);
}

/**
 * How long things took, in words.
 * @param {readonly number[]} times in milliseconds, not empty
 * @param {string} [things]
 */
export function spreadOf(times, things = "frames") {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (/** @type {number} */ ms) => `${ms.toFixed(ms < 100 ? 1 : 0)} ms`;
  const tail = sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Number.NaN;
  return `${times.length} ${things}, middle ${at(median(sorted))}, 95 % below ${at(tail)}, worst ${at(sorted.at(-1) ?? Number.NaN)}`;
}

/**
 * The time between one frame of the page and the next, for a while. In every frame `move` is called, in the page, with the
 * frame's number and what it is told; it sees nothing of this program.
 * @template T
 * @param {import("playwright-core").Page} page
 * @param {{ ms: number, told: T, move: (nth: number, told: T) => void }} how
 * @returns {Promise<number[]>}
 */
export function timeFrames(page, { ms, told, move }) {
  return page.evaluate(`(${inPage})(${ms}, ${JSON.stringify(told)}, ${move})`);
}

/**
 * @template T
 * @param {number} ms
 * @param {T} told
 * @param {(nth: number, told: T) => void} move
 * @returns {Promise<number[]>}
 */
function inPage(ms, told, move) {
  return new Promise((done) => {
    /** @type {number[]} */
    const times = [];
    const began = performance.now();
    let last = began;
    let nth = 0;
    const step = () => {
      const now = performance.now();
      if (nth > 0) times.push(now - last);
      last = now;
      nth += 1;
      if (now - began > ms) return done(times);
      move(nth, told);
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
}
