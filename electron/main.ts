import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { app, type BrowserWindow, session } from "electron";
import type { Result } from "../shared/result.ts";
import { engineProcesses } from "./adapters/engine-process.ts";
import { serveChannels, tellWindow } from "./api.ts";
import { createDesk, type Desk } from "./desk.ts";
import { createHandlers } from "./handlers.ts";
import { createRuns } from "./runs.ts";
import { selfCheck } from "./self-check.ts";
import { surroundings } from "./surroundings.ts";
import { dialogsFor } from "./window/dialogs.ts";
import { setMenu } from "./window/menu.ts";
import { registerAppScheme, serveApp } from "./window/protocol.ts";
import { guardEveryWebContents, guardSession, openOutside } from "./window/security.ts";
import { openSettings } from "./window/settings.ts";
import { callAsPage, openWindow } from "./window/window.ts";

const out = join(app.getAppPath(), "out");

/** What may be said on the command line; Chromium's own switches are among the rest. */
const { values: flags } = parseArgs({
  args: process.argv.slice(1),
  options: { workspace: { type: "string" }, "self-check": { type: "boolean" } },
  strict: false,
});
const asked = typeof flags.workspace === "string" ? flags.workspace : process.env.ASKLINE_WORKSPACE;

/** The check works in folders that are thrown away, and does not mind a window that is open. */
const checking = flags["self-check"] === true ? mkdtempSync(join(tmpdir(), "askline-self-check-")) : null;
if (checking !== null) app.setPath("userData", join(checking, "user"));

/** What the page is told when the engine's state changes unasked: an engine that has stopped by itself has crashed. */
const ENGINE_NEWS = { ready: "ready", restarted: "restarted", stopped: "crashed" } as const;

registerAppScheme();
// As root Chromium cannot have its sandbox: the scripts for development and tests say so when they pass this switch.
if (!app.commandLine.hasSwitch("no-sandbox")) app.enableSandbox();
guardEveryWebContents();

// Electron is ready only after this file has run to its end: waiting for it here would wait for ever.
if (checking !== null) void app.whenReady().then(() => checkItself(checking));
// Two windows over one workspace would fight for its engine: the second start shows the first window.
else if (app.requestSingleInstanceLock()) void app.whenReady().then(start);
else app.quit();

function start(): void {
  const { window, desk, settings } = assemble({ show: true });
  const lastUsed = settings.recentWorkspaces().find((folder) => existsSync(folder));
  void desk.open(asked ?? lastUsed ?? join(homedir(), "Askline"), "create-bundled");
  app.on("second-instance", () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  quitCleanly(() => desk.close());
}

/** Puts the parts together: walls, page, window, menu, and the use cases behind the bridge. */
function assemble({ show }: { readonly show: boolean }) {
  guardSession(session.defaultSession);
  serveApp(session.defaultSession, join(out, "renderer"));
  const settings = openSettings();
  const windows: { current: BrowserWindow | null } = { current: null };
  const tell = tellWindow(() => windows.current);
  const dialogs = dialogsFor(() => windows.current);
  const desk = createDesk(
    {
      bundled: join(app.isPackaged ? process.resourcesPath : app.getAppPath(), "fixtures", "workspace"),
      startEngine: engineProcesses(join(out, "engine", "process.js")),
      around: surroundings(`Askline ${app.getVersion()}`),
      onEngine: ({ state }) => {
        if (state !== "starting") tell("engine.state", { state: ENGINE_NEWS[state], message: null });
      },
    },
    (info) => {
      settings.useWorkspace(info.folder);
      tell("workspace.changed", info);
      renewMenu();
    },
  );
  const runs = createRuns((progress) => tell("run.progress", progress), Date.now);
  const handlers = createHandlers(desk, runs, { ...settings, ...dialogs, openOutside });
  const orSay = async (outcome: Promise<Result<unknown>> | Result<unknown>) => {
    const result = await outcome;
    if (!result.ok) await dialogs.say(result.problem);
  };
  const renewMenu = () =>
    setMenu(
      {
        createWorkspace: () => void orSay(handlers["workspace.create"]({})),
        openWorkspace: () => void orSay(handlers["workspace.open"]({})),
        switchWorkspace: (folder) => void orSay(handlers["workspace.switch"]({ folder })),
        goTo: (to) => tell("navigate", { to }),
      },
      settings.recentWorkspaces(),
      !app.isPackaged,
    );
  serveChannels(handlers);
  renewMenu();
  const window = openWindow({
    preload: join(out, "preload", "preload.cjs"),
    state: settings.window(),
    keepState: settings.keepWindow,
    show,
  });
  windows.current = window;
  return { window, desk, settings };
}

/** Ends with the window, after the ledger and the engine are put away. */
function quitCleanly(close: Desk["close"]): void {
  let closed = false;
  app.on("window-all-closed", () => app.quit());
  app.on("will-quit", (event) => {
    if (closed) return;
    event.preventDefault();
    void close()
      .catch((error: unknown) => console.error("The workspace did not close cleanly:", error))
      .finally(() => {
        closed = true;
        app.quit();
      });
  });
}

/** `--self-check`: walks the whole path once in a window that is never shown, prints what came of it, ends with 0 or 1. */
async function checkItself(folder: string): Promise<void> {
  const { window, desk } = assemble({ show: false });
  void desk.open(join(folder, "workspace"), "create-bundled");
  const checked = await selfCheck(callAsPage(window));
  await desk.close();
  rmSync(folder, { recursive: true, force: true });
  const { electron, chrome, node } = process.versions;
  const about = { version: app.getVersion(), packaged: app.isPackaged, electron, chrome, node };
  console.log(JSON.stringify({ ...checked, ...about }));
  app.exit(checked.ok ? 0 : 1);
}
