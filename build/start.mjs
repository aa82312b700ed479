import process from "node:process";
import { bundle, root } from "./bundle.mjs";
import { findRuntime } from "./runtime/runtime.mjs";
import { sandboxArguments } from "./runtime/sandbox.mjs";
import { ensureSystemLibraries, hasDisplay } from "./system-libraries.mjs";
import { run, runWithDisplay } from "./virtual-display.mjs";

/** `npm start`: everything a fresh machine needs, then the window; without a display, the tour. */
async function start() {
  ensureSystemLibraries();
  const runtime = await findRuntime();
  console.log(runtime.why);
  await bundle();
  if (hasDisplay()) return run(runtime.executable, [...sandboxArguments(), root, ...process.argv.slice(2)]);
  console.log(
    "There is no display here, so no window can be shown. Running the tour in a virtual display instead.",
  );
  return runWithDisplay(process.execPath, ["build/tour.mjs"]);
}

try {
  process.chdir(root);
  process.exitCode = await start();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
