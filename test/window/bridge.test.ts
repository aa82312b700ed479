import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { channels } from "../../shared/api.ts";
import { type Launched, launchAskline } from "./launch.ts";

let askline: Launched;
beforeAll(async () => {
  askline = await launchAskline();
  await askline.page.waitForLoadState("domcontentloaded");
});
afterAll(() => askline?.close());

/** Calls a channel from the page with whatever payload, as a hostile script would. */
const call = (name: string, input: unknown) =>
  askline.page.evaluate(
    ([channel, payload]) => Reflect.get(globalThis, "askline").call[channel as string](payload),
    [name, input] as const,
  );

describe("the bridge between page and desktop", () => {
  it("has one method per channel of the contract, and no way to name another", async () => {
    const names = await askline.page.evaluate(() => Object.keys(Reflect.get(globalThis, "askline").call));
    expect(names.sort()).toEqual(Object.keys(channels).sort());
    const other = await askline.page.evaluate(
      () => typeof Reflect.get(globalThis, "askline").call["shell.openPath"],
    );
    expect(other).toBe("undefined");
  });

  it("answers its own page", async () => {
    expect(await call("workspace.info", {})).toMatchObject({
      ok: true,
      value: { folder: askline.workspaceDir },
    });
  });

  it.each([
    ["datasets.get", {}],
    ["datasets.get", { id: 7 }],
    ["datasets.get", { id: "x", more: true }],
    ["datasets.get", null],
    ["datasets.get", undefined],
    ["datasets.get", "x"],
    ["datasets.get", { id: "x".repeat(301) }],
    ["answers.export", { id: "x", format: "exe" }],
    ["import.paths", { paths: [] }],
    ["run.ask", { runId: "r", question: { kind: "nonsense" }, unsure: [] }],
    ["catalogue.search", { text: "x", limit: 1e9 }],
  ])("refuses %s with %j", async (name, input) => {
    expect(await call(name, input)).toMatchObject({
      ok: false,
      problem: { code: "bad-input", message: expect.any(String), detail: expect.stringContaining(name) },
    });
  });

  it("says what is not there, as a value", async () => {
    expect(await call("datasets.get", { id: "no-such-dataset" })).toMatchObject({
      ok: false,
      problem: { code: "not-found" },
    });
    expect(await call("answers.get", { id: "no-such-answer" })).toMatchObject({
      ok: false,
      problem: { code: "not-found" },
    });
  });

  it("switches to no folder that a person has not opened", async () => {
    expect(await call("workspace.switch", { folder: "/etc" })).toMatchObject({
      ok: false,
      problem: { code: "refused" },
    });
  });

  it.each([
    "file:///etc/passwd",
    "javascript:alert(1)",
    "http://example.org/",
    "https://a:b@example.org/",
    "nonsense",
  ])("opens nothing outside for %s", async (url) => {
    expect(await call("external.open", { url })).toMatchObject({ ok: false, problem: { code: "refused" } });
  });

  it("refuses a page of another origin, even one with the same bridge", async () => {
    const outcome = await askline.app.evaluate(async ({ BrowserWindow, app }) => {
      const window = new BrowserWindow({
        show: false,
        webPreferences: {
          preload: `${app.getAppPath()}/out/preload/preload.cjs`,
          sandbox: true,
          contextIsolation: true,
        },
      });
      await window.loadURL("data:text/html,<title>hostile</title>");
      window.webContents.send("askline.ready"); // or its own bridge would keep it waiting
      const answer: unknown = await window.webContents.executeJavaScript(
        `askline.call["workspace.info"]({}).then((answer) => answer, (error) => String(error))`,
      );
      window.destroy();
      return answer;
    });
    expect(outcome).toMatchObject({ ok: false, problem: { code: "refused" } });
  });

  it("refuses a frame inside its own page, though it has the page's origin", async () => {
    const outcome = await askline.app.evaluate(async ({ BrowserWindow, app }) => {
      const window = new BrowserWindow({
        show: false,
        webPreferences: {
          preload: `${app.getAppPath()}/out/preload/preload.cjs`,
          sandbox: true,
          contextIsolation: true,
          nodeIntegrationInSubFrames: true, // only so that the frame gets a bridge at all: ours never does
        },
      });
      await window.loadURL("app://askline/");
      await window.webContents.executeJavaScript(
        `new Promise((done) => { const frame = document.createElement("iframe"); frame.srcdoc = "inner"; frame.onload = () => done(0); document.body.append(frame); })`,
      );
      const frame = window.webContents.mainFrame.frames[0];
      frame?.send("askline.ready"); // or its own bridge would keep it waiting
      const answer: unknown = await frame?.executeJavaScript(
        `typeof askline === "undefined" ? "no bridge" : askline.call["workspace.info"]({})`,
      );
      const origin = frame?.origin;
      window.destroy();
      return { origin, answer };
    });
    expect(outcome).toMatchObject({
      origin: "app://askline",
      answer: { ok: false, problem: { code: "refused" } },
    });
  });
});
