import type { Column, Dataset, Measure } from "../../catalogue/dataset.ts";
import { currentDistribution } from "../../catalogue/distribution.ts";
import type { MatchEntry } from "../../match/report.ts";
import type { Level } from "../../places/area.ts";
import { type AreaRef, acrossOf, type Question, type Statistic } from "../../question/question.ts";
import { ok, type Result } from "../../result.ts";
import { daysBetween } from "../../time/calendar.ts";
import type { Grain, IsoDate } from "../../time/grain.ts";
import { endOf, startOf } from "../../time/periods.ts";
import type { Vocabulary } from "../../vocabulary/concept.ts";
import { legalityOf } from "../../vocabulary/legal-statistics.ts";
import { dimensionLabel } from "../../vocabulary/words.ts";
import { spellingsOf } from "../column-values.ts";
import { needsWhole } from "../compile/figures-sql.ts";
import { figureGrain, foldOf, periodFn } from "../fold-of.ts";
import type { Assumption, PlanWindow, Step, StepOf } from "../plan.ts";
import { notAnswerable } from "../refusals.ts";
import { assumed, filterText, refused } from "../sentences.ts";
import { dimensionColumn, isNumeric, planWhere, type WherePlan } from "../where.ts";
import { GRAIN_WORDS } from "../words.ts";
import { type PlacePlan, planPlaces } from "./place-plan.ts";

/** Everything one branch of a plan needs to know. */
export type BranchAsk = {
  readonly name: string;
  readonly question: Question;
  readonly dataset: Dataset;
  readonly measure: Measure;
  readonly entry: MatchEntry | null;
  readonly vocabulary: Vocabulary;
  readonly statistic: Statistic;
  readonly windows: readonly PlanWindow[];
  readonly areas: readonly AreaRef[];
  readonly by: Level | undefined;
  readonly where: Question["where"];
  readonly dimensions: readonly string[];
  readonly version: IsoDate | undefined;
  /** A series by this grain instead of one figure. */
  readonly series: Grain | null;
  /** Periods must begin alike in two tables, whatever day the source dates them by. */
  readonly aligned?: boolean;
  /** The values of several places are judged one by one or weighted, not added. */
  readonly apart?: boolean;
  /** What each value is divided by where it stands: a column of the same rows. */
  readonly divisor?: { readonly column: string; readonly scale: number } | undefined;
};

export type BranchPlan = {
  readonly steps: readonly Step[];
  readonly last: string;
  readonly assumptions: readonly Assumption[];
};

/** The chain of steps from a file to the figures or series of one measure. */
export function planBranch(ask: BranchAsk): Result<BranchPlan> {
  const parts = resolve(ask);
  if (!parts.ok) return parts;
  const { places, where, rolling } = parts.value;
  const steps = stepsOf(ask, parts.value);
  return ok({
    steps,
    last: steps.at(-1)?.as ?? ask.name,
    assumptions: [
      ...places.assumptions,
      ...where.assumptions,
      ...(rolling === null ? [] : [assumed.nonOverlapping(rolling)]),
      ...cutPeriods(ask, steps),
    ],
  });
}

/** Periods that the window cuts, where only whole ones count. */
function cutPeriods({ windows }: BranchAsk, steps: readonly Step[]): Assumption[] {
  const fold = steps.find((step) => step.kind === "fold") ?? null;
  const periods = steps.find((step) => step.kind === "periods") ?? null;
  const [window] = windows;
  if (!needsWhole({ fold, periods }) || periods === null || window === undefined) return [];
  const { grain } = periods;
  const cut =
    (window.from !== undefined && startOf(grain, window.from) !== window.from) ||
    (window.to !== undefined && endOf(grain, window.to) !== window.to);
  return cut ? [assumed.wholePeriods(GRAIN_WORDS[grain].many)] : [];
}

/** Everything a branch asks for, resolved against the table. */
type Parts = {
  readonly sha256: string;
  readonly places: PlacePlan;
  readonly where: WherePlan;
  readonly dimensions: StepOf<"aggregate">["dimensions"];
  readonly time: StepOf<"scan">["time"];
  readonly versionColumn: string | null;
  /** For a total of rolling values: every how manyth day is read. */
  readonly rolling: number | null;
};

function resolve(ask: BranchAsk): Result<Parts> {
  const { dataset, measure } = ask;
  const sha256 = currentDistribution(dataset)?.sha256;
  if (sha256 === undefined) return notAnswerable(refused.notHeld(dataset.title));
  const places = planPlaces({ dataset, measure, areas: ask.areas, by: ask.by });
  if (!places.ok) return places;
  const illegal = legality(ask, places.value.together);
  if (illegal !== null) return notAnswerable(illegal);
  const shapeless = withoutShape(ask);
  if (shapeless !== null) return notAnswerable(shapeless);
  const where = planWhere(ask.where, ask);
  if (!where.ok) return where;
  const dimensions = breakdowns(ask);
  if (!dimensions.ok) return dimensions;
  const time = timeColumn(dataset);
  if (time === null && needsTime(ask)) return notAnswerable(refused.noTime);
  const versionColumn = dataset.columns.find(({ role }) => role === "vintage")?.name ?? null;
  if (versionColumn === null && ask.version !== undefined) return notAnswerable(refused.noVersions);
  const rolling = rollingReads(ask);
  if (!rolling.ok) return rolling;
  return ok({
    sha256,
    places: places.value,
    where: where.value,
    dimensions: dimensions.value,
    time,
    versionColumn,
    rolling: rolling.value,
  });
}

/** Statistics that have no figure per period, or need to know which places are meant. */
function withoutShape({ statistic, series, by, measure, dataset }: BranchAsk): string | null {
  if (statistic.kind === "places-meeting" && by === undefined) return refused.countLevel;
  if (acrossOf(statistic) === "records" && !listsEvents(dataset)) return refused.noSingleEvents;
  if (series === null) return null;
  const counts = statistic.kind === "records" && measure.behaviour !== "event";
  const single = ["periods-meeting", "places-meeting", "largest-correction"].includes(statistic.kind);
  return counts || single ? refused.noSeries : null;
}

/** Whether each row is one event. */
const listsEvents = ({ measures }: Dataset): boolean =>
  measures.some(({ behaviour }) => behaviour === "event");

const needsTime = ({ series, windows, statistic }: BranchAsk): boolean =>
  series !== null ||
  windows.length > 1 ||
  statistic.kind === "change" ||
  statistic.kind === "periods-meeting";

function stepsOf(ask: BranchAsk, parts: Parts): Step[] {
  const { measure, statistic } = ask;
  const { time, versionColumn } = parts;
  const steps: Step[] = [scanStep(ask, parts)];
  const add = (suffix: string, make: (names: { as: string; of: string }) => Step): void => {
    steps.push(make({ as: `${ask.name}.${suffix}`, of: steps.at(-1)?.as ?? "" }));
  };
  for (const [index, filter] of filtersOf(ask, parts).entries())
    add(`filter${index + 1}`, (names) => ({ kind: "filter", ...names, ...filter }));
  if (versionColumn !== null)
    add("version", (names) => ({
      kind: "version",
      ...names,
      column: versionColumn,
      notAfter: ask.version ?? null,
    }));
  add("window", (names) => ({
    kind: "windows",
    ...names,
    windows: time === null ? [{ id: "now" }] : ask.windows.map((window) => ({ ...window })),
    ...(parts.rolling === null ? {} : { each: parts.rolling }),
  }));
  const { difference: differs, fold } = foldOf(
    statistic,
    measure.behaviour,
    ask.windows[0] ?? {},
    ask.series !== null,
  );
  const difference = time !== null && differs;
  if (difference) add("new", (names) => ({ kind: "difference", ...names }));
  add("places", (names) => ({
    kind: "aggregate",
    ...names,
    place: parts.places.key,
    dimensions: parts.dimensions,
    fn: acrossOf(statistic) === "records" ? "each" : togetherBy(measure),
  }));
  const grain = periodsOf(ask, time);
  if (grain !== null)
    add("periods", (names) => ({
      kind: "periods",
      ...names,
      grain,
      fn: periodFn(statistic, foldsLike(measure), difference),
    }));
  if (ask.series !== null) add("series", (names) => ({ kind: "series", ...names }));
  else {
    const timeless = time === null && fold.kind !== "records" && acrossOf(statistic) !== "records";
    add("figure", (names) => ({ kind: "fold", ...names, fold: timeless ? { kind: "latest" } : fold }));
  }
  return steps;
}

/** From here on a group per place and instant costs more than the question itself. */
const LARGE_ROWS = 1_000_000;

function scanStep(ask: BranchAsk, { sha256, places, time }: Parts): Step {
  const { dataset, measure } = ask;
  const valueColumn = dataset.columns.find(
    ({ name }) => name === (places.values[0]?.column ?? measure.column),
  );
  return {
    kind: "scan",
    as: `${ask.name}.rows`,
    dataset: dataset.id,
    sha256,
    measure: measure.id,
    unit: measure.unit,
    values: places.values.map((value) => ({ ...value })),
    numberType: numberType(valueColumn, measure),
    large: (currentDistribution(dataset)?.profile?.rows ?? 0) > LARGE_ROWS,
    behaviour: measure.behaviour,
    ...(ask.divisor && { divisor: ask.divisor }),
    time,
    placeColumns: places.columns.map((column) => ({ ...column })),
    dimensionColumns: dataset.columns
      .filter(({ role }) => role === "dimension")
      .map((column) => ({ column: column.name, dimension: column.dimension ?? column.name })),
    numberColumns: dataset.columns.filter(isNumeric).map(({ name }) => name),
  };
}

function filtersOf(
  { dataset, measure }: BranchAsk,
  { places, where }: Parts,
): Pick<StepOf<"filter">, "why" | "anyOf" | "text">[] {
  // What is usually left out ("discarded") is counted where the question names it.
  const named = new Set(
    where.filters.flatMap(({ anyOf }) =>
      anyOf.flatMap((all) => all.flatMap(({ column, op }) => (op === "in" ? [column] : []))),
    ),
  );
  const always = dataset.always.filter(({ column, op }) => op !== "not-in" || !named.has(column));
  return [
    ...(always.length > 0 ? [{ why: "always" as const, anyOf: [always], text: filterText.always }] : []),
    ...(measure.where.length > 0
      ? [{ why: "measure" as const, anyOf: [measure.where], text: filterText.measure(measure.label) }]
      : []),
    ...places.filters,
    ...where.filters,
  ];
}

/** How the rows of one date become one figure. */
function togetherBy({ column, behaviour }: Measure): StepOf<"aggregate">["fn"] {
  if (column === null || behaviour === "event") return "count";
  return behaviour === "ratio" || behaviour === "index" ? "mean" : "sum";
}

/** The grain that instants are folded into before the statistic; null where they stay as they are. */
function periodsOf(ask: BranchAsk, time: StepOf<"scan">["time"]): Grain | null {
  if (time === null || acrossOf(ask.statistic) === "records") return null;
  const grain = ask.series ?? figureGrain(ask.question, ask.statistic, ask.measure.behaviour, time.grain);
  return grain !== null &&
    (grain !== time.grain ||
      time.storedAs === "timestamp" ||
      ask.aligned ||
      ask.measure.behaviour === "event")
    ? grain
    : null;
}

/** Why the statistic may not be made of the measure here; null when it may. */
function legality(ask: BranchAsk, together: boolean): string | null {
  const { statistic, measure } = ask;
  const rolling = measure.rollingDays !== undefined && measure.rollingDays > 1;
  // What a rate divides must be legal by itself.
  const kinds = statistic.kind === "rate" ? [statistic.kind, statistic.of] : [statistic.kind];
  for (const kind of kinds) {
    const verdict = legalityOf(kind, measure.behaviour, {
      severalPlaces: together && ask.apart !== true && acrossOf(statistic) !== "records",
      // A total of rolling values is looked at on its own: reads that do not overlap may be added.
      rolling: rolling && kind !== "total",
      weighted: ask.apart === true,
    });
    if (!verdict.legal) return verdict.reason;
  }
  return null;
}

/** Values that each cover several days fold like readings: adding them would count days more than once. */
const foldsLike = (measure: Measure): Measure["behaviour"] =>
  measure.behaviour === "flow" && (measure.rollingDays ?? 1) > 1 ? "stock" : measure.behaviour;

/** For a total of rolling values: every how manyth day is read; null when nothing special is needed. */
function rollingReads(ask: BranchAsk): Result<number | null> {
  const { measure, statistic, windows, series } = ask;
  const days = measure.rollingDays;
  if (days === undefined || days < 2 || measure.behaviour !== "flow") return ok(null);
  const isTotal =
    statistic.kind === "total" ||
    statistic.kind === "share" ||
    (statistic.kind === "rate" && statistic.of === "total");
  if (!isTotal || series !== null) return ok(null);
  const [window] = windows;
  if (windows.length !== 1 || window?.from === undefined || window.to === undefined)
    return notAnswerable(refused.rollingTotal(days));
  return (daysBetween(window.from, window.to) + 1) % days === 0
    ? ok(days)
    : notAnswerable(refused.rollingTotal(days));
}

function breakdowns(ask: BranchAsk): Result<StepOf<"aggregate">["dimensions"]> {
  const found: StepOf<"aggregate">["dimensions"] = [];
  for (const dimension of ask.dimensions) {
    const column = dimensionColumn(ask.dataset, dimension);
    if (!column) return notAnswerable(refused.noBreakdown(dimensionLabel(ask.vocabulary, dimension)));
    found.push({ column: column.name, dimension, merge: spellingsOf(ask.dataset, column.name) });
  }
  return ok(found);
}

/** The table's time column: the first one that says how time is stored. */
export function timeColumn(dataset: Dataset): Extract<Step, { kind: "scan" }>["time"] {
  const column = dataset.columns.find(({ role, time }) => role === "time" && time !== undefined);
  return column?.time
    ? { column: column.name, storedAs: column.time.storedAs, grain: column.time.grain, text: isText(column) }
    : null;
}

const isText = (column: Pick<Column, "type">): boolean => /utf8|string|varchar/i.test(column.type);

function numberType(column: Column | undefined, measure: Measure): "whole" | "float" | "text" {
  if (measure.column === null || column === undefined) return "whole";
  if (isText(column)) return "text";
  return /^(u?int|bigint|integer|smallint|tinyint)/i.test(column.type) ? "whole" : "float";
}
