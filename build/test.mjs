import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { bundle, root } from "./bundle.mjs";
import { findRuntime } from "./runtime/runtime.mjs";
import { sandboxArguments } from "./runtime/sandbox.mjs";
import { ensureSystemLibraries } from "./system-libraries.mjs";
import { run, runWithDisplay } from "./virtual-display.mjs";

/** @typedef {{ passed: number, failed: number, skipped: number }} Tally */

const npm = process.platform === "win32" ? "npm.cmd" : "npm";
const vitest = join(root, "node_modules", "vitest", "vitest.mjs");

/**
 * `npm test`: type check, lint and dependency check, unit tests, then the tests that drive a real window.
 * Every stage runs, so that one run shows everything that is wrong. The last line sums up.
 * `--only unit` or `--only window` runs the tests of one kind, without the checks; other arguments go to vitest.
 */
async function test() {
  const args = process.argv.slice(2);
  const at = args.indexOf("--only");
  const only = at < 0 ? undefined : args.splice(at, 2)[1];
  ensureSystemLibraries();
  const runtime = await findRuntime();
  console.log(runtime.why);
  /** @type {Tally[]} */
  const tallies = [];
  if (only === undefined) {
    tallies.push(await check("type check", ["run", "--silent", "typecheck"]));
    tallies.push(await check("lint and dependency check", ["run", "--silent", "lint"]));
  }
  if (only !== "window") tallies.push(await vitestProjects(["unit", "timed"], args));
  if (only !== "unit") {
    await bundle();
    sandboxArguments(); // says on this console what the window tests do
    tallies.push(await vitestProjects(["window"], args));
  }
  return tallies.reduce((sum, tally) => ({
    passed: sum.passed + tally.passed,
    failed: sum.failed + tally.failed,
    skipped: sum.skipped + tally.skipped,
  }));
}

/**
 * A check that either holds or does not.
 * @param {string} what
 * @param {readonly string[]} npmArguments
 * @returns {Promise<Tally>}
 */
async function check(what, npmArguments) {
  console.log(`\n== ${what}`);
  const holds = (await run(npm, npmArguments)) === 0;
  console.log(holds ? `${what}: holds` : `${what}: FAILED`);
  return { passed: holds ? 1 : 0, failed: holds ? 0 : 1, skipped: 0 };
}

/**
 * @param {readonly ("unit" | "timed" | "window")[]} projects
 * @param {readonly string[]} args
 * @returns {Promise<Tally>}
 */
async function vitestProjects(projects, args) {
  console.log(`\n== ${projects.join(" and ")} tests`);
  const folder = mkdtempSync(join(tmpdir(), "askline-test-"));
  const report = join(folder, "report.json");
  const named = projects.flatMap((project) => ["--project", project]);
  const command = [vitest, "run", ...named, "--reporter=default", "--reporter=json"];
  try {
    const start = projects.includes("window") ? runWithDisplay : run;
    const status = await start(process.execPath, [...command, `--outputFile.json=${report}`, ...args]);
    const counts = JSON.parse(readFileSync(report, "utf8"));
    const failed = counts.numFailedTests;
    // A file that cannot even be loaded counts no failed test, yet the run has failed.
    return {
      passed: counts.numPassedTests,
      failed: failed === 0 && status !== 0 ? Math.max(1, counts.numFailedTestSuites) : failed,
      skipped: counts.numPendingTests + counts.numTodoTests,
    };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {Tally} sum */
function lastLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

try {
  process.chdir(root);
  const began = performance.now();
  const sum = await test();
  console.log(`\nTook ${Math.round((performance.now() - began) / 1000)} s.`);
  console.log(lastLine(sum));
  process.exitCode = sum.failed === 0 && sum.passed > 0 ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.log(lastLine({ passed: 0, failed: 1, skipped: 0 }));
  process.exitCode = 1;
}
