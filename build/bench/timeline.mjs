import { join } from "node:path";
import { goTo, openLarge, spreadOf, timeFrames } from "./frames.mjs";
import { written } from "./measure.mjs";

const EVENTS = 1_000_000;
/** How long the timeline is moved, in milliseconds. */
const MOVE_MS = 4_000;
/** A frame that is later than this was missed. */
const LATE_MS = 20;

/**
 * Moves and zooms the timeline of a ledger of a million events in the real window, and times every frame.
 * @param {string} executable
 * @param {{ flags: readonly string[], folder: string, usable: string }} how
 */
export async function benchTimelineWindow(executable, { flags, folder, usable }) {
  const workspace = join(folder, "long-ledger");
  const { app, page } = await openLarge(executable, {
    flags,
    usable,
    workspace,
    script: ["test/bench/grow-ledger.ts", workspace, String(EVENTS)],
    failed: "The long ledger could not be written.",
  });
  try {
    const began = performance.now();
    await goTo(page, "/review");
    await page.getByRole("option").first().waitFor();
    console.log(
      `Timeline of ${EVENTS} events: shown ${written(performance.now() - began)} after it was asked for`,
    );
    await page.getByRole("region", { name: "Figures" }).waitFor();
    const idle = await turned(page, false);
    const moved = await turned(page, true);
    const told = (/** @type {readonly number[]} */ times) =>
      `${spreadOf(times)}, ${times.filter((ms) => ms > LATE_MS).length} later than ${LATE_MS} ms`;
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
 * The frames of the timeline; with `moves` the wheel is turned over it in each, now to zoom, now to move.
 * @param {import("playwright-core").Page} page
 * @param {boolean} moves
 */
function turned(page, moves) {
  return timeFrames(page, {
    ms: MOVE_MS,
    told: moves,
    move: (nth, turns) => {
      const canvas = document.querySelector(".timeline-canvas canvas");
      if (!turns || canvas === null) return;
      const box = canvas.getBoundingClientRect();
      const event = {
        bubbles: true,
        cancelable: true,
        clientX: box.left + box.width / 2,
        ...(nth % 120 < 60
          ? { ctrlKey: true, deltaY: nth % 240 < 120 ? -12 : 12 }
          : { deltaX: nth % 240 < 120 ? 8 : -8 }),
      };
      canvas.dispatchEvent(new WheelEvent("wheel", event));
    },
  });
}
