import type { DuckDBConnection } from "@duckdb/node-api";
import { periodsAmong, type WidePeriods } from "../../../../shared/catalogue/formats/table/period-names.ts";
import {
  PLAIN_READING,
  type ReadingChoices,
  type TableReading,
} from "../../../../shared/catalogue/formats/table/reading.ts";
import { dayRead } from "../../../../shared/catalogue/formats/table/written-forms.ts";
import { quoteName } from "../../../../shared/plan/sql-names.ts";
import type { Relation } from "../convert.ts";
import { decideTypes } from "../types/decide.ts";
import { unpivot } from "./unpivot.ts";

/** What a table with a column for each period adds to the reading of its file. */
export const turnedReading = (
  wide: WidePeriods,
  turned: boolean,
): Pick<TableReading, "applied" | "wide" | "open"> => ({
  applied: {
    ...(turned && wide.order ? { dateOrder: wide.order } : {}),
    shape: turned ? "long" : "as-is",
  },
  wide: { ...endsOf(wide), turned },
  open: turned ? openOrder(wide) : [],
});

const endsOf = ({ columns }: WidePeriods) => ({
  columns: columns.length,
  first: columns[0]?.name ?? "",
  last: columns.at(-1)?.name ?? "",
});

/** What is said of a table that was turned. `empty`: cells that held nothing. */
export const turnedNote = (wide: WidePeriods, empty: number): string => {
  const { columns, first, last } = endsOf(wide);
  return `${columns} columns are ${wide.grain}s (${first} to ${last}): turned to one row for each ${wide.grain} and figure.${empty > 0 ? ` ${empty === 1 ? "1 empty cell" : `${empty.toLocaleString("en-US")} empty cells`} became no row.` : ""}`;
};

function openOrder(wide: WidePeriods): TableReading["open"] {
  if (!wide.isOpen) return [];
  const example = wide.columns[0]?.name ?? "";
  return [
    {
      about: "dateOrder",
      columns: wide.columns.slice(0, 3).map(({ name }) => name),
      example,
      options: (["day-first", "month-first"] as const).map((value) => ({
        value,
        reads: dayRead(example, value),
      })),
    },
  ];
}

/**
 * A table of a file with types of its own (Parquet, JSON Lines, Arrow), turned to one row for each figure where its columns are
 * periods. The other columns keep their types; the figures get one that holds them all.
 */
export async function turnTyped(
  connection: DuckDBConnection,
  relation: Relation,
  choices: ReadingChoices,
): Promise<Relation> {
  const names = relation.columns.map(({ name }) => name);
  const wide = periodsAmong(names, choices.dateOrder);
  if (wide === null) return relation;
  if (choices.shape === "as-is")
    return { ...relation, reading: { ...PLAIN_READING, ...turnedReading(wide, false) } };
  const periods = new Set(wide.columns.map(({ name }) => name));
  const types = await typesOf(connection, relation);
  const common = commonType(names.filter((name) => periods.has(name)).map((name) => types.get(name) ?? ""));
  const long = await unpivot(connection, wide, {
    from: relation.from,
    columns: relation.columns.map(({ name, expression }) => ({
      name,
      expression: periods.has(name) ? `CAST(${expression} AS ${common})` : expression,
    })),
    isText: common === "VARCHAR",
  });
  const [day = "date", value = "value"] = long.names.slice(-2);
  const figures = common === "VARCHAR" ? await decideTypes(connection, long.from, [value], choices) : null;
  const ids = relation.columns.filter(({ name }) => !periods.has(name));
  const { applied, open, wide: shown } = turnedReading(wide, true);
  return {
    from: long.from,
    columns: [
      ...ids.map(({ text }, at) => {
        const name = long.names[at] ?? "";
        return { name, expression: quoteName(name), text };
      }),
      {
        name: day,
        expression: `CAST(${quoteName(day)} AS ${wide.grain === "year" ? "INTEGER" : "DATE"})`,
        text: false,
      },
      ...(figures?.columns.map(({ name, expression, type }) => ({
        name,
        expression,
        text: type === "text",
      })) ?? [{ name: value, expression: quoteName(value), text: false }]),
    ],
    notes: [
      ...relation.notes,
      turnedNote(wide, long.empty),
      ...(figures?.columns.flatMap(({ notes }) => notes) ?? []),
    ],
    reading: {
      ...PLAIN_READING,
      applied: { ...applied, ...figures?.reading.applied },
      wide: shown,
      open: [...open, ...(figures?.reading.open ?? [])],
      units: figures?.reading.units ?? {},
    },
  };
}

async function typesOf(
  connection: DuckDBConnection,
  { from, columns }: Relation,
): Promise<Map<string, string>> {
  const list = columns.map(({ name, expression }) => `${expression} AS ${quoteName(name)}`).join(", ");
  const rows = await (await connection.run(`DESCRIBE SELECT ${list} FROM ${from}`)).getRows();
  return new Map(rows.map(([name, type]) => [String(name), String(type)]));
}

/** Whole numbers that a BIGINT holds. */
const WHOLE = /^(TINYINT|SMALLINT|INTEGER|BIGINT|UTINYINT|USMALLINT|UINTEGER)$/;
const NUMBER = /^(HUGEINT|UHUGEINT|UBIGINT|FLOAT|DOUBLE|DECIMAL\(\d+,\d+\))$/;

/** The type that holds the values of several: their own if they share it, else numbers, else text, which is read like a text file's. */
function commonType(types: readonly string[]): string {
  const [first = "VARCHAR"] = types;
  if (types.every((type) => type === first)) return first;
  if (types.every((type) => WHOLE.test(type))) return "BIGINT";
  return types.every((type) => WHOLE.test(type) || NUMBER.test(type)) ? "DOUBLE" : "VARCHAR";
}
