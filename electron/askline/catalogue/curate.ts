import { fingerprintOf } from "../../../shared/canonical.ts";
import { applyCorrections, type Corrections, correctionsOf } from "../../../shared/catalogue/corrections.ts";
import type { Dataset } from "../../../shared/catalogue/dataset.ts";
import { currentDistribution } from "../../../shared/catalogue/distribution.ts";
import { fail, ok, type Result } from "../../../shared/result.ts";
import { fileProblem } from "../../workspace/file-problem.ts";
import type { Session } from "../session.ts";
import { getDataset } from "./datasets.ts";
import { keepDataset } from "./keep-dataset.ts";

type Saved = Result<{ entrySha256: string }>;

/**
 * Saves a person's changes to an entry as its next version. `base` is the version they looked at: when somebody else saved one
 * in between, nothing is saved.
 */
export async function saveEntry(
  session: Session,
  {
    id,
    base,
    corrections,
  }: { readonly id: string; readonly base: string; readonly corrections: Corrections },
): Promise<Saved> {
  const found = editable(session, id);
  if (!found.ok) return found;
  if (fingerprintOf(found.value) !== base) return fail(CHANGED_MEANWHILE);
  const corrected = applyCorrections(found.value, corrections);
  return corrected.ok ? keep(session, corrected.value) : corrected;
}

/** Puts an earlier version of an entry in force again, with the data file it was about, as the next version. */
export async function restoreEntry(session: Session, id: string, entrySha256: string): Promise<Saved> {
  const found = editable(session, id);
  if (!found.ok) return found;
  const earlier = await session.workspace.catalogue.version(id, entrySha256);
  return earlier.ok ? keep(session, earlier.value) : earlier;
}

/** Records that somebody stands for an entry as it is, or takes that back. An entry that was changed since cannot be approved. */
export async function approveEntry(
  session: Session,
  {
    id,
    entrySha256,
    approved,
  }: { readonly id: string; readonly entrySha256: string; readonly approved: boolean },
): Promise<Result<Record<string, never>>> {
  const found = editable(session, id);
  if (!found.ok) return found;
  if (approved && fingerprintOf(found.value) !== entrySha256) return fail(CHANGED_MEANWHILE);
  const recorded = await session.record({
    kind: "dataset-approved",
    payload: { dataset: id, entrySha256, approved },
  });
  return recorded.ok ? ok({}) : recorded;
}

function editable(session: Session, id: string): Result<Dataset> {
  const found = getDataset(session, id);
  if (!found.ok) return found;
  if (session.workspace.readOnly) return fail(fileProblem({ code: "EROFS" }, "change this entry"));
  return found;
}

async function keep(session: Session, dataset: Dataset): Promise<Saved> {
  const kept = await keepDataset(session, dataset);
  if (!kept.ok) return kept;
  session.catalogueChanged();
  return ok({ entrySha256: fingerprintOf(dataset) });
}

const CHANGED_MEANWHILE = {
  code: "refused",
  message: "The entry was changed since you opened it.",
  meaning: "Nothing was saved, so that the other change is not lost.",
  remedy: "Load the entry again, look at what changed, and make your change on top of it.",
} as const;

/**
 * After a catalogue came in again: entries of it that people changed here take over what is new, and keep what was changed.
 * Their data, once they are here, are described by their own import.
 */
export async function rebaseChanged(session: Session, entries: readonly Dataset[]): Promise<Result<void>> {
  const own = new Map(session.workspace.catalogue.held().map((dataset) => [dataset.id, dataset]));
  for (const entry of entries) {
    const changed = own.get(entry.id);
    if (changed === undefined || currentDistribution(changed) !== null) continue;
    const rebased = applyCorrections(entry, correctionsOf(changed), true);
    if (!rebased.ok) return rebased;
    const kept = await keepDataset(session, rebased.value);
    if (!kept.ok) return kept;
  }
  return ok(undefined);
}
