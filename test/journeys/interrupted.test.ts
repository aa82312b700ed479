import process from "node:process";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Launched, launchAskline } from "../window/launch.ts";
import { engineProcess, isGone } from "./processes.ts";
import { getAnswer, goTo, ONE_NUMBER, picture, STEP_MS, seal, typeQuestion, waiveDecision } from "./steps.ts";

let askline: Launched;
beforeAll(async () => {
  askline = await launchAskline();
  askline.page.setDefaultTimeout(STEP_MS);
  await getAnswer(askline.page, ONE_NUMBER); // the engine is awake now, and its process can be found
});
afterAll(() => askline?.close());

/** Seals a question while the engine is held still, and waits until the window shows that it is working. */
async function sealWhileHeld(page: Page, pid: number): Promise<void> {
  await typeQuestion(page, "COVID-19 deaths in Brazil from March to June 2021 by week");
  await waiveDecision(page);
  process.kill(pid, "SIGSTOP");
  await seal(page);
  await page.getByRole("progressbar").waitFor();
}

/** Lets the test see the ports it asked for before the page's own listener, which closes what nobody of its own waits for. */
const watchPorts = () => {
  const portsFor = new Map<unknown, (port: MessagePort | undefined) => void>();
  Reflect.set(globalThis, "portsFor", portsFor);
  addEventListener("message", (event) => {
    const take = portsFor.get(event.data?.id);
    if (take === undefined) return;
    event.stopImmediatePropagation();
    take(event.ports[0]);
  });
};

/** Asks for rows behind the last answer as the page does, and says what came of it: main's reply, and what the port brought. */
const askForRows = (page: Page) =>
  page.evaluate(async () => {
    const { call } = Reflect.get(globalThis, "askline");
    const [{ id }] = (await call["answers.list"]({ search: "" })).value.filter(
      (one: { state: string }) => one.state === "answered",
    );
    const runId = crypto.randomUUID();
    const port = new Promise<MessagePort>((resolve) =>
      Reflect.get(globalThis, "portsFor").set(runId, resolve),
    );
    const brought = port.then(
      (from) =>
        new Promise<string>((resolve) => {
          from.onmessage = ({ data }) => {
            resolve(`${data?.constructor?.name} of an Arrow stream: ${data?.[0] === 255}`);
            from.close();
          };
        }),
    );
    const reply = await call["answers.rows"]({ id, runId, row: null, offset: 0, count: 50 });
    return { reply, brought: reply.ok ? await brought : "nothing" };
  });

describe.skipIf(process.platform === "win32")("a run that does not come to its end", () => {
  it("shows what it is doing, is cancelled by the button, and is kept as cancelled", async () => {
    const { page } = askline;
    const pid = await engineProcess(askline.app);
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
    const pid = await engineProcess(askline.app);
    await sealWhileHeld(page, pid);
    process.kill(pid, "SIGKILL");
    await page.getByRole("button", { name: "Ask once more" }).waitFor();
    await picture(page, "journey-engine-crashed");
    expect((await page.getByRole("alert").allTextContents()).join(" ")).toMatch(/stopped unexpectedly/);
    expect(await getAnswer(page, ONE_NUMBER)).toContain("120,042");
    expect(await engineProcess(askline.app)).not.toBe(pid);
  });
});

describe.skipIf(process.platform === "win32")("rows on their way from the engine to the window", () => {
  beforeAll(async () => {
    await askline.page.addInitScript(watchPorts);
    await askline.page.reload();
  });

  it("come by a port as Arrow, not through main; main only says how many", async () => {
    const { reply, brought } = await askForRows(askline.page);
    expect(reply).toEqual({ ok: true, value: { total: expect.any(Number), rows: 50 } });
    expect(brought).toBe("Uint8Array of an Arrow stream: true");
  });

  it("are told to be lost when the engine falls over, and come when asked for again", async () => {
    const { page } = askline;
    const pid = await engineProcess(askline.app);
    process.kill(pid, "SIGSTOP");
    const asking = askForRows(page);
    await page.waitForTimeout(300);
    process.kill(pid, "SIGKILL");
    const { reply, brought } = await asking;
    expect(reply).toMatchObject({ ok: false, problem: { code: "engine-crashed" } });
    expect(brought).toBe("nothing");
    expect((await askForRows(page)).reply).toMatchObject({ ok: true });
  });

  it("are dropped when the page is loaded anew meanwhile, and the next ones come", async () => {
    const { page } = askline;
    const pid = await engineProcess(askline.app);
    process.kill(pid, "SIGSTOP");
    const asking = askForRows(page).catch(() => "the page is gone");
    await page.waitForTimeout(300);
    await page.reload();
    process.kill(pid, "SIGCONT");
    expect(await asking).toBe("the page is gone");
    expect(await askForRows(page)).toMatchObject({ reply: { ok: true } });
    expect(await engineProcess(askline.app)).toBe(pid);
  });

  it("leave no engine behind when the window is closed in the middle of them", async () => {
    const pid = await engineProcess(askline.app);
    process.kill(pid, "SIGSTOP");
    void askForRows(askline.page).catch(() => undefined);
    await askline.page.waitForTimeout(300);
    await askline.close();
    expect(await isGone(pid)).toBe(true);
  });
});
