import { type DuckDBConnection, DuckDBDataChunk, VARCHAR } from "@duckdb/node-api";
import type { CellValue, Sheet } from "hucre";
import { streamXlsxRows } from "hucre/xlsx";
import { headerAt, SHOWN_LINES } from "../../../../shared/catalogue/formats/table/header-row.ts";
import {
  PLAIN_READING,
  type ReadingChoices,
  type TableReading,
} from "../../../../shared/catalogue/formats/table/reading.ts";
import { tagsOfRow } from "../../../../shared/catalogue/formats/table/tag-row.ts";
import { quoteName } from "../../../../shared/plan/sql-names.ts";
import { storedNames } from "../../arrow/column-names.ts";
import { EngineProblem, type Job, throwIfStopped } from "../../job.ts";
import { conversionProblem } from "../problems.ts";
import { isTooWide, RAW, type RawTable } from "../raw-table.ts";
import { isError, mergeFiller, textOf } from "./cells.ts";
import { isPercent, openWorkbook, type Workbook, workbookFault } from "./open.ts";

const CHUNK_ROWS = 2048;
/** Rows between two words about how far it is. */
const REPORT_EVERY = 50_000;

/**
 * Reads one sheet of a workbook, every cell as text, into the scratch table. Formulas are never run: their last result, which
 * the file holds, is their value. Rows stream; only the texts that the sheet shares are held.
 */
export async function readWorkbook(
  connection: DuckDBConnection,
  path: string,
  choices: ReadingChoices,
  job: Job,
): Promise<RawTable> {
  const workbook = await openWorkbook(path);
  const sheet = chooseSheet(workbook, choices.sheet);
  const lines = linesOf(sheet);
  const header = choices.headerRow === undefined ? headerAt(lines) : choices.headerRow - 1;
  const names = await namesIn(workbook, sheet, header);
  if (isTooWide(names, choices)) throw new EngineProblem(conversionProblem.tooManyColumns(names.length));
  const loaded = await loadRows(connection, workbook, { sheet, header, names }, job).catch(
    (cause: unknown) => {
      throw workbookFault(cause);
    },
  );
  const others = workbook.sheets.filter((one) => one !== sheet && widthOf(one) > 0);
  return {
    names: loaded.names,
    notes: [
      ...(others.length > 0 ? [sheetNote(sheet, others)] : []),
      ...(header > 0
        ? [`The names of the columns are in row ${header + 1}; what stands above was left out.`]
        : []),
      ...loaded.notes,
      ...formulaNotes(sheet),
    ],
    reading: {
      applied: {
        ...(others.length > 0 ? { sheet: sheet.name } : {}),
        ...(header > 0 ? { headerRow: header + 1 } : {}),
      },
      sheets: sheetsOf(workbook),
      head: shownLines(lines),
      tags: loaded.tags,
    },
  };
}

/** What a workbook that could not be read offers to choose: its sheets, and the first lines of the one that was asked for. Throws problems. */
export async function beginningOfWorkbook(path: string, choices: ReadingChoices): Promise<TableReading> {
  const workbook = await openWorkbook(path);
  const asked = workbook.sheets.find(({ name }) => name === choices.sheet) ?? workbook.sheets[0];
  return {
    ...PLAIN_READING,
    applied: asked ? { sheet: asked.name } : {},
    sheets: sheetsOf(workbook),
    head: asked ? shownLines(linesOf(asked)) : [],
  };
}

const linesOf = (sheet: Sheet): string[][] =>
  sheet.rows.map((row) => row.map((cell) => textOf(cell, false) ?? ""));

const sheetsOf = ({ sheets }: Workbook): TableReading["sheets"] =>
  sheets.map((one) => ({ name: one.name, columns: widthOf(one), hidden: isHidden(one) }));

const shownLines = (lines: readonly (readonly string[])[]): TableReading["head"] =>
  lines
    .slice(0, SHOWN_LINES)
    .map((cells, at) => ({ line: at + 1, cells: cells.slice(0, 12).map(shownCell) }));

/** A cell as the preview shows it: numbers without the noise of binary fractions. */
const shownCell = (cell: string): string =>
  /^-?\d+\.\d{12,}$/.test(cell) ? String(Number(Number(cell).toPrecision(12))) : cell.slice(0, 60);

const isHidden = (sheet: Sheet): boolean => sheet.hidden === true || sheet.veryHidden === true;

/** Columns that the first lines of a sheet fill. */
const widthOf = (sheet: Sheet): number =>
  sheet.rows.reduce((widest, row) => Math.max(widest, row.findLastIndex((cell) => cell !== null) + 1), 0);

/** The sheet of that name, else the first that is not hidden and looks most like a table: has lines and columns. */
function chooseSheet(workbook: Workbook, name: string | undefined): Sheet {
  const { sheets } = workbook;
  if (name !== undefined) {
    const found = sheets.find((sheet) => sheet.name === name);
    if (found) return found;
    throw new EngineProblem(
      conversionProblem.noSuchSheet(
        name,
        sheets.map((sheet) => sheet.name),
      ),
    );
  }
  const shown = sheets.filter((sheet) => widthOf(sheet) > 0 && !isHidden(sheet));
  const table = shown.find((sheet) => widthOf(sheet) > 1 && sheet.rows.length > 2);
  const chosen = table ?? shown[0] ?? sheets.find((sheet) => widthOf(sheet) > 0);
  if (chosen === undefined) throw new EngineProblem(conversionProblem.noSheet());
  return chosen;
}

async function namesIn({ bytes }: Workbook, sheet: Sheet, header: number): Promise<readonly string[]> {
  const inHead = sheet.rows[header];
  const row = inHead ?? (await rowAt(bytes, sheet.name, header));
  if (row === null) throw new EngineProblem(conversionProblem.noSuchLine(header + 1));
  const cells = [...row];
  mergeFiller((sheet.merges ?? []).filter((one) => one.startRow === header)).fill(header, cells);
  return cells.map((cell) => (textOf(cell, false) ?? "").trim());
}

async function rowAt(bytes: Uint8Array, sheet: string, at: number): Promise<readonly CellValue[] | null> {
  for await (const row of streamXlsxRows(bytes, { sheet })) if (row.index >= at) return row.values;
  return null;
}

type Asked = { readonly sheet: Sheet; readonly header: number; readonly names: readonly string[] };
type Loaded = {
  readonly names: readonly string[];
  readonly notes: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
};

async function loadRows(
  connection: DuckDBConnection,
  workbook: Workbook,
  asked: Asked,
  job: Job,
): Promise<Loaded> {
  for (let width = Math.max(1, asked.names.length); ; ) {
    const done = await loadWide(connection, workbook, asked, width, job);
    if (typeof done !== "number") return done;
    // A later row is wider than the header: again, with columns without names for it.
    width = done;
  }
}

/** Loads all rows below the header; gives the width that a row needs where it is more than there is. */
async function loadWide(
  connection: DuckDBConnection,
  { bytes }: Workbook,
  { sheet, header, names: given }: Asked,
  width: number,
  job: Job,
): Promise<Loaded | number> {
  const padded = Array.from({ length: width }, (_, at) => given[at] ?? "");
  const names = storedNames(padded);
  const list = names.map((name) => `${quoteName(name)} VARCHAR`).join(", ");
  await connection.run(`CREATE OR REPLACE TABLE ${RAW} (${list})`);
  const appender = await connection.createAppender("raw", "main", "w");
  const percent = percentColumns(sheet, header, width);
  const merges = mergeFiller((sheet.merges ?? []).filter((range) => range.startRow > header));
  const seen = names.map(() => false);
  let [errors, rows] = [0, 0];
  let tags: Loaded["tags"] | null = null;
  let block: (string | null)[][] = [];
  const flush = (): void => {
    if (block.length === 0) return;
    const chunk = DuckDBDataChunk.create(
      names.map(() => VARCHAR),
      block.length,
    );
    chunk.setRows(block);
    appender.appendDataChunk(chunk);
    block = [];
  };
  for await (const { index, values } of streamXlsxRows(bytes, { sheet: sheet.name })) {
    if (index <= header) continue;
    merges.fill(index, values);
    const last = values.findLastIndex((cell) => cell !== null && cell !== "");
    if (last < 0) continue;
    if (last >= width) {
      appender.closeSync();
      return last + 1;
    }
    errors += values.filter(isError).length;
    const cells = names.map((_, at) => textOf(values[at], percent[at] ?? false) || null);
    for (const [at, cell] of cells.entries()) if (cell !== null) seen[at] = true;
    if (rows === 0 && tags === null) {
      tags = tagsOfRow(names, cells);
      if (tags !== null) continue;
    }
    rows += 1;
    block.push(cells);
    if (block.length === CHUNK_ROWS) flush();
    if (rows % REPORT_EVERY === 0) {
      throwIfStopped(job);
      job.report({ stage: "reading", share: null, rows });
      // Lets the word to stop come in between.
      await new Promise(setImmediate);
    }
  }
  flush();
  appender.closeSync();
  // Columns with neither a name nor a value are the formatting of empty cells.
  const kept = names.filter((_, at) => padded[at] !== "" || seen[at]);
  return { names: kept, notes: notesOf(names, padded, errors, merges.filled()), tags: tags ?? {} };
}

/** Columns whose numbers are shown in per cent, in the first lines. */
function percentColumns(sheet: Sheet, header: number, width: number): readonly boolean[] {
  const numbers = new Array<number>(width).fill(0);
  const percents = new Array<number>(width).fill(0);
  for (const [key, cell] of sheet.cells ?? []) {
    const [row = 0, column = 0] = key.split(",").map(Number);
    const value = cell.formulaResult ?? cell.value;
    if (row <= header || column >= width || typeof value !== "number") continue;
    numbers[column] = (numbers[column] ?? 0) + 1;
    if (isPercent(cell.style)) percents[column] = (percents[column] ?? 0) + 1;
  }
  const filled = (at: number): number =>
    sheet.rows.slice(header + 1).filter((row) => typeof row[at] === "number").length;
  return percents.map((count, at) => count > 0 && count >= filled(at));
}

const notesOf = (
  names: readonly string[],
  given: readonly string[],
  errors: number,
  merged: number,
): readonly string[] => [
  ...names.flatMap((name, at) =>
    name === given[at] || given[at] === "" ? [] : [`A column named “${given[at]}” is now called “${name}”.`],
  ),
  ...(errors > 0
    ? [
        `${errors} ${errors === 1 ? "cell holds an error" : "cells hold errors"} such as #N/A: read as missing.`,
      ]
    : []),
  ...(merged > 0
    ? [
        `${merged} ${merged === 1 ? "cell is" : "cells are"} merged with another: each got the value they show.`,
      ]
    : []),
];

const sheetNote = (sheet: Sheet, others: readonly Sheet[]): string => {
  const hidden = others.filter(isHidden).length;
  const said = others.slice(0, 8).map(({ name }) => `“${name}”`);
  return `The sheet “${sheet.name}” was read${isHidden(sheet) ? ", which is hidden" : ""}. Others in the file: ${said.join(", ")}${others.length > 8 ? " …" : ""}${hidden > 0 ? ` (${hidden} hidden)` : ""}.`;
};

function formulaNotes(sheet: Sheet): readonly string[] {
  const formulas = [...(sheet.cells?.values() ?? [])].filter((cell) => cell.formula !== undefined);
  if (formulas.length === 0) return [];
  const without = formulas.filter((cell) => (cell.formulaResult ?? cell.value ?? null) === null).length;
  return [
    "Some cells hold formulas. None was run: the results that the file holds were taken.",
    ...(without > 0
      ? [`${without} formulas in the first rows have no result in the file: they were read as missing.`]
      : []),
  ];
}
