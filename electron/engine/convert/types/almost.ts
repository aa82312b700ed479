import type { DuckDBConnection } from "@duckdb/node-api";
import { quoteName } from "../../../../shared/plan/sql-names.ts";
import { quoteText } from "../../store/sql-text.ts";
import { isValue, trimmed } from "./count.ts";

/** Rows in which a column must look like one of figures or days before all of its rows are looked at. */
const FIRST_LOOK = 2000;

/** Figures and days as people write them, by their looks alone. */
const FIGURE = "^[-+−]?[0-9][0-9.,  \u202f'’]*%?$";
const DAY = "^[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}([ T].*)?$";

const CODE = "^[-+]?0[0-9]|[0-9]{16}";

/**
 * Says of columns that stayed text why they hold no figures or days, where most of their values look like some: one word
 * among thirty thousand numbers makes a column text, and nobody would know why it cannot be added up.
 */
export async function almostNotes(
  connection: DuckDBConnection,
  table: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const notes = new Map<string, readonly string[]>();
  for (const name of names) {
    const first = await looks(connection, `(FROM ${table} LIMIT ${FIRST_LOOK})`, name);
    if (most(first) === null) continue;
    const all = await looks(connection, table, name);
    const kind = most(all);
    if (kind === null) continue;
    const why = kind === "figures" ? whyNoFigures(all) : whyNoDays(all);
    if (why !== null)
      notes.set(name, [
        `“${name}” was kept as text: ${why}. It can be counted with once that is mended in the file.`,
      ]);
  }
  return notes;
}

const some = (odd: number, all: number, what: string, examples: readonly string[]): string =>
  `${odd.toLocaleString("en-US")} of its ${all.toLocaleString("en-US")} values ${odd === 1 ? "is" : "are"} no plain ${what} (${examples.map((value) => `“${value.slice(0, 40)}”`).join(", ")})`;

/** Codes ("01001") are text for good, and need no word. */
function whyNoFigures({ filled, figures, codes, examples }: Looks): string | null {
  if (figures < filled) return some(filled - figures, filled, "figure", examples.figures);
  return codes > 0 ? null : "its figures are not all written in one way";
}

const whyNoDays = ({ filled, days, examples }: Looks): string =>
  days < filled
    ? some(filled - days, filled, "day", examples.days)
    : "its days are not all written in one way, or not all of the calendar";

type Looks = {
  readonly filled: number;
  readonly figures: number;
  readonly days: number;
  /** Values with a leading zero or more digits than a number keeps. */
  readonly codes: number;
  readonly examples: { readonly figures: readonly string[]; readonly days: readonly string[] };
};

/** What half of the values and more look like. */
const most = ({ filled, figures, days }: Looks): "figures" | "days" | null =>
  filled === 0 ? null : figures * 2 >= filled ? "figures" : days * 2 >= filled ? "days" : null;

async function looks(connection: DuckDBConnection, table: string, name: string): Promise<Looks> {
  const is = (pattern: string) => `regexp_matches(v, ${quoteText(pattern)})`;
  const odd = (pattern: string) => `min(v) FILTER (NOT ${is(pattern)}), max(v) FILTER (NOT ${is(pattern)})`;
  const result = await connection.run(
    `SELECT count(*), count(*) FILTER (${is(FIGURE)}), count(*) FILTER (${is(DAY)}), count(*) FILTER (${is(CODE)}), ${odd(FIGURE)}, ${odd(DAY)}
     FROM (SELECT ${trimmed(name)} AS v FROM ${table} WHERE ${quoteName(name)} IS NOT NULL) WHERE ${isValue("v")}`,
  );
  const [row = []] = await result.getRows();
  const [filled = 0, figures = 0, days = 0, codes = 0] = row.slice(0, 4).map(Number);
  const two = (from: number): readonly string[] => [
    ...new Set(row.slice(from, from + 2).flatMap((value) => (value === null ? [] : [String(value)]))),
  ];
  return { filled, figures, days, codes, examples: { figures: two(4), days: two(6) } };
}
