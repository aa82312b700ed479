import { type Leak, leakOf } from "./audit-lines.ts";
import type { Claim, Middle, Region, Told } from "./claims.ts";
import { claimsOf, isPartOf, linesOfClaims, regionKey, type Sourced } from "./lines-of-claims.ts";
import { atomsOf } from "./regions.ts";

/** Why a new answer must be held back: what it would tell together with earlier ones, of which numbers. */
export type Revealing = (
  | Leak
  /** How few people a newer file has more or less. */
  | { readonly kind: "revised"; readonly size: number }
  /** A hidden count may be what a median or quantile is the middle of. */
  | { readonly kind: "middle" }
) & { readonly of: Claim["of"] };

/**
 * What a new answer would reveal by itself or taken together with earlier ones (differencing attack; design/domain.md,
 * "Disclosure control"): a number that is about 1 to below − 1 people, or a hidden cell whose value would be known to less
 * than the threshold it was hidden under. All told numbers of a source are equations over the parts (atoms) that their
 * regions cut the people into. Null: nothing.
 */
export function revealedBy(now: Told, earlier: readonly Told[]): Revealing | null {
  const all = [now, ...earlier];
  if (middleMeetsHidden(now, earlier)) return { kind: "middle", of: "counts" };
  for (const source of new Set(now.claims.map((claim) => claim.source))) {
    const claims = claimsOf(all, source);
    const of = claims[0]?.claim.of ?? "counts";
    // One table alone: its rows have nobody in common, and what its sums tell was looked at when it was protected.
    if (new Set(claims.map(({ claim, answer }) => `${answer} ${claim.group}`)).size < 2) continue;
    const found = ofOneSource(claims, all, { source, of, below: now.below });
    if (found !== null) return { ...found, of };
  }
  return null;
}

/** A middle value is looked at in one way only: whether a hidden cell may be among what it is the middle of. */
function middleMeetsHidden(now: Told, earlier: readonly Told[]): boolean {
  const meets = (middles: readonly Middle[], all: readonly Told[]): boolean =>
    middles.some(({ source, region }) =>
      all.some(({ claims }) =>
        claims.some(
          (claim) =>
            claim.value === null && stem(claim.source) === stem(source) && meet(claim.region, region),
        ),
      ),
    );
  return meets(now.middles, [now, ...earlier]) || earlier.some(({ middles }) => meets(middles, [now]));
}

/** A source without the way of counting. */
const stem = (source: string): string => source.split("|").slice(0, 2).join("|");

/** Whether two regions may have people in common. */
export function meet(a: Region, b: Region): boolean {
  const atoms = atomsOf([a, b], isPartOf);
  return atoms === null || atoms.some((atom) => atom.in.length === 2);
}

type About = { readonly source: string; readonly of: Claim["of"]; readonly below: number };
type Found = Leak | { readonly kind: "revised"; readonly size: number };

/** Numbers of one file are looked at together; those of another file beside them, one file after the other. */
function ofOneSource(claims: readonly Sourced[], all: readonly Told[], about: About): Found | null {
  const vintages = [...new Set(claims.map(({ claim }) => claim.vintage))];
  if (vintages.length > 1 && about.of === "counts") {
    const size = fewRevised(claims, about.below);
    if (size !== null) return { kind: "revised", size };
  }
  const mine = new Set(claims.flatMap(({ claim, answer }) => (answer === 0 ? [claim.vintage] : [])));
  for (const own of mine) {
    const found = ofVintages(claims, all, about, [own]);
    if (found !== null) return found;
    for (const other of vintages.filter((one) => one !== own)) {
      const pair = grows(claims, other, own) ? [other, own] : [own, other];
      const across = ofVintages(claims, all, about, pair);
      if (across !== null) return across;
    }
  }
  return null;
}

function ofVintages(
  claims: readonly Sourced[],
  all: readonly Told[],
  { source, of, below }: About,
  vintages: readonly string[],
): Leak | null {
  const own = claims.filter(({ claim }) => vintages.includes(claim.vintage));
  for (const complete of [true, false]) {
    const lines = linesOfClaims(own, all, source, { complete, vintages });
    if (lines === null) return { kind: "too-many" };
    const found = leakOf(lines, below, of);
    // Rows that do not come to their total (people without a place): nobody can take the rest for empty.
    if (found !== "contradicting") return found;
  }
  // Of two files: the one does not hold everybody of the other, so neither can be subtracted from the other.
  return vintages.length > 1 ? null : { kind: "too-many" };
}

/** The same count of two files that differs by a few people. */
function fewRevised(claims: readonly Sourced[], below: number): number | null {
  const byRegion = new Map<string, Claim[]>();
  for (const { claim } of claims) {
    const key = regionKey(claim.region);
    byRegion.set(key, [...(byRegion.get(key) ?? []), claim]);
  }
  for (const { claim, answer } of claims) {
    if (answer !== 0 || claim.value === null) continue;
    for (const other of byRegion.get(regionKey(claim.region)) ?? []) {
      if (other.value === null || other.vintage === claim.vintage) continue;
      const off = claim.either + other.either;
      const size = Math.abs(claim.value - other.value);
      if (size - off > 1e-6 && size + off < below - 1e-6 && 2 * off < below - 2) return size;
    }
  }
  return null;
}

/** Whether the counts that both files tell are together not fewer in the second. */
function grows(claims: readonly Sourced[], first: string, second: string): boolean {
  const before = new Map<string, number>();
  for (const { claim } of claims)
    if (claim.vintage === first && claim.value !== null) before.set(regionKey(claim.region), claim.value);
  return (
    claims.reduce((sum, { claim }) => {
      const then = before.get(regionKey(claim.region));
      return claim.vintage === second && claim.value !== null && then !== undefined
        ? sum + claim.value - then
        : sum;
    }, 0) >= 0
  );
}
