import { addDays } from "./calendar.ts";
import type { Grain, IsoDate } from "./grain.ts";
import { NUMBER_PATTERN, numberOf } from "./month-names.ts";
import type { ClosedSpan } from "./periods.ts";
import { away, grainOfUnit } from "./span-modifiers.ts";
import { overlaps, type TimeMention } from "./time-mention.ts";

/** "One month after", "in the two weeks before": a distance to something named behind it that is no date. */
export type OpenOffset = {
  readonly start: number;
  readonly end: number;
  readonly count: number;
  readonly grain: Grain;
  readonly direction: 1 | -1;
  /** The whole stretch is meant ("in the two weeks after"), not the day it leads to ("two weeks after"). */
  readonly stretch: boolean;
};

const OFFSET = new RegExp(
  `\\b(?:(in|over|during|within|for) )?(?:(the) )?(?:(first|following|next|last) )?(?:(${NUMBER_PATTERN}) )?(days?|weeks?|months?|years?) (after|following|since|before|preceding)\\b`,
  "giu",
);

/**
 * Finds distances that wait for an event ("one month after Hurricane Maria"): those that `mentions` (of `parseSpanText`
 * on the same text) have not read with a date behind them. A unit alone counts only with "the": "the week after".
 */
export function findOpenOffsets(text: string, mentions: readonly TimeMention[]): OpenOffset[] {
  const found: OpenOffset[] = [];
  for (const match of text.matchAll(OFFSET)) {
    const [whole, within, the, , number, unit = "day", word = "after"] = match;
    const place = { start: match.index, end: match.index + whole.length };
    if ((!the && number === undefined) || mentions.some((mention) => overlaps(mention, place))) continue;
    const grain = grainOfUnit(unit);
    found.push({
      ...place,
      count: numberOf(number ?? "1"),
      grain,
      direction: /before|preceding/i.test(word) ? -1 : 1,
      stretch: number === undefined ? grain !== "day" : within !== undefined || the !== undefined,
    });
  }
  return found;
}

/** The days an offset leads to, counted from a day: one day, or the stretch between the two without the day itself. */
export function offsetFrom(day: IsoDate, offset: Omit<OpenOffset, "start" | "end">): ClosedSpan {
  const target = away(day, offset.count, offset.grain, offset.direction);
  if (!offset.stretch) return { from: target, to: target };
  return offset.direction === 1
    ? { from: addDays(day, 1), to: target }
    : { from: target, to: addDays(day, -1) };
}
