import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Askline, type OpenOptions, openAskline } from "../../electron/askline.ts";
import { nodeEngineProcesses } from "../../electron/engine/start-node.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The crisis data that come with Askline. */
export const bundled = join(root, "fixtures", "workspace");

/** The reference tables beside the checkout; absent on a user's machine. */
export const sharedFolder = join(root, "..", "shared");

/** The day all tests take for today unless they say otherwise. */
export const TODAY = Date.UTC(2026, 10, 24, 9, 0, 0);

let ids = 0;

/** Opens a workspace through the same door as window and command line, with a fixed day and counted ids. */
export async function open(
  folder: string,
  whenAbsent: OpenOptions["whenAbsent"],
  part: Partial<OpenOptions> = {},
): Promise<Askline> {
  const opened = await openAskline({
    folder,
    whenAbsent,
    bundled,
    startEngine: nodeEngineProcesses(),
    around: {
      now: () => TODAY,
      newId: () => `T${String(++ids).padStart(6, "0")}`,
      actor: "test",
      application: "askline test",
    },
    ...part,
  });
  if (!opened.ok) throw new Error(`${opened.problem.message} ${opened.problem.detail ?? ""}`);
  return opened.value;
}

/** Runs work in a fresh folder that is removed afterwards. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "askline-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
