import { join } from "node:path";
import { goTo, openLarge, spreadOf, timeFrames } from "./frames.mjs";
import { written } from "./measure.mjs";

/** All real entries that are collected in one catalogue, and a catalogue made by varying them. */
const SIZES = [21_956, 100_000];
/** How long the list is scrolled, in milliseconds. */
const SCROLL_MS = 3_000;
const TYPED = "flood risk in bangladesh";

/**
 * Scrolls, searches and sorts long lists of the catalogue in the real window: every frame, and from a key to the painted list.
 * @param {string} executable
 * @param {{ flags: readonly string[], folder: string, usable: string }} how
 */
export async function benchList(executable, { flags, folder, usable }) {
  for (const size of SIZES) {
    const workspace = join(folder, `list-${size}`);
    const { app, page } = await openLarge(executable, {
      flags,
      usable,
      workspace,
      script: ["test/bench/match-scale.ts", "prepare", workspace, String(size)],
      failed: `A catalogue of ${size} entries could not be made.`,
    });
    try {
      const began = performance.now();
      await goTo(page, "/catalogue");
      await page.locator(".dataset-row .dataset-title").first().waitFor();
      console.log(
        `Catalogue of ${size} entries: list shown ${written(performance.now() - began)} after it was asked for`,
      );
      await page.waitForFunction(() => document.querySelector('.page [role="status"]') === null);
      await page.waitForTimeout(SETTLE_MS);
      told("standing still", await scrolled(page, 0));
      told("scrolled by a page of rows a second", await scrolled(page, 12));
      told("scrolled as fast as a wheel turns", await scrolled(page, 400));
      const box = page.getByRole("searchbox").first();
      await box.focus();
      const keys = [];
      for (const letter of TYPED) keys.push(await painted(page, () => page.keyboard.type(letter)));
      told("from a key to the painted list", keys, "keys");
      await box.fill("");
      await page.waitForTimeout(SETTLE_MS);
      const sorts = [];
      for (const column of ["Freshness", "Dataset", "Freshness"])
        sorts.push(
          await painted(page, () =>
            page.getByRole("columnheader", { name: column }).getByRole("button").click(),
          ),
        );
      told("from a press on a column to the painted order", sorts, "presses");
    } finally {
      await app.close();
    }
  }
}

/** What is read ahead after the list is there is not what is measured. */
const SETTLE_MS = 1_500;

/** Prints how long things took. */
function told(/** @type {string} */ what, /** @type {readonly number[]} */ times, things = "frames") {
  console.log(`  ${what}: ${spreadOf(times, things)}`);
}

/**
 * From the next key or press to the frame after the list has settled on what it asks for, by the page's own clock.
 * @param {import("playwright-core").Page} page
 * @param {() => Promise<unknown>} act
 */
async function painted(page, act) {
  await page.evaluate(() => {
    const done = new Promise((resolve) => {
      let began = 0;
      const start = () => {
        began = performance.now();
      };
      for (const kind of ["keydown", "pointerdown"])
        addEventListener(kind, start, { once: true, capture: true });
      // A quick list is busy for less than a frame: what happens to it in between is noted too.
      let changed = false;
      const list = document.querySelector(".dataset-list");
      const notes = new MutationObserver(() => {
        changed ||= began > 0;
      });
      if (list !== null)
        notes.observe(list, { attributes: true, childList: true, subtree: true, characterData: true });
      const look = () => {
        const isShown = document.querySelector(".dataset-row .dataset-title, .empty") !== null;
        const there = changed && list?.getAttribute("aria-busy") !== "true" && isShown;
        // The frame after the one in which it is there has been painted.
        requestAnimationFrame(
          there || performance.now() - began > 5_000 ? () => resolve(performance.now() - began) : look,
        );
      };
      const begin = () => (began > 0 ? look() : requestAnimationFrame(begin));
      begin();
    });
    Reflect.set(globalThis, "listPainted", done);
  });
  await act();
  return Number(await page.evaluate(() => Reflect.get(globalThis, "listPainted")));
}

/**
 * The frames of a list that is scrolled by so many pixels in each, to and fro.
 * @param {import("playwright-core").Page} page
 * @param {number} by
 */
function scrolled(page, by) {
  return timeFrames(page, {
    ms: SCROLL_MS,
    told: by,
    move: (nth, pixels) => {
      const list = document.querySelector(".dataset-table");
      if (list !== null && pixels > 0) list.scrollTop += nth % 360 < 240 ? pixels : -pixels;
    },
  });
}
