import type { Happening } from "../../../shared/ledger/event.ts";
import { areaById, placeName } from "../../../shared/places/gazetteer.ts";
import {
  namesAsCsv,
  namesFromCsv,
  type OwnName,
  ownNameKey,
  withName,
  withoutName,
} from "../../../shared/places/own-names.ts";
import { fail, ok, type Result } from "../../../shared/result.ts";
import { writeWholeFile } from "../../exporters/whole-file.ts";
import type { Session } from "../session.ts";

/** A name of a place of this workspace's own, with what the area is called. */
export type NamedPlace = OwnName & { readonly areaName: string };

/** The workspace's own names of places, in the order they were added. */
export const placeNames = (session: Session): NamedPlace[] =>
  session.workspace.placeNames.all().map((one) => ({ ...one, areaName: placeName(one.area) }));

/** Adds names, each in place of what the same name meant; recorded in the ledger, where reviewers see since when. */
export async function addPlaceNames(
  session: Session,
  added: readonly OwnName[],
): Promise<Result<NamedPlace[]>> {
  const unknown = added.find(({ area }) => !isKnown(session, area));
  if (unknown)
    return fail({
      code: "not-found",
      message: `No area “${unknown.area}” is known here, which “${unknown.name}” is to mean.`,
      meaning: "Nothing was added.",
      remedy:
        "Write the area as in ITA/lazio: country by its three letters, then the province. The catalogue's entries list theirs.",
    });
  return changed(session, (names) => added.reduce<readonly OwnName[]>(withName, names), "added", added);
}

/** Takes a name out again: tables are read without it from now on. What was answered stays as it was answered. */
export async function removePlaceName(
  session: Session,
  removed: Pick<OwnName, "name" | "dataset">,
): Promise<Result<NamedPlace[]>> {
  const known = session.workspace.placeNames.all().find((one) => ownNameKey(one) === ownNameKey(removed));
  if (!known)
    return fail({
      code: "not-found",
      message: `This workspace has no name “${removed.name}” of its own.`,
      remedy: "It may have been removed already. Look at the list again.",
    });
  return changed(session, (names) => withoutName(names, known), "removed", [known]);
}

/** Adds the names of a CSV table. */
export async function importPlaceNames(session: Session, csv: string): Promise<Result<NamedPlace[]>> {
  const read = namesFromCsv(csv);
  return read.ok ? addPlaceNames(session, read.value) : read;
}

/** Writes all names as CSV to a file the user chose. */
export async function exportPlaceNames(
  session: Session,
  path: string,
): Promise<Result<{ readonly rows: number }>> {
  const names = session.workspace.placeNames.all();
  const written = await writeWholeFile(path, namesAsCsv(names));
  return written.ok ? ok({ rows: names.length }) : written;
}

/** Areas of the gazetteer, and those that tables here bring with them. */
const isKnown = (session: Session, area: string): boolean =>
  areaById(area) !== undefined ||
  session.workspace.catalogue
    .held()
    .some(({ placeValues }) =>
      Object.values(placeValues).some((values) => values.some((one) => one.area === area)),
    );

async function changed(
  session: Session,
  update: (names: readonly OwnName[]) => readonly OwnName[],
  change: "added" | "removed",
  which: readonly OwnName[],
): Promise<Result<NamedPlace[]>> {
  if (which.length === 0) return ok(placeNames(session));
  // The ledger first: the file is what its events come to.
  const recorded = await session.record(
    ...which.map((one): Happening => ({ kind: "place-named", payload: { ...one, change } })),
  );
  if (!recorded.ok) return recorded;
  const written = await session.workspace.placeNames.change(update);
  session.catalogueChanged();
  return written.ok ? ok(placeNames(session)) : written;
}
