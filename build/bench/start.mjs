import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { median, open, written } from "./measure.mjs";

/** Askline and the empty window take turns, so that a busy moment hits both. */
const PAIRS = 7;

/** The least that Electron can show: a window with nothing in it. */
const EMPTY_APP = `import { app, BrowserWindow } from "electron";
app.whenReady().then(() => {
  const window = new BrowserWindow({ show: false });
  window.once("ready-to-show", () => window.show());
  window.loadURL("data:text/html,<h1>Empty</h1>");
});
`;

/**
 * Measures the start: the first one, which makes the workspace, and warm ones against an empty window.
 * @param {string} executable
 * @param {{ flags: readonly string[], askline: readonly string[], usable: string, folder: string }} how
 */
export async function benchStart(executable, { flags, askline, usable, folder }) {
  const empty = join(folder, "empty");
  mkdirSync(empty);
  writeFileSync(
    join(empty, "package.json"),
    JSON.stringify({ name: "empty", version: "1.0.0", type: "module", main: "main.js" }),
  );
  writeFileSync(join(empty, "main.js"), EMPTY_APP);

  const first = await open(executable, askline, usable);
  await first.app.close();
  console.log(`First start, workspace made from the bundled data: ${written(first.took)}`);
  /** @type {{ empty: number[], askline: number[] }} */
  const took = { empty: [], askline: [] };
  for (let pair = 0; pair < PAIRS; pair += 1) {
    const bare = await open(executable, [...flags, empty], "h1");
    await bare.app.close();
    const full = await open(executable, askline, usable);
    await full.app.close();
    took.empty.push(bare.took);
    took.askline.push(full.took);
  }
  const ratio = median(took.askline) / median(took.empty);
  console.log(`Empty window, usable: median ${written(median(took.empty))} of ${PAIRS}`);
  console.log(
    `Askline, warm start, usable: median ${written(median(took.askline))} of ${PAIRS}; ${ratio.toFixed(2)} × empty (to hold: 2)`,
  );
}
