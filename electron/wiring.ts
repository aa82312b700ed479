import { join } from "node:path";
import { app, type BrowserWindow } from "electron";
import type { Result } from "../shared/result.ts";
import { engineProcesses } from "./adapters/engine-process.ts";
import { systemCover } from "./adapters/key-cover.ts";
import { readerIn, sendTo } from "./adapters/reader.ts";
import { serveChannels, tellWindow } from "./api.ts";
import { createDesk, type Desk } from "./desk.ts";
import { createHandlers } from "./handlers.ts";
import { createRuns } from "./runs.ts";
import { createSealedShelf } from "./sealed-shelf.ts";
import { surroundings } from "./surroundings.ts";
import { dialogsFor } from "./window/dialogs.ts";
import { setMenu } from "./window/menu.ts";
import { pageAsPdf } from "./window/print.ts";
import { openOutside } from "./window/security.ts";
import type { Settings } from "./window/settings.ts";
import { keyFile } from "./workspace/ledger/key-file.ts";

/** What the page is told when the engine's state changes unasked: an engine that has stopped by itself has crashed. */
const ENGINE_NEWS = { ready: "ready", restarted: "restarted", stopped: "crashed" } as const;

/** The desk, and what to do with a sealed answer the system hands over: at the start, and later on. */
export type Wired = {
  readonly desk: Desk;
  readonly startWith: (sealedPath: string) => void;
  readonly show: (sealedPath: string) => Promise<void>;
};

/** Another threshold for offering a rough answer than the usual one, for tests: milliseconds in `ASKLINE_ROUGH_AFTER_MS`. */
function roughAfterMs(): number | undefined {
  const given = Number(process.env.ASKLINE_ROUGH_AFTER_MS || Number.NaN);
  return Number.isFinite(given) && given >= 0 ? given : undefined;
}

/** Joins window, menu and bridge to the use cases. The desk that comes back has no workspace on it yet. */
export function wire(window: BrowserWindow, settings: Settings): Wired {
  const out = join(app.getAppPath(), "out");
  const tell = tellWindow(window);
  const dialogs = dialogsFor(window);
  const desk = createDesk(
    {
      bundled: join(app.isPackaged ? process.resourcesPath : app.getAppPath(), "fixtures", "workspace"),
      startEngine: engineProcesses(join(out, "engine", "process.js")),
      warmEngine: true,
      engineLimits: settings.engineLimits,
      around: surroundings(
        `Askline ${app.getVersion()}`,
        keyFile(join(app.getPath("userData"), "signing-key"), systemCover()),
      ),
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
  const sealed = createSealedShelf();
  const runs = createRuns((progress) => tell("run.progress", progress), Date.now, roughAfterMs());
  const handlers = createHandlers(
    desk,
    runs,
    {
      ...settings,
      ...dialogs,
      openOutside,
      readerOf: (runId) => readerIn(window, runId),
      pageAsPdf: pageAsPdf(window),
    },
    sealed,
  );
  const orSay = async (outcome: Promise<Result<unknown>> | Result<unknown>) => {
    const result = await outcome;
    if (!result.ok) await dialogs.say(result.problem);
  };
  const goToSealed = async (opening: Promise<Result<string | null>> | Result<string | null>) => {
    const opened = await opening;
    if (!opened.ok) await dialogs.say(opened.problem);
    else if (opened.value !== null) tell("navigate", { to: `/sealed/${opened.value}` });
  };
  const renewMenu = () =>
    setMenu(
      {
        createWorkspace: () => void orSay(handlers["workspace.create"]({})),
        openWorkspace: () => void orSay(handlers["workspace.open"]({})),
        openSealed: () => void goToSealed(handlers["sealed.choose"]({})),
        switchWorkspace: (folder) => void orSay(handlers["workspace.switch"]({ folder })),
        goTo: (to) => tell("navigate", { to }),
      },
      settings.recentWorkspaces(),
      !app.isPackaged,
    );
  serveChannels(window, handlers, (id, message) => sendTo(window, id, message));
  renewMenu();
  return { desk, startWith: sealed.openAtStart, show: (path) => goToSealed(sealed.open(path)) };
}
