import { BrowserWindow, nativeTheme, screen } from "electron";
import { START_ADDRESS } from "./constants.ts";
import type { WindowState } from "./settings.ts";

/** The two colours before the page has painted; the page's own tokens take over at once. */
const BACKGROUND = { dark: "#14181d", light: "#ffffff" };

/** Opens the one window. It is shown when its first frame is painted, so that nobody sees an empty one. */
export function openWindow(options: {
  readonly preload: string;
  readonly state: WindowState;
  readonly keepState: (state: WindowState) => void;
  readonly show: boolean;
}): BrowserWindow {
  const window = new BrowserWindow({
    ...placeOf(options.state),
    minWidth: 720,
    minHeight: 520,
    show: false,
    title: "Askline",
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  });
  if (options.show && options.state.maximized) window.maximize();
  if (options.show) window.once("ready-to-show", () => window.show());
  window.on("close", () => options.keepState(stateOf(window)));
  // A page that has crashed comes back by itself: what counts is in the workspace, not in the page.
  window.webContents.on("render-process-gone", (_event, { reason }) => {
    if (reason !== "clean-exit") window.webContents.reload();
  });
  void window.loadURL(START_ADDRESS);
  return window;
}

/**
 * Calls a channel from inside the window's page, as its own scripts do, once the page has loaded: for the self-check.
 * What comes back has crossed the bridge and is not looked at here.
 */
export function callAsPage(window: BrowserWindow): (name: string, input: unknown) => Promise<never> {
  const { webContents } = window;
  const loaded = webContents.isLoadingMainFrame()
    ? new Promise<void>((resolve) => webContents.once("did-finish-load", () => resolve()))
    : Promise.resolve();
  return async (name, input) => {
    await loaded;
    const call = `askline.call[${JSON.stringify(name)}](${JSON.stringify(input)})`;
    return (await webContents.executeJavaScript(call)) as never;
  };
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
