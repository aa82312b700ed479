import { utilityProcess } from "electron";
import type { StartEngineProcess } from "../engine/engine.ts";
import { engineEnvironment } from "../engine/environment.ts";
import { takePort } from "./reader.ts";

/** Starts engine processes as Electron utility processes: separate from main, without a window, and killed with it. */
export function engineProcesses(program: string): StartEngineProcess {
  return () => {
    const child = utilityProcess.fork(program, [], {
      serviceName: "Askline engine",
      stdio: "inherit",
      env: engineEnvironment(),
    });
    return {
      send: (message) => child.postMessage(message),
      sendWith: (message, reader) => child.postMessage(message, [takePort(reader)]),
      onMessage: (listener) => child.on("message", listener),
      onExit: (listener) => child.on("exit", listener),
      kill: () => child.kill(),
      get pid() {
        return child.pid;
      },
    };
  };
}
