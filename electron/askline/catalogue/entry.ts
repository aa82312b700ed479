import type { EntryAccount } from "../../../shared/api/catalogue.ts";
import { fingerprintOf } from "../../../shared/canonical.ts";
import type { Dataset } from "../../../shared/catalogue/dataset.ts";
import { entryDifference } from "../../../shared/catalogue/difference.ts";
import { freshnessOf } from "../../../shared/catalogue/freshness.ts";
import { qualityOf } from "../../../shared/catalogue/quality.ts";
import type { Chronicle } from "../../../shared/ledger/chronicle.ts";
import { ok, type Result } from "../../../shared/result.ts";
import type { Session } from "../session.ts";
import { authorityOfDataset } from "./authority.ts";
import { getDataset, publicDataset } from "./datasets.ts";
import { versionsOf } from "./entry-versions.ts";

/** Everything that is known of a dataset here: its entry, how it stands, its versions, and what it was used for. */
export async function entryAccount(
  session: Session,
  chronicle: Chronicle,
  id: string,
): Promise<Result<EntryAccount>> {
  const found = getDataset(session, id);
  if (!found.ok) return found;
  const dataset = found.value;
  const entrySha256 = fingerprintOf(dataset);
  const { score, criteria } = qualityOf(dataset);
  const { state, ageDays, rhythm } = freshnessOf(dataset, session.today());
  const approval = chronicle.approvals.get(id);
  return ok({
    dataset: publicDataset(session, dataset),
    entrySha256,
    editable: isEditable(session, id),
    quality: { score, criteria: [...criteria] },
    freshness: { state, ageDays, rhythmDays: rhythm.kind === "every" ? rhythm.days : null },
    authority: authorityOfDataset(session, dataset),
    versions: await versionsOf(session, chronicle, dataset, entrySha256),
    uses: usesOf(session, id),
    approval: approval
      ? { by: approval.by, at: approval.at, current: approval.entrySha256 === entrySha256 }
      : null,
  });
}

/** Every entry can be changed here, where anything can be written; one of an imported catalogue gets a file of its own then. */
export const isEditable = (session: Session, id: string): boolean =>
  !session.workspace.readOnly && session.workspace.catalogue.get(id) !== undefined;

/** Questions that this dataset answered, newest first. */
function usesOf(session: Session, id: string): EntryAccount["uses"] {
  return [...session.history.questions.values()]
    .filter(({ datasets, answerId }) => answerId !== null && datasets.includes(id))
    .reverse()
    .map(({ answerId, questionId, text, sentence, endedAt, state }) => ({
      id: answerId ?? questionId,
      text,
      sentence: sentence ?? "",
      at: endedAt,
      state,
    }));
}

/** A part of an entry as text to read; null where there is none. */
export const asText = (value: unknown): string | null =>
  value === undefined || value === null ? null : typeof value === "string" ? value : JSON.stringify(value);

/** What differs between two versions of a dataset's entry, in words of its fields. */
export async function versionDifference(
  session: Session,
  id: string,
  before: string,
  after: string,
): Promise<Result<{ field: string; before: string | null; after: string | null }[]>> {
  const { catalogue } = session.workspace;
  const [old, now] = [await catalogue.version(id, before), await catalogue.version(id, after)];
  if (!old.ok) return old;
  if (!now.ok) return now;
  return ok(changesBetween(old.value, now.value));
}

/** What Askline notes of an import in each entry. */
const OWN: ReadonlySet<string> = new Set(["source.entryHash", "source.imported", "source.file"]);

/** What differs between two entries, as text. What Askline keeps about the entry itself is left out. */
export const changesBetween = (
  before: Dataset,
  after: Dataset,
): { field: string; before: string | null; after: string | null }[] =>
  entryDifference(before, after)
    .filter(({ field }) => !field.startsWith("extra.askline:") && !OWN.has(field))
    .map(({ field, before: old, after: now }) => ({ field, before: asText(old), after: asText(now) }));
