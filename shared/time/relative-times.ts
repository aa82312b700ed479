import { casual } from "chrono-node";
import { addDays, addMonths, compareDates, dateParts, isoDate } from "./calendar.ts";
import type { IsoDate } from "./grain.ts";
import { NUMBER_PATTERN, numberOf } from "./month-names.ts";
import { addPeriods, endOf, startOf } from "./periods.ts";
import { away, grainOfUnit } from "./span-modifiers.ts";
import { overlaps, type TimeMention } from "./time-mention.ts";

type RelativeRule = {
  pattern: RegExp;
  read: (match: RegExpMatchArray, asked: IsoDate) => Omit<TimeMention, "start" | "end"> | null;
};

const RELATIVE: readonly RelativeRule[] = [
  {
    pattern: new RegExp(
      `\\b(?:(?:in|over|during|within|for|since) )?(?:the )?(?:last|past|previous|most recent|preceding|latest) (${NUMBER_PATTERN}) (days?|weeks?|months?|years?|quarters?|fortnights?)\\b`,
      "giu",
    ),
    read: (match, asked) =>
      lastUnits(
        numberOf(match[1] ?? "1") * (/fortnight/i.test(match[2] ?? "") ? 2 : 1),
        /fortnight/i.test(match[2] ?? "") ? "week" : (match[2] ?? "day"),
        asked,
      ),
  },
  {
    pattern:
      /\b(?:(?:in|over|during|within|for) )?(?:the |les )(\d{1,4}|deux|trois|quatre|cinq|six|sept|huit|dix|quinze|trente)? ?(?:derniers|dernières|dernières) (\d{1,4}|deux|trois|quatre|cinq|six|sept|huit|dix|quinze|trente)? ?(jours|semaines|mois|ans|années)\b/giu,
    read: (match, asked) =>
      lastUnits(numberOf(match[1] ?? match[2] ?? "1"), frenchUnit(match[3] ?? ""), asked),
  },
  {
    pattern:
      /\b(?:(?:in|over|during|within|for) )?the (?:past|last) (day|week|month|quarter|year|fortnight)\b/giu,
    read: (match, asked) =>
      lastUnits(
        /fortnight/i.test(match[1] ?? "") ? 2 : 1,
        /fortnight/i.test(match[1] ?? "") ? "week" : (match[1] ?? "day"),
        asked,
      ),
  },
  {
    pattern: /\b(?:(?:in|over|during) )?(?<!the )(last|previous) (week|month|quarter|year)\b/giu,
    read: (match, asked) => calendarUnit(match[2] ?? "week", -1, asked),
  },
  {
    pattern: /\b(?:(?:in|over|during|for) )?(this|the current) (week|month|quarter|year)\b/giu,
    read: (match, asked) => calendarUnit(match[2] ?? "week", 0, asked),
  },
  {
    pattern: /\b(?:(?:in|over|during|for) )?(?:the )?next (week|month|quarter|year)\b/giu,
    read: (match, asked) => calendarUnit(match[1] ?? "week", 1, asked),
  },
  {
    pattern: new RegExp(
      `\\b(?:(?:in|over|during|for) )?the (?:next|coming) (${NUMBER_PATTERN}) (days?|weeks?|months?)\\b`,
      "giu",
    ),
    read: (match, asked) => ({
      span: { from: addDays(asked, 1), to: away(asked, numberOf(match[1] ?? "1"), match[2] ?? "day", 1) },
      grain: grainOfUnit(match[2] ?? "day"),
      meaning: "within",
      certain: true,
    }),
  },
  {
    pattern: new RegExp(`\\b(${NUMBER_PATTERN}) (days?|weeks?|months?|years?) ago\\b`, "giu"),
    read: (match, asked) => onDay(away(asked, numberOf(match[1] ?? "1"), match[2] ?? "day", -1)),
  },
  {
    pattern: /\b(?:last|this past|the past) (spring|summer|autumn|fall|winter)(?:'s|’s)?\b/giu,
    read: (match, asked) => lastSeason(match[1] ?? "", asked),
  },
  {
    pattern:
      /\b(?:over|across|in|for|during|at) (?:all|any|every|the whole|the entire|the full|each)(?: of the)?(?: of)? (?:weeks?|days?|months?|years?|times?|periods?|dates?|time series|series|epidemic|outbreak|reporting period|readings?|snapshots?)\b|\b(?:of )?all[- ]time\b|\bever\b|\bsince (?:records|reporting|the data|measurements|the series) (?:began|begin|started|starts?)\b|\bsince (?:the|its) (?:start|beginning|outbreak)(?: of the (?:epidemic|outbreak|pandemic|crisis|series|data))?\b|\bon record\b|\bthroughout the (?:epidemic|outbreak|crisis|whole period|entire period)\b|\bso far\b|\bto date\b|\bin total over all (?:years|weeks|days|months)\b|\bsur toute la période\b/giu,
    read: () => ({ span: {}, grain: "day", meaning: "all", certain: true }),
  },
];

const frenchUnit = (word: string): string =>
  word.startsWith("sem")
    ? "week"
    : word.startsWith("mois")
      ? "month"
      : word.startsWith("an")
        ? "year"
        : "day";

/** The last n days, weeks … up to and including the day of asking. */
function lastUnits(count: number, unit: string, asked: IsoDate): Omit<TimeMention, "start" | "end"> {
  return {
    span: { from: addDays(away(asked, count, unit, -1), 1), to: asked },
    grain: grainOfUnit(unit),
    meaning: "within",
    certain: true,
  };
}

/** "Last month" is the calendar month before the one of asking, "this year" runs to the day of asking. */
function calendarUnit(unit: string, offset: -1 | 0 | 1, asked: IsoDate): Omit<TimeMention, "start" | "end"> {
  const grain = grainOfUnit(unit);
  const from = addPeriods(grain, startOf(grain, asked), offset);
  return {
    span: { from, to: offset === 0 ? asked : endOf(grain, from) },
    grain,
    meaning: "within",
    certain: true,
  };
}

const onDay = (day: IsoDate): Omit<TimeMention, "start" | "end"> => ({
  span: { from: day, to: day },
  grain: "day",
  meaning: "on",
  certain: true,
});

const SEASON_START: Readonly<Record<string, number>> = {
  spring: 3,
  summer: 6,
  autumn: 9,
  fall: 9,
  winter: 12,
};

/** The latest season of that name that is over on the day of asking (northern hemisphere, whole months). */
function lastSeason(name: string, asked: IsoDate): Omit<TimeMention, "start" | "end"> | null {
  const month = SEASON_START[name.toLowerCase()];
  if (month === undefined) return null;
  let from = isoDate(dateParts(asked).year, month, 1);
  while (compareDates(addDays(addMonths(from, 3), -1), asked) >= 0) from = addMonths(from, -12);
  return {
    span: { from, to: addDays(addMonths(from, 3), -1) },
    grain: "month",
    meaning: "within",
    certain: false,
    other: { from: addMonths(from, -6), to: addDays(addMonths(from, -3), -1) },
  };
}

/** Finds times that stand in relation to the day of asking, and those that mean all times. */
export function relativeMentions(text: string, asked: IsoDate): TimeMention[] {
  const found: TimeMention[] = [];
  for (const { pattern, read } of RELATIVE) {
    for (const match of text.matchAll(pattern)) {
      const place = { start: match.index, end: match.index + match[0].length };
      const mention = found.some((other) => overlaps(other, place)) ? null : read(match, asked);
      if (mention) found.push({ ...place, ...mention });
    }
  }
  return found;
}

/** What chrono-node may still add: days named by their relation to today. */
const CASUAL =
  /\b(?:yesterday|today|tonight|tomorrow|(?:last|this|next|past|on) (?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b/i;

/** Finds days named in passing ("yesterday", "last Friday") that nothing else has read. */
export function casualMentions(text: string, asked: IsoDate, taken: readonly TimeMention[]): TimeMention[] {
  if (!CASUAL.test(text)) return [];
  const { year, month, day } = dateParts(asked);
  const reference = { instant: new Date(Date.UTC(year, month - 1, day, 12)), timezone: 0 };
  return casual.parse(text.slice(0, 10_000), reference).flatMap((result) => {
    const place = { start: result.index, end: result.index + result.text.length };
    const parts = [result.start.get("year"), result.start.get("month"), result.start.get("day")];
    const [y, m, d] = parts;
    if (!CASUAL.test(result.text) || result.end || taken.some((other) => overlaps(other, place))) return [];
    if (typeof y !== "number" || typeof m !== "number" || typeof d !== "number") return [];
    return [
      {
        ...place,
        ...onDay(isoDate(y, m, d)),
        certain: /yesterday|today|tonight|tomorrow/i.test(result.text),
      },
    ];
  });
}
