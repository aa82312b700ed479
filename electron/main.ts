import { join } from "node:path";
import { app, session } from "electron";
import { registerAppScheme, serveApp } from "./window/protocol.ts";
import { guardEveryWebContents, guardSession } from "./window/security.ts";
import { openSettings } from "./window/settings.ts";
import { openWindow } from "./window/window.ts";

const out = join(app.getAppPath(), "out");

registerAppScheme();
// As root Chromium cannot have its sandbox: the scripts for development and tests say so when they pass this switch.
if (!app.commandLine.hasSwitch("no-sandbox")) app.enableSandbox();
guardEveryWebContents();
// Electron is ready only after this file has run to its end: waiting for it here would wait for ever.
void app.whenReady().then(start);

function start(): void {
  guardSession(session.defaultSession);
  serveApp(session.defaultSession, join(out, "renderer"));
  const settings = openSettings();
  openWindow({
    preload: join(out, "preload", "preload.cjs"),
    state: settings.window(),
    keepState: settings.keepWindow,
  });
}
