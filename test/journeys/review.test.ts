import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findRuntime } from "../../build/runtime/runtime.mjs";
import { sandboxArguments } from "../../build/runtime/sandbox.mjs";
import { questionSchema } from "../../shared/question/question.ts";
import { open } from "../askline/open.ts";
import { answerDialog, type Launched, launchAskline, root } from "../window/launch.ts";
import { violations } from "../window/pages/violations.ts";
import { goTo, picture, STEP_MS } from "./steps.ts";

const mpoxIn = (id: string, name: string, decision: object) =>
  questionSchema.parse({
    version: 1,
    text: `How many mpox cases were confirmed in ${name} in July 2022?`,
    asked: "2026-11-24",
    kind: "situation",
    measure: { concept: "cases", subject: "mpox", statistic: { kind: "total" } },
    place: { areas: [{ id, name }] },
    time: { from: "2022-07-01", to: "2022-07-31" },
    decision,
  });

let askline: Launched;
let folder: string;

/** A workspace in which something happened: two answers, a decision, and a question nobody could answer. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "askline-review-"));
  const workspace = join(folder, "w");
  const before = await open(workspace, "create-bundled");
  const spain = await before.ask({
    question: mpoxIn("ESP", "Spain", { kind: "stated", what: "order vaccine" }),
    unsure: [],
  });
  await before.ask({ question: mpoxIn("FRA", "France", { kind: "waived" }), unsure: [] });
  await before.ask({
    question: mpoxIn("FRA", "France", { kind: "waived" }),
    unsure: [],
    gaps: [{ part: "measure", text: "Nothing here counts hospital beds." }],
  });
  if (spain.ok && spain.value.kind === "answered")
    await before.recordDecision({
      answerIds: [spain.value.answer.id],
      what: "Vaccine was ordered",
      who: "Minister",
    });
  await before.close();
  askline = await launchAskline({ workspace });
  askline.page.setDefaultTimeout(STEP_MS);
});
afterAll(async () => {
  await askline?.close();
  await rm(folder, { recursive: true, force: true });
});

const tab = (page: Page, name: string) => page.getByRole("tab", { name }).click();

describe("the review", () => {
  it("shows figures and lanes, and the trace of what is selected, by keyboard alone", async () => {
    const { page } = askline;
    await goTo(page, "Review");
    const figures = page.getByRole("region", { name: "Figures" });
    await figures.getByText("Questions", { exact: true }).waitFor();
    expect(await figures.textContent()).toMatch(/Questions\s*3/);
    expect(await figures.textContent()).toMatch(/Not answered\s*1/);
    await page.getByRole("group", { name: /^Timeline from/ }).focus();
    for (const key of ["+", "ArrowRight", "-", "Home"]) await page.keyboard.press(key);
    await page.getByRole("button", { name: "Decisions", exact: true }).press("Space");
    const list = page.getByRole("listbox", { name: "1 entry in view" });
    await list.focus();
    await page.keyboard.press("Enter");
    const trace = page.getByRole("complementary", { name: "Trace" });
    await trace.getByText(/Decided by Minister: Vaccine was ordered/).waitFor();
    expect(await violations(page)).toEqual([]);
    await picture(page, "review");
  });

  it("opens a question's whole life, and shows every page as known then until that is left", async () => {
    const { page } = askline;
    await page.getByRole("button", { name: "Decisions", exact: true }).press("Space");
    await page
      .getByRole("complementary", { name: "Trace" })
      .getByRole("link", { name: /whole life/ })
      .click();
    await page.getByRole("heading", { name: /mpox cases were confirmed in Spain/, level: 1 }).waitFor();
    await page.getByText(/^Sealed, to be answered from/).waitFor();
    await page.getByRole("link", { name: "Open the answer" }).first().waitFor();
    expect(await violations(page)).toEqual([]);
    await picture(page, "life");
    await goTo(page, "Answers");
    await page.getByRole("button", { name: "As known on …" }).click();
    await page.getByRole("spinbutton").first().focus();
    await page.keyboard.type("23112026");
    await page.getByRole("button", { name: "Show that day" }).click();
    await page.getByText(/You see only what was known on/).waitFor();
    await page.getByText("No answers yet.").waitFor();
    expect(await violations(page)).toEqual([]);
    await goTo(page, "Catalogue");
    await page.getByRole("button", { name: "Back to now" }).click();
    await goTo(page, "Answers");
    await page.getByRole("link", { name: /Spain/ }).first().waitFor();
  });

  it("puts two answers side by side", async () => {
    const { page } = askline;
    for (const place of ["Spain", "France"])
      await page
        .locator(".answer-line", { hasText: place })
        .filter({ hasText: "Answered" })
        .first()
        .locator(".checkbox")
        .click();
    await page.getByRole("button", { name: "Compare side by side" }).click();
    await page.getByRole("heading", { name: "Side by side" }).waitFor();
    await page.locator("mark", { hasText: "France" }).first().waitFor();
    expect(await violations(page)).toEqual([]);
    await picture(page, "compare-answers");
    await goTo(page, "Review");
  });

  it("keeps an observation linked to what was selected, and an action that can be marked done", async () => {
    const { page } = askline;
    await tab(page, "Observations");
    await page.getByLabel("What was observed").fill("Beds were asked for and nobody counts them.");
    await page.getByLabel("Recommendation").fill("Count beds every day.");
    await page.getByRole("button", { name: "Record the observation" }).click();
    await page.getByText("Recommendation: Count beds every day.").waitFor();
    await page.getByRole("button", { name: "Make something of it" }).click();
    await page.getByLabel("Question", { exact: true }).fill("How many hospital beds are free in Spain?");
    await page.getByRole("button", { name: "Keep the lesson" }).click();
    await page.getByText("Lessons: Question to ask again").waitFor();
    expect(await violations(page)).toEqual([]);
    await tab(page, "Improvement plan");
    await page.getByLabel("Corrective action").fill("Set up a daily count of beds");
    await page.getByLabel("Responsible").fill("Ministry of Health");
    await page.getByRole("button", { name: "Add to the plan" }).click();
    await page.getByRole("button", { name: "Mark done" }).click();
    await page.getByText("Done", { exact: true }).waitFor();
    await picture(page, "review-plan");
  });
});

describe("the after-action report", () => {
  it("is prefilled, named by the person, and printed by the window", async () => {
    const { page, app } = askline;
    await page.getByRole("button", { name: "Report", exact: true }).click();
    await page.getByLabel("Name of the incident").fill("Mpox 2022");
    await page.getByRole("heading", { name: "Mpox 2022", level: 1 }).waitFor();
    await page.getByRole("heading", { name: "Appendix A: Improvement plan" }).waitFor();
    await page.getByText("Set up a daily count of beds").waitFor();
    expect(await violations(page)).toEqual([]);
    await picture(page, "report");
    const head = await app.evaluate(async ({ BrowserWindow }) => {
      const pdf = await BrowserWindow.getAllWindows()[0]?.webContents.printToPDF({});
      return pdf?.subarray(0, 5).toString("latin1");
    });
    expect(head).toBe("%PDF-");
  });
});

describe("a sealed answer from elsewhere", () => {
  it("is opened from the menu's dialog and shown as it was sealed", async () => {
    const { page, app, workspaceDir } = askline;
    const path = join(workspaceDir, "..", "sent.askline");
    await answerDialog(app, "showSaveDialog", { canceled: false, filePath: path });
    await goTo(page, "Answers");
    await page.getByRole("link", { name: /Spain/ }).first().click();
    await page.getByRole("button", { name: "Export" }).click();
    await page.getByRole("menuitem", { name: /Sealed answer/ }).click();
    await page.getByText(/sent\.askline/).waitFor();
    await answerDialog(app, "showOpenDialog", { canceled: false, filePaths: [path] });
    await app.evaluate(({ Menu }) => {
      const file = Menu.getApplicationMenu()?.items.find(({ label }) => label === "&File");
      file?.submenu?.items.find(({ label }) => label.startsWith("Open sealed answer"))?.click();
    });
    await page.getByText(/parts are exactly as they were sealed/).waitFor();
    await page.getByRole("heading", { name: /3,104/, level: 1 }).waitFor();
    expect(await violations(page)).toEqual([]);
    await picture(page, "sealed");
  });

  it("is shown in the open window when it is double-clicked later on", async () => {
    const { page, app, userDataDir, workspaceDir } = askline;
    const path = join(workspaceDir, "..", "sent.askline");
    const sealed = () =>
      page.getByText(/parts are exactly as they were sealed/).waitFor({ timeout: STEP_MS });
    // Linux and Windows start Askline a second time with the file; it hands the file over and ends.
    await goTo(page, "Answers");
    const runtime = await findRuntime(() => {});
    const args = [...sandboxArguments(() => {}), `--user-data-dir=${userDataDir}`, root, path];
    const second = spawn(runtime.executable, args, { stdio: "ignore", env: process.env });
    const ended = new Promise((done) => second.once("exit", done));
    await sealed();
    await ended;
    // macOS tells the one that runs.
    await goTo(page, "Answers");
    await app.evaluate(({ app: running }, file) => {
      running.emit("open-file", { preventDefault: () => undefined }, file);
    }, path);
    await sealed();
  });

  it("is shown first when Askline is started with it", async () => {
    const path = join(askline.workspaceDir, "..", "sent.askline");
    const other = await launchAskline({ args: [path] });
    try {
      await other.page.getByText(/parts are exactly as they were sealed/).waitFor({ timeout: STEP_MS });
      expect(other.pageErrors).toEqual([]);
    } finally {
      await other.close();
    }
  });
});

describe("replaying the period", () => {
  it("shows a verdict for every answer", async () => {
    const { page } = askline;
    await goTo(page, "Review");
    await tab(page, "Replay all");
    await page.getByRole("button", { name: "Replay all answers of this period" }).click();
    await page.getByText("2 of 2 answers replayed: 2 identical").waitFor();
    expect(await violations(page)).toEqual([]);
  });
});

describe("requests", () => {
  it("come of a question that was not answered, and are moved on with their clock", async () => {
    const { page } = askline;
    await goTo(page, "Requests");
    await page.getByRole("heading", { name: "Questions without an answer" }).waitFor();
    await page.getByRole("link", { name: "Request the data" }).first().click();
    await page.getByLabel("Data wanted").fill("Hospital beds by region and day");
    await page.getByLabel("Columns wanted").fill("region\nday\nbeds");
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Write the request" }).click();
    await page.getByRole("heading", { name: "Hospital beds by region and day" }).waitFor();
    await page.getByRole("button", { name: "Sent", exact: true }).click();
    await page.getByRole("button", { name: "Refused", exact: true }).waitFor();
    await page.getByText("Request for data: Hospital beds by region and day").waitFor();
    expect(await violations(page)).toEqual([]);
    await picture(page, "request");
    await goTo(page, "Requests");
    await page
      .getByRole("region", { name: "Requests by state" })
      .getByText("Hospital beds by region and day")
      .waitFor();
    expect(await violations(page)).toEqual([]);
  });
});
