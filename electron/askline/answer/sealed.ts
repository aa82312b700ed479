import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Replay } from "../../../shared/api.ts";
import { dataPart } from "../../../shared/ledger/sealed-file.ts";
import { fail, ok, type Result } from "../../../shared/result.ts";
import type { StartEngineProcess } from "../../engine/engine.ts";
import { createEngineHost } from "../../engine/host.ts";
import { copyOut, type OpenedSealed, readSealed } from "../../exporters/sealed/read-sealed.ts";
import { isSignedBy } from "../../workspace/ledger/signing.ts";
import { createWorkspace, type Workspace } from "../../workspace/workspace.ts";
import { type Surroundings, startSession } from "../session.ts";
import type { RunOptions } from "./execute.ts";
import { replay } from "./replay.ts";

/** What is needed to run a sealed answer again where there is no workspace. */
export type SealedReplay = {
  readonly startEngine: StartEngineProcess;
  readonly around: Surroundings;
  /** Folder of the hand-written descriptions that come with Askline. */
  readonly descriptions: string;
};

/** Opens a sealed answer and checks every part of it; needs no workspace and no engine. */
export const openSealed = (path: string): Promise<Result<OpenedSealed>> => readSealed(path, isSignedBy);

/**
 * Runs a sealed answer again from the data it carries, in a workspace that is made for this and thrown away. An answer
 * that carries no data (their access is not open) cannot be replayed from its file.
 */
export async function replaySealed(
  sealed: OpenedSealed,
  { startEngine, around, descriptions }: SealedReplay,
  options: RunOptions = {},
): Promise<Result<Replay>> {
  const absent = sealed.manifest.data.filter(({ included }) => !included);
  if (absent.length > 0)
    return fail({
      code: "data-missing",
      message: `The sealed answer does not carry its data: ${absent.map(({ title }) => title).join(", ")}.`,
      meaning: "It can be read and verified, not run again.",
      remedy: "Replay it in a workspace that holds these data.",
      detail: absent.map(({ sha256, why }) => `${sha256}: ${why}`).join("; "),
    });
  const folder = await mkdtemp(join(tmpdir(), "askline-sealed-"));
  try {
    const made = await createWorkspace(join(folder, "workspace"), "Sealed answer", around);
    if (!made.ok) return made;
    const workspace = made.value;
    const engine = createEngineHost(startEngine, { cacheFolder: workspace.layout.cache });
    try {
      const filled = await fill(workspace, sealed);
      if (!filled.ok) return filled;
      return await replay(
        startSession(workspace, engine, around, { descriptions, examples: [] }),
        sealed,
        options,
      );
    } finally {
      await engine.close();
      await workspace.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Puts the sealed catalogue entries and data files into the empty workspace. */
async function fill(workspace: Workspace, sealed: OpenedSealed): Promise<Result<void>> {
  for (const dataset of sealed.datasets) {
    const put = await workspace.catalogue.put(dataset);
    if (!put.ok) return put;
  }
  for (const { sha256 } of sealed.manifest.data) {
    const incoming = await workspace.data.temporary();
    await copyOut(sealed.path, dataPart(sha256), sha256, incoming);
    const adopted = await workspace.data.adopt(incoming);
    if (!adopted.ok) return adopted;
  }
  return ok(undefined);
}
