import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Launched, launchAskline } from "../window/launch.ts";
import { goTo, NO_ANSWER, picture, STEP_MS, seal, typeQuestion, waiveDecision } from "./steps.ts";

let askline: Launched;
beforeAll(async () => {
  askline = await launchAskline();
  askline.page.setDefaultTimeout(STEP_MS);
});
afterAll(() => askline?.close());

const TWO_CONGOS = "How many COVID-19 deaths were there in Congo in May 2021?";

describe("a word that can be read in two ways", () => {
  it("is marked with a sign, not only a colour, and says how it was read", async () => {
    const { page } = askline;
    await typeQuestion(page, TWO_CONGOS);
    const word = page.getByRole("button", { name: /^Congo \?/ });
    await word.click();
    await page
      .getByRole("dialog", { name: "Congo" })
      .getByText(/^Read as .*Congo/)
      .waitFor();
    await picture(page, "journey-unsure-word");
  });

  it("can be read otherwise: the sentence and the data follow, and the word is unsure no more", async () => {
    const { page } = askline;
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /Democratic Republic/ })
      .click();
    await page.getByRole("button", { name: /^Place: Democratic Republic of Congo/ }).waitFor();
    expect(await page.getByRole("button", { name: /^Congo \?/ }).count()).toBe(0);
    await waiveDecision(page);
    await seal(page);
    await page.waitForURL(/\/answers\/[^/]+$/);
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toMatch(
      /Democratic Republic|Kinshasa/,
    );
    expect(await page.getByText(/Words not surely understood/).count()).toBe(0);
  });

  it("is undone by its name", async () => {
    const { page } = askline;
    await page.getByRole("navigation").getByRole("link", { name: "Ask", exact: true }).click();
    await page.getByRole("button", { name: "Undo: Decision" }).click();
    await page.getByRole("button", { name: "Undo: Congo" }).click();
    await page.getByRole("button", { name: /^Congo \?/ }).waitFor();
  });
});

const TOO_LATE = "How many people died of COVID-19 in India during May 2025?";

/** Records the question on the page as one that nothing here answers. */
async function recordMissing(page: Page): Promise<void> {
  await waiveDecision(page);
  await page.getByRole("button", { name: "Record what is missing" }).click();
  await page.getByText("This question cannot be answered here").waitFor();
}

describe("a question that no table answers as it stands", () => {
  it("is told criterion by criterion, with the nearest that can be answered and what that loses", async () => {
    const { page } = askline;
    await typeQuestion(page, TOO_LATE);
    const match = page.locator(".match");
    await match.getByText(/comes nearest\. Its figures run from .*, outside the time asked\./).waitFor();
    await match.getByText(/^What that loses: Looks at .* instead of 1 May 2025 to 31 May 2025\./).waitFor();
    await picture(page, "journey-nearest");
  });

  it("takes the nearest at a press, and is itself again when that is undone", async () => {
    const { page } = askline;
    const asked = /^From: 1 May 2025/;
    await page.getByRole("button", { name: asked }).waitFor();
    await page.getByRole("button", { name: "Ask that instead" }).click();
    await page.locator(".match-card").first().waitFor();
    await page.getByRole("button", { name: /^From: 1 September 2021/ }).waitFor();
    await page.getByRole("button", { name: "Undo: the nearest question" }).click();
    await page.getByRole("button", { name: asked }).waitFor();
    await page
      .getByText(/outside the time asked/)
      .first()
      .waitFor();
  });

  it("of which nothing here speaks, is said to be so in words, and becomes a request", async () => {
    const { page } = askline;
    await typeQuestion(page, NO_ANSWER);
    const match = page.locator(".match");
    await match.getByText("Nothing in the catalogue seems to be about this question.").waitFor();
    await match.getByText(/^Looked for “refugees”, “Ukraine” and “Poland” in the descriptions of/).waitFor();
    await match.getByText(/^No description speaks of “refugees”, “Ukraine” and “Poland”/).waitFor();
    await match.getByRole("button", { name: "Say it in other words" }).click();
    expect(await page.evaluate(() => document.activeElement?.getAttribute("data-box"))).toBe("question");
    await match.getByRole("button", { name: "Request this data" }).click();
    expect(await page.getByRole("textbox", { name: "Purpose" }).inputValue()).toBe(NO_ANSWER);
  });
});

describe("two tables that answer together", () => {
  it("are shown with their key and the share that will match, which is what the run then joins", async () => {
    const { page } = askline;
    await typeQuestion(page, "COVID-19 deaths per 100,000 people by country in May 2021");
    const card = page.locator(".match-card").first();
    await card
      .getByText(
        /Divided by population from .*, joined by place\. 192 of 195 places \(98 %\) are in both; lost are .*Diamond Princess/,
      )
      .waitFor();
    await waiveDecision(page);
    await seal(page);
    await page.waitForURL(/\/answers\/[^/]+$/);
    await page
      .getByText(/^No base is known for .*Diamond Princess/)
      .first()
      .waitFor();
    await page.getByRole("tab", { name: "How it came about" }).click();
    const divided = page.getByRole("tabpanel").locator("li", { hasText: "Divide by the base" }).last();
    // 192 of 195 names have a population: 98 %.
    expect(await divided.textContent()).toMatch(/195\D+192\D*$/);
  });
});

describe("the list of gaps", () => {
  const gaps = (page: Page) => page.getByRole("table", { name: "Gaps" }).getByRole("row");

  it("has what was asked in vain once, however often and in whatever words", async () => {
    const { page } = askline;
    for (const text of [TOO_LATE, "COVID-19 deaths in India in May 2025"]) {
      await typeQuestion(page, text);
      await recordMissing(page);
    }
    await goTo(page, "Catalogue");
    await page.getByRole("button", { name: "Gaps" }).click();
    await gaps(page).nth(1).waitFor();
    expect(await gaps(page).count()).toBe(2);
    expect(await gaps(page).nth(1).textContent()).toMatch(/outside the time asked/);
    await picture(page, "journey-gaps");
  });

  it("says that a gap can be answered now, once the data have come, and asks again", async () => {
    const { page, app, workspaceDir } = askline;
    const days = Array.from({ length: 31 }, (_, day) => `2025-05-${String(day + 1).padStart(2, "0")}`);
    const file = join(workspaceDir, "..", "covid-19-deaths-2025.csv");
    const rows = days.flatMap((day, at) => [`${day},India,${(at % 7) + 1}`, `${day},Nepal,${(at % 3) + 1}`]);
    await writeFile(file, `date,country,COVID-19 deaths\n${rows.join("\n")}\n`);
    await app.evaluate(({ dialog }, path) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
    }, file);
    await goTo(page, "Catalogue");
    await page.getByRole("button", { name: "Import data" }).click();
    await page.getByRole("button", { name: "Add 1 dataset" }).click();
    await page.getByText(/1 added/).waitFor();
    await page.getByRole("button", { name: "Close" }).click();
    await page.getByRole("button", { name: "Gaps" }).click();
    await page.getByText("Can be answered by now").waitFor();
    await picture(page, "journey-gap-closed");
    await page.getByRole("button", { name: "Ask it again" }).click();
    await page.locator(".match-card").first().waitFor();
    expect(askline.pageErrors).toEqual([]);
  });
});
