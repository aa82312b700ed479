import type { Dataset, Measure } from "../../catalogue/dataset.ts";
import { isOnePeriod, isReadyRate } from "../../match/criteria/behaviour.ts";
import { placeName } from "../../places/gazetteer.ts";
import { type AreaRef, acrossOf, type Condition } from "../../question/question.ts";
import { ok, type Result } from "../../result.ts";
import type { Grain } from "../../time/grain.ts";
import { isKindOf } from "../../vocabulary/hierarchy.ts";
import { foldOf } from "../fold-of.ts";
import { addBranch, type Draft } from "../plan-draft.ts";
import { notAnswerable } from "../refusals.ts";
import { assumed, refused } from "../sentences.ts";
import { leavesOutUnknown } from "../where.ts";
import { nowWindow } from "../windows.ts";
import { LIMIT_WORDS } from "../words.ts";
import type { BranchAsk } from "./plan-branch.ts";
import { timeColumn } from "./plan-branch.ts";

/** Figures per place and breakdown, with what the statistic needs beside the first branch: a base, a whole, a count. */
export function planFigures(draft: Draft, branch: BranchAsk): Result<string> {
  const { statistic } = draft;
  if (isReadyMade(draft)) return planReadyMade(draft, branch);
  const divisor = divisorOf(draft);
  if (divisor !== null) return planDivided(draft, branch, divisor);
  if (statistic.kind === "periods-meeting" && draft.ask.question.per !== undefined)
    return notAnswerable(refused.noRatePerPeriod);
  const across = acrossOf(statistic) === "places";
  if ((across || statistic.kind === "places-meeting") && branch.by === undefined) {
    // With one level of places there is no doubt which are counted.
    const only = onlyLevel(draft);
    return only === undefined
      ? notAnswerable(refused.countLevel)
      : planFigures(draft, { ...branch, by: only });
  }
  if (across) return planAcross(draft, branch);
  const part = statistic.kind === "share" ? partOf(branch) : branch;
  const last = addBranch(draft, { ...part, statistic });
  if (!last.ok) return draft.measure.behaviour === "ratio" ? planWeighted(draft, branch, last) : last;
  switch (statistic.kind) {
    case "rate":
      return planRate(draft, last.value);
    case "share":
      return planShare(draft, branch, last.value);
    case "places-meeting": {
      const counted = draft.ask.question.per === undefined ? last : planRate(draft, last.value, branch.by);
      return counted.ok
        ? ofSeen(draft, statistic, planCount(draft, statistic.condition, counted.value))
        : counted;
    }
    case "periods-meeting":
      return ofSeen(draft, statistic, last);
    case "change":
      if (statistic.as === "absolute") return last;
      draft.steps.push({ kind: "percent", as: "answer.percent", of: last.value });
      return ok("answer.percent");
    default:
      return last;
  }
}

/** The count of what meets a limit as a share of all that has a figure, where a share is asked. */
function ofSeen(
  draft: Draft,
  { as }: { readonly as?: string | undefined },
  counted: Result<string>,
): Result<string> {
  if (as !== "share" || !counted.ok) return counted;
  draft.steps.push({ kind: "of-seen", as: "answer.share", of: counted.value });
  return ok("answer.share");
}

/** One figure of each place, and of these the mean, median, quantile or extreme. */
function planAcross(draft: Draft, branch: BranchAsk): Result<string> {
  const { statistic, measure, window, dataset } = draft;
  const adds = addsUp(measure);
  const one = isOnePeriod(dataset.temporalResolution, draft.ask.question);
  const each = adds ? "total" : one || window.from === undefined ? "latest" : "mean";
  const last = addBranch(draft, { ...branch, statistic: { kind: each } });
  if (!last.ok) return last;
  const { fold } = foldOf(statistic, "stock", {});
  if (each === "mean") draft.assumptions.push(assumed.meanOfEach);
  draft.steps.push({ kind: "across", as: "answer.across", of: last.value, fold });
  return ok("answer.across");
}

/** A base that stands beside the figure in the same rows, for what cannot be divided afterwards: the peak of a share, readings above a share. */
function divisorOf(draft: Draft): BranchAsk["divisor"] | null {
  const { statistic, measure, dataset, ask } = draft;
  const { per } = ask.question;
  const inside =
    ["periods-meeting", "places-meeting"].includes(statistic.kind) ||
    (statistic.kind === "rate" && (statistic.of === "peak" || statistic.of === "mean"));
  if (per === undefined || !inside || measure.behaviour !== "stock" || timeColumn(dataset) === null)
    return null;
  const base = baseOf(draft);
  const beside =
    base?.dataset.id === dataset.id &&
    base.measure.behaviour === "stock" &&
    base.measure.column !== null &&
    base.measure.where.length === 0;
  return beside && base.measure.column !== null ? { column: base.measure.column, scale: per.scale } : null;
}

/** Each reading is divided where it stands, and the statistic made of the shares. */
function planDivided(draft: Draft, branch: BranchAsk, divisor: BranchAsk["divisor"]): Result<string> {
  const { statistic } = draft;
  if (statistic.kind === "rate")
    return addBranch(draft, { ...branch, divisor, statistic: { kind: statistic.of } });
  const by = statistic.kind === "places-meeting" ? (branch.by ?? onlyLevel(draft)) : branch.by;
  if (statistic.kind === "places-meeting" && by === undefined) return notAnswerable(refused.countLevel);
  const last = addBranch(draft, { ...branch, divisor, by });
  if (!last.ok) return last;
  if (statistic.kind === "places-meeting")
    return ofSeen(draft, statistic, planCount(draft, statistic.condition, last.value));
  return statistic.kind === "periods-meeting" ? ofSeen(draft, statistic, last) : last;
}

/** The table's level of places where it has one only. */
function onlyLevel({ dataset }: Draft): BranchAsk["by"] {
  const levels = dataset.columns.flatMap(({ role, level }) => (role === "place" && level ? [level] : []));
  return levels.length === 1 ? levels[0] : undefined;
}

/** The source gives the asked rate itself: cases per million of a column of that name. */
export const isReadyMade = ({ measure, dataset, ask }: Draft): boolean =>
  isReadyRate(measure, ask.question, dataset.temporalResolution);

/** The source's own rate, brought to the asked scale. */
export function planReadyMade(draft: Draft, branch: BranchAsk): Result<string> {
  const of = draft.statistic.kind === "rate" ? draft.statistic.of : "latest";
  const last = addBranch(draft, { ...branch, statistic: { kind: of === "total" ? "latest" : of } });
  const factor = (draft.ask.question.per?.scale ?? 1) / (draft.measure.per?.scale ?? 1);
  if (!last.ok || factor === 1) return last;
  draft.steps.push({ kind: "rescale", as: "answer.rescaled", of: last.value, factor });
  return ok("answer.rescaled");
}

/** Rates of several places become one when each is weighted by its base from the joined table; else the refusal stands. */
function planWeighted(draft: Draft, branch: BranchAsk, refusal: Result<string>): Result<string> {
  const { entry, datasets } = draft.ask;
  const bases = datasets.find(({ id }) => id === entry.join?.dataset);
  const measure = bases?.measures.find(({ id }) => id === entry.join?.measure);
  const by = draft.dataset.columns.find(({ role, level }) => role === "place" && level !== undefined)?.level;
  if (!bases || !measure || entry.join?.role !== "denominator" || by === undefined) return refusal;
  const left = addBranch(draft, { ...branch, by });
  if (!left.ok) return refusal;
  const right = addBranch(draft, baseBranch(draft, bases, measure, by));
  if (!right.ok) return right;
  draft.steps.push({
    kind: "join",
    as: "answer.weighted",
    left: left.value,
    right: right.value,
    how: "weight",
    scale: 1,
  });
  draft.assumptions.push(assumed.weighted(`“${measure.label}” of “${bases.title}”`));
  return ok("answer.weighted");
}

const addsUp = ({ behaviour }: Measure): boolean => ["flow", "cumulative", "event"].includes(behaviour);

/** The base's newest figure not later than the window's end, per place. */
const baseBranch = (draft: Draft, dataset: Dataset, measure: Measure, by: BranchAsk["by"]): BranchAsk => ({
  ...draft.base,
  name: "below",
  dataset,
  measure,
  entry: null,
  // Deaths of a month are divided by the cases of that month; a population is read as it stands.
  statistic: { kind: addsUp(measure) ? "total" : "latest" },
  windows: [
    nowWindow(addsUp(measure) ? draft.window : draft.window.to === undefined ? {} : { to: draft.window.to }),
  ],
  by,
  where: [],
  dimensions: [],
  version: undefined,
  series: null,
});

/**
 * The base of a trend's rate, period by period where it has figures of each: what adds up (deaths of a month by the cases of
 * that month), and what stands beside the figure in the same table. A population is read as it stands.
 */
const baseSeries = (draft: Draft, dataset: Dataset, measure: Measure, series: Grain | null): Grain | null =>
  series !== null && timeColumn(dataset) !== null && (addsUp(measure) || dataset.id === draft.dataset.id)
    ? series
    : null;

/**
 * Divides by a base from the joined table: its newest figure not later than the window's end, per place; of a trend by
 * the base of each period where that has one.
 */
export function planRate(
  draft: Draft,
  left: string,
  by = draft.base.by,
  series: Grain | null = null,
): Result<string> {
  const { question } = draft.ask;
  const base = baseOf(draft);
  if (base === null || question.per === undefined) return notAnswerable(refused.noDenominator);
  const branch = baseBranch(draft, base.dataset, base.measure, by);
  // In the same table the base stands beside the figure: it is read at the same time.
  const sameTable = base.dataset.id === draft.dataset.id;
  const each = baseSeries(draft, base.dataset, base.measure, series);
  const right = addBranch(draft, {
    ...branch,
    ...(sameTable || each !== null ? { windows: [nowWindow(draft.window)] } : {}),
    ...(each === null ? {} : { series: each, aligned: true }),
  });
  if (!right.ok) return right;
  draft.steps.push({
    kind: "join",
    as: "answer.rate",
    left,
    right: right.value,
    how: "rate",
    scale: question.per.scale,
  });
  return ok("answer.rate");
}

/** What the rate is divided by: the measure that the match joined, else one of the same table. */
function baseOf({ ask, dataset }: Draft): { readonly dataset: Dataset; readonly measure: Measure } | null {
  const { entry, datasets, question, vocabulary } = ask;
  const joined = datasets.find(({ id }) => id === entry.join?.dataset);
  const named = joined?.measures.find(({ id }) => id === entry.join?.measure);
  if (joined && named) return { dataset: joined, measure: named };
  const wanted = question.per?.concept;
  if (wanted === undefined) return null;
  const own = dataset.measures.filter(({ concept }) => isKindOf(vocabulary, concept, wanted));
  const measure = own.find(({ preferred }) => preferred) ?? own[0];
  return measure ? { dataset, measure } : null;
}

const isInside = ({ dimension, op }: BranchAsk["where"][number]): boolean =>
  dimension === "place" && op === "in";

/** "The share of deaths worldwide that were in Haiti": the part is of the places named, the whole of the question's own. */
export function partOf(branch: BranchAsk): BranchAsk {
  const inside = branch.where.filter(isInside);
  if (inside.length === 0) return branch;
  const areas = inside.flatMap(({ values }) =>
    values.map((id) => ({ id: String(id), name: placeName(String(id)) })),
  );
  return { ...branch, areas, where: branch.where.filter((condition) => !isInside(condition)) };
}

/** Divides by the same figure of the whole: without the conditions, or of everywhere when a place is the part. */
export function planShare(draft: Draft, branch: BranchAsk, left: string): Result<string> {
  const { areas, where, by } = branch;
  if (where.length === 0 && areas.length === 0 && by === undefined) return notAnswerable(refused.noPart);
  const ofPlaces = where.length === 0;
  const right = addBranch(draft, {
    ...branch,
    name: "whole",
    statistic: draft.statistic,
    where: ofPlaces ? [] : where.filter((condition) => definesWhole(condition, where)),
    areas: ofPlaces ? wholeOf(areas) : areas,
    by: ofPlaces ? undefined : by,
  });
  if (!right.ok) return right;
  if (ofPlaces)
    draft.assumptions.push(assumed.shareOfPlace(wholeOf(areas)[0]?.name ?? "everything the table has"));
  draft.steps.push({ kind: "join", as: "answer.share", left, right: right.value, how: "share", scale: 100 });
  return ok("answer.share");
}

/** Conditions on how cases were counted, or on what is known of them, that hold for the whole as for the part. */
const OF_THE_COUNT: ReadonlySet<string> = new Set(["case-status", "case-definition", "data-source"]);

/** "What share of the confirmed cases were women" is a share of the confirmed cases, "of known sex" of those whose sex is known. */
const definesWhole = (condition: Condition, all: readonly Condition[]): boolean =>
  leavesOutUnknown(condition) ||
  (OF_THE_COUNT.has(condition.dimension) &&
    all.some((other) => !OF_THE_COUNT.has(other.dimension) && !leavesOutUnknown(other)));

/** What a place is a part of: the country of a region, else everywhere. */
function wholeOf(areas: readonly AreaRef[]): readonly AreaRef[] {
  const countries = new Set(
    areas.map(({ id }) => (id.includes("/") && !id.startsWith("region/") ? id.split("/")[0] : null)),
  );
  const [only] = countries;
  return countries.size === 1 && typeof only === "string" ? [{ id: only, name: only }] : [];
}

function planCount(
  draft: Draft,
  limit: { op: ">" | ">=" | "<" | "<=" | "=" | "!="; value: number },
  of: string,
): Result<string> {
  const fold = draft.steps.find((step) => step.kind === "fold")?.fold.kind;
  const words = `${LIMIT_WORDS[limit.op] ?? limit.op} ${limit.value.toLocaleString("en")}`;
  if (fold === "peak" || fold === "lowest") draft.assumptions.push(assumed.anyReading(words));
  if (fold === "total" && timeColumn(draft.dataset) !== null)
    draft.assumptions.push(assumed.wholeTotal(words));
  draft.steps.push({ kind: "count-places", as: "answer.count", of, op: limit.op, value: limit.value });
  return ok("answer.count");
}
