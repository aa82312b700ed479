import { fingerprintOf } from "../../../shared/canonical.ts";
import type { Dataset } from "../../../shared/catalogue/dataset.ts";
import { areaNamed } from "../../../shared/places/area-named.ts";
import { fail, ok, type Result } from "../../../shared/result.ts";
import type { Thing } from "../../../shared/sources/pairing.ts";
import type { Session } from "../session.ts";
import { measuresThing } from "./authority.ts";
import { saveEntry } from "./curate.ts";

/** Who is to be the source of a thing, and where: a place by its name or its code; null: everywhere. */
export type Designation = Thing & { readonly place: string | null; readonly dataset: string | null };

/**
 * Makes a dataset the designated source of a thing in an area, or everywhere, and takes that from whoever had it: each entry
 * that changes gets a new version. The new one comes first, so that a stop in between leaves a dispute, which is shown.
 */
export async function designate(
  session: Session,
  { dataset: id, place, ...thing }: Designation,
): Promise<Result<{ changed: number }>> {
  const held = session.workspace.catalogue.held();
  const chosen = held.find((one) => one.id === id);
  if (id !== null && (chosen === undefined || !measuresThing(chosen, thing))) return fail(NOT_A_SOURCE);
  const area = place === null ? null : areaIn(held, place);
  if (area === undefined) return fail(noPlace(place ?? ""));
  const claim = {
    concept: thing.concept,
    ...(thing.subject === null ? {} : { subject: thing.subject }),
    ...(area === null ? {} : { area }),
  };
  const isSame = (other: Dataset["authoritativeFor"][number]): boolean =>
    other.concept === claim.concept &&
    (other.subject ?? null) === thing.subject &&
    (other.area ?? null) === area;
  const others = held.filter((one) => one !== chosen && one.authoritativeFor.some(isSame));
  const changes = [
    ...(chosen && !chosen.authoritativeFor.some(isSame)
      ? [{ dataset: chosen, claims: [...chosen.authoritativeFor, claim] }]
      : []),
    ...others.map((dataset) => ({
      dataset,
      claims: dataset.authoritativeFor.filter((other) => !isSame(other)),
    })),
  ];
  for (const { dataset, claims } of changes) {
    const saved = await saveClaims(session, dataset, claims);
    if (!saved.ok) return saved;
  }
  return ok({ changed: changes.length });
}

/** The area that a name or code means: one that is known to all, or one that only the data here know. */
const areaIn = (held: readonly Dataset[], place: string): string | undefined =>
  areaNamed(place) ??
  (held.some((dataset) =>
    Object.values(dataset.placeValues).some((all) => all.some(({ area }) => area === place)),
  )
    ? place
    : undefined);

const noPlace = (place: string) =>
  ({
    code: "bad-input",
    message: `No place is called “${place}” here.`,
    meaning: "Nothing was changed.",
    remedy: "Give a name such as Italy or Lombardia, or a code such as ITA or ITA/lombardia.",
  }) as const;

const NOT_A_SOURCE = {
  code: "bad-input",
  message: "This dataset does not measure it, so it cannot be its source.",
  meaning: "Nothing was changed.",
  remedy: "Choose one of the sources in the list.",
} as const;

/** Saves what an entry is the designated source of, as its next version. */
const saveClaims = (
  session: Session,
  dataset: Dataset,
  authoritativeFor: Dataset["authoritativeFor"],
): Promise<Result<{ entrySha256: string }>> =>
  saveEntry(session, {
    id: dataset.id,
    base: fingerprintOf(dataset),
    corrections: {
      authoritativeFor: authoritativeFor.map(({ concept, subject, area }) => ({
        concept,
        ...(subject === undefined ? {} : { subject }),
        ...(area === undefined ? {} : { area }),
      })),
    },
  });
