import type { Grain } from "../../../time/grain.ts";
import type { DateOrder } from "./reading.ts";

/** A column name that is a period: its first day, or both days that it may be where day and month can be exchanged. */
export type NamedPeriod = {
  readonly grain: Grain;
  readonly dayFirst: string | null;
  readonly monthFirst: string | null;
};

const MONTHS = "january february march april may june july august september october november december".split(
  " ",
);
const MONTHS_FR =
  "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(" ");

/** The month that a word of three letters or more begins the name of. */
const monthOf = (word: string): number | null => {
  const low = word.toLowerCase().replace(/\.$/, "");
  const at = [MONTHS, MONTHS_FR].map((names) => names.findIndex((name) => name.startsWith(low)));
  const found = at.find((one) => one >= 0);
  return found === undefined ? null : found + 1;
};

const pad = (number: number): string => String(number).padStart(2, "0");

/** Two-digit years as spreadsheets read them: 00–29 are this century's. */
const yearOf = (text: string): number => {
  const year = Number(text);
  return text.length > 2 ? year : year < 30 ? 2000 + year : 1900 + year;
};

const dayIn = (year: number, month: number, day: number): string | null => {
  if (month < 1 || month > 12 || day < 1 || year < 1000 || year > 2200) return null;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate() ? `${year}-${pad(month)}-${pad(day)}` : null;
};

const sure = (grain: Grain, day: string | null): NamedPeriod | null =>
  day === null ? null : { grain, dayFirst: day, monthFirst: day };

const startOfWeek = (year: number, week: number): string | null => {
  if (week < 1 || week > 53) return null;
  const fourth = new Date(Date.UTC(year, 0, 4));
  const monday = 4 - ((fourth.getUTCDay() + 6) % 7) + (week - 1) * 7;
  return new Date(Date.UTC(year, 0, monday)).toISOString().slice(0, 10);
};

type Reader = readonly [RegExp, (found: readonly string[]) => NamedPeriod | null];

const READERS: readonly Reader[] = [
  [
    /^(\d{4})[-_./](\d{1,2})[-_./](\d{1,2})(?:[T ]00:00(?::00)?(?:\.0+)?Z?)?$/,
    ([, y = "", m = "", d = ""]) => sure("day", dayIn(Number(y), Number(m), Number(d))),
  ],
  [
    /^(\d{1,2})([-_./])(\d{1,2})\2(\d{2}|\d{4})$/,
    ([, a = "", mark = "", b = "", y = ""]) => {
      const dayFirst = dayIn(yearOf(y), Number(b), Number(a));
      // With points between, the day stands first everywhere.
      const monthFirst = mark === "." && dayFirst ? dayFirst : dayIn(yearOf(y), Number(a), Number(b));
      return dayFirst === null && monthFirst === null ? null : { grain: "day", dayFirst, monthFirst };
    },
  ],
  [
    /^(\d{1,2})[-_. ]([\p{L}]{3,9})\.?[-_. ](\d{2}|\d{4})$/u,
    ([, d = "", m = "", y = ""]) => sure("day", dayIn(yearOf(y), monthOf(m) ?? 0, Number(d))),
  ],
  [
    /^(?:yr|year|y|fy)?[ _]?((?:1[5-9]|20|21)\d{2})(?: ?\[yr\d{4}\])?(?:\.0)?$/i,
    ([, y = ""]) => sure("year", `${y}-01-01`),
  ],
  [/^(\d{4})[-_./M ](\d{1,2})$/i, ([, y = "", m = ""]) => sure("month", dayIn(Number(y), Number(m), 1))],
  [
    /^([\p{L}]{3,9})\.?[-_. ]'?(\d{2}|\d{4})$/u,
    ([, m = "", y = ""]) => sure("month", dayIn(yearOf(y), monthOf(m) ?? 0, 1)),
  ],
  [
    /^(\d{4})[-_ ]?[QT]([1-4])$/i,
    ([, y = "", q = ""]) => sure("quarter", dayIn(Number(y), Number(q) * 3 - 2, 1)),
  ],
  [
    /^[QT]([1-4])[-_ /]?(\d{4})$/i,
    ([, q = "", y = ""]) => sure("quarter", dayIn(Number(y), Number(q) * 3 - 2, 1)),
  ],
  [/^(\d{4})[-_ ]?W(\d{1,2})$/i, ([, y = "", w = ""]) => sure("week", startOfWeek(Number(y), Number(w)))],
];

/** The period a column is named after (1/22/20, x2020_01_22, 2019 [YR2019], Jan-20, 2020Q3); null when it is none. */
export const periodOfName = (name: string): NamedPeriod | null => {
  const text = name.trim().replace(/^x(?=\d)/i, "");
  for (const [pattern, read] of READERS) {
    const found = pattern.exec(text);
    if (found) return read(found);
  }
  return null;
};

/** From this many columns of one grain on, periods are what the columns are. */
const FEWEST_PERIODS = 4;

/** The columns of a table that are periods, with the first day of each. */
export type WidePeriods = {
  readonly grain: Grain;
  readonly columns: readonly { readonly at: number; readonly name: string; readonly day: string }[];
  /** Day and month can be exchanged in all of them and nobody said in which order they stand. */
  readonly isOpen: boolean;
  readonly order: DateOrder | null;
};

/**
 * Finds the periods among column names: at least four of one grain, no two the same. Years count only where the other columns
 * are few, since a table may well have one or two columns called after a year.
 */
export const periodsAmong = (names: readonly string[], chosen?: DateOrder): WidePeriods | null => {
  const found = names.flatMap((name, at) => {
    const period = periodOfName(name);
    return period === null ? [] : [{ at, name, period }];
  });
  const grains = new Map<Grain, number>();
  for (const { period } of found) grains.set(period.grain, (grains.get(period.grain) ?? 0) + 1);
  const [grain, count] = [...grains].sort((a, b) => b[1] - a[1])[0] ?? [];
  if (grain === undefined || count === undefined || count < FEWEST_PERIODS) return null;
  const ours = found.filter(({ period }) => period.grain === grain);
  const fits = {
    "day-first": ours.every(({ period }) => period.dayFirst !== null),
    "month-first": ours.every(({ period }) => period.monthFirst !== null),
  };
  const differ = ours.some(({ period }) => period.dayFirst !== period.monthFirst);
  if (!fits["day-first"] && !fits["month-first"]) return null;
  const wanted = chosen !== undefined && fits[chosen] ? chosen : null;
  const order = wanted ?? (fits["day-first"] && !fits["month-first"] ? "day-first" : "month-first");
  const columns = ours.flatMap(({ at, name, period }) => {
    const day = order === "day-first" ? period.dayFirst : period.monthFirst;
    return day === null ? [] : [{ at, name, day }];
  });
  if (new Set(columns.map(({ day }) => day)).size < columns.length) return null;
  const isOpen = differ && wanted === null && fits["day-first"] && fits["month-first"];
  return { grain, columns, isOpen, order: differ ? order : null };
};
