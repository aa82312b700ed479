import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { benchAsk } from "./bench/ask.mjs";
import { benchKeys } from "./bench/keys.mjs";
import { benchList } from "./bench/list.mjs";
import { benchStart } from "./bench/start.mjs";
import { benchTimelineWindow } from "./bench/timeline.mjs";
import { bundle, root } from "./bundle.mjs";
import { findRuntime } from "./runtime/runtime.mjs";
import { sandboxArguments } from "./runtime/sandbox.mjs";
import { ensureSystemLibraries, hasDisplay } from "./system-libraries.mjs";
import { runWithDisplay } from "./virtual-display.mjs";

/** What must be on the page before a person can do anything: the box for the question. */
const USABLE = "main textarea";

/** What is asked for on the command line: everything, or one of window, press, frames (of the timeline), list (of the catalogue), match, ledger, timeline, engine, steady, damage, growth, imports, answers. */
const [only] = process.argv.slice(2).filter((word) => !word.startsWith("-"));

/** What is measured in the real window. */
const IN_WINDOW = ["window", "press", "frames", "list"];

/** Catalogue, ledger and engine, measured in a process of their own (test/bench/rooms.ts). */
function benchRooms() {
  if (IN_WINDOW.some((name) => name === only)) return 0;
  const flags = only === undefined ? [] : ["--only", only];
  const rest = process.argv.slice(2).filter((word) => word.startsWith("--"));
  const run = spawnSync(process.execPath, ["--import", "tsx", "test/bench/rooms.ts", ...flags, ...rest], {
    cwd: root,
    stdio: "inherit",
  });
  return run.status ?? 1;
}

/** From the press to the painted chart at a million rows and more (test/bench/run-press.ts). */
function benchPress() {
  const rest = process.argv.slice(2).filter((word) => word.startsWith("--"));
  const run = spawnSync(process.execPath, ["--import", "tsx", "test/bench/run-press.ts", ...rest], {
    cwd: root,
    stdio: "inherit",
  });
  if (run.status !== 0) process.exitCode = 1;
}

/** How long a start takes, and an answer, in the real window. */
async function benchWindow(/** @type {string | undefined} */ what) {
  const runtime = await findRuntime();
  console.log(runtime.why);
  await bundle();
  if (what === undefined || what === "press") benchPress();
  if (what === "press") return;
  const folder = mkdtempSync(join(tmpdir(), "askline-bench-"));
  const flags = [...sandboxArguments(), `--user-data-dir=${join(folder, "user")}`];
  const askline = [...flags, root, `--workspace=${join(folder, "workspace")}`];
  try {
    if (what === "list") return await benchList(runtime.executable, { flags, folder, usable: USABLE });
    if (what !== "frames") {
      await benchStart(runtime.executable, { flags, askline, usable: USABLE, folder });
      await benchAsk(runtime.executable, { askline, usable: USABLE });
    }
    await benchTimelineWindow(runtime.executable, { flags, folder, usable: USABLE });
    await benchKeys(runtime.executable, { askline, usable: USABLE });
    if (what !== "frames") await benchList(runtime.executable, { flags, folder, usable: USABLE });
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

try {
  process.chdir(root);
  if (only === undefined || IN_WINDOW.some((name) => name === only)) {
    ensureSystemLibraries();
    if (hasDisplay()) await benchWindow(only);
    else {
      const flags = process.argv.slice(2).filter((word) => word.startsWith("--"));
      const inside = ["build/bench.mjs", only ?? "window", ...flags];
      process.exitCode = await runWithDisplay(process.execPath, inside);
      // Without a word everything is measured: the press, too, has a display only inside.
      if (only === undefined)
        process.exitCode ||= await runWithDisplay(process.execPath, ["build/bench.mjs", "press", ...flags]);
    }
  }
  const rooms = benchRooms();
  if (rooms !== 0) process.exitCode = rooms;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
