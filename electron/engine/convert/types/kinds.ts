import { quoteText } from "../../store/sql-text.ts";

/** The kinds that values written as text may be of. */
export const KIND_NAMES = [
  "whole",
  "number",
  "grouped",
  "comma",
  "truth",
  "date",
  "local",
  "instant",
  "dayFirst",
  "monthFirst",
  "yearFirst",
  "named",
  "compact",
  "month",
  "quarter",
  "week",
] as const;
export type Kind = (typeof KIND_NAMES)[number];

/** Marks between thousands besides comma and point: blanks of several widths and the apostrophe. */
const THIN = " \u00a0\u202f\u2009'’";
const full = (pattern: string): string => `regexp_full_match(v, ${quoteText(pattern)})`;

/** A number that another program would have written with a leading zero is a code. */
const NO_CODE = `NOT regexp_matches(v, '^[-+−]?0[0-9]')`;

const stampTest = (type: string, zone: string): string => {
  const form = `[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,6})?)?${zone}`;
  return `${full(form)} AND TRY_CAST(${withSeconds("v")} AS ${type}) IS NOT NULL`;
};

/** A time with seconds: DuckDB does not read `2020-03-01T12:00Z`. */
export const withSeconds = (value: string): string =>
  `regexp_replace(${value}, '^(.{10}[ T]..:..)(Z|[-+].*)?$', '\\1:00\\2')`;

/** A time of day behind a date, or none. */
const CLOCK = "( [0-9]{1,2}:[0-9]{2}(:[0-9]{2})?( [AaPp][Mm])?)?";
const clocks = (date: string): readonly string[] => [
  date,
  `${date} %H:%M`,
  `${date} %H:%M:%S`,
  `${date} %I:%M %p`,
  `${date} %I:%M:%S %p`,
];

/** Formats of dates in numbers, by the order of their parts. Four-digit years are tried alone where the text has one. */
const inNumbers = (order: (mark: string, year: string) => string, year: "%Y" | "%y"): readonly string[] =>
  ["/", "-", "."].flatMap((mark) => clocks(order(mark, year)));

const listed = (formats: readonly string[]): string => `[${formats.map(quoteText).join(", ")}]`;

/** Reads by the formats with four or with two digits for the year, as the text has them. */
const slashed = (value: string, order: (mark: string, year: string) => string): string =>
  `CASE WHEN regexp_matches(${value}, '^[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}')
    THEN try_strptime(${value}, ${listed(inNumbers(order, "%Y"))})
    ELSE try_strptime(${value}, ${listed(inNumbers(order, "%y"))}) END`;

const dayFirst = (mark: string, year: string): string => `%d${mark}%m${mark}${year}`;
const monthFirst = (mark: string, year: string): string => `%m${mark}%d${mark}${year}`;
const SLASHED = full(`[0-9]{1,2}([-/.])[0-9]{1,2}[-/.]([0-9]{2}|[0-9]{4})${CLOCK}`);

const NAMED = [
  ...["%d-%b-%Y", "%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%b %d %Y", "%B %d %Y"],
  ...["%d-%B-%Y", "%d/%b/%Y"],
];
const NAMED_SHORT = ["%d-%b-%y", "%d %b %y"];
const MONTHS = ["%b-%Y", "%b %Y", "%B %Y", "%B-%Y"];
// "Mar 10" without a hyphen is as likely a day of March.
const MONTHS_SHORT = ["%b-%y"];

/** SQL that reads a trimmed text `value` as each kind; null where it does not fit. Kinds of the same type have one form. */
export const READS: Readonly<Record<Kind, (value: string) => string>> = {
  whole: (value) => `TRY_CAST(${value} AS BIGINT)`,
  number: (value) => `TRY_CAST(${value} AS DOUBLE)`,
  grouped: (value) => `TRY_CAST(translate(${value}, ${quoteText(`−,%${THIN}`)}, '-') AS DOUBLE)`,
  comma: (value) =>
    `TRY_CAST(replace(translate(${value}, ${quoteText(`−.%${THIN}`)}, '-'), ',', '.') AS DOUBLE)`,
  truth: (value) => `TRY_CAST(${value} AS BOOLEAN)`,
  date: (value) => `TRY_CAST(${value} AS TIMESTAMP)`,
  local: (value) => `TRY_CAST(${withSeconds(value)} AS TIMESTAMP)`,
  instant: (value) => `TRY_CAST(${withSeconds(value)} AS TIMESTAMPTZ)`,
  dayFirst: (value) => slashed(value, dayFirst),
  monthFirst: (value) => slashed(value, monthFirst),
  yearFirst: (value) =>
    `try_strptime(${value}, ${listed(["%Y/%m/%d", "%Y.%m.%d", "%Y-%m-%d"].flatMap(clocks))})`,
  named: (value) =>
    `CASE WHEN regexp_matches(${value}, '[0-9]{4}') THEN try_strptime(${value}, ${listed(NAMED)}) ELSE try_strptime(${value}, ${listed(NAMED_SHORT)}) END`,
  compact: (value) => `try_strptime(${value}, '%Y%m%d')`,
  month: (value) =>
    `CASE WHEN regexp_matches(${value}, '^[0-9]{4}[-/M]') THEN try_strptime(replace(replace(${value}, 'M', '-'), '/', '-') || '-01', '%Y-%m-%d')
      WHEN regexp_matches(${value}, '[0-9]{4}') THEN try_strptime('1 ' || ${value}, ${listed(MONTHS.map((one) => `%d ${one}`))})
      ELSE try_strptime('1 ' || ${value}, ${listed(MONTHS_SHORT.map((one) => `%d ${one}`))}) END`,
  quarter: (value) =>
    `make_timestamp(regexp_extract(${value}, '[0-9]{4}')::BIGINT, regexp_extract(${value}, '[QT]([1-4])', 1)::BIGINT * 3 - 2, 1, 0, 0, 0)`,
  week: (value) =>
    `try_strptime(regexp_replace(${value}, '^([0-9]{4})[- ]?W([0-9]{1,2})$', '\\1-W\\2-1'), '%G-W%V-%u')`,
};

/** The test that a trimmed value `v` must pass to be of a kind. */
export const TESTS: Readonly<Record<Kind, string>> = {
  // What DuckDB would write the same way: so leading zeros (codes), signs and blanks are not numbers.
  whole: "TRY_CAST(v AS BIGINT)::VARCHAR = v",
  // Long digit strings are identifiers that a DOUBLE would not keep.
  number:
    "isfinite(TRY_CAST(v AS DOUBLE)) AND NOT contains(v, '_') AND NOT regexp_matches(v, '^[-+]?(0[0-9]|[0-9]{16,}$)')",
  grouped: `${full(`[-+−]?([0-9]{1,15}|[0-9]{1,3}([,${THIN}][0-9]{3})+)([.][0-9]+)? ?%?`)} AND ${NO_CODE}`,
  comma: `${full(`[-+−]?([0-9]{1,15}|[0-9]{1,3}([.${THIN}][0-9]{3})+)(,[0-9]+)? ?%?`)} AND ${NO_CODE} AND NOT regexp_matches(v, '^[-+]?0[.]')`,
  truth: "lower(v) IN ('true', 'false')",
  // Only ISO dates are sure; 03/04/2020 is two different days in two countries.
  date: "TRY_CAST(v AS DATE)::VARCHAR = v",
  local: stampTest("TIMESTAMP", ""),
  instant: stampTest("TIMESTAMPTZ", "(Z|[-+][0-9]{2}(:?[0-9]{2})?)"),
  dayFirst: `${SLASHED} AND ${READS.dayFirst("v")} IS NOT NULL`,
  monthFirst: `${SLASHED} AND ${READS.monthFirst("v")} IS NOT NULL`,
  yearFirst: `${full(`[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}${CLOCK}`)} AND ${READS.yearFirst("v")} IS NOT NULL`,
  named: `${full("([0-9]{1,2}[-/ ][A-Za-z]{3,9}[-/ ][0-9]{2,4}|[A-Za-z]{3,9} [0-9]{1,2},? [0-9]{4})")} AND ${READS.named("v")} IS NOT NULL`,
  compact: `${full("(19|20)[0-9]{6}")} AND ${READS.compact("v")} IS NOT NULL`,
  month: `${full("([0-9]{4}[-/M][0-9]{2}|[A-Za-z]{3,9}(-[0-9]{2}|[- ][0-9]{4}))")} AND ${READS.month("v")} IS NOT NULL`,
  quarter: full("[0-9]{4}[- ]?[QT][1-4]|[QT][1-4][- ]?[0-9]{4}"),
  week: `${full("[0-9]{4}[- ]?W[0-9]{1,2}")} AND ${READS.week("v")} IS NOT NULL`,
};

/** A test or reading of `v` for another expression. */
export const forValue = (sql: string, value: string): string => sql.replaceAll(/\bv\b/g, value);
