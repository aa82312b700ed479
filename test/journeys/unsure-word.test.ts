import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Launched, launchAskline } from "../window/launch.ts";
import { picture, STEP_MS, seal, typeQuestion, waiveDecision } from "./steps.ts";

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
