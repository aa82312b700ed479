import type { DuckDBConnection } from "@duckdb/node-api";
import type { ReadingChoices, TableReading } from "../../../../shared/catalogue/formats/table/reading.ts";
import {
  type WrittenColumn,
  type WrittenForms,
  writtenForms,
} from "../../../../shared/catalogue/formats/table/written-forms.ts";
import { quoteName } from "../../../../shared/plan/sql-names.ts";
import { almostNotes } from "./almost.ts";
import { type Counts, countAll, trimmed } from "./count.ts";
import { type Kind, READS } from "./kinds.ts";

/**
 * Decides the types of columns that came as text, from every value rather than from a sample: a column has a type only
 * if all its values have it. Words for "missing" count as missing only where everything else is a number, a date or the
 * like; in a column of text they stay text, since NA is Namibia there.
 */

/** A column of text, and how to read it. */
export type TypedColumn = {
  readonly name: string;
  /** SQL that reads the column as its type. */
  readonly expression: string;
  readonly type: "text" | "other";
  /** What people should know about how it was read; empty when nothing. */
  readonly notes: readonly string[];
};

/** The columns with their types, and what of their reading was decided or is open. */
export type TypedColumns = {
  readonly columns: readonly TypedColumn[];
  readonly reading: Pick<TableReading, "applied" | "open" | "units">;
};

/**
 * Reads all values of a table of text columns and decides every column's type.
 * @param asText columns that stay text whatever their values look like
 */
export async function decideTypes(
  connection: DuckDBConnection,
  table: string,
  names: readonly string[],
  choices: ReadingChoices = {},
  asText: readonly string[] = [],
): Promise<TypedColumns> {
  const counted = await countAll(connection, table, names, choices.delimiter === "semicolon");
  const forms = writtenForms(
    names.flatMap((name, at) => writtenColumn(name, counted[at])),
    choices,
  );
  const decided = names.map((name, at) =>
    decide(name, asText.includes(name) ? undefined : counted[at], forms),
  );
  const undecided = decided.flatMap(({ kind, column }) =>
    kind === null &&
    !asText.includes(column.name) &&
    !forms.open.some(({ columns }) => columns.includes(column.name))
      ? [column.name]
      : [],
  );
  const almost = await almostNotes(connection, table, undecided);
  const orderMatters = decided.some(({ kind }) => kind === "dayFirst" || kind === "monthFirst");
  const markMatters = decided.some(({ kind }) => kind === "comma" || kind === "grouped");
  return {
    columns: decided.map(({ column }) => ({
      ...column,
      notes: [...column.notes, ...(almost.get(column.name) ?? [])],
    })),
    reading: {
      applied: {
        ...(orderMatters && forms.dateOrder ? { dateOrder: forms.dateOrder } : {}),
        ...(markMatters && forms.decimal ? { decimal: forms.decimal } : {}),
      },
      open: [...forms.open],
      units: Object.fromEntries(decided.flatMap(({ column, unit }) => (unit ? [[column.name, unit]] : []))),
    },
  };
}

/** A column as the rules for dates and numbers see it; nothing where neither is in question. */
function writtenColumn(name: string, counts: Counts | undefined): WrittenColumn[] {
  if (counts === undefined || counts.filled === 0) return [];
  const all = (kind: Kind) => counts.kinds.get(kind) === counts.filled;
  const dates =
    all("dayFirst") || all("monthFirst")
      ? { dayFirst: all("dayFirst"), monthFirst: all("monthFirst") }
      : null;
  const isNumber = !all("whole") && (all("grouped") || all("comma") || all("number"));
  const { commas, points, filled, longs } = counts;
  const numbers =
    isNumber && isAllPercentOrNone(counts)
      ? {
          comma: all("comma"),
          point: all("grouped") || all("number"),
          commas,
          points,
          bare: filled - commas,
          long: longs,
        }
      : null;
  return dates === null && numbers === null ? [] : [{ name, example: counts.example, dates, numbers }];
}

const isAllPercentOrNone = ({ percent, filled }: Counts): boolean => percent === 0 || percent === filled;

const LARGEST_INTEGER = 2_147_483_647;

type Decided = { readonly column: TypedColumn; readonly kind: Kind | null; readonly unit?: string };

function decide(name: string, counts: Counts | undefined, forms: WrittenForms): Decided {
  // What a person has to decide stays text until they did.
  const isOpen = forms.open.some(({ columns }) => columns.includes(name));
  const found = counts === undefined || counts.filled === 0 || isOpen ? null : kindOf(counts, forms);
  if (found === null || counts === undefined)
    return {
      kind: null,
      column: { name, expression: `nullif(${quoteName(name)}, '')`, type: "text", notes: [] },
    };
  const { kind, type } = found;
  const cell = withoutWords(kind, trimmed(name));
  const percent = counts.percent > 0 && (kind === "grouped" || kind === "comma");
  const why = forms.why.get(name);
  return {
    kind,
    ...(percent ? { unit: "%" } : {}),
    column: {
      name,
      expression: `CAST(${READS[kind](cell)} AS ${type})`,
      type: "other",
      notes: [
        ...(why !== undefined && WRITTEN.has(kind) ? [why] : []),
        ...(PERIODS.has(kind) ? [periodNote(name, kind, counts.example)] : []),
        ...gapNotes(name, counts.gaps),
      ],
    },
  };
}

/**
 * A trimmed value without the words for "missing" that its reading would take for something: nothing else reads NaN or needs
 * digits. Not written as a list to look in, which DuckDB makes a join of, and a join does not keep the order of the rows.
 */
function withoutWords(kind: Kind, value: string): string {
  const plain = `nullif(nullif(${value}, 'NaN'), 'nan')`;
  if (kind === "number" || kind === "grouped" || kind === "comma") return plain;
  return kind === "quarter" ? `CASE WHEN regexp_matches(${value}, '[0-9]') THEN ${value} END` : value;
}

const gapNotes = (name: string, gaps: number): readonly string[] =>
  gaps === 0
    ? []
    : [`In “${name}”, ${gaps} ${gaps === 1 ? "cell says" : "cells say"} NA or the like: read as missing.`];

const WRITTEN: ReadonlySet<Kind> = new Set(["dayFirst", "monthFirst", "grouped", "comma"] as const);
const PERIODS: ReadonlySet<Kind> = new Set(["month", "quarter", "week", "compact"] as const);

const periodNote = (name: string, kind: Kind, example: string): string =>
  kind === "compact"
    ? `“${name}” holds dates without marks between their parts.`
    : `“${name}” holds ${kind}s (${example}): each is kept as its first day.`;

type Found = { readonly kind: Kind; readonly type: string };
type All = (kind: Kind) => boolean;

function kindOf(counts: Counts, forms: WrittenForms): Found | null {
  const all: All = (kind) => counts.kinds.get(kind) === counts.filled;
  if (all("compact")) return { kind: "compact", type: "DATE" };
  return plainKind(counts, forms, all) ?? dateKind(counts, forms, all) ?? markedNumber(counts, forms, all);
}

/** Values written as programs write them: numbers without marks, true or false, ISO dates. */
function plainKind(
  { largest, points, filled, kinds }: Counts,
  { decimal }: WrittenForms,
  all: All,
): Found | null {
  if (all("whole")) return { kind: "whole", type: largest <= LARGEST_INTEGER ? "INTEGER" : "BIGINT" };
  // 1.234 is a thousand and more in a file whose decimals stand behind commas.
  const pointsGroup = decimal === "comma" && points > 0 && all("comma");
  if (all("number") && !pointsGroup) return { kind: "number", type: "DOUBLE" };
  if (all("truth")) return { kind: "truth", type: "BOOLEAN" };
  if (all("date")) return { kind: "date", type: "DATE" };
  if ((kinds.get("local") ?? 0) + (kinds.get("date") ?? 0) === filled)
    return { kind: "local", type: "TIMESTAMP" };
  return all("instant") ? { kind: "instant", type: "TIMESTAMPTZ" } : null;
}

/** Dates and periods as people write them. */
function dateKind({ timed }: Counts, { dateOrder }: WrittenForms, all: All): Found | null {
  const day = timed > 0 ? "TIMESTAMP" : "DATE";
  if (all("dayFirst") && (dateOrder !== "month-first" || !all("monthFirst")))
    return { kind: "dayFirst", type: day };
  if (all("monthFirst")) return { kind: "monthFirst", type: day };
  const inDays = (["yearFirst", "named"] as const).find(all);
  if (inDays) return { kind: inDays, type: day };
  const inPeriods = (["month", "quarter", "week"] as const).find(all);
  return inPeriods ? { kind: inPeriods, type: "DATE" } : null;
}

/** Numbers with marks: decimal commas, something between thousands, per cent. */
function markedNumber(counts: Counts, { decimal }: WrittenForms, all: All): Found | null {
  if (!isAllPercentOrNone(counts)) return null;
  const whole = counts.percent === 0 ? "BIGINT" : "DOUBLE";
  if (all("comma") && (decimal === "comma" || !all("grouped")))
    return { kind: "comma", type: counts.commas === 0 ? whole : "DOUBLE" };
  return all("grouped") ? { kind: "grouped", type: counts.points === 0 ? whole : "DOUBLE" } : null;
}
