import { fork } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { StartEngineProcess } from "./engine.ts";
import { engineEnvironment } from "./environment.ts";

/** The bundle of process.ts, as seen from the bundle that holds this file (see build/bundle.mjs). */
const BUNDLED_ENTRY = "../engine/process.js";

/**
 * Makes engine processes out of plain Node: for the command line and for tests. From the sources the entry is
 * process.ts, run through tsx; from a bundle, the bundled entry; or the one that is given.
 */
export const nodeEngineProcesses =
  (given?: string): StartEngineProcess =>
  () => {
    const source = fileURLToPath(new URL("./process.ts", import.meta.url));
    const entry =
      given ?? (existsSync(source) ? source : fileURLToPath(new URL(BUNDLED_ENTRY, import.meta.url)));
    const child = fork(entry, [], {
      serialization: "advanced",
      env: engineEnvironment(),
      execArgv: entry.endsWith(".ts") ? ["--import", import.meta.resolve("tsx")] : [],
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    return {
      pid: child.pid,
      send: (message) => {
        if (child.connected && typeof message === "object" && message !== null)
          child.send(message, () => undefined);
      },
      onMessage: (listener) => child.on("message", listener),
      onExit: (listener) => {
        child.on("exit", (code) => listener(code));
        child.on("error", () => listener(null));
      },
      kill: () => child.kill("SIGKILL"),
    };
  };
