import { spawn } from "node:child_process";
import { watch } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { bundle, root } from "./bundle.mjs";
import { findRuntime } from "./runtime/runtime.mjs";
import { sandboxArguments } from "./runtime/sandbox.mjs";
import { ensureSystemLibraries, hasDisplay } from "./system-libraries.mjs";

/** Editors write a file in several steps: wait until they are done. */
const QUIET_MS = 200;

/** `npm run dev`: the window, started anew from fresh bundles whenever a source changes. Ends when the window is closed. */
async function develop() {
  ensureSystemLibraries();
  if (!hasDisplay()) throw new Error("There is no display here. Run it as: xvfb-run -a npm run dev");
  const runtime = await findRuntime();
  console.log(runtime.why);
  await bundle();
  let renewing = false;
  const open = () => {
    const child = spawn(runtime.executable, [...sandboxArguments(), root, ...process.argv.slice(2)], {
      stdio: "inherit",
    });
    child.once("exit", (status) => {
      if (!renewing) process.exit(status ?? 1);
    });
    return child;
  };
  let window = open();
  const renew = async () => {
    try {
      if (!(await bundle())) return;
    } catch {
      return; // the bundler has said what is wrong; the window keeps running what last worked
    }
    renewing = true;
    const ended = new Promise((done) => window.once("exit", done));
    window.kill();
    await ended;
    renewing = false;
    window = open();
  };
  /** @type {NodeJS.Timeout | undefined} */
  let quiet;
  for (const folder of ["shared", "electron", "renderer"]) {
    watch(join(root, folder), { recursive: true }, () => {
      clearTimeout(quiet);
      quiet = setTimeout(renew, QUIET_MS);
    });
  }
}

try {
  process.chdir(root);
  await develop();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
