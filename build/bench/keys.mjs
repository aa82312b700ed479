import { goTo } from "./frames.mjs";
import { median, open, written } from "./measure.mjs";

/** Typed letter by letter; every prefix is read, checked and matched. */
const TYPED = [
  "How many people died of COVID-19 in India in May 2021?",
  "Which five countries counted the most mpox cases in August 2022?",
];

/**
 * Measures from a key to the painted sentence, check and counts for the text with it.
 * @param {string} executable
 * @param {{ askline: readonly string[], usable: string }} how
 */
export async function benchKeys(executable, { askline, usable }) {
  const { app, page } = await open(executable, askline, usable);
  try {
    await page.waitForTimeout(SETTLE_MS);
    const tooks = [];
    for (const text of TYPED) {
      await goTo(page, "/ask");
      const fresh = page.getByRole("button", { name: "New question" });
      if (await fresh.isVisible()) await fresh.click();
      await page.getByRole("textbox").first().focus();
      for (const letter of text) tooks.push(await pressed(page, letter));
    }
    const sorted = [...tooks].sort((a, b) => a - b);
    const p95 = sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Number.NaN;
    console.log(
      `Key to painted sentence, check and counts: p50 ${written(median(sorted))}, p95 ${written(p95)} (to hold: 50 ms), worst ${written(sorted.at(-1) ?? Number.NaN)} of ${sorted.length} keys`,
    );
  } finally {
    await app.close();
  }
}

/** The engine and the suggestions come after the first picture; they are not what is measured. */
const SETTLE_MS = 4_000;

/**
 * @param {import("playwright-core").Page} page
 * @param {string} letter
 * @returns {Promise<number>} milliseconds, by the page's own clock
 */
async function pressed(page, letter) {
  // The clock is set before the key is sent: the two come to the page by different ways.
  await page.evaluate(() => {
    const painted = new Promise((done) => {
      let began = 0;
      const key = () => {
        began = performance.now();
      };
      addEventListener("keydown", key, { once: true, capture: true });
      const look = () => {
        const box = document.querySelector(".ask-box");
        const match = document.querySelector(".match");
        const isRead =
          box?.getAttribute("aria-busy") === "false" && document.querySelector(".sentence") !== null;
        const there = began > 0 && isRead && match?.getAttribute("aria-busy") === "false";
        // The frame after the one in which it is there has been painted.
        requestAnimationFrame(there ? () => done(performance.now() - began) : look);
      };
      requestAnimationFrame(look);
    });
    Reflect.set(globalThis, "keyPainted", painted);
  });
  await page.keyboard.type(letter);
  return Number(await page.evaluate(() => Reflect.get(globalThis, "keyPainted")));
}
