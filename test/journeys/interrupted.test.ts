import process from "node:process";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Launched, launchAskline } from "../window/launch.ts";
import { getAnswer, goTo, ONE_NUMBER, picture, STEP_MS, seal, typeQuestion, waiveDecision } from "./steps.ts";

let askline: Launched;
beforeAll(async () => {
  askline = await launchAskline();
  askline.page.setDefaultTimeout(STEP_MS);
  await getAnswer(askline.page, ONE_NUMBER); // the engine is awake now, and its process can be found
});
afterAll(() => askline?.close());

/** The engine's process: Electron's only utility process that is ours. */
async function engineProcess(): Promise<number> {
  const pid = await askline.app.evaluate(
    ({ app }) =>
      app.getAppMetrics().find(({ type, name }) => type === "Utility" && /engine/i.test(name ?? ""))?.pid,
  );
  if (pid === undefined) throw new Error("There is no engine process.");
  return pid;
}

/** Seals a question while the engine is held still, and waits until the window shows that it is working. */
async function sealWhileHeld(page: Page, pid: number): Promise<void> {
  await typeQuestion(page, "COVID-19 deaths in Brazil from March to June 2021 by week");
  await waiveDecision(page);
  process.kill(pid, "SIGSTOP");
  await seal(page);
  await page.getByRole("progressbar").waitFor();
}

describe.skipIf(process.platform === "win32")("a run that does not come to its end", () => {
  it("shows what it is doing, is cancelled by the button, and is kept as cancelled", async () => {
    const { page } = askline;
    const pid = await engineProcess();
    await sealWhileHeld(page, pid);
    await picture(page, "journey-running");
    await page.getByRole("button", { name: "Cancel" }).click();
    process.kill(pid, "SIGCONT");
    await page.getByRole("heading", { name: "Cancelled" }).waitFor();
    await picture(page, "journey-cancelled");
    await page.getByRole("button", { name: "Change the question" }).click();
    expect(
      await page.getByRole("textbox", { name: "Your question, in your own words" }).inputValue(),
    ).toContain("Brazil");
    await goTo(page, "Answers");
    await page
      .getByRole("list", { name: /newest first/ })
      .getByText("Cancelled")
      .waitFor();
  });

  it("says so when the engine falls over, starts it again, and the next question is answered", async () => {
    const { page } = askline;
    const pid = await engineProcess();
    await sealWhileHeld(page, pid);
    process.kill(pid, "SIGKILL");
    await page.getByRole("button", { name: "Ask once more" }).waitFor();
    await picture(page, "journey-engine-crashed");
    expect((await page.getByRole("alert").allTextContents()).join(" ")).toMatch(/stopped unexpectedly/);
    expect(await getAnswer(page, ONE_NUMBER)).toContain("120,042");
    expect(await engineProcess()).not.toBe(pid);
  });
});
