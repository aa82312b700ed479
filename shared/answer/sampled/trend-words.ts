import type { Context } from "../context.ts";
import { inPeriod } from "../periods.ts";
import { showNumber } from "../rounding.ts";
import type { Point, Series } from "../series.ts";
import { sentenceCase, windowWords, withUnit } from "../wording/subject-words.ts";
import { about, sampledWords } from "./sampled-words.ts";

type Known = Point & { readonly value: number };

/** First and last whole period of a sampled series, and whether their limits tell them apart. */
export function roughTrend(series: Series): { first: Known; last: Known; apart: boolean } | null {
  const known = series.points.filter((point): point is Known => point.whole && point.value !== null);
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined || known.length < 2) return null;
  const error = Math.hypot(first.error ?? 0, last.error ?? 0);
  return { first, last, apart: Math.abs(last.value - first.value) > 1.96 * error };
}

/** The sentence of one sampled series: where it began and ended, and the direction only where the limits tell. */
export function roughTrendSentence({ subject, where, unit, window }: Context, series: Series): string {
  const phrase = sentenceCase(`${subject}${where}`);
  const trend = roughTrend(series);
  if (trend === null) return `${phrase} have too few whole periods with figures${windowWords(window)}.`;
  const { first, last, apart } = trend;
  const [start, end] = [inPeriod(first.period, series.grain), inPeriod(last.period, series.grain)];
  const from = about(withUnit(first.value, unit, subject), first);
  const to = about(showNumber(last.value), last);
  if (!apart)
    return `${phrase} came to ${from} ${start} and ${to} ${end}. ${sampledWords.sameStart(start, end)}`;
  return `${phrase} ${last.value > first.value ? "rose" : "fell"} from ${from} ${start} to ${to} ${end}.`;
}
