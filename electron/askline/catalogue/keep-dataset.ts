import { fingerprintOf } from "../../../shared/canonical.ts";
import type { Dataset } from "../../../shared/catalogue/dataset.ts";
import { currentDistribution } from "../../../shared/catalogue/distribution.ts";
import { rowsArePeople } from "../../../shared/catalogue/people-rows.ts";
import type { Result } from "../../../shared/result.ts";
import type { Session } from "../session.ts";

/** Writes a description and records that it came in or was revised; both are durable before the report says so. */
export async function keepDataset(session: Session, dataset: Dataset): Promise<Result<void>> {
  const { catalogue } = session.workspace;
  const now = currentDistribution(dataset);
  // An entry of an imported catalogue is revised by a change to its text; its data arriving here are an import.
  const before =
    catalogue.held().find((known) => known.id === dataset.id) ??
    (now === null ? catalogue.get(dataset.id) : undefined);
  const written = await catalogue.put(dataset);
  if (!written.ok) return written;
  const payload = {
    dataset: dataset.id,
    sha256: now?.sha256 ?? null,
    entrySha256: written.value.entrySha256,
    // One row more than the file before would be one person more.
    rows: rowsArePeople(dataset) ? null : (now?.profile?.rows ?? null),
  };
  if (!before) return session.record({ kind: "dataset-imported", payload });
  const previous = currentDistribution(before)?.sha256 ?? null;
  const previousEntry = fingerprintOf(before);
  return session.record({ kind: "dataset-revised", payload: { ...payload, previous, previousEntry } });
}
