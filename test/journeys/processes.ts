import process from "node:process";
import type { ElectronApplication } from "playwright-core";

/** The engine's process: Electron's only utility process that is ours. */
export async function engineProcess(app: ElectronApplication): Promise<number> {
  const pid = await app.evaluate(
    (electron) =>
      electron.app.getAppMetrics().find(({ type, name }) => type === "Utility" && /engine/i.test(name ?? ""))
        ?.pid,
  );
  if (pid === undefined) throw new Error("There is no engine process.");
  return pid;
}

/** Whether a process has ended, or does so within five seconds. */
export async function isGone(pid: number): Promise<boolean> {
  for (const end = Date.now() + 5000; Date.now() < end; await new Promise((go) => setTimeout(go, 50))) {
    try {
      process.kill(pid, 0);
    } catch {
      return true;
    }
  }
  return false;
}
