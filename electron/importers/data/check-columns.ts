import type { TableDescription } from "../../../shared/catalogue/propose/description.ts";
import type { Problem } from "../../../shared/result.ts";
import type { ReadColumns } from "./ports.ts";
import { importProblem } from "./problems.ts";

/** Kinds of types that may stand for each other: a description may say Int32 where the file has Int64, but not a date for a text. */
const familyOf = (type: string): string => {
  const said = type.toLowerCase();
  if (/^date/.test(said)) return "date";
  if (/timestamp|datetime/.test(said)) return "time";
  if (/bool/.test(said)) return "yes or no";
  if (/dictionary|utf8|string|varchar|enum|text|char/.test(said)) return "text";
  if (/int|float|double|decimal|numeric|number|real/.test(said)) return "number";
  return "other";
};

/** A column name that is a date: 2020-01-22, 1/22/20, 22.01.2020, x2020_01_22. */
const DATE_NAME = /^x?(\d{4}[-_./]\d{1,2}[-_./]\d{1,2}|\d{1,2}[-_./]\d{1,2}[-_./](\d{2}|\d{4}))$/i;
/** From this many date columns on, dates are what the columns are. */
const FEWEST_DATES = 4;

/** What a description and its file disagree on: a problem that stops the import, and notes on what does not. */
export type ColumnCheck = { readonly problem: Problem | null; readonly notes: readonly string[] };

/** Holds a file's columns against its description. Columns the description does not name are imported and noted. */
export const checkColumns = (
  path: string,
  description: TableDescription,
  loaded: ReadColumns,
): ColumnCheck => {
  const stored = new Map(loaded.columns.map((column) => [column.sourceName ?? column.name, column]));
  const refused = new Map(loaded.refused.map((column) => [column.name, column]));
  const notes = [
    ...loaded.columns
      .filter((column) => column.sourceName !== undefined)
      .map(
        (column) => `Two columns are called "${column.sourceName}": the later one is now "${column.name}".`,
      ),
    ...loaded.refused.map((column) => `The column "${column.name}" was left out: ${column.reason}`),
    ...(description.columns.length > 0
      ? loaded.columns
          .filter(
            (column) => !description.columns.some((one) => one.name === (column.sourceName ?? column.name)),
          )
          .map(
            (column) =>
              `The column "${column.name}" is not described: what it means was read from its name and values.`,
          )
      : []),
  ];
  const dates = loaded.columns.map((column) => column.name).filter((name) => DATE_NAME.test(name.trim()));
  if (dates.length >= FEWEST_DATES) return { notes, problem: importProblem.datesAsColumns(path, dates) };
  const missing = description.columns.filter(
    (column) => !stored.has(column.name) && !refused.has(column.name),
  );
  if (missing.length > 0)
    return {
      notes,
      problem: importProblem.columnsMissing(
        path,
        missing.map((column) => column.name),
      ),
    };
  const wrong = description.columns.flatMap((column) => {
    const found = stored.get(column.name);
    if (!found || !column.type) return [];
    const [said, seen] = [familyOf(column.type), familyOf(found.arrowType)];
    return said === seen || said === "other" || seen === "other"
      ? []
      : [`"${column.name}" should be a ${said} and is a ${seen}`];
  });
  return { notes, problem: wrong.length > 0 ? importProblem.wrongTypes(path, wrong) : null };
};
