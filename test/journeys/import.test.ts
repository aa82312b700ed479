import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeXlsx } from "hucre/xlsx";
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

  it("reads the sheet that is chosen, asks what a file does not tell, and loses nothing when the panel is closed", async () => {
    const { page } = askline;
    const book = join(folder, "situation.xlsx");
    const open = join(folder, "shelters.csv");
    const days = ["2024-01-07", "2024-01-14", "2024-01-21"];
    await writeFile(
      book,
      await writeXlsx({
        sheets: [
          { name: "Read me", rows: [["Situation report 3"]] },
          {
            name: "Wards",
            rows: [
              ["district", "day", "patients"],
              ...days.map((day, at) => ["North", new Date(day), 10 + at]),
            ],
          },
          {
            name: "Stocks",
            rows: [
              ["district", "kits"],
              ["North", 5],
              ["South", 7],
            ],
          },
        ],
      }),
    );
    await writeFile(
      open,
      'district,reported on,people\nNorth,01/02/2024,"1,234"\nSouth,03/02/2024,"2,345"\n',
    );
    await chooseInDialog([book, open]);
    await page.getByRole("button", { name: "Import data" }).click();
    const looked = page.getByRole("region", { name: "situation.xlsx" });
    await looked.getByText(/The sheet “Wards” was read/).waitFor();
    await looked.getByRole("button", { name: /Sheet/ }).click();
    await page.getByRole("option", { name: "Stocks (2 columns)" }).click();
    await looked.getByText(/The sheet “Stocks” was read/).waitFor();
    const asked = page.getByRole("region", { name: "shelters.csv" });
    await page.getByRole("button", { name: "Add 1 dataset" }).waitFor(); // the other one has something to decide
    await picture(page, "journey-import-choices");
    await asked.getByRole("textbox", { name: "Title" }).fill("People in shelters");
    await asked.getByRole("button", { name: "Day first: 1 Feb 2024" }).click();
    await asked.getByRole("button", { name: "Between thousands: 1,234" }).click();
    await page.getByRole("button", { name: "Add 2 datasets" }).waitFor();
    await page.getByRole("button", { name: "Do not add" }).click();
    await page.getByText("2 files were not added. What you entered is kept.").waitFor();
    await page.getByRole("button", { name: "Look at it again" }).click();
    expect(await asked.getByRole("textbox", { name: "Title" }).inputValue()).toBe("People in shelters");
    await page.getByRole("button", { name: "Add 2 datasets" }).click();
    await page.getByText(/2 added, 0 updated, 0 unchanged, 0 refused/).waitFor();
    await page.getByRole("button", { name: "Close" }).click();
  });

  it("reads a file otherwise that could not be read, and takes a whole folder with the catalogue in it", async () => {
    const { page } = askline;
    const inside = join(folder, "situation");
    await mkdir(inside);
    await writeFile(join(inside, "depots.csv"), "depot|kits, packed\nNorth|5\nSouth, upper|7, or 8\n");
    const sheets = [
      { name: "Names only", rows: [["district", "kits"]] },
      { name: "Stocks", rows: [["district"], ["North"], ["South"]] },
    ];
    await writeFile(join(inside, "stocks.xlsx"), await writeXlsx({ sheets }));
    await writeFile(join(inside, "elsewhere.jsonl"), '{"id":"e1","title":"Rain elsewhere"}\n{"id":"e2"}\n');
    await chooseInDialog([inside]);
    await page.getByRole("button", { name: "Import a folder" }).click();
    const depots = page.getByRole("region", { name: "depots.csv" });
    await depots.getByRole("button", { name: /Mark between the columns/ }).click();
    await page.getByRole("option", { name: "Comma" }).click();
    await depots.getByText(/cannot be read as CSV: line 2/).waitFor();
    await depots.getByText("It may be readable in another way. Choose below.").waitFor();
    await depots.getByRole("button", { name: /Mark between the columns/ }).click();
    await page.getByRole("option", { name: "Upright bar" }).click();
    await depots.getByRole("heading", { name: "Columns", exact: true }).waitFor();
    const stocks = page.getByRole("region", { name: "stocks.xlsx" });
    await stocks.getByText(/there are no rows|no rows/).waitFor();
    await stocks.getByRole("button", { name: /Sheet/ }).click();
    await page.getByRole("option", { name: /^Stocks/ }).click();
    await stocks.getByRole("heading", { name: "Columns", exact: true }).waitFor();
    await page.getByRole("button", { name: "Add 2 datasets" }).click();
    await page.getByText(/3 added, 0 updated, 0 unchanged, 1 refused/).waitFor();
    expect(await page.locator(".import-files").textContent()).toContain(
      "1 added, 0 updated, 0 unchanged, 1 refused",
    );
    await page.getByRole("button", { name: "Close" }).click();
  });

  it("refuses files that are made to overwhelm, each with its reason, and stays alive meanwhile", async () => {
    const { page } = askline;
    const wide = join(folder, "million.csv");
    await writeFile(wide, `${Array.from({ length: 1_000_000 }, (_, at) => `c${at}`).join(",")}\n1\n`);
    const cut = join(folder, "cut.json");
    await writeFile(cut, '{"dataset":[{"title":"Half", "ident');
    const nested = join(folder, "nested.jsonl");
    await writeFile(nested, `{"a":${"[".repeat(50_000)}${"]".repeat(50_000)}}\n`);
    await chooseInDialog([wide, cut, nested]);
    await page.getByRole("button", { name: "Import data" }).click();
    const before = Date.now();
    await countOfDatasets(page);
    expect(Date.now() - before).toBeLessThan(5000);
    const look = page.getByRole("region");
    await look
      .filter({ hasText: "million.csv" })
      .getByText(/columns or more/)
      .waitFor();
    await look
      .filter({ hasText: "cut.json" })
      .getByText(/no whole JSON/)
      .waitFor();
    await look
      .filter({ hasText: "nested.jsonl" })
      .getByText(/nested more than a hundred deep/)
      .waitFor();
    await page.getByRole("button", { name: "Do not add" }).click();
    await page.getByRole("button", { name: "Put away" }).click();
  });

  it("stays alive while a large file is read, and stops when told to", async () => {
    const { page } = askline;
    const large = join(folder, "large.csv");
    const line = (at: number) => `place ${at % 900},2024-01-01,${at},${at / 7},note ${at}\n`;
    const block = Array.from({ length: 20_000 }, (_, at) => line(at)).join("");
    await writeFile(large, `place,day,count,share,note\n${block.repeat(60)}`);
    const before = await countOfDatasets(page);
    await chooseInDialog([large]);
    await page.getByRole("button", { name: "Import data" }).click();
    await page.getByRole("button", { name: "Cancel" }).waitFor();
    const began = Date.now();
    await page.getByRole("searchbox", { name: "Search the catalogue" }).fill("deaths");
    expect(await countOfDatasets(page)).toBe(before);
    expect(Date.now() - began).toBeLessThan(5000);
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "Import data" }).waitFor();
    await page.getByRole("button", { name: "Cancel" }).waitFor({ state: "detached" });
    expect(await countOfDatasets(page)).toBe(before);
    await page.getByRole("searchbox", { name: "Search the catalogue" }).fill("");
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
