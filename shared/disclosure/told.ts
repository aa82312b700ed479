import type { Answer, AnswerTable } from "../answer/answer.ts";
import { allPeriods, dayOf, lastDayOf } from "../answer/periods.ts";
import { areaLabels } from "../answer/wording/place-labels.ts";
import type { Dataset } from "../catalogue/dataset.ts";
import { type Branch, branchesOf } from "../plan/compile/branch.ts";
import type { Claim, Told } from "./audit.ts";
import type { Region, Test } from "./regions.ts";

type Given = Pick<Answer, "question" | "plan" | "table">;

/** A column of an answer's table that holds counts of people, and the branch and window they were made in. */
type CountColumn = { readonly at: number; readonly branch: Branch; readonly window: number };

/** How numbers of one column can be added and subtracted, and which time each is about. */
type Way =
  | { readonly kind: "over-time" }
  | { readonly kind: "up-to" }
  | { readonly kind: "at" }
  | { readonly kind: "mean-over-time"; readonly periods: number }
  | { readonly kind: "apart"; readonly name: string }
  | { readonly kind: "middle" };

/**
 * All that an answer tells about counts of people, as claims over the people they count: every number of its table with
 * the row's place, period and breakdown, or that it is hidden. What is not counted (a model's values) is left out.
 */
export function toldBy(answer: Given, datasets: readonly Dataset[]): Told {
  const claims: Claim[] = [];
  const whole = new Map<string, Region>();
  const middles: { source: string; region: Region }[] = [];
  for (const column of countColumns(answer)) {
    const way = wayOf(column.branch);
    const region = askedRegion(answer, column);
    const source = sourceOf(column.branch, way, datasets);
    if (way.kind === "middle" || isRatedSeries(answer)) {
      middles.push({ source, region });
      continue;
    }
    const own = rowClaims(answer, column, { way, region, source, datasets });
    claims.push(...own);
    if (own.length > 1 && isWhole(answer) && way.kind === "over-time") whole.set(source, region);
  }
  return { claims, whole, middles };
}

/** A trend of rates tells counts to whoever knows the base, which is not in its table. */
const isRatedSeries = ({ plan }: Given): boolean => plan.kind === "trend" && plan.statistic.kind === "rate";

/** A ranking may leave out places beyond its top. */
const isWhole = ({ plan, table }: Given): boolean => {
  const rank = plan.steps.find((step) => step.kind === "rank");
  return rank === undefined || table.rows.length < rank.top;
};

function countColumns({ plan, table }: Given): CountColumn[] {
  const branches = branchesOf(plan);
  const [main] = branches;
  if (!main) return [];
  const named = (name: string): Branch | undefined => branches.find((branch) => branch.name === name);
  const column = (name: string, branch: Branch | undefined, window = 0): CountColumn[] => {
    const at = table.columns.findIndex((one) => one.name === name);
    return at < 0 || !branch ? [] : [{ at, branch, window }];
  };
  const other = named("other");
  const then = main.windows.windows.length === 2 ? 1 : -1;
  switch (plan.kind) {
    case "coverage":
      return [...column("supply", main), ...column("need", named("second"))];
    case "relationship":
      return [...column("first", main), ...column("second", named("second"))];
    case "forecast":
    case "impact":
      return column("value", main);
    default:
      break;
  }
  if (plan.steps.some((step) => step.kind === "count-places")) return [];
  switch (plan.statistic.kind) {
    case "share":
      return [...column("part", main), ...column("whole", named("whole"))];
    case "rate":
      return table.columns.some(({ name }) => name === "count")
        ? column("count", main)
        : column("value", main);
    case "change":
      return [...column("first", main), ...column("last", main)];
    default:
      return [
        ...column("value", main),
        ...(other ? column("compared_with", other) : then === 1 ? column("compared_with", main, then) : []),
      ];
  }
}

function wayOf(branch: Branch): Way {
  const { scan, fold, difference, series, windows, periods } = branch;
  const flow = scan.behaviour === "flow" || scan.behaviour === "event" || difference;
  const kind = series ? "series" : (fold?.fold.kind ?? "latest");
  if (kind === "median" || kind === "quantile") return { kind: "middle" };
  if (kind === "mean") {
    const [window] = windows.windows;
    const span = `${window?.from ?? ""}–${window?.to ?? ""}`;
    const grain = periods?.grain ?? scan.time?.grain ?? "day";
    return flow && window?.from !== undefined && window.to !== undefined
      ? { kind: "mean-over-time", periods: allPeriods(window.from, window.to, grain).length }
      : { kind: "apart", name: `mean ${span}` };
  }
  if (flow) return { kind: "over-time" };
  if (scan.behaviour === "cumulative") return { kind: "up-to" };
  const folded = periods !== null && periods.grain !== "day";
  return folded && series ? { kind: "apart", name: `${periods.fn} ${periods.grain}` } : { kind: "at" };
}

function sourceOf({ scan, version }: Branch, way: Way, datasets: readonly Dataset[]): string {
  const measure = datasets
    .find(({ id }) => id === scan.dataset)
    ?.measures.find(({ id }) => id === scan.measure);
  const sum = way.kind === "over-time" || way.kind === "up-to" || way.kind === "mean-over-time";
  return [
    scan.dataset,
    measure?.column ?? (measure ? "rows" : scan.measure),
    sum ? "sum" : way.kind === "apart" ? way.name : way.kind,
    version?.notAfter ?? "",
  ].join("|");
}

/** The people that the question asks about, before the table tells them apart. */
function askedRegion({ question }: Given, { branch, window }: CountColumn): Region {
  const where = new Map<string, Test[]>();
  for (const { why, anyOf } of branch.filters) {
    if (why === "place" || why === "level") continue;
    const [only, ...more] = anyOf;
    // Alternatives are one condition of their own, met or not.
    if (!only || more.length > 0) where.set(JSON.stringify(anyOf), [{ op: "in", values: ["met"] }]);
    else
      for (const { column, op, values } of only)
        where.set(column, [...(where.get(column) ?? []), { op, values }]);
  }
  const { from, to } = branch.windows.windows[window] ?? {};
  const placed = branch.filters.some(({ why }) => why === "place");
  return { places: placed ? areasOf(question, branch) : null, from: from ?? null, to: to ?? null, where };
}

function areasOf(question: Given["question"], { name }: Branch): string[] {
  const asked = (question.place?.areas ?? []).map(({ id }) => id);
  const inside = question.where.filter(({ dimension, op }) => dimension === "place" && op === "in");
  if (name === "other" && question.against?.kind === "place")
    return question.against.areas.map(({ id }) => id);
  if (name === "main" && inside.length > 0 && question.measure?.statistic.kind === "share")
    return inside.flatMap(({ values }) => values.map(String));
  if (name === "whole" && question.where.length === 0)
    return [...new Set(asked.map((id) => id.split("/")[0] ?? id))];
  return asked;
}

function rowClaims(
  { plan, question, table }: Given,
  { at, branch }: CountColumn,
  about: {
    readonly way: Way;
    readonly region: Region;
    readonly source: string;
    readonly datasets: readonly Dataset[];
  },
): Claim[] {
  const { way, region, source } = about;
  const place = index(table, (column) => column.role === "place");
  const period = index(table, (column) => column.role === "period");
  const date = index(table, (column) => column.name === "date");
  const dims = branch.aggregate.dimensions.map(({ column }, nth) => ({
    column,
    at: index(table, ({ name }) => name === `by_${nth + 1}`),
  }));
  const areas = place < 0 ? new Map() : areaLabels(branch, datasetOf(branch, about.datasets), question);
  const rule = plan.steps.find((step) => step.kind === "suppress");
  const hidden = new Set(table.suppressed.flatMap(([row, column]) => (column === at ? [row] : [])));
  return table.rows.flatMap((row, r): Claim[] => {
    const cell = row[at];
    if (typeof cell !== "number" && !hidden.has(r)) return [];
    const where = new Map(region.where);
    for (const dim of dims)
      if (dim.at >= 0)
        where.set(dim.column, [
          ...(where.get(dim.column) ?? []),
          { op: "in", values: [String(row[dim.at])] },
        ]);
    const label = place < 0 ? "" : String(row[place] ?? "");
    const key = areas.get(label) ?? `${region.places?.[0] ?? "world"}/#${label}`;
    const when = timeOf(region, branch, way, textAt(row, period) ?? textAt(row, date), period >= 0);
    const times = way.kind === "mean-over-time" ? way.periods : 1;
    // A mean is told with two decimals.
    const either = ((rule?.round ?? 1) - 1) / 2 + (times > 1 ? 0.005 * times : 0);
    return [
      {
        source,
        region: { places: place < 0 ? region.places : [key], ...when, where },
        value: typeof cell === "number" ? cell * times : null,
        either,
      },
    ];
  });
}

const datasetOf = ({ scan }: Branch, datasets: readonly Dataset[]): Dataset | undefined =>
  datasets.find(({ id }) => id === scan.dataset);

const index = (table: AnswerTable, fits: (column: AnswerTable["columns"][number]) => boolean): number =>
  table.columns.findIndex(fits);

const textAt = (row: AnswerTable["rows"][number], at: number): string | null => {
  const cell = row[at];
  return typeof cell === "string" ? cell : null;
};

/** The days that a row's number counts, or the day it was read on. */
function timeOf(
  { from, to }: Region,
  { scan, periods, fold }: Branch,
  way: Way,
  date: string | null,
  isPeriod: boolean,
): Pick<Region, "from" | "to"> {
  if (way.kind === "apart") return { from: isPeriod ? date : null, to: isPeriod ? date : null };
  const day = date === null ? null : dayOf(date);
  const end = date === null ? null : lastDayOf(date, periods?.grain ?? scan.time?.grain ?? "day");
  const kind = fold?.fold.kind;
  const single = isPeriod || kind === "peak" || kind === "lowest" || kind === "latest";
  if (way.kind === "up-to") return { from: null, to: (isPeriod ? end : day) ?? to };
  if (way.kind === "at") return { from: day ?? to, to: day ?? to };
  if (!single || day === null || end === null) return { from, to };
  return { from: from !== null && from > day ? from : day, to: to !== null && to < end ? to : end };
}
