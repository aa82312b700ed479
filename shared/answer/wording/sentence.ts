import { LEVEL_WORDS, listWords } from "../../plan/words.ts";
import { acrossOf, type Question, type Threshold } from "../../question/question.ts";
import { assertNever } from "../../result.ts";
import { type Context, otherWindow } from "../context.ts";
import type { Compared, Figure } from "../figures.ts";
import { grainWords, inPeriod } from "../periods.ts";
import { changePercent, showNumber, showSigned } from "../rounding.ts";
import type { Uncertain } from "../sampled/combine.ts";
import { roughComparison } from "../sampled/rough.ts";
import { about, sampledWords } from "../sampled/sampled-words.ts";
import { deviationWords, isDeviation } from "./amounts.ts";
import { differenceUnit, isPercent, isShareOfOne, POINTS } from "./percent.ts";
import { levelWords, limitWords, onWords, sentenceCase, windowWords, withUnit } from "./subject-words.ts";
import { periodGrain } from "./unit.ts";

/** The answer's sentences, from a controlled grammar. Every number in them goes through rounding.ts. */

/** How far the figure can be trusted to be whole: `least` when parts are known to be missing from a sum. */
export type Hedge = { readonly least: boolean; readonly note: string };

/** The main sentence of situation, comparison and ranking. */
export function sentenceOf(context: Context, hedge: Hedge): string {
  const { figures, question } = context;
  const note = hedge.note === "" ? "" : ` ${hedge.note}`;
  if (question.kind === "ranking") return `${rankingSentence(context)}${note}`;
  const [first, ...others] = figures.figures;
  if (first === undefined)
    return `The table has no figure for ${context.subject}${context.where}${windowWords(context.window)}.`;
  if (figures.compared.length > 0 && others.length === 0) {
    const [compared] = figures.compared;
    if (compared && !first.hidden)
      return `${figureSentence(context, first, hedge)} ${comparedSentence(context, compared)}${note}`;
  }
  if (others.length === 0) return `${figureSentence(context, first, hedge)}${note}`;
  return `${severalSentence(context)}${manyCompared(context)}${note}`;
}

/**
 * Of several places that are each held against something: how many are higher and lower, and where by most. Not said of
 * counts of people that are kept closed, nor of samples, whose differences may be none.
 */
function manyCompared(context: Context): string {
  const { figures, question, hidden } = context;
  const known = figures.compared.flatMap(({ now, difference, errors }) =>
    difference === null || errors !== undefined ? [] : [{ now, difference }],
  );
  if (known.length < 2 || hidden !== null) return "";
  const sorted = [...known].sort((a, b) => b.difference - a.difference);
  const [most, least] = [sorted[0], sorted.at(-1)];
  const count = (of: (difference: number) => boolean): number =>
    known.filter(({ difference }) => of(difference)).length;
  const name =
    question.against?.kind === "pre-crisis-median"
      ? "the median of earlier years"
      : `${question.against?.kind === "target" ? "" : "the figure "}${againstWords(context, question)}`;
  const by = (one: (typeof known)[number] | undefined, sign: number): string =>
    one === undefined || Math.sign(one.difference) !== sign
      ? ""
      : `, most in ${nameOf(one.now)} (${showSigned(one.difference)})`;
  const [higher, lower] = [count((one) => one > 0), count((one) => one < 0)];
  return ` Of ${showNumber(known.length)} compared with ${name}, ${showNumber(higher)} ${higher === 1 ? "is" : "are"} higher${by(most, 1)}, and ${showNumber(lower)} ${lower === 1 ? "is" : "are"} lower${by(least, -1)}.`;
}

/** When a figure is from: a day or instant, or the period it was made over. */
const dateOf = ({ figures }: Context, date: string | null): string => {
  const periods = figures.main.branch.periods;
  return date === null || periods === null ? onWords(date) : ` ${inPeriod(date, periods.grain)}`;
};

const at = (hedge: Hedge, number: string, figure: Uncertain = {}): string =>
  hedge.least ? `at least ${number}` : about(number, figure);

const ACROSS_WORDS: Readonly<Record<string, string>> = {
  mean: "mean",
  median: "median",
  peak: "highest",
  lowest: "lowest",
};

const RATE_VERBS = { latest: "came to", total: "came to", mean: "averaged", peak: "peaked at" } as const;

function figureSentence(context: Context, figure: Figure, hedge: Hedge): string {
  const { plan, subject, where, unit, window, question } = context;
  const { statistic } = plan;
  const subjectPhrase = sentenceCase(`${subject}${where}`);
  const inWindow = windowWords(window);
  if (figure.hidden) return `${subjectPhrase}${inWindow} are too few to be shown.`;
  if (figure.value === null) {
    if (statistic.kind === "largest-correction")
      return `${subjectPhrase} had no downward correction${inWindow}.`;
    return `There is no figure for ${subject}${where}${inWindow}.`;
  }
  const number = at(hedge, withUnit(figure.value, unit, subject), figure);
  const on = dateOf(context, figure.at);
  const across = acrossOf(statistic);
  if (across !== null) {
    const words =
      statistic.kind === "quantile"
        ? `${showNumber(100 * statistic.q)} % quantile`
        : ACROSS_WORDS[statistic.kind];
    const over =
      across === "records"
        ? "single events"
        : `${showNumber(figure.x ?? 0)} ${levelWords(question, figure.x ?? 0)}`;
    return `The ${words ?? "figure"} of ${subject} over ${over}${where} was ${number}${across === "records" && statistic.kind !== "mean" && statistic.kind !== "median" && statistic.kind !== "quantile" ? on : inWindow}.`;
  }
  switch (statistic.kind) {
    case "latest":
      return `${subjectPhrase} stood at ${number}${on}.`;
    case "total":
      return window.from === undefined && window.to !== undefined
        ? `${subjectPhrase} had reached ${number}${inWindow}.`
        : `${subjectPhrase} came to ${number}${inWindow}.`;
    case "mean":
      return `${subjectPhrase} averaged ${number}${inWindow}.`;
    case "median":
      return `The median of ${subject}${where} was ${number}${inWindow}.`;
    case "quantile":
      return `${showNumber(100 * statistic.q)} % of the values of ${subject}${where}${inWindow} were at most ${number}.`;
    case "peak":
      return `${subjectPhrase} peaked at ${number}${on}.`;
    case "lowest":
      return `${subjectPhrase} stood lowest at ${number}${on}.`;
    case "change":
      return changeSentence(context, figure, subjectPhrase);
    case "share":
      return `${subjectPhrase} made up ${at(hedge, `${showNumber(figure.value)} %`, figure)} of the whole${shareNumbers(figure)}${inWindow}.`;
    case "rate":
      return `${subjectPhrase} ${RATE_VERBS[statistic.of]} ${number}${statistic.of === "peak" ? on : inWindow}.`;
    case "records":
      return `${at(hedge, showNumber(figure.value), figure)} ${context.measure.behaviour === "event" ? subject.replace(/^number of /, "") : `rows of ${subject}`} were recorded${where}${inWindow}.`.replace(
        /^a[bt]/,
        (start) => `A${start.slice(1)}`,
      );
    case "periods-meeting":
      // "Stood" goes with one and with many: the subject may be an index or deaths.
      return `${subjectPhrase} stood ${limitOf(context, statistic.condition).replace(/^exactly/, "at exactly")} ${periodGrain(plan) === "day" ? "on" : "in"} ${partOf(context, figure, hedge, grainWords(periodGrain(plan), 2))} with figures${inWindow}.`;
    case "places-meeting":
      return `${sentenceCase(partOf(context, figure, hedge, levelWords(question, figure.x ?? 0)))}${where} had ${subject} ${limitOf(context, statistic.condition)}${window.from === undefined && window.to === undefined ? "" : inWindow}.`;
    case "largest-correction":
      return `The largest downward correction of ${subject}${where} was ${withUnit(figure.value, unit, subject)}${on}.`;
    default:
      return assertNever(statistic);
  }
}

/** "above 3,000"; of shares of one, as the question says it: "above 20 %". */
const limitOf = ({ measure }: Context, { op, value }: Threshold): string =>
  isShareOfOne(measure.unit) && Math.abs(value) <= 1
    ? `${limitWords(op, 100 * value)} %`
    : `${limitWords(op, value)}${isPercent(measure.unit) ? " %" : ""}`;

/** "115 of 446 hours", "25.78 % of 446 hours (115)". */
function partOf({ plan }: Context, { value, x, y }: Figure, hedge: Hedge, noun: string): string {
  const { statistic } = plan;
  const share =
    (statistic.kind === "periods-meeting" || statistic.kind === "places-meeting") && statistic.as === "share";
  const all = `${showNumber(x ?? 0)} ${noun}`;
  return share
    ? `${showNumber(value ?? 0)} % of ${all} (${showNumber(y ?? 0)})`
    : `${at(hedge, showNumber(value ?? 0))} of ${all}`;
}

function changeSentence({ unit, subject, plan, measure }: Context, figure: Figure, phrase: string): string {
  const value = figure.value ?? 0;
  const verb = value > 0 ? "rose" : value < 0 ? "fell" : "did not change";
  // What the first and last figure are in; the change itself may be in per cent of the first, or in percentage points.
  const relative = plan.statistic.kind === "change" && plan.statistic.as === "percent";
  const ends = unit === POINTS || (relative && isPercent(measure.unit)) ? "%" : relative ? "" : unit;
  const first = figure.x === null ? "" : ` from ${withUnit(figure.x, ends, subject)}${onWords(figure.since)}`;
  const last =
    figure.y === null
      ? ""
      : ` to ${isPercent(ends) ? withUnit(figure.y, ends, subject) : showNumber(figure.y)}${onWords(figure.at)}`;
  return value === 0
    ? `${phrase} did not change${first}${last}.`
    : `${phrase} ${verb} by ${withUnit(Math.abs(value), unit, subject)},${first}${last}.`;
}

const shareNumbers = ({ x, y }: Figure): string =>
  x === null || y === null ? "" : ` (${showNumber(x)} of ${showNumber(y)})`;

/** "That is 1,234 more (+12 %) than in April 2021 (10,000)." */
function comparedSentence(context: Context, compared: Compared): string {
  const { now, other, difference, relative, band, hidden } = compared;
  const { question, unit, subject } = context;
  const against = question.against;
  if (against === undefined) return "";
  const name = againstWords(context, question);
  if (hidden) return `The figure ${name} is too small to be shown.`;
  if (other === null || difference === null || now.value === null)
    return now.error === undefined
      ? `There is no figure ${name} to compare with.`
      : `Too few rows were drawn to say what it was ${name}.`;
  const apart = roughComparison(compared);
  if (apart !== null)
    return `${roughlyCompared(context, apart)} ${name} (${about(showNumber(apart.other.value), apart.other).replace(/^about /, "")}${isUnsure(apart.difference) ? `; the difference lies between ${showNumber(apart.difference.limits[0])} and ${showNumber(apart.difference.limits[1])}` : ""}).`;
  // Per cent of a deviation from normal mean nothing.
  const percent = relative === null || isDeviation(unit) ? "" : ` (${showSigned(changePercent(relative))} %)`;
  const held = alike(other, unit);
  const size =
    difference === 0
      ? "the same as"
      : `${withUnit(Math.abs(difference), differenceUnit(unit), subject)} ${difference > 0 ? "more" : "less"}${percent} than`;
  if (band) {
    const inside = now.value >= band.low && now.value <= band.high;
    return `That is ${size} the median of ${band.count} earlier years (${held}), ${inside ? "within" : "outside"} their range of ${showNumber(band.low)} to ${showNumber(band.high)}.`;
  }
  return `That is ${size} ${name} (${held}).`;
}

/** Whether the sample leaves open which side is higher. */
const isUnsure = ({ limits: [low, high] }: { readonly limits: readonly [number, number] }): boolean =>
  low <= 0 && high >= 0;

/** "That is about 120 more (between 80 and 160) than", or that the sample does not tell. */
function roughlyCompared(
  { unit, subject }: Context,
  { difference, percent }: NonNullable<ReturnType<typeof roughComparison>>,
): string {
  const [low, high] = difference.limits;
  if (isUnsure(difference)) return sampledWords.unsure;
  const less = difference.value < 0;
  const [least, most] = less ? [-high, -low] : [low, high];
  const share = percent === null ? "" : `; ${showSigned(percent.value)} %`;
  return `That is about ${withUnit(Math.abs(difference.value), differenceUnit(unit), subject)} ${less ? "less" : "more"} (between ${showNumber(least)} and ${showNumber(most)}${share}) than`;
}

function againstWords(context: Context, { against }: Question): string {
  switch (against?.kind) {
    case "place":
      return `in ${listWords(against.areas.map(({ name }) => name))}`;
    case "target":
      return "the target";
    case "published-version":
      return `in the version published by ${windowWords({ to: against.asOf }).replace(" by ", "")}`;
    default:
      return windowWords(otherWindow(context) ?? {}).trim();
  }
}

/** A figure per place: how many, the highest and the lowest. */
function severalSentence(context: Context): string {
  const { figures, subject, unit } = context;
  const known = figures.figures.filter((one): one is Figure & { value: number } => one.value !== null);
  const sorted = [...known].sort((a, b) => b.value - a.value);
  const [high, low] = [sorted[0], sorted.at(-1)];
  const hidden = figures.figures.filter((one) => one.hidden).length;
  const more =
    hidden === 0 ? "" : ` ${showNumber(hidden)} ${hidden === 1 ? "figure is" : "figures are"} hidden.`;
  if (!high && hidden > 0)
    return `${sentenceCase(subject)}${context.where}${windowWords(context.window)}: all figures are too small to be shown.`;
  if (!high || !low)
    return `There is no figure for ${subject}${context.where}${windowWords(context.window)}.`;
  const lead = sentenceCase(`${statisticWords(context)}${subject}${windowWords(context.window)}`);
  if (sorted.length === 1)
    return `${lead}: ${nameOf(high)} ${about(withUnit(high.value, unit, subject), high)}.${more}`;
  if (sorted.length <= 3)
    return `${lead}: ${listWords(sorted.map((one) => `${nameOf(one)} ${about(withUnit(one.value, unit, subject), one)}`))}.${more}`;
  return `${lead}: highest in ${nameOf(high)} (${withUnit(high.value, unit, subject)}${range(high)}), lowest ${hidden > 0 ? "of those shown " : ""}in ${nameOf(low)} (${alike(low.value, unit)}${range(low)}), ${showNumber(sorted.length)} figures ${hidden > 0 ? "shown" : "in all"}.${more}`;
}

/** ", between 1,180 and 1,280" after an estimate. */
const range = ({ limits }: Uncertain): string =>
  limits === undefined ? "" : `, between ${showNumber(limits[0])} and ${showNumber(limits[1])}`;

/** A further number in the unit of the one before it. */
const alike = (value: number, unit: string): string =>
  isDeviation(unit) ? deviationWords(value) : showNumber(value);

const nameOf = (figure: Figure): string =>
  [figure.place.label, ...figure.dims].filter((part) => part !== "").join(", ");

function statisticWords({ plan }: Context): string {
  switch (plan.statistic.kind) {
    case "peak":
      return "peak of ";
    case "lowest":
      return "lowest value of ";
    case "mean":
      return "mean of ";
    case "median":
      return "median of ";
    case "latest":
      return "latest figures for ";
    case "change":
      return "change in ";
    case "share":
      return "share of ";
    case "rate":
      return "rate of ";
    default:
      return "";
  }
}

function rankingSentence(context: Context): string {
  const { figures, question, subject, where, unit, window } = context;
  const top = figures.figures.filter((one) => !one.hidden);
  const [first] = top;
  if (!first && figures.figures.length > 0)
    return `${sentenceCase(subject)}${where}${windowWords(window)}: all figures are too small to be shown.`;
  if (!first || first.value === null)
    return `There are no figures for ${subject}${where}${windowWords(window)} to rank.`;
  const end = question.rank?.from === "lowest" ? "Lowest" : "Highest";
  const leaders = top.filter(({ rank }) => rank === 1);
  const lead =
    leaders.length > 1
      ? `${end} in ${listWords(leaders.map(nameOf))}, all with ${withUnit(first.value, unit, subject)}`
      : `${end} in ${nameOf(first)} with ${about(withUnit(first.value, unit, subject), first)}`;
  const next = top.filter(({ rank }) => rank !== 1).slice(0, 2);
  const follow =
    next.length > 0
      ? `, then ${listWords(next.map((one) => `${nameOf(one)} (${alike(one.value ?? 0, unit)})`))}`
      : "";
  const hidden = context.figures.figures.filter((one) => one.hidden).length;
  // The share of a total that holds hidden figures would tell what they come to.
  const share = hidden > 0 ? null : topShare(context);
  if (first.error !== undefined) return roughRanking(context, `${lead}${follow}`, top);
  const many = question.place?.by === undefined ? "groups" : LEVEL_WORDS[question.place.by].many;
  const of = ` Of ${showNumber(figures.all.length)} ${many} ${hidden > 0 ? "whose figures may be shown" : "with figures"}${share === null ? "." : `, the first ${showNumber(top.length)} have ${showNumber(share)} % of the total.`}`;
  return `${sentenceCase(statisticWords(context))}${statisticWords(context) === "" ? sentenceCase(subject) : subject}${where}${windowWords(window)}: ${lead.charAt(0).toLowerCase()}${lead.slice(1)}${follow}.${of}`;
}

/** A ranking from a sample: no share of a total that is not known, and doubt where the first two lie close. */
function roughRanking(
  { subject, where, window, figures }: Context,
  order: string,
  top: readonly Figure[],
): string {
  const left = figures.main.figure.filter(({ scant }) => scant).length;
  const known = `${sampledWords.ranked(figures.all.length, left)}${orderDoubt(top)}`;
  return `${sentenceCase(subject)}${where}${windowWords(window)}: ${order.charAt(0).toLowerCase()}${order.slice(1)}. ${known}`;
}

/** Whether the sample tells the first two apart. */
function orderDoubt([first, second]: readonly Figure[]): string {
  if (first?.value == null || second?.value == null || first.error === undefined) return "";
  const apart = Math.abs(first.value - second.value) > 1.96 * Math.hypot(first.error, second.error ?? 0);
  return apart ? "" : ` ${sampledWords.order(nameOf(first), nameOf(second))}`;
}

/** The share of the ranked places in the total of all, in per cent; null where figures do not add up. */
export function topShare({ figures, plan, measure, question }: Context): number | null {
  const adds =
    plan.statistic.kind === "total" ||
    plan.statistic.kind === "records" ||
    (plan.statistic.kind === "latest" && ["stock", "cumulative"].includes(measure.behaviour));
  if (
    !adds ||
    measure.behaviour === "ratio" ||
    measure.behaviour === "index" ||
    question.rank?.from === "lowest"
  )
    return null;
  const sum = (list: readonly Figure[]): number => list.reduce((total, { value }) => total + (value ?? 0), 0);
  const total = sum(figures.all);
  return total > 0 && figures.all.every(({ value }) => (value ?? 0) >= 0)
    ? (100 * sum(figures.figures)) / total
    : null;
}
