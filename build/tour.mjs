import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { _electron } from "playwright-core";
import { root } from "./bundle.mjs";
import { findRuntime } from "./runtime/runtime.mjs";
import { sandboxArguments } from "./runtime/sandbox.mjs";

/** How long a slow machine may take for one step, in milliseconds. */
const PATIENCE_MS = 60_000;

/**
 * The bundled tour: asks one question of the bundled workspace in the real window, as a person would, and says the answer
 * and where the picture of the window is. Needs the bundles in out/ and a display, real or virtual.
 */
async function tour() {
  const runtime = await findRuntime();
  const folder = mkdtempSync(join(tmpdir(), "askline-tour-"));
  const app = await _electron.launch({
    executablePath: runtime.executable,
    args: [
      ...sandboxArguments(),
      `--user-data-dir=${join(folder, "user")}`,
      root,
      `--workspace=${join(folder, "workspace")}`,
    ],
    chromiumSandbox: sandboxArguments(() => {}).length === 0,
    timeout: PATIENCE_MS,
  });
  try {
    const page = await app.firstWindow({ timeout: PATIENCE_MS });
    page.setDefaultTimeout(PATIENCE_MS);
    const examples = await page.evaluate(() =>
      Reflect.get(globalThis, "askline").call["question.suggestions"]({}),
    );
    const example = examples.value.find(
      (/** @type {{ missing: string | null }} */ one) => one.missing === null,
    );
    const box = page.getByRole("textbox").first();
    await box.fill(example.text);
    console.log(`Asked:      ${example.text}`);
    await page.getByRole("button", { name: "No decision, just asking" }).click();
    await page.getByRole("button", { name: "Seal and get the answer" }).click();
    await page.waitForURL(/\/answers\/[^/]+$/);
    const id = decodeURIComponent(new URL(page.url()).pathname.split("/").at(-1) ?? "");
    const answer = await page.evaluate(
      (of) => Reflect.get(globalThis, "askline").call["answers.get"]({ id: of }),
      id,
    );
    await page.getByText(answer.value.sentence).first().waitFor();
    console.log(`Answer:     ${answer.value.sentence}`);
    for (const caveat of answer.value.caveats) console.log(`Caveat:     ${caveat.text}`);
    const picture = join(root, "out", "tour", "answer.png");
    mkdirSync(join(root, "out", "tour"), { recursive: true });
    await page.screenshot({ path: picture });
    console.log(`Screenshot: ${picture}`);
  } finally {
    await app.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

try {
  await tour();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
