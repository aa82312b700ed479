import type { Grain, Span } from "./grain.ts";
import type { ClosedSpan } from "./periods.ts";

/** How a span is meant: within it, up to its end, from its start on, on one day, or over all times there are. */
export type SpanMeaning = "within" | "by" | "since" | "on" | "all";

/** A time that a text names. Offsets are UTF-16 code units, end exclusive. */
export type TimeMention = {
  readonly start: number;
  readonly end: number;
  /** Both ends included; `by` has only `to`, `since` only `from`, `all` neither. */
  readonly span: Span;
  /** The grain of the expression: "in April 2020" is a month, "on 3 April" a day. */
  readonly grain: Grain;
  readonly meaning: SpanMeaning;
  /** False when the year was not said, or the reading rests on a convention (seasons, "early 2021"). */
  readonly certain: boolean;
  /** The year was not said: the latest that has begun on the day of asking was taken. */
  readonly yearGuessed?: boolean;
  /** What else the expression may mean, where that can be said: the other order of day and month, the southern season. */
  readonly other?: ClosedSpan;
};

/** True when two stretches of text share a place. */
export const overlaps = (a: Stretch, b: Stretch): boolean => a.start < b.end && b.start < a.end;

type Stretch = { readonly start: number; readonly end: number };
