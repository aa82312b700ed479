import type { Told } from "./claims.ts";
import { isPartOf } from "./lines-of-claims.ts";

/** What an answer is about, roughly: enough to pass over answers that have nobody in common with a new one. */
export type Outline = ReadonlyMap<string, Rough>;

type Rough = {
  from: string | null;
  to: string | null;
  /** Null: everywhere. */
  places: Set<string> | null;
};

/** By table and column: the stretch of time and the places of all that is told or hidden. */
export function outlineOf({ claims, middles }: Told): Outline {
  const outline = new Map<string, Rough>();
  for (const { source, region } of [...claims, ...middles]) {
    const key = source.split("|").slice(0, 2).join("|");
    const known = outline.get(key);
    if (!known) {
      outline.set(key, { from: region.from, to: region.to, places: setOf(region.places) });
      continue;
    }
    known.from =
      known.from === null || region.from === null || known.from < region.from ? known.from : region.from;
    if (region.from === null) known.from = null;
    known.to = known.to === null || region.to === null || known.to > region.to ? known.to : region.to;
    if (region.to === null) known.to = null;
    if (region.places === null) known.places = null;
    else if (known.places !== null) for (const place of region.places) known.places.add(place);
  }
  return outline;
}

const setOf = (places: readonly string[] | null): Set<string> | null =>
  places === null ? null : new Set(places);

/** Whether two answers may have told about the same people. */
export function mayConcern(one: Outline, other: Outline): boolean {
  for (const [key, a] of one) {
    const b = other.get(key);
    if (b && meetInTime(a, b) && meetInPlace(a.places, b.places)) return true;
  }
  return false;
}

const meetInTime = (a: Rough, b: Rough): boolean =>
  (a.from === null || b.to === null || a.from <= b.to) &&
  (b.from === null || a.to === null || b.from <= a.to);

function meetInPlace(a: ReadonlySet<string> | null, b: ReadonlySet<string> | null): boolean {
  if (a === null || b === null) return true;
  for (const one of a)
    for (const other of b) if (one === other || isPartOf(one, other) || isPartOf(other, one)) return true;
  return false;
}
