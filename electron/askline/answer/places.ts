import { type PlaceCandidate, placeCandidates } from "../../../shared/answer/place-candidates.ts";
import type { SamePlace } from "../../../shared/api/places.ts";
import { fail, ok, type Result } from "../../../shared/result.ts";
import { datasetsNamed, type Session } from "../session.ts";
import { readWithToday } from "./answers.ts";
import { addPlaceNames } from "./place-names.ts";

/** Names that the tables joined in an answer do not share, with names that may mean the same, as described today. */
export async function answerPlaces(session: Session, id: string): Promise<Result<PlaceCandidate[]>> {
  const kept = await readWithToday(session, id);
  if (!kept.ok) return kept;
  const { answer, datasets, now } = kept.value;
  return ok(now.length === datasets.length ? placeCandidates(answer.plan, now) : []);
}

/** Takes a name for an area from now on: a name of the workspace's own, recorded in the ledger, that can be taken out again. */
export async function acceptSamePlace(
  session: Session,
  { dataset: id, column, value, area }: SamePlace,
): Promise<Result<Record<string, never>>> {
  const [dataset] = datasetsNamed(session, [id]);
  if (!dataset?.placeValues[column]?.some((one) => one.value === value))
    return fail({
      code: "not-found",
      message: `The dataset ${id} has no place named “${value}” in “${column}”.`,
      remedy: "Look at the answer again: its tables may have been revised since.",
    });
  const known = dataset.placeValues[column]?.find((one) => one.value === value)?.area ?? null;
  // A name that meant nothing before means the same in all tables; another reading of a known one stays in this dataset.
  const named = await addPlaceNames(session, [{ name: value, area, dataset: known === null ? null : id }]);
  return named.ok ? ok({}) : named;
}
