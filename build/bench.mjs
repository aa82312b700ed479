import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { _electron } from "playwright-core";
import { bundle, root } from "./bundle.mjs";
import { findRuntime } from "./runtime/runtime.mjs";
import { sandboxArguments } from "./runtime/sandbox.mjs";
import { ensureSystemLibraries, hasDisplay } from "./system-libraries.mjs";
import { runWithDisplay } from "./virtual-display.mjs";

/** How often each thing is measured. Askline and the empty window take turns, so that a busy moment hits both. */
const PAIRS = 7;
const ASKS = 15;
const PATIENCE_MS = 60_000;

/** The least that Electron can show: a window with nothing in it. */
const EMPTY_APP = `import { app, BrowserWindow } from "electron";
app.whenReady().then(() => {
  const window = new BrowserWindow({ show: false });
  window.once("ready-to-show", () => window.show());
  window.loadURL("data:text/html,<h1>Empty</h1>");
});
`;

/** @param {readonly number[]} values */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** @param {number} ms */
const written = (ms) => `${Math.round(ms)} ms`;

/**
 * Starts an application and waits until its page can be used.
 * @param {string} executable
 * @param {readonly string[]} args
 * @param {string} usable a selector of what must be on the page
 */
async function open(executable, args, usable) {
  const began = performance.now();
  const app = await _electron.launch({ executablePath: executable, args: [...args], timeout: PATIENCE_MS });
  const page = await app.firstWindow({ timeout: PATIENCE_MS });
  await page.locator(usable).first().waitFor({ timeout: PATIENCE_MS });
  return { app, page, took: performance.now() - began };
}

/**
 * From the press on the button to the painted answer, in milliseconds, as the page itself sees it.
 * @param {import("playwright-core").Page} page
 * @param {string} text
 */
async function askOnce(page, text) {
  await page.evaluate(() => {
    history.pushState(null, "", "/ask");
    dispatchEvent(new PopStateEvent("popstate"));
  });
  await page.getByRole("textbox").first().fill(text);
  const button = page.getByRole("button", { name: "Seal and get the answer" });
  await button.and(page.locator(":enabled")).waitFor();
  const painted = page.evaluate(
    () =>
      new Promise((done) => {
        let began = 0;
        addEventListener(
          "pointerdown",
          () => {
            began = performance.now();
          },
          { once: true, capture: true },
        );
        const look = () => {
          const there =
            began > 0 &&
            /^\/answers\/[^/]+$/.test(location.pathname) &&
            document.querySelector("[data-answer-sentence], main h1") !== null;
          // The frame after the one in which it is there has been painted.
          if (there) requestAnimationFrame(() => done(performance.now() - began));
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
  await button.click();
  return Number(await painted);
}

async function bench() {
  const runtime = await findRuntime();
  console.log(runtime.why);
  await bundle();
  const folder = mkdtempSync(join(tmpdir(), "askline-bench-"));
  const empty = join(folder, "empty");
  mkdirSync(empty);
  writeFileSync(
    join(empty, "package.json"),
    JSON.stringify({ name: "empty", version: "1.0.0", type: "module", main: "main.js" }),
  );
  writeFileSync(join(empty, "main.js"), EMPTY_APP);
  const flags = [...sandboxArguments(), `--user-data-dir=${join(folder, "user")}`];
  const askline = [...flags, root, `--workspace=${join(folder, "workspace")}`];
  const box = "main input, main textarea, main [contenteditable=true]";
  try {
    const first = await open(runtime.executable, askline, box);
    console.log(`First start, workspace made from the bundled data: ${written(first.took)}`);
    await first.app.close();
    /** @type {{ empty: number[], askline: number[] }} */
    const starts = { empty: [], askline: [] };
    for (let pair = 0; pair < PAIRS; pair += 1) {
      const bare = await open(runtime.executable, [...flags, empty], "h1");
      await bare.app.close();
      const full = await open(runtime.executable, askline, box);
      await full.app.close();
      starts.empty.push(bare.took);
      starts.askline.push(full.took);
    }
    const ratio = median(starts.askline) / median(starts.empty);
    console.log(`Empty window, usable: median ${written(median(starts.empty))} of ${PAIRS}`);
    console.log(
      `Askline, warm start, usable: median ${written(median(starts.askline))} of ${PAIRS}; ${ratio.toFixed(2)} × empty (to hold: 2)`,
    );

    const { app, page } = await open(runtime.executable, askline, box);
    const [text, rows] = await page.evaluate(async () => {
      const { call } = Reflect.get(globalThis, "askline");
      const datasets = (await call["datasets.list"]({})).value;
      const examples = (await call["question.suggestions"]({})).value.filter(
        (/** @type {{missing: unknown}} */ one) => one.missing === null,
      );
      let best = ["", -1];
      for (const example of examples) {
        const reading = (await call["question.parse"]({ text: example.text })).value;
        const seen = (await call["question.look"]({ question: reading.question })).value;
        const used = seen.match.entries.find((/** @type {{verdict: string}} */ entry) =>
          entry.verdict.startsWith("answers"),
        )?.dataset;
        const size = datasets.find((/** @type {{id: string}} */ one) => one.id === used)?.rows ?? 0;
        if (size > Number(best[1])) best = [example.text, size];
      }
      return best;
    });
    console.log(`Asking “${text}” (${rows} rows):`);
    const tooks = [];
    for (let time = 0; time < ASKS; time += 1) tooks.push(await askOnce(page, String(text)));
    const sorted = tooks.slice(1).sort((a, b) => a - b);
    console.log(`First press to painted answer: ${written(tooks[0] ?? Number.NaN)}`);
    console.log(
      `Press to painted answer: p50 ${written(median(sorted))} (to hold: 300 ms), worst ${written(sorted.at(-1) ?? Number.NaN)} of ${sorted.length}`,
    );
    await app.close();
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

try {
  process.chdir(root);
  ensureSystemLibraries();
  if (hasDisplay()) await bench();
  else process.exitCode = await runWithDisplay(process.execPath, ["build/bench.mjs"]);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
