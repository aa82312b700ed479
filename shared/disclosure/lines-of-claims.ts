import { gazetteer } from "../places/gazetteer.ts";
import type { Claim, Region, Told } from "./claims.ts";
import type { Equation } from "./intervals.ts";
import { atomsOf } from "./regions.ts";

/** A told number as an equation over atoms. `mine`: it is one of the new answer's. */
export type Line = Equation & { readonly mine: boolean; readonly group: string };

/** A hidden cell as a sum of atoms, with the threshold it was hidden under. */
export type HiddenSum = {
  readonly cells: readonly number[];
  readonly below: number;
  /** It is small itself; others are hidden for its sake. */
  readonly few: boolean;
  readonly mine: boolean;
  readonly group: string;
};

/** A made-up column: in which files people are. */
const VINTAGE = "\u0000vintage";

/** All that is told and hidden of one source, over the atoms that the people are cut into. */
export type Lines = {
  readonly told: readonly Line[];
  readonly hidden: readonly HiddenSum[];
};

/** A claim with the answer it is of; 0 is the new one. */
export type Sourced = { readonly claim: Claim; readonly answer: number; readonly below: number };

/** The claims of one source of several answers; the same number told twice is taken once. */
export function claimsOf(all: readonly Told[], source: string): Sourced[] {
  const seen = new Set<string>();
  return all.flatMap(({ claims, below }, answer) =>
    claims.flatMap((claim): Sourced[] => {
      if (claim.source !== source) return [];
      const key = claimKey(claim);
      if (seen.has(key)) return [];
      seen.add(key);
      return [{ claim, answer, below }];
    }),
  );
}

const claimKey = ({ vintage, region, value }: Claim): string =>
  JSON.stringify([vintage, regionKey(region), value]);

/** Equal for equal regions. */
export const regionKey = ({ places, from, to, where }: Region): string =>
  JSON.stringify([places, from, to, [...where].sort(([a], [b]) => (a < b ? -1 : 1))]);

/** How claims are made equations. */
export type Taken = {
  /** Parts of which a whole table of rows tells nobody are taken as empty, and lists of groups and places as complete. */
  readonly complete: boolean;
  /** Files or versions, each of which holds the people of those before it and perhaps more. */
  readonly vintages: readonly string[];
};

/**
 * The equations that the claims of a source are, over the parts (atoms) that all their regions cut the people into. Null
 * where these would be too many to look at.
 */
export function linesOfClaims(
  claims: readonly Sourced[],
  all: readonly Told[],
  source: string,
  { complete, vintages }: Taken,
): Lines | null {
  const inVintage = ({ region, vintage }: Pick<Claim, "region" | "vintage">): Region =>
    vintages.length < 2
      ? region
      : {
          ...region,
          where: new Map([...region.where, [VINTAGE, [{ op: "<=", values: [vintages.indexOf(vintage)] }]]]),
        };
  const wholes = complete
    ? all.flatMap((told, answer) =>
        told.wholes.flatMap((whole) =>
          whole.source === source && vintages.includes(whole.vintage) ? [{ ...whole, answer }] : [],
        ),
      )
    : [];
  const regions = [...claims.map(({ claim }) => inVintage(claim)), ...wholes.map(inVintage)];
  const [table] = source.split("|");
  const closed = complete ? all.flatMap((told) => told.closed.filter((one) => one.table === table)) : [];
  const values = new Map(
    closed.map(({ column }): [string, string[]] => [
      column,
      [...new Set(closed.flatMap((one) => (one.column === column ? one.values : [])))],
    ]),
  );
  const atoms = atomsOf(regions, isPartOf, values);
  if (atoms === null) return null;
  const rowsOf = rowsOfWholes(claims, all, wholes);
  const cells = claims.map((): number[] => []);
  const nobody = wholes.map((): number[] => []);
  for (const [number, { in: inside }] of atoms.entries())
    for (const one of inside) {
      const whole = nobody[one - claims.length];
      if (whole === undefined) cells[one]?.push(number);
      else if (!inside.some((other) => rowsOf[one - claims.length]?.has(other))) whole.push(number);
    }
  const told = wholes.flatMap(({ answer }, index): Line[] => {
    const own = nobody[index] ?? [];
    const empty = { cells: own, low: 0, high: 0, mine: answer === 0, group: `${answer} whole ${index}` };
    return own.length > 0 ? [empty] : [];
  });
  const hidden: HiddenSum[] = [];
  for (const [index, { claim, answer, below }] of claims.entries()) {
    const { value, either } = claim;
    const own = { cells: cells[index] ?? [], mine: answer === 0, group: `${answer} ${claim.group}` };
    if (value === null) hidden.push({ ...own, below, few: claim.few === true });
    else told.push({ ...own, low: value - either, high: value + either });
  }
  return { told, hidden };
}

/** For each whole, the claims that are its rows, also where the same row was told by another answer first. */
function rowsOfWholes(
  claims: readonly Sourced[],
  all: readonly Told[],
  wholes: readonly { readonly answer: number; readonly group: number; readonly source: string }[],
): ReadonlySet<number>[] {
  const byKey = new Map(claims.map(({ claim }, index) => [claimKey(claim), index]));
  return wholes.map(
    ({ answer, group, source }) =>
      new Set(
        (all[answer]?.claims ?? []).flatMap((claim) =>
          claim.source === source && claim.group === group ? (byKey.get(claimKey(claim)) ?? []) : [],
        ),
      ),
  );
}

/** Whether a place lies in another: by its path, or as a country of a region. */
export const isPartOf = (place: string, whole: string): boolean =>
  whole === "world" ||
  place.startsWith(`${whole}/`) ||
  (gazetteer()
    .members.get(whole)
    ?.has(place.split("/")[0] ?? place) ??
    false);
