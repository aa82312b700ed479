import { spawnSync } from "node:child_process";
import { join } from "node:path";
import process from "node:process";
import { root } from "../bundle.mjs";
import { median, open, written } from "./measure.mjs";

const EVENTS = 1_000_000;
/** How long the timeline is moved, in milliseconds. */
const MOVE_MS = 4_000;

/**
 * Moves and zooms the timeline of a ledger of a million events in the real window, and times every frame.
 * @param {string} executable
 * @param {{ flags: readonly string[], folder: string, usable: string }} how
 */
export async function benchTimelineWindow(executable, { flags, folder, usable }) {
  const workspace = join(folder, "long-ledger");
  const grown = spawnSync(
    process.execPath,
    ["--import", "tsx", "test/bench/grow-ledger.ts", workspace, String(EVENTS)],
    { cwd: root, stdio: "inherit" },
  );
  if (grown.status !== 0) throw new Error("The long ledger could not be written.");
  const { app, page } = await open(executable, [...flags, root, `--workspace=${workspace}`], usable);
  try {
    page.setDefaultTimeout(120_000);
    const began = performance.now();
    await page.evaluate(() => {
      history.pushState(null, "", "/review");
      dispatchEvent(new PopStateEvent("popstate"));
    });
    await page.getByRole("option").first().waitFor();
    console.log(
      `Timeline of ${EVENTS} events: shown ${written(performance.now() - began)} after it was asked for`,
    );
    await page.getByRole("region", { name: "Figures" }).waitFor();
    const idle = await page.evaluate(frames, { ms: MOVE_MS, moves: false });
    const moved = await page.evaluate(frames, { ms: MOVE_MS, moves: true });
    const told = (/** @type {readonly number[]} */ times) => {
      const sorted = [...times].sort((a, b) => a - b);
      const tail = sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN;
      const late = times.filter((ms) => ms > 20).length;
      return `${times.length} frames in ${MOVE_MS / 1000} s, middle ${median(times).toFixed(1)} ms, 95 % below ${tail.toFixed(1)} ms, ${late} later than 20 ms`;
    };
    console.log(`  standing still: ${told(idle)}`);
    console.log(`  moved and zoomed in every frame: ${told(moved)}`);
    const search = page.getByRole("searchbox", { name: "Search the timeline" });
    const label = await page.locator(".item-list").getAttribute("aria-label");
    const searching = performance.now();
    await search.fill("kenya week 17");
    await page.waitForFunction(
      (before) => document.querySelector(".item-list")?.getAttribute("aria-label") !== before,
      label,
    );
    console.log(`  a search over it shown after ${written(performance.now() - searching)}`);
  } finally {
    await app.close();
  }
}

/**
 * In the page: the time between one frame and the next, for a while; with `moves` each frame turns the wheel.
 * @param {{ ms: number, moves: boolean }} how
 * @returns {Promise<number[]>}
 */
function frames({ ms, moves }) {
  const canvas = document.querySelector(".timeline-canvas canvas");
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
      if (moves && canvas !== null) {
        const box = canvas.getBoundingClientRect();
        canvas.dispatchEvent(
          new WheelEvent("wheel", {
            bubbles: true,
            cancelable: true,
            clientX: box.left + box.width / 2,
            ...(nth % 120 < 60
              ? { ctrlKey: true, deltaY: nth % 240 < 120 ? -12 : 12 }
              : { deltaX: nth % 240 < 120 ? 8 : -8 }),
          }),
        );
      }
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
}
