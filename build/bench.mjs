import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { benchAsk } from "./bench/ask.mjs";
import { benchStart } from "./bench/start.mjs";
import { bundle, root } from "./bundle.mjs";
import { findRuntime } from "./runtime/runtime.mjs";
import { sandboxArguments } from "./runtime/sandbox.mjs";
import { ensureSystemLibraries, hasDisplay } from "./system-libraries.mjs";
import { runWithDisplay } from "./virtual-display.mjs";

/** What must be on the page before a person can do anything: the box for the question. */
const USABLE = "main textarea";

/** `npm run bench`: how long a start takes, and an answer, in the real window. */
async function bench() {
  const runtime = await findRuntime();
  console.log(runtime.why);
  await bundle();
  const folder = mkdtempSync(join(tmpdir(), "askline-bench-"));
  const flags = [...sandboxArguments(), `--user-data-dir=${join(folder, "user")}`];
  const askline = [...flags, root, `--workspace=${join(folder, "workspace")}`];
  try {
    await benchStart(runtime.executable, { flags, askline, usable: USABLE, folder });
    await benchAsk(runtime.executable, { askline, usable: USABLE });
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
