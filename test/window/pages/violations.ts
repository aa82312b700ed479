import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults, RunOptions } from "axe-core";
import type { Page } from "playwright-core";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * What axe finds on the page as it stands: every rule of WCAG 2.2 A and AA and the good practices, one line each.
 * One exception: while a popover is open React Aria keeps two unseen "Dismiss" buttons beside the dialog, outside any
 * landmark; the rest of the page is hidden then, so that nobody navigates by landmarks.
 */
export async function violations(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(source);
  const isOpen = (await page.getByRole("dialog").count()) > 0;
  const options: RunOptions = { rules: { region: { enabled: !isOpen } } };
  const found: AxeResults = await page.evaluate(`axe.run(document, ${JSON.stringify(options)})`);
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary ?? ""}`),
  );
}
