import process from "node:process";
import { _electron } from "playwright-core";
import { sandboxArguments } from "../runtime/sandbox.mjs";

/** How long a slow machine may take for one step, in milliseconds. */
const PATIENCE_MS = 60_000;

/**
 * @param {readonly number[]} values not empty
 * @returns {number} the middle one
 */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** @param {number} ms */
export const written = (ms) => `${Math.round(ms)} ms`;

/**
 * Starts an application and waits until its page can be used.
 * @param {string} executable
 * @param {readonly string[]} args
 * @param {string} usable a selector of what must be on the page
 * @returns {Promise<{ app: import("playwright-core").ElectronApplication, page: import("playwright-core").Page, took: number }>}
 */
export async function open(executable, args, usable) {
  const began = performance.now();
  const app = await _electron.launch({
    executablePath: executable,
    args: [...args],
    cwd: process.cwd(),
    chromiumSandbox: sandboxArguments(() => {}).length === 0,
    timeout: PATIENCE_MS,
  });
  const page = await app.firstWindow({ timeout: PATIENCE_MS });
  await page.locator(usable).first().waitFor({ timeout: PATIENCE_MS });
  return { app, page, took: performance.now() - began };
}
