import { daysBetween } from "../time/calendar.ts";
import type { Grain } from "../time/grain.ts";
import { allPeriods, isAfter } from "./periods.ts";

/** Periods of a series in their order, with what is the same for every series that has them. */
export type Periods = {
  readonly texts: readonly string[];
  /** The code of each among the rows' times; −1 where no row is of it. */
  readonly codes: Int32Array;
  /** Whether window and data cover all of it. */
  readonly whole: readonly boolean[];
  /** From Monday, 0. Worked out where it is wanted. */
  readonly weekdays: () => Uint8Array;
};

/** The periods of series: many places share theirs, and each is worked out once. */
export type Calendar = {
  /** All from the first to the last of some times, by their codes. */
  readonly between: (times: readonly number[]) => Periods;
  /** The times themselves; days and years are filled up, irregular reports of longer grain stay as they are. */
  readonly filled: (times: readonly number[]) => Periods;
};

const MONDAY = "1970-01-05";

/** The calendar of rows with these times; the times' codes are their places in the list. */
export function calendarOf(
  times: readonly string[],
  grain: Grain,
  isWhole: (period: string) => boolean,
): Calendar {
  const codeOf = new Map(times.map((text, code) => [text, code]));
  const whole = remembered(isWhole);
  const ranks = ranksInTime(times);
  const inTime = (codes: readonly number[]): readonly number[] => {
    const rank = (code: number | undefined): number => ranks[code ?? -1] ?? 0;
    const isSorted = codes.every((code, at) => at === 0 || rank(codes[at - 1]) <= rank(code));
    return isSorted ? codes : [...codes].sort((a, b) => rank(a) - rank(b));
  };
  const periodsOf = (texts: readonly string[]): Periods => {
    let days: Uint8Array | undefined;
    return {
      texts,
      codes: Int32Array.from(texts, (text) => codeOf.get(text) ?? -1),
      whole: texts.map(whole),
      weekdays: () => {
        days ??= Uint8Array.from(texts, (text) => ((daysBetween(MONDAY, text) % 7) + 7) % 7);
        return days;
      },
    };
  };
  const textOf = (code: number | undefined): string => times[code ?? -1] ?? "";
  const stretch = remembered((ends) => {
    const [first = "", last = ""] = ends.split(" ");
    return periodsOf(allPeriods(first, last, grain));
  });
  const listed = remembered((codes) => periodsOf(codes.split(" ").map((code) => textOf(Number(code)))));
  const ofSorted = (sorted: readonly number[]): Periods =>
    stretch(`${textOf(sorted[0])} ${textOf(sorted.at(-1))}`);
  return {
    between: (codes) => ofSorted(inTime(codes)),
    filled: (codes) => {
      const sorted = inTime(codes);
      if (grain === "day" || grain === "year") {
        const all = ofSorted(sorted);
        if (all.texts.length <= 5 * sorted.length + 30) return all;
      }
      return listed(sorted.join(" "));
    },
  };
}

/** Ranks of times in their order; of two that are neither before the other both have the same. */
function ranksInTime(times: readonly string[]): Int32Array {
  const order = (a: string, b: string): number => (isAfter(a, b) ? 1 : isAfter(b, a) ? -1 : 0);
  const ranks = new Int32Array(times.length);
  const sorted = times.map((text, code) => ({ text, code })).sort((a, b) => order(a.text, b.text));
  let [rank, before] = [0, sorted[0]?.text ?? ""];
  for (const { text, code } of sorted) {
    if (order(before, text) !== 0) rank += 1;
    ranks[code] = rank;
    before = text;
  }
  return ranks;
}

/** A function of a text that works each one out only once. */
export function remembered<T>(work: (of: string) => T): (of: string) => T {
  const known = new Map<string, T>();
  return (of) => {
    const before = known.get(of);
    if (before !== undefined) return before;
    const made = work(of);
    known.set(of, made);
    return made;
  };
}
