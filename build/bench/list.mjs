import { spawnSync } from "node:child_process";
import { join } from "node:path";
import process from "node:process";
import { root } from "../bundle.mjs";
import { median, open, written } from "./measure.mjs";

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
    const made = spawnSync(
      process.execPath,
      ["--import", "tsx", "test/bench/match-scale.ts", "prepare", workspace, String(size)],
      { cwd: root, stdio: "inherit" },
    );
    if (made.status !== 0) throw new Error(`A catalogue of ${size} entries could not be made.`);
    const { app, page } = await open(executable, [...flags, root, `--workspace=${workspace}`], usable);
    try {
      page.setDefaultTimeout(120_000);
      const began = performance.now();
      await page.evaluate(() => {
        history.pushState(null, "", "/catalogue");
        dispatchEvent(new PopStateEvent("popstate"));
      });
      await page.locator(".dataset-row .dataset-title").first().waitFor();
      console.log(
        `Catalogue of ${size} entries: list shown ${written(performance.now() - began)} after it was asked for`,
      );
      await page.waitForFunction(() => document.querySelector('.page [role="status"]') === null);
      await page.waitForTimeout(SETTLE_MS);
      told("standing still", await page.evaluate(frames, { ms: SCROLL_MS, by: 0 }));
      told("scrolled by a page of rows a second", await page.evaluate(frames, { ms: SCROLL_MS, by: 12 }));
      told("scrolled as fast as a wheel turns", await page.evaluate(frames, { ms: SCROLL_MS, by: 400 }));
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
  const sorted = [...times].sort((a, b) => a - b);
  const tail = sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Number.NaN;
  console.log(
    `  ${what}: ${times.length} ${things}, middle ${written(median(sorted))}, 95 % below ${written(tail)}, worst ${written(sorted.at(-1) ?? Number.NaN)}`,
  );
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
 * In the page: the time between one frame and the next, for a while; each frame scrolls by so many pixels, to and fro.
 * @param {{ ms: number, by: number }} how
 * @returns {Promise<number[]>}
 */
function frames({ ms, by }) {
  const list = document.querySelector(".dataset-table");
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
      if (list !== null && by > 0) list.scrollTop += nth % 360 < 240 ? by : -by;
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
}
