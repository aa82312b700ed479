import { BrowserWindow, nativeTheme, screen, type WebPreferences } from "electron";
import { START_ADDRESS } from "./constants.ts";
import type { WindowState } from "./settings.ts";

/** The two colours before the page has painted; the page's own tokens take over at once. */
const BACKGROUND = { dark: "#14181d", light: "#ffffff" };

/** How every window of ours sees the machine: not at all, but for the bridge. */
function webPreferences(preload: string): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    nodeIntegrationInWorker: false,
    webSecurity: true,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
  };
}

/** Opens the one window. It is shown when its first frame is painted, so that nobody sees an empty one. */
export function openWindow(options: {
  readonly preload: string;
  readonly state: WindowState;
  readonly keepState: (state: WindowState) => void;
}): BrowserWindow {
  const window = new BrowserWindow({
    ...placeOf(options.state),
    minWidth: 720,
    minHeight: 520,
    show: false,
    title: "Askline",
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: webPreferences(options.preload),
  });
  if (options.state.maximized) window.maximize();
  window.once("ready-to-show", () => window.show());
  window.on("close", () => options.keepState(stateOf(window)));
  // A page that has crashed comes back by itself: what counts is in the workspace, not in the page.
  window.webContents.on("render-process-gone", (_event, { reason }) => {
    if (reason !== "clean-exit") window.webContents.reload();
  });
  void window.loadURL(START_ADDRESS);
  return window;
}

/** Loads the page in a window that is never shown; resolves with its title once its script has put something on it. */
export async function pageHasLoaded(preload: string): Promise<string> {
  const window = new BrowserWindow({ show: false, webPreferences: webPreferences(preload) });
  await window.loadURL(START_ADDRESS);
  const filled =
    "new Promise((done) => { const look = () => document.querySelector('#root')?.childElementCount > 0 ? done(document.title) : setTimeout(look, 20); look(); })";
  const title: unknown = await window.webContents.executeJavaScript(filled);
  window.destroy();
  return String(title);
}

function stateOf(window: BrowserWindow): WindowState {
  return { ...window.getNormalBounds(), maximized: window.isMaximized() };
}

/** The place of the window, if enough of its title bar would be on a screen that is still there to take hold of it. */
function placeOf({ x, y, width, height }: WindowState): {
  x?: number;
  y?: number;
  width: number;
  height: number;
} {
  if (x === undefined || y === undefined) return { width, height };
  const reachable = screen.getAllDisplays().some(({ workArea: area }) => {
    const overlap = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
    return overlap >= 100 && y >= area.y && y <= area.y + area.height - 60;
  });
  return reachable ? { x, y, width, height } : { width, height };
}
