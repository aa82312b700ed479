import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Launched, launchAskline } from "../window/launch.ts";
import { getAnswer, goTo, NO_ANSWER, ONE_NUMBER, picture, STEP_MS, seal, typeQuestion } from "./steps.ts";

let askline: Launched;
beforeAll(async () => {
  askline = await launchAskline();
  askline.page.setDefaultTimeout(STEP_MS);
});
afterAll(() => askline?.close());

describe("from a worry to a sealed answer, and again", () => {
  it("marks the words, shows what can answer, asks for the decision", async () => {
    const { page } = askline;
    await typeQuestion(page, ONE_NUMBER);
    await page
      .getByRole("complementary", { name: "What can answer this" })
      .getByText("Would be used")
      .waitFor();
    expect(
      await page.getByRole("list", { name: "Your words and how they were read" }).textContent(),
    ).toContain("India");
    await page.getByRole("button", { name: "State the decision" }).click();
    await page.keyboard.type("send oxygen");
    await page.getByText("Decide by a rule").click();
    await page.getByRole("textbox", { name: "Limit" }).fill("100000");
    await page.getByRole("button", { name: "Keep the decision" }).click();
    expect(await page.getByText("send oxygen, if at least 100,000").isVisible()).toBe(true);
    await picture(page, "journey-ask");
  });

  it("answers with the independent number, its caveats, source and licence", async () => {
    const { page } = askline;
    await seal(page);
    await page.waitForURL(/\/answers\/[^/]+$/);
    const sentence = await page.getByRole("heading", { level: 1 }).textContent();
    expect(sentence).toContain("120,042");
    expect(await page.getByText(/^The rule .* is met/).isVisible()).toBe(true);
    expect(
      await page
        .getByRole("complementary", { name: /^Caveats/ })
        .locator("li")
        .count(),
    ).toBeGreaterThan(0);
    await page.getByText(/Licence: .*PDDL/).waitFor();
    await page.getByRole("tab", { name: "How it came about" }).click();
    expect(await page.locator(".steps li").count()).toBeGreaterThan(1);
    await page.getByRole("tab", { name: "SQL" }).click();
    expect(await page.locator(".sql").first().textContent()).toMatch(/select/i);
    await page.getByRole("tab", { name: "Table" }).click();
    expect(await page.getByRole("table").textContent()).toContain("120,042");
    await picture(page, "journey-answer");
  });

  it("records the decision, durably, before it says so", async () => {
    const { page, workspaceDir } = askline;
    await page.getByRole("button", { name: "Record the decision" }).click();
    await page.getByRole("textbox", { name: "By whom" }).fill("Minister of Health");
    await page.getByRole("button", { name: "Record", exact: true }).click();
    await page.getByText("The decision is in the ledger").waitFor();
    const ledger = await readFile(join(workspaceDir, "ledger", "ledger.jsonl"), "utf8");
    expect(ledger).toContain('"decision-recorded"');
    expect(ledger).toContain("Minister of Health");
  });

  it("replays to the identical answer", async () => {
    const { page } = askline;
    await page.getByRole("button", { name: "Replay" }).click();
    await page.getByRole("heading", { name: "Replay: Identical" }).waitFor();
    await picture(page, "journey-replay");
  });

  it("lists it, finds it and opens it as it was; back and forward work", async () => {
    const { page } = askline;
    await goTo(page, "Answers");
    await page.getByRole("searchbox", { name: "Search questions and answers" }).fill("India 2021");
    const line = page.getByRole("link", { name: /120,042/ });
    await line.click();
    await page.getByRole("heading", { level: 1, name: /120,042/ }).waitFor();
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: "Answers" }).waitFor();
    await page.goForward();
    await page.getByRole("heading", { level: 1, name: /120,042/ }).waitFor();
    await page.reload();
    await page.getByRole("heading", { level: 1, name: /120,042/ }).waitFor();
  });

  it("opens the question again as a follow-up, ready to be changed", async () => {
    const { page } = askline;
    await page.getByRole("button", { name: "Ask a follow-up" }).click();
    const box = page.getByRole("textbox", { name: "Your question, in your own words" });
    expect(await box.inputValue()).toBe(ONE_NUMBER);
  });

  it("says why a question cannot be answered here, and does not let it be sealed", async () => {
    const { page } = askline;
    await typeQuestion(page, NO_ANSWER);
    expect(await page.getByRole("button", { name: "Seal and get the answer" }).isDisabled()).toBe(true);
    expect(await page.getByText(/^Not yet: /).isVisible()).toBe(true);
    await picture(page, "journey-no-answer");
  });

  it("opens a worked example with its decision, and says that the range lies on both sides of the rule", async () => {
    const { page } = askline;
    await goTo(page, "Ask");
    await page.getByRole("button", { name: "New question" }).click();
    await page.getByRole("button", { name: "Worked examples" }).click();
    await page
      .getByRole("button", { name: /^Open as a question: How many COVID-19 cases will there be/ })
      .click();
    await page.getByText("order more tests for November, by Procurement office").waitFor();
    await seal(page);
    await page.waitForURL(/\/answers\/[^/]+$/);
    await page.getByText(/lies on both sides of at least 10,000/).waitFor();
  });

  it("asks twice and gives the same sentence", async () => {
    const { page } = askline;
    const first = await getAnswer(page, ONE_NUMBER);
    expect(await getAnswer(page, ONE_NUMBER)).toBe(first);
    expect(askline.pageErrors).toEqual([]);
  });
});
