import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { _electron, type ElectronApplication, type Page } from "playwright-core";
import { findRuntime } from "../../build/runtime/runtime.mjs";
import { sandboxArguments } from "../../build/runtime/sandbox.mjs";

export const root = resolve(import.meta.dirname, "../..");

/** How long a window may take to appear on a busy machine, in milliseconds. */
const START_MS = 45_000;

export type Launched = {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** The workspace that is open; a fresh one, made from the bundled data, unless one was given. */
  readonly workspaceDir: string;
  /** Electron's own folder for this start: settings, caches. */
  readonly userDataDir: string;
  /** What the page said on its console as an error, and what it threw. */
  readonly pageErrors: readonly string[];
  /** Everything the main process printed so far. */
  readonly output: () => string;
  /** Quits as a person would, and removes the temporary folders. */
  readonly close: () => Promise<void>;
};

/** Starts the built application (out/) in a real window, in folders of its own. Run `npm run build` first. */
export async function launchAskline(
  options: {
    readonly workspace?: string;
    readonly env?: Readonly<Record<string, string>>;
    readonly args?: readonly string[];
    readonly userDataDir?: string;
  } = {},
): Promise<Launched> {
  const runtime = await findRuntime(() => {});
  const temporary = await mkdtemp(join(tmpdir(), "askline-window-"));
  const userDataDir = options.userDataDir ?? join(temporary, "user");
  const workspaceDir = options.workspace ?? join(temporary, "workspace");
  const app = steadied(
    await startedElectron({
      executablePath: runtime.executable,
      args: [
        ...sandboxArguments(() => {}),
        `--user-data-dir=${userDataDir}`,
        root,
        `--workspace=${workspaceDir}`,
        ...(options.args ?? []),
      ],
      env: { ...inherited(), ...options.env },
      chromiumSandbox: sandboxArguments(() => {}).length === 0,
      timeout: START_MS,
    }),
  );
  let output = "";
  const keep = (piece: Buffer) => {
    output += piece.toString();
  };
  app.process().stdout?.on("data", keep);
  app.process().stderr?.on("data", keep);
  const pageErrors: string[] = [];
  const page = await app.firstWindow({ timeout: START_MS });
  page.on("pageerror", (error) => pageErrors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") pageErrors.push(message.text());
  });
  const close = async () => {
    await app.close().catch(() => {});
    await rm(temporary, { recursive: true, force: true, maxRetries: 5 });
  };
  return { app, page, workspaceDir, userDataDir, pageErrors, output: () => output, close };
}

/** On a machine that is busy with other things the driver can miss the window's first signs of life: once more, then. */
async function startedElectron(how: Parameters<typeof _electron.launch>[0]): Promise<ElectronApplication> {
  try {
    return await _electron.launch(how);
  } catch (error) {
    if (!String(error).includes("Timeout")) throw error;
    console.log("The driver lost sight of the starting window; starting it again.");
    return _electron.launch(how);
  }
}

/** The environment without the variables that would make Electron run as plain Node. */
function inherited(): Record<string, string> {
  const { ELECTRON_RUN_AS_NODE: _, ...rest } = process.env;
  return Object.fromEntries(
    Object.entries(rest).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/**
 * While the main process is busy, as it is just after the start, the driver can lose the promise of its own call to the
 * garbage collector there. Such a call is made again a moment later.
 */
function steadied(app: ElectronApplication): ElectronApplication {
  const { evaluate } = app;
  Reflect.set(app, "evaluate", async (...given: unknown[]) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await Reflect.apply(evaluate, app, given);
      } catch (error) {
        if (attempt === 20 || !String(error).includes("garbage collected")) throw error;
        await wait(100);
      }
    }
  });
  return app;
}

/** Replaces one of the system's dialogs by the answer a person would give. */
export async function answerDialog(
  app: ElectronApplication,
  name: "showOpenDialog" | "showSaveDialog",
  answer: { readonly canceled: boolean; readonly filePath?: string; readonly filePaths?: readonly string[] },
): Promise<void> {
  await app.evaluate(
    ({ dialog }, [dialogName, given]) => {
      Reflect.set(dialog, dialogName, () => Promise.resolve(given));
    },
    [name, answer] as const,
  );
}
