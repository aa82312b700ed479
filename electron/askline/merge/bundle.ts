import { stat } from "node:fs/promises";
import { join } from "node:path";
import { publicProfile } from "../../../shared/disclosure/public-profile.ts";
import type { BundleManifest } from "../../../shared/ledger/bundle-file.ts";
import { fail, ok, type Result } from "../../../shared/result.ts";
import { type BundlePart, writeBundle } from "../../exporters/bundle/write-bundle.ts";
import { ANSWER_PARTS } from "../../workspace/answer-files.ts";
import { readVersion, versionPath } from "../../workspace/catalogue-files.ts";
import { fileNameFor } from "../../workspace/file-name.ts";
import { fileProblem } from "../../workspace/file-problem.ts";
import { checkpointFile } from "../../workspace/ledger/checkpoints.ts";
import { ledgerFile } from "../../workspace/ledger/segments.ts";
import { chainName } from "../../workspace/union/kept-chains.ts";
import { readAnswer, withTodaysAccess } from "../answer/answers.ts";
import type { Session } from "../session.ts";
import { signerOf } from "../signing.ts";
import { openFiles } from "./bring-along.ts";

/** What was written. */
export type Bundled = {
  readonly path: string;
  readonly sha256: string;
  readonly ledgers: number;
  readonly events: number;
  readonly answers: number;
};

type Chain = BundleManifest["chains"][number] & { readonly parts: BundlePart[] };

/**
 * Writes all ledgers of this workspace as one signed file: every chain of events with its signatures, the answers as they
 * were sealed, versions of catalogue entries, and the data of answers where anyone may have them.
 */
export async function bundleLedgers(session: Session, path: string): Promise<Result<Bundled>> {
  const signer = await signerOf(session.around);
  const { ledger } = session.workspace;
  if (signer === null || !(await ledger.sign()))
    return fail({
      code: "refused",
      message:
        "The bundle could not be signed: this laptop's key cannot be read, or the workspace is read-only.",
      meaning: "Unsigned, nobody could tell whose events these are. Nothing was written.",
      remedy: "Open a workspace that can be written to, or hand over the workspace folder itself.",
    });
  try {
    const chains = [await ownChain(session), ...keptChains(session)];
    const answers = await answerParts(session);
    const written = await writeBundle(
      {
        workspace: session.workspace.manifest.name,
        madeAt: new Date(session.around.now()).toISOString(),
        madeBy: session.around.application,
        chains: chains.map(({ parts: _, ...chain }) => chain),
        parts: [...chains.flatMap(({ parts }) => parts), ...answers.parts, ...(await versionParts(session))],
        signer,
      },
      path,
    );
    if (!written.ok) return written;
    const events = chains.reduce((sum, chain) => sum + chain.events, 0);
    return ok({ path, ...written.value, ledgers: chains.length, events, answers: answers.count });
  } catch (error) {
    return fail(fileProblem(error, "write the bundle"));
  }
}

async function ownChain({ workspace }: Session): Promise<Chain> {
  const { ledger, layout } = workspace;
  // Asked together: what is appended from here on is not in this bundle.
  const [head, events, pieces] = [ledger.head(), ledger.count(), await ledger.pieces()];
  const chain = ledger.events(0, 1)[0]?.hash ?? head.hash;
  const name = chainName({ chain, head });
  const { size } = await stat(checkpointFile(layout.ledger));
  return {
    ...{ name, chain, events, head: head.hash },
    parts: [
      { path: `other-ledgers/${name}/ledger.jsonl`, pieces },
      {
        path: `other-ledgers/${name}/checkpoints.jsonl`,
        pieces: [{ path: checkpointFile(layout.ledger), bytes: size }],
      },
    ],
  };
}

const keptChains = ({ workspace }: Session): Chain[] =>
  workspace.union.kept().map(({ name, chain, head, folder, count }) => ({
    ...{ name, chain, events: count(), head: head.hash },
    parts: [
      { path: `other-ledgers/${name}/ledger.jsonl`, pieces: [{ path: ledgerFile(folder) }] },
      { path: `other-ledgers/${name}/checkpoints.jsonl`, pieces: [{ path: checkpointFile(folder) }] },
    ],
  }));

/** The folders of all answers that are here whole, and the open data they rest on. */
async function answerParts(
  session: Session,
): Promise<{ readonly parts: BundlePart[]; readonly count: number }> {
  const { answers, data } = session.workspace;
  const parts: BundlePart[] = [];
  const files = new Set<string>();
  let count = 0;
  for (const id of session.history.questionOf.keys()) {
    const kept = await readAnswer(session, id);
    if (!kept.ok) continue;
    count += 1;
    const datasets = withTodaysAccess(session, kept.value.datasets);
    const isOpen = datasets.every((dataset) => dataset.access === "open");
    for (const name of ANSWER_PARTS) {
      const path = `answers/${fileNameFor(id)}/${name}`;
      if (name === "datasets.json" && !isOpen)
        parts.push({ path, text: `${JSON.stringify(datasets.map(publicProfile), null, 1)}\n` });
      else parts.push({ path, pieces: [{ path: join(answers.folderOf(id), name) }] });
    }
    for (const sha256 of openFiles({ ...kept.value, datasets }))
      if (await data.has(sha256)) files.add(sha256);
  }
  for (const sha256 of files)
    parts.push({ path: `data/${sha256}.arrow`, pieces: [{ path: data.pathOf(sha256) }] });
  return { parts, count };
}

async function versionParts({ workspace, chronicle }: Session): Promise<BundlePart[]> {
  const parts = new Map<string, BundlePart>();
  for (const [dataset, versions] of chronicle.versions)
    for (const { entrySha256 } of versions) {
      const path = versionPath(workspace.layout, dataset, entrySha256);
      if (!(await isOpenVersion(workspace, dataset, entrySha256))) continue;
      const name = `catalogue/versions/${fileNameFor(dataset)}/${entrySha256}.json`;
      parts.set(name, { path: name, pieces: [{ path }] });
    }
  return [...parts.values()];
}

/** Whether a version of an entry is here and of open data, then and today: others count and quote single people. */
async function isOpenVersion(
  { layout, catalogue }: Session["workspace"],
  id: string,
  entrySha256: string,
): Promise<boolean> {
  const now = catalogue.get(id);
  if (now !== undefined && now.access !== "open") return false;
  const version = await readVersion(layout, id, entrySha256);
  return version.ok && version.value.access === "open";
}
