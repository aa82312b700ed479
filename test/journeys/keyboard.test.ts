import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Launched, launchAskline } from "../window/launch.ts";
import { ONE_NUMBER, picture, STEP_MS } from "./steps.ts";

let askline: Launched;
beforeAll(async () => {
  askline = await launchAskline();
  askline.page.setDefaultTimeout(STEP_MS);
  await askline.page.getByRole("textbox", { name: "Your question, in your own words" }).waitFor();
});
afterAll(() => askline?.close());

const MOST_TABS = 60;

/** What has the keyboard, in words: its element and its name; empty when nothing has it. */
async function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    return element === null || element === document.body
      ? ""
      : `${element.tagName.toLowerCase()} ${element.getAttribute("aria-label") ?? element.textContent ?? ""}`;
  });
}

/** Presses Tab until something with this name has the keyboard; every stop on the way must be visible. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let stop = 0; stop < MOST_TABS; stop += 1) {
    if (name.test(await focused(page))) return;
    await page.keyboard.press("Tab");
    const seen = await page.evaluate(() => {
      const box = document.activeElement?.getBoundingClientRect();
      return box !== undefined && box.width > 0 && box.height > 0;
    });
    expect(seen, `after Tab the keyboard is on something that is not there: ${await focused(page)}`).toBe(
      true,
    );
  }
  throw new Error(`Tab does not reach ${name}; it ended at: ${await focused(page)}`);
}

describe("the whole path by keyboard alone", () => {
  it("begins in the question's box", async () => {
    const { page } = askline;
    expect(await focused(page)).toContain("Your question");
    await page.keyboard.type(ONE_NUMBER);
    await page.getByRole("button", { name: "Seal and get the answer" }).waitFor();
  });

  it("walks the words, and says how each was read", async () => {
    const { page } = askline;
    await tabTo(page, /^button people died/);
    await page.getByRole("tooltip").waitFor();
    await page.keyboard.press("Enter");
    await page
      .getByRole("dialog")
      .getByText(/Read as/)
      .waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(await focused(page)).toMatch(/people died/);
  });

  it("changes a part of the sentence with the arrow keys, opens its choices and closes them", async () => {
    const { page } = askline;
    await tabTo(page, /Place: India/);
    await page.keyboard.press("Enter");
    await page.keyboard.type("Nepal");
    await page.getByRole("option", { name: /Nepal/ }).first().waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: /Place: Nepal/ }).waitFor();
    await page.keyboard.press("Control+z");
    await page.getByRole("button", { name: /Place: India/ }).waitFor();
    await page.keyboard.press("Control+Shift+z");
    await page.getByRole("button", { name: /Place: Nepal/ }).waitFor();
    await page.keyboard.press("Control+z");
  });

  it("asks why, looks ahead at the steps, and comes back", async () => {
    const { page } = askline;
    await tabTo(page, /^button Why is this asked/);
    await page.keyboard.press("Enter");
    await page.getByText("is not led by the number").waitFor();
    await tabTo(page, /^button What will be done, step by step/);
    await page.keyboard.press("Enter");
    await page.getByRole("table", { name: /^Step 2/ }).waitFor();
    expect(await page.getByRole("complementary").textContent()).not.toContain("120,042");
    await tabTo(page, /^button What can answer this/);
    await page.keyboard.press("Enter");
    await page.getByRole("complementary", { name: "What can answer this" }).waitFor();
  });

  it("varies the place, keeps a draft and compares the two", async () => {
    const { page } = askline;
    await tabTo(page, /^button This question/);
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: /^Duplicate/ }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Vary one part of a question" }).waitFor();
    await tabTo(page, /Search: Place/);
    await page.keyboard.type("nepal");
    await page.locator(".vary-choice", { hasText: "Nepal" }).first().waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await tabTo(page, /^button Keep it as a draft/);
    await page.keyboard.press("Enter");
    await tabTo(page, /^a Compare with the first/);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "1 part differs" }).waitFor();
    await page.keyboard.press("Alt+ArrowLeft");
    await page.getByRole("heading", { name: "Vary one part of a question" }).waitFor();
    await page.keyboard.press("Alt+ArrowLeft");
    await page.getByRole("button", { name: /Place: India/ }).waitFor();
  });

  it("waives the decision, seals, reads the answer, its table and its steps", async () => {
    const { page } = askline;
    await tabTo(page, /No decision, just asking/);
    await page.keyboard.press("Enter");
    await page.getByText("No decision is stated").waitFor();
    await tabTo(page, /Seal and get the answer/);
    await picture(page, "keyboard-seal-focused");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/answers\/[^/]+$/);
    await page.waitForFunction(() => document.activeElement?.tagName === "H1");
    expect(await focused(page)).toContain("120,042");
    // The chart behind the number is shown first; the table of its numbers is one arrow away, the steps two.
    await tabTo(page, /^div Chart$/);
    await page.keyboard.press("ArrowRight");
    await page.getByRole("tab", { name: "Table", selected: true }).waitFor();
    await page.keyboard.press("ArrowRight");
    await page.getByRole("tab", { name: "How it came about", selected: true }).waitFor();
  });

  it("exports, replays and goes back", async () => {
    const { page } = askline;
    await tabTo(page, /^button Export/);
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: /CSV/ }).waitFor();
    await page.keyboard.press("Escape");
    await tabTo(page, /^button Replay/);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Replay: Identical" }).waitFor();
    await page.keyboard.press("Alt+ArrowLeft");
    await page.getByRole("heading", { level: 1, name: /120,042/ }).waitFor();
  });

  it("goes to every place by the skip link, the rail and the table of datasets", async () => {
    const { page } = askline;
    await tabTo(page, /^button Skip to the page/);
    await tabTo(page, /^a Catalogue/);
    await page.keyboard.press("Enter");
    await page.getByRole("grid", { name: "Catalogue" }).waitFor();
    await tabTo(page, /COVID-19/);
    await page.getByRole("row").nth(1).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "What it can be asked for" }).waitFor();
  });
});
