import type { Grain } from "../../time/grain.ts";
import type { ColumnProfile, FileProfile } from "../profile.ts";
import type { DescribedColumn, TableDescription } from "./description.ts";
import { wordsOf } from "./words.ts";

/** How a column stores time. */
export type StoredAs = "date" | "timestamp" | "year";

const MS_PER_DAY = 86_400_000;

/** Words of a granularity that name a grain, finest first: "week or month" is read as week. */
const GRAIN_WORDS: readonly (readonly [Grain, RegExp])[] = [
  ["hour", /^(hour|hourly|hours)$/],
  ["day", /^(day|daily|days|date|case|cases)$/],
  ["week", /^(week|weekly|weeks|epiweek)$/],
  ["month", /^(month|monthly|months)$/],
  ["quarter", /^(quarter|quarterly|quarters)$/],
  ["year", /^(year|yearly|annual|years)$/],
];

/** The grain that a granularity ("county / hour (last reading of the hour)") names, or null when it names none. */
export const grainOfWords = (granularity: string): Grain | null => {
  const words = wordsOf(granularity.replace(/\([^)]*\)/g, " "));
  for (const [grain, pattern] of GRAIN_WORDS) if (words.some((word) => pattern.test(word))) return grain;
  return null;
};

/** The grain that the spacing of a time column's values suggests: mean gap in days between distinct values. */
export const grainOfSpacing = (column: ColumnProfile): Grain | null => {
  if (column.min === null || column.max === null || column.distinct < 3) return null;
  const days = (Date.parse(column.max) - Date.parse(column.min)) / MS_PER_DAY;
  if (!Number.isFinite(days)) return null;
  const gap = days / (column.distinct - 1);
  if (gap < 0.6) return "hour";
  if (gap < 4.5) return "day";
  if (gap < 18) return "week";
  if (gap < 60) return "month";
  return gap < 200 ? "quarter" : "year";
};

const isDateType = (type: string): boolean => /^date/i.test(type);
const isTimestampType = (type: string): boolean => /^timestamp|^datetime/i.test(type);
const isWholeNumberType = (type: string): boolean => /int/i.test(type) && !/interval/i.test(type);

/** Calendar years that tables carry: 5000 BCE to 2200. */
const isYearRange = (column: ColumnProfile | undefined): boolean =>
  column?.max !== undefined &&
  column.min !== null &&
  column.max !== null &&
  Number(column.min) >= -5000 &&
  Number(column.max) <= 2200 &&
  Number(column.max) >= 1000;

/**
 * How a column stores time, or null when it does not. A whole number counts as a year when it is named or tagged so and its
 * values are calendar years; a day offset ("days since …") is none, whatever its name.
 */
export const storedTime = (column: DescribedColumn, profile: ColumnProfile | undefined): StoredAs | null => {
  const type = profile?.type ?? column.type ?? "";
  if (isDateType(type)) return "date";
  if (isTimestampType(type)) return "timestamp";
  if (!isWholeNumberType(type) || /since/i.test(column.unit ?? "")) return null;
  const called =
    /#date\+year/i.test(column.hxl ?? "") ||
    column.unit === "year" ||
    /^(year|yr|annee)$/i.test(column.name.trim());
  return called && isYearRange(profile) ? "year" : null;
};

const VINTAGE_WORDS = /vintage|as.?of|as.?published|edition|version.?date|release.?date/i;

/** True for a column that tells which published version a row belongs to. */
export const isVintage = (column: DescribedColumn): boolean =>
  VINTAGE_WORDS.test(column.name) ||
  /\bday the version\b|\bversion was (committed|published|released)\b/i.test(column.description ?? "");

/**
 * Chooses the time axis among the columns that store time: the one the description names, else the one whose name, tag and
 * fullness speak most for being the day the figure is about. Null when the rows have no time axis: the description's
 * granularity names no period and the rows are no events.
 */
export const chooseTimeColumn = (
  description: TableDescription,
  profile: FileProfile,
  candidates: readonly DescribedColumn[],
  rowsAreEvents: boolean,
): { readonly name: string | null; readonly why: string } => {
  if (candidates.length === 0) return { name: null, why: "No column holds dates, times or calendar years." };
  const grain = description.granularity ? grainOfWords(description.granularity) : undefined;
  if (grain === null && !rowsAreEvents)
    return {
      name: null,
      why: `One row is "${description.granularity}": no period is named, so the table is one point in time.`,
    };
  const named = description.temporalCoverage?.column;
  const found = candidates.find((column) => column.name === named);
  if (found)
    return {
      name: found.name,
      why: `The description gives the period covered by the column "${found.name}".`,
    };
  const best = [...candidates]
    .map((column) => ({ column, score: timeScore(column, profile) }))
    .sort((a, b) => b.score - a.score)[0];
  if (best === undefined) return { name: null, why: "No column holds dates, times or calendar years." };
  return {
    name: best.column.name,
    why: `"${best.column.name}" is the fullest column that says when the figures are about.`,
  };
};

const timeScore = (column: DescribedColumn, profile: FileProfile): number => {
  const facts = profile.columns.find((one) => one.name === column.name);
  // A year beside a date repeats part of it.
  const coarse = facts && isWholeNumberType(facts.type) ? -3 : 0;
  const empty = facts && profile.rows > 0 ? facts.nulls / profile.rows : 0;
  const tag = column.hxl ?? "";
  const said = /occurred|start/.test(tag)
    ? 3
    : tag === "#date" || tag === "#date+year"
      ? 2.5
      : tag.startsWith("#date")
        ? 1
        : 0;
  const name = /^(date|day|week|month|year|period)$/i.test(column.name)
    ? 2
    : /date|time|day|week|month|year/i.test(column.name)
      ? 1
      : 0;
  const about = /event|occur|incident|confirm|happen/i.test(column.name) ? 1 : 0;
  const late = /modif|updat|ent(ry|er)|created|retriev|estimat|expire/i.test(column.name) ? -3 : 0;
  return said + name + about + late + coarse - 4 * empty;
};
