import type { DatasetSummary } from "../../../shared/api.ts";
import type { Dataset } from "../../../shared/catalogue/dataset.ts";
import { NOTHING_CHOSEN } from "../../../shared/catalogue/list/listing.ts";
import { publicProfile } from "../../../shared/disclosure/public-profile.ts";
import { fail, ok, type Result } from "../../../shared/result.ts";
import type { Session } from "../session.ts";
import { asStrictlyAs } from "./same-people.ts";

/** All datasets of the catalogue in brief: held ones first, then imported entries, by title. */
export async function listDatasets(session: Session): Promise<DatasetSummary[]> {
  const asked = {
    search: "",
    chosen: NOTHING_CHOSEN,
    sort: "title",
    descending: false,
    start: 0,
    count: Number.MAX_SAFE_INTEGER,
  } as const;
  const { rows } = await session.finder.page(asked, session.today());
  return rows.map((row) => ({ ...row, concepts: [...row.concepts] }));
}

/** One dataset's description as it is shown: without what its profile says of single people, where access is not open. */
export function shownDataset(session: Session, id: string): Result<Dataset> {
  const found = getDataset(session, id);
  return found.ok ? ok(publicDataset(session, found.value)) : found;
}

/** One dataset's whole description, for the use cases themselves. */
export function getDataset(session: Session, id: string): Result<Dataset> {
  const dataset = session.workspace.catalogue.get(id);
  if (dataset) return ok(dataset);
  return fail({
    code: "not-found",
    message: `There is no dataset “${id}” in this workspace.`,
    remedy: "Look in the catalogue for its present name, or import it.",
  });
}

/** A description as it is shown. A copy of closed data tells as little as those, whatever its own class says. */
export function publicDataset(session: Session, dataset: Dataset): Dataset {
  const strict = asStrictlyAs(session.workspace.catalogue, dataset);
  return { ...publicProfile(strict), ...termsOf(dataset) };
}

/** The terms that its own entry states, which are what a steward edits. */
const termsOf = ({ access, smallestCell, protection }: Dataset) => ({
  access,
  smallestCell,
  ...(protection ? { protection } : {}),
});
