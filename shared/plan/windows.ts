import type { Dataset } from "../catalogue/dataset.ts";
import type { Against, Question } from "../question/question.ts";
import { addDays, addMonths, dateParts, daysBetween, daysInMonth, isBefore } from "../time/calendar.ts";
import type { Grain, IsoDate } from "../time/grain.ts";
import type { Assumption, PlanWindow } from "./plan.ts";
import { assumed } from "./sentences.ts";

export type Window = { readonly from?: IsoDate | undefined; readonly to?: IsoDate | undefined };

/** The window the question asks about; all of time when none is set. */
export function askedWindow(question: Question): Window {
  const time = question.time;
  if (time === undefined || time.any === true) return {};
  return { ...(time.from ? { from: time.from } : {}), ...(time.to ? { to: time.to } : {}) };
}

/** First and last day of a table's data, as the file's profile or the description says. */
export function dataSpan(dataset: Dataset, column: string | null): Window {
  for (const { profile } of dataset.distributions) {
    const facts = profile?.columns.find(({ name }) => name === column);
    const [from, to] = [isoDay(facts?.min), isoDay(facts?.max)];
    if (from && to) return { from, to };
  }
  return {
    ...(dataset.temporal?.from ? { from: dataset.temporal.from } : {}),
    ...(dataset.temporal?.to ? { to: dataset.temporal.to } : {}),
  };
}

const isoDay = (text: string | null | undefined): IsoDate | undefined =>
  text?.match(/^\d{4}-\d{2}-\d{2}/)?.[0];

const id = (name: string, window: Window): PlanWindow => ({
  id: name,
  ...(window.from ? { from: window.from } : {}),
  ...(window.to ? { to: window.to } : {}),
});

/** The main window as the plan keeps it. */
export const nowWindow = (window: Window): PlanWindow => id("now", window);

type Closed = { readonly from: IsoDate; readonly to: IsoDate };

const closed = (window: Window): Closed | null =>
  window.from !== undefined && window.to !== undefined ? { from: window.from, to: window.to } : null;

const isMonthStart = (date: IsoDate): boolean => dateParts(date).day === 1;
const isMonthEnd = (date: IsoDate): boolean => {
  const { year, month, day } = dateParts(date);
  return day === daysInMonth(year, month);
};

/** How many whole calendar months a window is made of; null when it does not begin and end with a month. */
function wholeMonths({ from, to }: Closed): number | null {
  if (!isMonthStart(from) || !isMonthEnd(to)) return null;
  const [a, b] = [dateParts(from), dateParts(to)];
  return (b.year - a.year) * 12 + (b.month - a.month) + 1;
}

const monthEndAfter = (from: IsoDate, months: number): IsoDate => addDays(addMonths(from, months), -1);

/**
 * The window before, like with like: as many whole months or years where the window is made of such; else the same length
 * moved back by whole weeks, so that weekdays align (under a week: the same weekdays one week earlier).
 */
export function previousWindow(window: Closed, grain: Grain): Closed {
  const months = wholeMonths(window);
  if (months !== null) {
    const from = addMonths(window.from, -months);
    return { from, to: monthEndAfter(from, months) };
  }
  const days = daysBetween(window.from, window.to) + 1;
  const back = grain === "hour" || grain === "day" || grain === "week" ? Math.ceil(days / 7) * 7 : days;
  return { from: addDays(window.from, -back), to: addDays(window.to, -back) };
}

/** The same window `years` earlier: the same calendar months or dates; under four weeks moved by whole weeks, so that weekdays align. */
export function yearsBefore(window: Closed, years: number, grain: Grain): Closed {
  const months = wholeMonths(window);
  const from = addMonths(window.from, -12 * years);
  if (months !== null) return { from, to: monthEndAfter(from, months) };
  const days = daysBetween(window.from, window.to) + 1;
  if (days >= 28 || grain === "month" || grain === "quarter" || grain === "year")
    return { from, to: addMonths(window.to, -12 * years) };
  const back = Math.round((365.2425 * years) / 7) * 7;
  return { from: addDays(window.from, -back), to: addDays(window.to, -back) };
}

/** Cuts a window's end to the last day of the data, so that the other period can be cut alike. */
export function cutToData(
  window: Closed,
  data: Window,
): { readonly window: Closed; readonly assumption: Assumption | null } {
  if (data.to === undefined || !isBefore(data.to, window.to) || isBefore(data.to, window.from))
    return { window, assumption: null };
  return { window: { from: window.from, to: data.to }, assumption: assumed.cutAt(data.to, window.to) };
}

/** The windows of a comparison over time, the asked one (`now`) first; null when the question's window has no start or end. */
export function comparedWindows(
  asked: Window,
  against: Against,
  grain: Grain,
  data: Window,
): { readonly windows: PlanWindow[]; readonly assumptions: Assumption[] } | null {
  const whole = closed(asked);
  if (whole === null) return null;
  if (against.kind === "window") {
    return {
      windows: [id("now", whole), id("then", { from: against.from, to: against.to })],
      assumptions: unlike(whole, against),
    };
  }
  const { window, assumption } = cutToData(whole, data);
  const assumptions = assumption ? [assumption] : [];
  switch (against.kind) {
    case "previous-period":
      return {
        windows: [
          id("now", window),
          id(
            "then",
            assumption ? alike(previousWindow(whole, grain), window) : previousWindow(window, grain),
          ),
        ],
        assumptions,
      };
    case "same-period-last-year":
      return { windows: [id("now", window), id("then", yearsBefore(window, 1, grain))], assumptions };
    case "pre-crisis-median": {
      const years = yearsBack(window, against.before, against.years, grain);
      return {
        windows: [id("now", window), ...years.map((one, index) => id(`base${index + 1}`, one))],
        assumptions,
      };
    }
    default:
      return null;
  }
}

/** The first part of the earlier window, as long as the cut later one. */
const alike = (earlier: Closed, later: Closed): Closed => ({
  from: earlier.from,
  to: addDays(earlier.from, daysBetween(later.from, later.to)),
});

/** The same periods in the years before the crisis: at most `years` of them that end before it. */
function yearsBack(window: Closed, before: IsoDate, years: number, grain: Grain): Closed[] {
  const found: Closed[] = [];
  for (let back = 1; found.length < years && back <= years + 30; back += 1) {
    const earlier = yearsBefore(window, back, grain);
    if (isBefore(earlier.to, before)) found.push(earlier);
  }
  return found;
}

function unlike(now: Closed, then: Closed): Assumption[] {
  const [a, b] = [daysBetween(now.from, now.to) + 1, daysBetween(then.from, then.to) + 1];
  const months = wholeMonths(now);
  if (a === b || (months !== null && months === wholeMonths(then))) return [];
  return [assumed.unlikeLengths(a, b)];
}
