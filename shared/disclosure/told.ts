import type { Protect } from "../answer/context.ts";
import { readingBranches } from "../answer/figures.ts";
import { lastDayOf } from "../answer/periods.ts";
import { OF_MANY, protectBranches } from "../answer/protection.ts";
import type { BranchResult, RawRow, RawTable } from "../answer/table/read-result.ts";
import { rowsOf } from "../answer/table/row-columns.ts";
import { placeLabels } from "../answer/wording/place-labels.ts";
import type { Dataset } from "../catalogue/dataset.ts";
import type { Branch } from "../plan/compile/branch.ts";
import { controlOf } from "../plan/people.ts";
import type { Plan } from "../plan/plan.ts";
import type { Question } from "../question/question.ts";
import { atOnce, type Steps } from "../steps.ts";
import type { Claim, Region, Told } from "./claims.ts";
import { closedOf } from "./closed.ts";
import { askedRegion, rowRegion, timeOf, type Way, wayOf } from "./told-region.ts";

export type Given = {
  readonly plan: Plan;
  readonly question: Question;
  readonly datasets: readonly Dataset[];
  /** The engine's tables by query name. */
  readonly tables: Readonly<Record<string, RawTable>>;
};

/**
 * All that an answer may tell about people: every number of the engine's tables that disclosure control lets through, and
 * every one that it hides, with the people it is of. All that is said, drawn, written or computed from them (means, shares,
 * rates, changes, ranks, peaks, counts of places, models) can tell no more than these. Null: the plan is under no control.
 */
export const toldBy = (given: Given, protect: Protect): Told | null => atOnce(telling(given, protect));

/** So many rows are looked at at a time. */
const ROWS_AT_ONCE = 5_000;

/** The same in steps. */
export function* telling({ plan, question, datasets, tables }: Given, protect: Protect): Steps<Told | null> {
  const step = plan.steps.find((one) => one.kind === "suppress");
  if (step === undefined) return null;
  const raw = yield* readingBranches(plan, tables);
  yield;
  const guarded = protectBranches(raw, plan, datasets, step, protect).branches;
  const claims: Claim[] = [];
  const wholes: Told["wholes"][number][] = [];
  const middles: Told["middles"][number][] = [];
  let group = 0;
  for (const [index, result] of raw.entries()) {
    const { branch } = result;
    const dataset = datasets.find(({ id }) => id === branch.scan.dataset);
    const measure = dataset?.measures.find(({ id }) => id === branch.scan.measure);
    const control = dataset && measure ? controlOf(dataset, measure) : null;
    const shown = guarded[index];
    if (control === null || !shown) continue;
    for (const part of ["figure", "series"] as const)
      for (const [window, pairs] of pairsOf(rowsIn(result, part), rowsIn(shown, part))) {
        const asked = askedRegion(question, branch, window);
        const way = wayOf(branch, part);
        const source = sourceOf(result, measure?.column, part, control, way);
        if (way.kind === "middle" && control === "counts") {
          middles.push({ source, region: asked });
          continue;
        }
        const either = ((step.round ?? 1) - 1) / 2;
        const vintage = vintageOf(result);
        const regionOf = regionsOf(branch, asked, placeLabels(branch, dataset, question));
        const ask = { result, part, asked, way, source, vintage, either, regionOf, below: step.below };
        yield* addClaims(claims, pairs, ask, control, group);
        if (isWhole(result, way, pairs)) wholes.push({ source, vintage, region: asked, group });
        group += 2;
      }
  }
  return { below: step.below, closed: closedOf(claims, datasets), claims, wholes, middles };
}

/** What the rows of a window tell, behind what is told already. */
function* addClaims(
  claims: Claim[],
  pairs: readonly Pair[],
  ask: Ask,
  control: "counts" | "rows",
  group: number,
): Steps<void> {
  const claimsOf = control === "rows" ? valueClaims : countClaims;
  for (const [at, pair] of pairs.entries()) {
    if (at % ROWS_AT_ONCE === 0) yield;
    for (const claim of claimsOf(pair, ask, group)) claims.push(claim);
  }
}

/** A row as the engine gave it, and as disclosure control left it. */
type Pair = { readonly row: RawRow; readonly shown: RawRow };

const rowsIn = (result: BranchResult, part: "figure" | "series"): readonly RawRow[] =>
  part === "series" ? rowsOf(result.series) : result.figure;

/** Rows before and after disclosure control, by window. */
function pairsOf(rows: readonly RawRow[], shown: readonly RawRow[]): ReadonlyMap<string, readonly Pair[]> {
  const windows = new Map<string, Pair[]>();
  for (const [at, row] of rows.entries()) {
    const own = windows.get(row.w) ?? [];
    windows.set(row.w, own);
    const after = shown[at];
    if (after) own.push({ row, shown: after });
  }
  return windows;
}

/** The people of a row, and the time its number is of. */
type RegionOf = (row: RawRow, way: Way, at: string | null, last: string | null) => Region;

/** The regions of a branch's rows. Many rows are of the same place, breakdown or time: each of these is worked out once. */
function regionsOf(branch: Branch, asked: Region, label: ReturnType<typeof placeLabels>): RegionOf {
  type Where = Pick<Region, "places" | "where">;
  const byDims = new Map<RawRow["dims"], Map<string | RawRow["places"], Where>>();
  const byTime = new Map<string, Pick<Region, "from" | "to">>();
  // Rows of the same place or breakdown share its list (answer/table/row-columns.ts).
  const of = (row: RawRow): Where => {
    const place = row.area ?? row.places;
    const byPlace = byDims.get(row.dims) ?? new Map<string | RawRow["places"], Where>();
    byDims.set(row.dims, byPlace);
    const known = byPlace.get(place);
    if (known !== undefined) return known;
    const { key, area } = label(row);
    const own = key === "" ? null : (area ?? `${asked.places?.[0] ?? "world"}/#${key}`);
    const { places, where } = rowRegion(asked, branch, row, own);
    byPlace.set(place, { places, where });
    return { places, where };
  };
  return (row, way, at, last) => {
    const when = `${way.kind} ${at} ${last}`;
    const time = byTime.get(when) ?? timeOf(asked, branch, way, at, last);
    byTime.set(when, time);
    return { ...of(row), ...time };
  };
}

type Ask = {
  readonly below: number;
  readonly result: BranchResult;
  readonly part: "figure" | "series";
  readonly asked: Region;
  readonly way: Way;
  readonly source: string;
  readonly vintage: string;
  readonly either: number;
  readonly regionOf: RegionOf;
};

const kindOf = ({ result, part }: Pick<Ask, "result" | "part">): string =>
  part === "series" ? "series" : (result.branch.fold?.fold.kind ?? "latest");

function sourceOf(
  result: BranchResult,
  column: string | null | undefined,
  part: Ask["part"],
  control: "counts" | "rows",
  way: Way,
): string {
  const { scan } = result.branch;
  const counted =
    kindOf({ result, part }) === "records" || column === null ? "rows" : (column ?? scan.measure);
  if (control === "rows" && counted !== "rows") return [scan.dataset, counted, "values"].join("|");
  const sum = way.kind === "over-time" || way.kind === "up-to";
  return [scan.dataset, counted, sum ? "sum" : way.kind === "apart" ? way.name : way.kind].join("|");
}

const vintageOf = ({ branch: { scan, version } }: BranchResult): string =>
  version ? `${scan.sha256} ${version.notAfter ?? "newest"}` : scan.sha256;

/** Rows of places, periods or breakdowns that are all there are: whoever is in none of them is nowhere. */
const isWhole = ({ branch }: BranchResult, way: Way, pairs: readonly Pair[]): boolean =>
  way.kind === "over-time" &&
  (pairs.length > 1 || branch.aggregate.place.kind !== "all" || branch.aggregate.dimensions.length > 0);

/** Whether a number that is not shown is a count of a few people itself. */
const isFew = (shown: number | null, real: number | null, below: number): boolean =>
  shown === null && real !== null && real > 0 && real < below;

/** Numbers that count people themselves. */
function countClaims(pair: Pair, ask: Ask, group: number): Claim[] {
  const { row, shown } = pair;
  const kind = kindOf(ask);
  const at = (
    value: number | null,
    when: string | null,
    last: string | null,
    [real, own]: readonly [number | null, number],
  ): Claim[] => {
    if (value === null && !shown.hidden) return [];
    const claim = claimOf(ask, row, "counts", value, when, last, own);
    return [isFew(value, real, ask.below) ? { ...claim, few: true } : claim];
  };
  switch (kind) {
    case "change":
      return [...at(shown.x, row.t2, null, [row.x, group]), ...at(shown.y, row.t, null, [row.y, group + 1])];
    case "mean": {
      if (ask.way.kind !== "over-time") return at(shown.v, null, null, [row.v, group]);
      // The mean of m periods is their sum by m; periods that the window cuts are not among them.
      const { from, to } = ask.asked;
      const sum = shown.v === null ? null : shown.v * (row.m ?? 1);
      if (sum === null && !shown.hidden) return [];
      const claim = claimOf(ask, row, "counts", sum, null, null, group);
      const grain = ask.result.branch.periods?.grain ?? ask.result.branch.scan.time?.grain ?? "day";
      const [first, last] = [row.t2, row.t === null ? null : lastDayOf(row.t, grain)];
      const region = {
        ...claim.region,
        from: from !== null && first !== null && from > first ? from : first,
        to: to !== null && last !== null && to < last ? to : last,
      };
      const few = isFew(sum, row.v === null ? null : row.v * (row.m ?? 1), ask.below);
      return [few ? { ...claim, region, few } : { ...claim, region }];
    }
    case "series":
    case "latest":
    case "peak":
    case "lowest":
      return at(shown.v, row.t, row.t, [row.v, group]);
    default:
      return at(shown.v, null, row.t, [row.v, group]);
  }
}

/** People whose values are put together are those of a stretch of time. */
const VALUES: Way = { kind: "over-time" };

/** Numbers made of people's values: what can be subtracted is known by how many people there are. */
function valueClaims(pair: Pair, ask: Ask, group: number): Claim[] {
  const { row, shown } = pair;
  // Of the highest or lowest value of all nothing is told: it is a single person's (answer/protection.ts).
  if (row.v === null || (ask.part === "figure" && !OF_MANY.has(kindOf(ask)))) return [];
  const people = shown.hidden ? null : (row.nn ?? 0);
  const when = ask.part === "series" ? row.t : null;
  return [claimOf({ ...ask, way: VALUES, either: 0 }, row, "values", people, when, null, group)];
}

function claimOf(
  { way, source, vintage, either, regionOf }: Ask,
  row: RawRow,
  of: Claim["of"],
  value: number | null,
  at: string | null,
  last: string | null,
  group: number,
): Claim {
  return {
    of,
    source,
    vintage,
    region: regionOf(row, way, at, last),
    // Halves are rounded up: with an even base the true number is half a person less, in the middle.
    value: value === null ? null : value - (either % 1),
    either,
    group,
  };
}
