import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { app, session } from "electron";
import type { Desk } from "./desk.ts";
import { firstScriptDelivered, registerAppScheme, serveApp } from "./window/protocol.ts";
import { guardEveryWebContents, guardSession } from "./window/security.ts";
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

/** A sealed answer that macOS hands over before there is a window waits for it. */
let handedOver: string | null = null;
let handOver = (path: string) => {
  handedOver = path;
};
app.on("open-file", (event, path) => {
  event.preventDefault();
  handOver(path);
});

/** The first sealed answer among what was given on a command line in that folder; null when there is none. */
function sealedAmong(given: readonly string[], folder: string): string | null {
  const found = given.find((one) => one.endsWith(".askline") && !one.startsWith("-"));
  return found === undefined ? null : resolve(folder, found);
}

registerAppScheme();
// As root Chromium cannot have its sandbox: the scripts for development and tests say so when they pass this switch.
if (!app.commandLine.hasSwitch("no-sandbox")) app.enableSandbox();
guardEveryWebContents();

// Electron is ready only after this file has run to its end: waiting for it here would wait for ever.
if (checking !== null) void app.whenReady().then(() => checkItself(checking));
// Two windows over one workspace would fight for its engine: the second start shows the first window.
else if (app.requestSingleInstanceLock()) void app.whenReady().then(start);
else app.quit();

async function start(): Promise<void> {
  const { window, desk, settings, startWith, show } = await assemble({ show: true });
  const first = handedOver ?? sealedAmong(process.argv.slice(1), process.cwd());
  if (first !== null) startWith(first);
  handOver = (path) => void show(path);
  app.on("second-instance", (_event, argv, folder) => {
    const path = sealedAmong(argv.slice(1), folder);
    if (path !== null) void show(path);
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  quitCleanly(() => desk.close());
  const lastUsed = settings.recentWorkspaces().find((folder) => existsSync(folder));
  await desk.open(asked ?? lastUsed ?? join(homedir(), "Askline"), "create-bundled");
}

/**
 * Puts the parts together. The window comes first; while its page starts in a process of its own, this one reads the use
 * cases. What the page asks meanwhile waits in the bridge.
 */
async function assemble({ show }: { readonly show: boolean }) {
  guardSession(session.defaultSession);
  serveApp(session.defaultSession, join(out, "renderer"));
  const delivered = firstScriptDelivered(session.defaultSession);
  const settings = openSettings();
  const window = openWindow({
    preload: join(out, "preload", "preload.cjs"),
    state: settings.window(),
    keepState: settings.keepWindow,
    show,
  });
  await Promise.race([delivered, once(window.webContents, "dom-ready")]);
  const { wire } = await import("./wiring.ts");
  return { window, settings, ...wire(window, settings) };
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

/**
 * `--self-check`: walks the whole path once in a window that is never shown, prints what came of it, ends with 0 or 1. Only
 * a workspace named beside it is worked in; otherwise one that is thrown away.
 */
async function checkItself(folder: string): Promise<void> {
  const { window, desk } = await assemble({ show: false });
  const named = typeof flags.workspace === "string" ? flags.workspace : null;
  void desk.open(named ?? join(folder, "workspace"), "create-bundled");
  const { selfCheck } = await import("./self-check.ts");
  const checked = await selfCheck(callAsPage(window));
  await desk.close();
  rmSync(folder, { recursive: true, force: true });
  const { electron, chrome, node } = process.versions;
  const about = { version: app.getVersion(), packaged: app.isPackaged, electron, chrome, node };
  console.log(JSON.stringify({ ...checked, ...about }));
  app.exit(checked.ok ? 0 : 1);
}
