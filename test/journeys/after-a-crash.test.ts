import { appendFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Launched, launchAskline } from "../window/launch.ts";
import { engineProcess, isGone } from "./processes.ts";
import { A_TREND, getAnswer, goTo, ONE_NUMBER, picture, STEP_MS, typeQuestion } from "./steps.ts";

let workspace: string;
let askline: Launched;
const start = async () => {
  askline = await launchAskline({ workspace });
  askline.page.setDefaultTimeout(STEP_MS);
};

beforeAll(async () => {
  workspace = join(await mkdtemp(join(tmpdir(), "askline-crash-")), "workspace");
  await start();
});
afterAll(async () => {
  await askline?.close();
  await rm(join(workspace, ".."), { recursive: true, force: true });
});

describe("after the power went", () => {
  it("no engine is left, and the question in the making is back as it was, a second after the last letter", async () => {
    await getAnswer(askline.page, ONE_NUMBER);
    await typeQuestion(askline.page, A_TREND);
    await askline.page.waitForTimeout(1000);
    const pid = askline.app.process().pid;
    if (pid === undefined) throw new Error("The application has no process.");
    const engine = await engineProcess(askline.app);
    process.kill(pid, "SIGKILL");
    expect(await isGone(engine)).toBe(true);
    await askline.close();
    await start();
    const box = askline.page.getByRole("textbox", { name: "Your question, in your own words" });
    await askline.page.getByText(/This is your draft of/).waitFor();
    expect(await box.inputValue()).toBe(A_TREND);
    await picture(askline.page, "journey-draft-restored");
  });

  it("says that the ledger's last line was torn, keeps the rest, and goes on", async () => {
    await askline.close();
    await appendFile(join(workspace, "ledger", "ledger.jsonl"), '{"seq":99,"time":"2026-');
    await start();
    const { page } = askline;
    await page.getByRole("button", { name: /Ledger: please read/ }).click();
    await picture(page, "journey-torn-ledger");
    expect(await page.getByRole("dialog").textContent()).toMatch(/last entry .* cut short/);
    await page.getByRole("button", { name: "Check the whole ledger now" }).click();
    await page.getByText(/the chain is unbroken/).waitFor();
    await page.keyboard.press("Escape");
    expect(await getAnswer(page, ONE_NUMBER)).toContain("120,042");
  });
});

describe("another language", () => {
  it("is chosen in the settings and speaks on the frame and on Ask", async () => {
    const { page } = askline;
    await goTo(page, "Settings");
    await page.getByRole("button", { name: /Language/ }).click();
    await page.getByRole("option", { name: "Français" }).click();
    await page.getByRole("link", { name: "Demander" }).click();
    await page.getByRole("heading", { name: "Que faut-il savoir ?" }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe("fr");
    await picture(page, "journey-french");
  });
});
