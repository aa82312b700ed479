import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { A_TREND, getAnswer, goTo, picture, STEP_MS, typeQuestion } from "../../journeys/steps.ts";
import { answerDialog, type Launched, launchAskline } from "../launch.ts";
import { violations } from "./violations.ts";

let askline: Launched;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "askline-catalogue-"));
  askline = await launchAskline();
  askline.page.setDefaultTimeout(STEP_MS);
});
afterAll(async () => {
  await askline?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Axe finds nothing, in light and in dark, on the page as it stands; a picture of each is kept. */
async function isAccessible(page: Page, name: string): Promise<void> {
  for (const theme of ["light", "dark"]) {
    await page.evaluate((chosen) => {
      document.documentElement.dataset.theme = chosen;
    }, theme);
    await picture(page, `catalogue-${name}-${theme}`);
    expect(await violations(page)).toEqual([]);
  }
}

async function openEntry(page: Page, words: string): Promise<void> {
  await goTo(page, "Catalogue");
  await page.getByRole("searchbox", { name: "Search the catalogue" }).fill(words);
  await page.getByRole("grid", { name: "Catalogue" }).getByRole("row").nth(1).click();
  await page.getByRole("heading", { name: "Versions" }).waitFor();
}

describe("data that are brought in", () => {
  it("are shown with a proposal and its evidence for each column, and nothing is added yet", async () => {
    const { page, app } = askline;
    const file = join(folder, "clinic-visits.csv");
    const rows = Array.from(
      { length: 60 },
      (_, day) =>
        `${new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10)},Kenya,${(day * 7) % 50},${day % 9}`,
    );
    await writeFile(file, `date,country,clinic visits,zone\n${rows.join("\n")}\n`);
    await answerDialog(app, "showOpenDialog", { canceled: false, filePaths: [file] });
    await goTo(page, "Catalogue");
    await page.getByRole("button", { name: "Import data" }).click();
    await page.getByRole("heading", { name: "Look before it is added", level: 1 }).waitFor();
    const columns = page.getByRole("table", { name: "Columns" });
    expect(await columns.getByRole("row").count()).toBe(5);
    expect(await columns.textContent()).toContain("It is the time axis of the table.");
    await isAccessible(page, "look");
  });

  it("come in as the person corrected them, by keyboard", async () => {
    const { page } = askline;
    await page.getByRole("group", { name: "Columns" }).getByRole("button", { name: "Change zone" }).focus();
    await page.keyboard.press("Enter");
    const form = page.getByRole("dialog");
    await form.getByRole("button", { name: /Role/ }).press("Enter");
    await page.getByRole("option", { name: "Breakdown" }).press("Enter");
    await page.getByRole("listbox").waitFor({ state: "detached" });
    await isAccessible(page, "look-change");
    await page.getByRole("button", { name: "Apply" }).press("Enter");
    await page
      .getByRole("group", { name: "What it can be asked for" })
      .getByRole("button", { name: "Change clinic visits" })
      .press("Enter");
    const counts = page.getByRole("combobox", { name: "What it counts" });
    await counts.fill("deat");
    await page.getByRole("option", { name: "deaths", exact: true }).waitFor();
    await counts.fill("clinic consultations");
    await page.getByRole("listbox").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Apply" }).click();
    await page.getByRole("textbox", { name: "Title" }).fill("Visits to clinics in Kenya");
    await page.getByRole("button", { name: "Add 1 dataset" }).press("Enter");
    await page.getByText(/1 added, 0 updated, 0 unchanged, 0 refused/).waitFor();
    await page.getByRole("button", { name: "Close" }).click();
    await openEntry(page, "clinics in Kenya");
    expect(await page.getByRole("table", { name: "What it can be asked for" }).textContent()).toContain(
      "clinic consultations",
    );
    expect(await page.getByRole("row", { name: /^zone/ }).textContent()).toContain("Breakdown");
  });
});

describe("an entry", () => {
  it("says what is wrong first, then statistics, standing, versions and use", async () => {
    const { page } = askline;
    await getAnswer(page, A_TREND);
    await page.locator(".source a").first().click();
    await page.getByRole("heading", { name: "Versions" }).waitFor();
    for (const name of [
      "Columns",
      "Standing among sources",
      "Where it was used",
      "Quality of the description",
    ])
      expect(await page.getByRole("heading", { name }).count()).toBe(1);
    expect(await page.locator(".bars, .quartiles").count()).toBeGreaterThan(0);
    expect(await page.getByRole("link", { name: /deaths in India/i }).count()).toBeGreaterThan(0);
    await isAccessible(page, "entry");
    await page.getByRole("heading", { name: "Versions" }).scrollIntoViewIfNeeded();
    await isAccessible(page, "entry-versions");
  });

  it("is approved, edited, compared, and put back; the approval drops in between", async () => {
    const { page } = askline;
    const title = (await page.getByRole("heading", { level: 1 }).textContent()) ?? "";
    await page.getByRole("button", { name: "Approve" }).click();
    await page.getByText(/^Approved by/).waitFor();
    await page.getByRole("button", { name: "Edit" }).click();
    await page.getByRole("heading", { name: `Edit: ${title}` }).waitFor();
    expect(await page.getByRole("button", { name: "Save as a new version" }).isDisabled()).toBe(true);
    await page.getByRole("textbox", { name: "Steward", exact: true }).fill("Ministry of Health");
    await page.getByText("Access is open: no count of people is hidden or rounded.").waitFor();
    await page.getByRole("button", { name: /^Open Access|^Access/ }).click();
    await page.getByRole("option", { name: "Restricted" }).click();
    await page.getByRole("button", { name: /How they are kept safe/ }).click();
    await page.getByRole("option", { name: "Hidden, and all others rounded" }).click();
    await page.getByRole("textbox", { name: "Rounded to the nearest" }).fill("10");
    await isAccessible(page, "edit");
    await page.getByRole("textbox", { name: "Title" }).fill("");
    await page.getByText("This must not be empty.").waitFor();
    expect(await page.getByRole("button", { name: "Save as a new version" }).isDisabled()).toBe(true);
    await page.getByRole("textbox", { name: "Title" }).fill(`${title} (ours)`);
    await page.getByRole("button", { name: "Save as a new version" }).click();
    await page.getByRole("heading", { name: `${title} (ours)`, level: 1 }).waitFor();
    await page.getByText(/Was approved by/).waitFor();
    await page.getByRole("button", { name: "Compare with the one before" }).first().click();
    const changes = page.getByRole("table", { name: "What changed" });
    await changes.waitFor();
    for (const part of ["steward.name", "access", "protection.method", "protection.base"])
      expect(await changes.textContent()).toContain(part);
    await isAccessible(page, "entry-difference");
    await page.getByRole("button", { name: "Go back to this" }).first().click();
    await page.getByRole("heading", { name: title, exact: true, level: 1 }).waitFor();
    await page.getByText(/^Approved by/).waitFor();
  });
});

describe("the catalogue by what is measured", () => {
  it("shows competing sources with the designated one", async () => {
    const { page } = askline;
    await goTo(page, "Catalogue");
    await page.getByRole("button", { name: /Show/ }).click();
    await page.getByRole("option", { name: "By what they measure" }).click();
    const table = page.getByRole("table", { name: "By what they measure" });
    await table.waitFor();
    const all = await table.getByRole("row").count();
    await page.getByRole("button", { name: "Several sources only" }).click();
    expect(await table.getByRole("row").count()).toBeLessThan(all);
    await isAccessible(page, "concepts");
  });

  it("says how far they differ, and lets one be designated for a place", async () => {
    const { page } = askline;
    await page
      .getByRole("table", { name: "By what they measure" })
      .getByRole("link", { name: "deaths, COVID-19" })
      .click();
    await page.getByRole("heading", { name: "Deaths, COVID-19", level: 1 }).waitFor();
    await page.getByText(/^On the 79,800 figures that both have/).waitFor();
    await isAccessible(page, "measured");
    await page.getByRole("button", { name: "Change the designated source" }).press("Enter");
    await page.getByRole("button", { name: /Source/ }).press("Enter");
    await page.getByRole("option", { name: /end of each month/ }).press("Enter");
    await page.getByRole("textbox", { name: "Only in this place" }).fill("Atlantis");
    await page.getByRole("button", { name: "Designate", exact: true }).press("Enter");
    await page.getByText("No place is called “Atlantis” here.").waitFor();
    await page.getByRole("textbox", { name: "Only in this place" }).fill("Italy");
    await page.getByRole("button", { name: "Designate", exact: true }).press("Enter");
    await page.getByText("1 entry has a new version.").waitFor();
    const designated = page.getByRole("table", { name: "Designated source" });
    await designated.getByRole("row", { name: /Italy/ }).waitFor();
    expect(await designated.getByRole("row", { name: /everywhere/ }).textContent()).toContain(
      "by country and day",
    );
    await isAccessible(page, "measured-designated");
    await page.goBack();
    await page.getByRole("table", { name: "By what they measure" }).waitFor();
  });
});

describe("what is missing", () => {
  it("is listed with the decisions that wait for it", async () => {
    const { page } = askline;
    await goTo(page, "Catalogue");
    await page.getByRole("button", { name: "Gaps" }).click();
    await page.getByText("Nothing is missing.").waitFor();
    await typeQuestion(page, "How many people died of cholera in Peru in 1991?");
    await page.getByRole("button", { name: "No decision, just asking" }).click();
    await page.getByRole("button", { name: "Record what is missing" }).click();
    await page.waitForURL(/\/runs\//);
    await goTo(page, "Catalogue");
    await page.getByRole("button", { name: "Gaps" }).click();
    await page.getByRole("table", { name: "Gaps" }).waitFor();
    expect(await page.getByRole("table", { name: "Gaps" }).textContent()).toMatch(/Peru/);
    await isAccessible(page, "gaps");
    expect(askline.pageErrors).toEqual([]);
  });
});
