import { open, readFile, rm, stat, unlink } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { errorCode } from "./file-problem.ts";

const RETRY_MS = 3;
const GIVE_UP_MS = 10_000;
/** A lock file younger than this may just be being written. */
const SETTLED_MS = 2_000;

/**
 * Runs `work` while this process alone holds the lock file, so that a window and a command line can write to one
 * workspace. A lock left behind by a dead process is removed. Own code because Node has no advisory locks and the known
 * packages keep a lock fresh by a timer, which a paused laptop outlives. Throws after ten seconds of waiting.
 */
export async function withWriteLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const started = Date.now();
  while (!(await tryCreate(path))) {
    if (Date.now() - started > GIVE_UP_MS) throw new Error(`The lock ${path} is held by another process`);
    await removeIfLeftBehind(path);
    await wait(RETRY_MS);
  }
  try {
    return await work();
  } finally {
    await unlink(path).catch(() => undefined);
  }
}

async function tryCreate(path: string): Promise<boolean> {
  try {
    const handle = await open(path, "wx");
    try {
      await handle.writeFile(String(process.pid));
    } catch (error) {
      await handle.close();
      await rm(path, { force: true });
      throw error;
    }
    await handle.close();
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw error;
  }
}

/** Only one process may break a lock at a time, and only if the same dead owner still holds it. */
async function removeIfLeftBehind(path: string): Promise<void> {
  const owner = await ownerOf(path);
  if (owner === "gone" || owner === "alive") return;
  const breaking = `${path}.breaking`;
  if (!(await tryCreate(breaking))) {
    if ((await ownerOf(breaking)) === "dead") await rm(breaking, { force: true });
    return;
  }
  try {
    if ((await ownerOf(path)) === "dead") await rm(path, { force: true });
  } finally {
    await rm(breaking, { force: true });
  }
}

async function ownerOf(path: string): Promise<"alive" | "dead" | "gone"> {
  try {
    const [text, about] = await Promise.all([readFile(path, "utf8"), stat(path)]);
    const pid = Number(text);
    if (!Number.isInteger(pid) || pid <= 0) return Date.now() - about.mtimeMs > SETTLED_MS ? "dead" : "alive";
    return isRunning(pid) ? "alive" : "dead";
  } catch (error) {
    if (errorCode(error) === "ENOENT") return "gone";
    throw error;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === "EPERM";
  }
}
