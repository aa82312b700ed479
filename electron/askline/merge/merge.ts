import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { MergeReport } from "../../../shared/api/ledger.ts";
import { momentAfter } from "../../../shared/ledger/union.ts";
import { fail, ok, type Result } from "../../../shared/result.ts";
import { fileProblem } from "../../workspace/file-problem.ts";
import { signedBy } from "../../workspace/ledger/checkpoints.ts";
import { type CheckedChain, readIncoming } from "../../workspace/union/incoming-chain.ts";
import { keepChain } from "../../workspace/union/kept-chains.ts";
import type { RunOptions } from "../answer/execute.ts";
import type { Session } from "../session.ts";
import { bringAlong } from "./bring-along.ts";
import { laptopOf } from "./ledgers.ts";
import { type Source, withSources } from "./sources.ts";

type Ledger = MergeReport["ledgers"][number];

/**
 * Takes the ledgers at these paths in: bundles, workspaces, or folders in which such lie. Each chain of events is checked
 * event by event and kept beside the own one, which stays as it is; what is here already is passed over; what is refused
 * is told, and the rest goes on. Answers, versions of entries and data that anyone may have come along.
 */
export async function mergeLedgers(
  session: Session,
  paths: readonly string[],
  options: RunOptions = {},
): Promise<Result<MergeReport>> {
  if (session.workspace.readOnly) return fail(fileProblem({ code: "EROFS" }, "take the other ledger in"));
  const report = { ledgers: [], answers: 0, data: 0, versions: 0, refused: [] } as Growing;
  for (const [i, path] of paths.entries()) {
    options.onStage?.({ stage: "reading", share: i / paths.length, rows: null });
    if (options.signal?.aborted) break;
    const read = await withSources(session, path, (source) => mergeSource(session, source, report));
    if (!read.ok) {
      if (paths.length === 1) return read;
      report.refused.push({ from: path, text: read.problem.message });
    } else for (const { message } of read.value.problems) report.refused.push({ from: path, text: message });
  }
  // Lessons of the others may bring words.
  session.wordsChanged();
  return ok(report);
}

type Growing = {
  ledgers: Ledger[];
  answers: number;
  data: number;
  versions: number;
  refused: MergeReport["refused"];
};

async function mergeSource(session: Session, source: Source, report: Growing): Promise<void> {
  for (const folder of await chainFolders(source.folder)) {
    const taken = await mergeChain(session, source, folder);
    if (!taken.ok) {
      report.refused.push({ from: source.name, text: taken.problem.message });
      continue;
    }
    if (taken.value === null) continue;
    const { ledger, checked } = taken.value;
    report.ledgers.push(ledger);
    // Also where no event is new: what was missing the last time may be there now.
    const along = await bringAlong(session, source.folder, checked);
    report.answers += along.answers;
    report.data += along.data;
    report.versions += along.versions;
    for (const text of along.refused) report.refused.push({ from: source.name, text });
  }
}

/** The own chain of a workspace, and those it has taken in itself. */
async function chainFolders(folder: string): Promise<string[]> {
  const others = await readdir(join(folder, "other-ledgers")).catch(() => []);
  const kept = others.filter((name) => !name.startsWith(".")).sort();
  return [join(folder, "ledger"), ...kept.map((name) => join(folder, "other-ledgers", name))];
}

/** Null when there are no events in it. */
async function mergeChain(
  session: Session,
  source: Source,
  folder: string,
): Promise<Result<{ ledger: Ledger; checked: CheckedChain } | null>> {
  const { workspace, around } = session;
  const { union, ledger: own } = workspace;
  const { questions, questionOf, decisions, requests } = session.history;
  const read = await readIncoming(folder, {
    chains: [{ count: own.count, events: own.events }, ...union.kept()],
    hasId: (id) => questions.has(id) || questionOf.has(id) || decisions.has(id) || requests.has(id),
    now: around.now(),
  });
  if (!read.ok || read.value === null) return read.ok ? ok(null) : read;
  const checked = read.value;
  const fresh = checked.events - checked.shared;
  const signed = signedBy(checked.checkpoints);
  const { signer, key } = laptopOf({ signed });
  const ledger = { signer, key, from: source.name, events: checked.events, fresh, broken: checked.broken };
  if (fresh === 0) return ok({ ledger, checked });
  try {
    await keepChain(workspace.layout.otherLedgers, checked, union.kept());
  } catch (error) {
    return fail(fileProblem(error, "keep the other ledger"));
  }
  const recorded = await session.record({
    kind: "ledger-merged",
    payload: {
      chain: checked.chain,
      signed: signed.map((one) => ({ signer: one.signer, key: one.key })),
      events: checked.events,
      head: checked.head,
      after: momentAfter(checked.until),
      from: source.name,
      ...(checked.broken !== null && { broken: checked.broken }),
    },
  });
  if (!recorded.ok) return recorded;
  await union.refresh();
  return ok({ ledger, checked });
}
