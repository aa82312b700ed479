import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findRuntime } from "../../build/runtime/runtime.mjs";
import { sandboxArguments } from "../../build/runtime/sandbox.mjs";
import { NO_CHOICE } from "../../shared/api/engine-limits.ts";
import { answerDialog, type Launched, launchAskline, root } from "./launch.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "askline-shell-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const info = (askline: Launched) =>
  askline.page.evaluate(() => Reflect.get(globalThis, "askline").call["workspace.info"]({}));

/** Calls a channel as the page does. */
const callPage = (askline: Launched, name: string, input: unknown): Promise<unknown> =>
  askline.page.evaluate(([channel, given]) => Reflect.get(globalThis, "askline").call[channel](given), [
    name,
    input,
  ] as const);

/** The engine's process, once there is one; once there is another, where it is said which one is on its way out. */
async function enginePid(askline: Launched, leaving?: number): Promise<number> {
  for (;;) {
    const pid = await askline.app.evaluate(
      ({ app }, not) =>
        app.getAppMetrics().find(({ name, pid }) => name === "Askline engine" && pid !== not)?.pid,
      leaving,
    );
    if (pid !== undefined) return pid;
    await wait(50);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Processes on this machine whose command line names the text, as ps sees them. */
function processesNaming(text: string): string[] {
  const listed = spawnSync("ps", ["-eo", "pid=,args="], { encoding: "utf8" }).stdout.split("\n");
  return listed.filter((line) => line.includes(text) && !line.includes("ps -eo"));
}

describe("the shell round the page", () => {
  it("comes back where it was, with the workspace that was open", async () => {
    const userDataDir = join(folder, "comes-back");
    const first = await launchAskline({ userDataDir });
    expect(await info(first)).toMatchObject({ ok: true });
    await first.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 30, width: 900, height: 700 }),
    );
    await first.app.close();
    const kept = JSON.parse(await readFile(join(userDataDir, "settings.json"), "utf8"));
    expect(Object.keys(kept).sort()).toEqual(["recentWorkspaces", "window"]);
    expect(kept.recentWorkspaces).toEqual([first.workspaceDir]);

    const second = await launchAskline({ userDataDir, workspace: first.workspaceDir });
    const bounds = await second.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.getBounds(),
    );
    expect(bounds).toMatchObject({ width: 900, height: 700 });
    await second.close();
    await first.close();
  });

  it("starts with damaged settings as if there were none", async () => {
    const userDataDir = join(folder, "damaged");
    await (await launchAskline({ userDataDir })).close();
    await writeFile(
      join(userDataDir, "settings.json"),
      '{"window": {"width": "wide"}, "recentWorkspaces": 7',
    );
    const askline = await launchAskline({ userDataDir });
    expect(await info(askline)).toMatchObject({ ok: true });
    await askline.close();
  });

  it("keeps preferences and limits across starts, and says so when the engine is killed", async () => {
    const userDataDir = join(folder, "preferences");
    const first = await launchAskline({ userDataDir });
    const set = await first.page.evaluate(() =>
      Reflect.get(globalThis, "askline").call["preferences.set"]({ theme: "dark" }),
    );
    expect(set).toMatchObject({ ok: true, value: { theme: "dark", language: "en" } });
    const limits = { ...NO_CHOICE, memoryMb: 700, threads: 1 };
    const retired = await enginePid(first);
    expect(await callPage(first, "engine.setLimits", limits)).toMatchObject({ ok: true });
    expect(await callPage(first, "engine.setLimits", { ...limits, memoryMb: 1 })).toMatchObject({
      ok: false,
      problem: { code: "bad-input" },
    });
    const engine = await enginePid(first, retired);
    // An engine that has been up for a moment comes back by itself; on a busy machine it is up some time after its process is.
    await wait(3000);
    process.kill(engine, "SIGKILL");
    await first.page.getByText("The engine stopped unexpectedly.").waitFor();
    await expect.poll(() => enginePid(first), { timeout: 10_000 }).not.toBe(engine);
    await first.close();
    const second = await launchAskline({ userDataDir });
    const got = await second.page.evaluate(() =>
      Reflect.get(globalThis, "askline").call["preferences.get"]({}),
    );
    expect(got).toMatchObject({ ok: true, value: { theme: "dark" } });
    expect(await callPage(second, "engine.limits", {})).toMatchObject({
      ok: true,
      value: { chosen: limits },
    });
    const orphan = await enginePid(second);
    process.kill(second.app.process().pid ?? 0, "SIGKILL");
    await expect.poll(() => isAlive(orphan), { timeout: 10_000 }).toBe(false);
    await second.close();
  });

  it("creates, opens and switches workspaces, and remembers them", async () => {
    const askline = await launchAskline({ userDataDir: join(folder, "switching") });
    const before = (await info(askline)).value.folder;
    const made = join(folder, "made by hand");
    await answerDialog(askline.app, "showSaveDialog", { canceled: false, filePath: made });
    const created = await askline.page.evaluate(() =>
      Reflect.get(globalThis, "askline").call["workspace.create"]({}),
    );
    expect(created).toMatchObject({ ok: true, value: { folder: made, datasets: 0 } });
    const back = await askline.page.evaluate(
      (to) => Reflect.get(globalThis, "askline").call["workspace.switch"]({ folder: to }),
      before,
    );
    expect(back).toMatchObject({ ok: true, value: { folder: before } });
    const recent = await askline.page.evaluate(() =>
      Reflect.get(globalThis, "askline").call["workspace.recent"]({}),
    );
    expect(recent.value.map((one: { folder: string }) => one.folder)).toEqual([before, made]);
    const labels = await askline.app.evaluate(({ Menu }) =>
      Menu.getApplicationMenu()
        ?.items.find((item) => item.label === "&File")
        ?.submenu?.items.map((item) => item.label),
    );
    expect(labels).toEqual(expect.arrayContaining(["New workspace…", "Open workspace…", "Switch workspace"]));
    await askline.close();
  });

  it("keeps what is open when another folder is no workspace, and says why", async () => {
    const askline = await launchAskline({ userDataDir: join(folder, "not-one") });
    const filePaths = [join(folder, "no-such-folder")];
    await answerDialog(askline.app, "showOpenDialog", { canceled: false, filePaths });
    const opened = await askline.page.evaluate(() =>
      Reflect.get(globalThis, "askline").call["workspace.open"]({}),
    );
    expect(opened).toMatchObject({ ok: false, problem: { code: "not-found", message: expect.any(String) } });
    expect(await info(askline)).toMatchObject({ ok: true, value: { folder: askline.workspaceDir } });
    await askline.close();
  });

  it("lets nobody start a second window over the first one's settings", async () => {
    const userDataDir = join(folder, "single");
    const askline = await launchAskline({ userDataDir });
    const runtime = await findRuntime(() => {});
    const second = spawnSync(
      runtime.executable,
      [
        ...sandboxArguments(() => {}),
        `--user-data-dir=${userDataDir}`,
        root,
        `--workspace=${askline.workspaceDir}`,
      ],
      { timeout: 20_000 },
    );
    expect(second.error).toBeUndefined();
    expect(second.status).toBe(0);
    expect(askline.app.windows()).toHaveLength(1);
    await askline.close();
  });

  it("leaves no process and no half-written file behind when it is closed", async () => {
    const userDataDir = join(folder, "orphans");
    const askline = await launchAskline({ userDataDir });
    const parsed = await askline.page.evaluate(async () => {
      const { call } = Reflect.get(globalThis, "askline");
      const [example] = (await call["question.suggestions"]({})).value.filter(
        (one: { missing: string | null }) => one.missing === null,
      );
      const reading = await call["question.parse"]({ text: example.text });
      const question = { ...reading.value.question, decision: { kind: "waived" } };
      return call["run.ask"]({ runId: "shell-test", question, unsure: [] });
    });
    expect(parsed).toMatchObject({ ok: true, value: { kind: "answered" } });
    await askline.app.close();
    await expect.poll(() => processesNaming(userDataDir), { timeout: 10_000 }).toEqual([]);
    const left = await readdir(askline.workspaceDir, { recursive: true });
    expect(left.filter((name) => /\.(tmp|part|draft|lock)$|making/.test(name))).toEqual([]);
    await askline.close();
  });
});
