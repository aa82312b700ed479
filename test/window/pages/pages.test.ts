import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  A_TREND,
  getAnswer,
  goTo,
  ONE_NUMBER,
  picture,
  STEP_MS,
  typeQuestion,
  writePicture,
} from "../../journeys/steps.ts";
import { type Launched, launchAskline } from "../launch.ts";
import { violations } from "./violations.ts";

let askline: Launched;
beforeAll(async () => {
  askline = await launchAskline();
  askline.page.setDefaultTimeout(STEP_MS);
  await getAnswer(askline.page, A_TREND);
});
afterAll(() => askline?.close());

const tab = (page: Page, name: string) => page.getByRole("tab", { name }).click();

/** Every page and every part of one that opens, and how a person gets there. */
const PAGES: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  ask: async (page) => {
    await typeQuestion(page, `${ONE_NUMBER} zzyzx`);
  },
  "ask-choices": async (page) => {
    await page.getByRole("button", { name: /^Place: / }).click();
    await page.getByRole("option").first().waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "Why is this asked?" }).click();
    await page.getByText("A number without a place").waitFor();
  },
  "ask-decision": async (page) => {
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "State the decision" }).click();
    await page.getByText("Decide by a rule").click();
    await page.getByRole("button", { name: "Keep the decision" }).click();
  },
  "ask-preview": async (page) => {
    await page.getByRole("button", { name: "What will be done, step by step" }).click();
    await page.getByRole("table", { name: /^Step 2/ }).waitFor();
  },
  "ask-vary": async (page) => {
    await page.getByRole("button", { name: "This question" }).click();
    await page.getByRole("menuitem", { name: /^Vary one part/ }).click();
    await page.getByRole("searchbox").fill("nepal");
    await page.locator(".vary-choice", { hasText: "Nepal" }).first().locator("label").click();
    await page.getByRole("button", { name: "Keep it as a draft" }).click();
    await page.getByText("Kept as a draft").waitFor();
  },
  "ask-compare": async (page) => {
    await page.getByRole("link", { name: /^Compare with the first/ }).click();
    await page.getByRole("heading", { name: "1 part differs" }).waitFor();
  },
  "ask-empty": async (page) => {
    await goTo(page, "Ask");
    await page.getByRole("button", { name: "New question" }).click();
    await page.getByRole("heading", { name: "This workspace can answer" }).waitFor();
  },
  "ask-tour": async (page) => {
    await page.getByRole("button", { name: "Guided first question" }).click();
    await page.getByRole("region", { name: "Guided first question" }).getByText("Step 1 of 3").waitFor();
  },
  examples: async (page) => {
    await page.getByRole("button", { name: "Leave the guide" }).click();
    await page.getByRole("button", { name: "Worked examples" }).click();
    await page
      .getByRole("button", { name: /^Open as a question/ })
      .last()
      .waitFor();
  },
  glossary: async (page) => {
    await goTo(page, "Ask");
    await page.getByRole("button", { name: "Glossary" }).click();
    await page.getByRole("link", { name: "Median" }).first().click();
    await page.locator(".glossary-now").waitFor();
  },
  words: async (page) => {
    await goTo(page, "Settings");
    await page.getByRole("button", { name: "Words of this workspace" }).click();
    await page.getByRole("button", { name: "Add a concept" }).click();
    await page.getByRole("textbox", { name: "Name" }).first().fill("Deaths");
    await page.getByRole("button", { name: "Save the concept" }).click();
    await page.getByText("Another concept is called").first().waitFor();
  },
  answers: async (page) => {
    await goTo(page, "Answers");
    await page.getByRole("link", { name: /India/ }).first().waitFor();
  },
  answer: async (page) => {
    await page
      .getByRole("link", { name: /deaths in India/ })
      .first()
      .click();
    await page.locator(".recharts-line").first().waitFor();
  },
  "answer-table": (page) => tab(page, "Table"),
  "answer-rows": async (page) => {
    await tab(page, "Rows behind it");
    const rows = page.getByRole("group", { name: "Rows behind this number" });
    await rows.getByRole("cell").first().waitFor();
    // The keyboard reaches the last row, which only then is fetched and drawn.
    await rows.focus();
    await page.keyboard.press("End");
    const last = Number(await rows.getByRole("table").getAttribute("aria-rowcount"));
    await rows.locator(`tr[aria-rowindex="${last}"] td`).first().waitFor();
  },
  "answer-steps": (page) => tab(page, "How it came about"),
  "answer-sql": (page) => tab(page, "SQL"),
  "answer-match": (page) => tab(page, "Why this data"),
  "answer-record": (page) => page.getByRole("button", { name: "Record the decision" }).click(),
  replay: async (page) => {
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Replay" }).click();
    await page.getByRole("heading", { name: "Replay: Identical" }).waitFor();
  },
  catalogue: async (page) => {
    await goTo(page, "Catalogue");
    await page.getByRole("grid", { name: "Catalogue" }).getByRole("row").nth(1).waitFor();
  },
  entry: async (page) => {
    await page.getByRole("grid", { name: "Catalogue" }).getByRole("row").nth(1).click();
    await page.getByRole("heading", { name: "Files" }).waitFor();
  },
  requests: async (page) => {
    await goTo(page, "Requests");
    await page.getByRole("heading", { name: "Requests", level: 1 }).waitFor();
  },
  "request-new": async (page) => {
    await page.getByRole("button", { name: "New request" }).click();
    await page.getByLabel("Data wanted").waitFor();
  },
  review: async (page) => {
    await goTo(page, "Review");
    await page.getByRole("region", { name: "Figures" }).waitFor();
    await page
      .getByRole("option", { name: /Question/ })
      .first()
      .click();
    await page
      .getByRole("complementary", { name: "Trace" })
      .getByText(/^Asked/)
      .waitFor();
  },
  "review-weeks": (page) => tab(page, "By week"),
  "review-observations": (page) => tab(page, "Observations"),
  "review-plan": (page) => tab(page, "Improvement plan"),
  "review-lessons": async (page) => {
    await tab(page, "Lessons");
    await page.getByRole("button", { name: "New lesson" }).click();
  },
  life: async (page) => {
    await page.getByRole("link", { name: "Its whole life on one page" }).click();
    await page.getByRole("heading", { name: "What happened, step by step" }).waitFor();
  },
  report: async (page) => {
    await goTo(page, "Review");
    await page.getByRole("button", { name: "Report", exact: true }).click();
    await page.getByRole("heading", { name: "Overview" }).waitFor();
  },
  "settings-places": async (page) => {
    await goTo(page, "Ask");
    const added = { name: "Lombardie Région", area: "ITA/lombardia", dataset: null };
    await page.evaluate((name) => window.askline.call["places.add"](name), added);
    await goTo(page, "Settings");
    // Taken out and put back by the keyboard alone.
    const remove = page.getByRole("button", { name: "Remove “Lombardie Région”" });
    await remove.focus();
    await page.keyboard.press("Enter");
    await page.getByText("“Lombardie Région” was taken out.").waitFor();
    await page.getByRole("button", { name: "Undo" }).focus();
    await page.keyboard.press("Enter");
    await remove.waitFor();
  },
  settings: async (page) => {
    await goTo(page, "Settings");
    await page.getByRole("heading", { name: "About" }).waitFor();
    await page.getByLabel("Memory, in MB").fill("10");
    await page.getByLabel("Processors").focus();
    await page.getByText(/^Choose a number from 256 to/).waitFor();
  },
  health: async (page) => {
    await page.getByRole("region", { name: "Health of the workspace" }).getByRole("button").click();
    await page.getByRole("button", { name: "Check the whole ledger now" }).click();
    await page.getByText(/the chain is unbroken/).waitFor();
  },
};

/** Chooses a theme as a person does. */
async function chooseTheme(page: Page, theme: "Light" | "Dark"): Promise<void> {
  await page.keyboard.press("Escape");
  await goTo(page, "Settings");
  await page.getByRole("button", { name: /Theme/ }).click();
  await page.getByRole("option", { name: theme }).click();
  await page.waitForFunction((name) => document.documentElement.dataset.theme === name, theme.toLowerCase());
}

/** The page as the window shows it: Playwright's own picture knows nothing of zoom. */
async function pictureOfWindow(name: string): Promise<void> {
  const png = await askline.app.evaluate(async ({ BrowserWindow }) => {
    const image = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage();
    return image?.toPNG().toString("base64") ?? "";
  });
  writePicture(name, Buffer.from(png, "base64"));
}

async function zoom(factor: number): Promise<void> {
  await askline.app.evaluate(({ BrowserWindow }, by) => {
    BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(by);
  }, factor);
}

describe.each(["Light", "Dark"] as const)("pages, %s", (theme) => {
  beforeAll(() => chooseTheme(askline.page, theme));

  it.each(Object.keys(PAGES))("%s: axe finds nothing", async (name) => {
    await PAGES[name]?.(askline.page);
    expect(await violations(askline.page)).toEqual([]);
    await picture(askline.page, `page-${name}-${theme.toLowerCase()}`);
  });
});

describe("at 200 % zoom", () => {
  beforeAll(async () => {
    await chooseTheme(askline.page, "Light");
    await zoom(2);
  });
  afterAll(() => zoom(1));

  it.each(Object.keys(PAGES))("%s: nothing runs out of the page sideways", async (name) => {
    await PAGES[name]?.(askline.page);
    await pictureOfWindow(`page-${name}-zoomed`);
    const over = await askline.page.evaluate(() => {
      const main = document.querySelector("main");
      return main === null ? -1 : main.scrollWidth - main.clientWidth;
    });
    expect(over).toBeLessThanOrEqual(0);
  });
});
