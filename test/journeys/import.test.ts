import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Launched, launchAskline } from "../window/launch.ts";
import { goTo, picture, STEP_MS } from "./steps.ts";

let askline: Launched;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "askline-import-"));
  askline = await launchAskline();
  askline.page.setDefaultTimeout(STEP_MS);
});
afterAll(async () => {
  await askline?.close();
  await rm(folder, { recursive: true, force: true });
});

/** The system's file dialog answers with these paths. */
async function chooseInDialog(paths: readonly string[]): Promise<void> {
  await askline.app.evaluate(
    ({ dialog }, filePaths) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths });
    },
    [...paths],
  );
}

/** How many datasets the main process knows of. */
async function countOfDatasets(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const list = await window.askline.call["datasets.list"]({});
    return list.ok ? list.value.length : -1;
  });
}

describe("bringing data in", () => {
  it("adds what is good, refuses what is not, and says of each file what became of it", async () => {
    const { page } = askline;
    const good = join(folder, "clinic-visits.csv");
    const bad = join(folder, "broken.arrow");
    const rows = Array.from(
      { length: 60 },
      (_, day) => `${new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10)},Kenya,${day * 3}`,
    );
    await writeFile(good, `date,country,clinic visits\n${rows.join("\n")}\n`);
    await writeFile(bad, "this is no Arrow file, <b>whatever</b> its name says");
    await chooseInDialog([good, bad]);
    await goTo(page, "Catalogue");
    const before = await countOfDatasets(page);
    await page.getByRole("button", { name: "Import data" }).click();
    await page.getByRole("button", { name: "Add 1 dataset" }).waitFor();
    await picture(page, "journey-import-preview");
    expect(await countOfDatasets(page)).toBe(before); // nothing is kept before it was looked at
    await page.getByRole("button", { name: "Add 1 dataset" }).click();
    await page.getByText(/1 added, 0 updated, 0 unchanged, 1 refused/).waitFor();
    expect(await page.locator(".import-files").textContent()).toContain("broken.arrow");
    await picture(page, "journey-import");
    expect(await countOfDatasets(page)).toBe(before + 1);
    await page.getByRole("button", { name: "Close" }).click();
  });

  it("finds the new dataset and shows its columns and its file", async () => {
    const { page } = askline;
    await page.getByRole("searchbox", { name: "Search the catalogue" }).fill("clinic");
    await page.getByRole("row").nth(1).click();
    await page.getByRole("heading", { name: "Columns" }).waitFor();
    expect(await page.getByRole("table").last().textContent()).toMatch(/[0-9a-f]{64}/);
    await picture(page, "journey-imported-entry");
    expect(askline.pageErrors).toEqual([]);
  });
});
