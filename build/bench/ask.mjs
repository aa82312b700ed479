import { goTo } from "./frames.mjs";
import { median, open, written } from "./measure.mjs";

const ASKS = 15;

/**
 * Measures from the press on the button to the painted answer, on the largest bundled table that an example question uses.
 * @param {string} executable
 * @param {{ askline: readonly string[], usable: string }} how
 */
export async function benchAsk(executable, { askline, usable }) {
  const { app, page } = await open(executable, askline, usable);
  try {
    const { text, rows } = await largestExample(page);
    console.log(`Asking “${text}” (${rows} rows):`);
    const tooks = [];
    for (let time = 0; time <= ASKS; time += 1) tooks.push(await askOnce(page, text));
    const [first = Number.NaN, ...rest] = tooks;
    const sorted = [...rest].sort((a, b) => a - b);
    console.log(`First press to painted answer: ${written(first)}`);
    console.log(
      `Press to painted answer: p50 ${written(median(sorted))} (to hold: 300 ms), worst ${written(sorted.at(-1) ?? Number.NaN)} of ${sorted.length}`,
    );
  } finally {
    await app.close();
  }
}

/**
 * @param {import("playwright-core").Page} page
 * @returns {Promise<{ text: string, rows: number }>} the example question whose first matching table has most rows
 */
function largestExample(page) {
  return page.evaluate(async () => {
    const { call } = Reflect.get(globalThis, "askline");
    const datasets = (await call["datasets.list"]({})).value;
    const examples = (await call["question.suggestions"]({})).value;
    let best = { text: "", rows: -1 };
    for (const { text, missing } of examples) {
      if (missing !== null) continue;
      const reading = (await call["question.parse"]({ text })).value;
      const seen = (await call["question.look"]({ question: reading.question })).value;
      const entries = /** @type {{ verdict: string, dataset: string }[]} */ (seen.match.entries);
      const used = entries.find(({ verdict }) => verdict.startsWith("answers"))?.dataset;
      const rows = datasets.find((/** @type {{ id: string }} */ one) => one.id === used)?.rows ?? 0;
      if (rows > best.rows) best = { text, rows };
    }
    return best;
  });
}

/**
 * @param {import("playwright-core").Page} page
 * @param {string} text
 * @returns {Promise<number>} milliseconds, by the page's own clock
 */
async function askOnce(page, text) {
  await goTo(page, "/ask");
  const fresh = page.getByRole("button", { name: "New question" });
  if (await fresh.isVisible()) await fresh.click();
  await page.getByRole("textbox").first().fill(text);
  await page.getByRole("button", { name: "No decision, just asking" }).click();
  const button = page.getByRole("button", { name: "Seal and get the answer" });
  await button.and(page.locator(":enabled")).waitFor();
  const painted = page.evaluate(
    () =>
      new Promise((done) => {
        let began = 0;
        const press = () => {
          began = performance.now();
        };
        addEventListener("pointerdown", press, { once: true, capture: true });
        const look = () => {
          const arrived = began > 0 && /^\/answers\/[^/]+$/.test(location.pathname);
          const there = arrived && document.querySelector("main h1") !== null;
          // The frame after the one in which it is there has been painted.
          requestAnimationFrame(there ? () => done(performance.now() - began) : look);
        };
        look();
      }),
  );
  await button.click();
  return Number(await painted);
}
