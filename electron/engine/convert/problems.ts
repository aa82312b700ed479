import type { Problem } from "../../../shared/result.ts";

const NOTHING = "Nothing was imported.";
const AGAIN = "Get the file again from its source.";

/** What may be wrong with a file that is to become Arrow. */
export const conversionProblem = {
  empty: (): Problem => ({
    code: "damaged-file",
    message: "The file is empty.",
    meaning: NOTHING,
    remedy: AGAIN,
  }),
  noText: (): Problem => ({
    code: "damaged-file",
    message: "The file holds zero bytes, which no text has.",
    meaning: `It is damaged, or no text file whatever its name says. ${NOTHING}`,
    remedy: AGAIN,
  }),
  noSuchLine: (line: number): Problem => ({
    code: "bad-input",
    message: `There is no line ${line} to take the names of the columns from.`,
    meaning: NOTHING,
    remedy: "Choose another line for the names.",
  }),
  tooManyColumns: (columns: number): Problem => ({
    code: "unsupported-format",
    message: `The file has ${columns.toLocaleString("en-US")} columns or more, more than a table of figures has.`,
    meaning: NOTHING,
    remedy: "Turn it to long form: one row per figure, with a column that says what it is.",
  }),
  nestedTooDeep: (): Problem => ({
    code: "bad-input",
    message: "The file holds values nested more than a hundred deep.",
    meaning: `Such a file is made to overwhelm a program, or is no table. ${NOTHING}`,
    remedy: "Check where it comes from, or export it with one value a cell.",
  }),
  endlessLine: (): Problem => ({
    code: "unsupported-format",
    message: "The line with the names of the columns goes on for more than a million letters.",
    meaning: `It is no table with a line for each row, or another mark ends its lines. ${NOTHING}`,
    remedy: "Export it again as CSV, Parquet or Arrow with one line or row for each record.",
  }),
  unknownEncoding: (name: string): Problem => ({
    code: "bad-input",
    message: `“${name}” is no encoding that can be read.`,
    meaning: NOTHING,
    remedy: "Choose another encoding, such as utf-8 or windows-1252.",
  }),
  unreadable: (format: string, detail: string): Problem => {
    const line = /line:?\s+(\d+)/i.exec(detail)?.[1];
    return {
      code: "damaged-file",
      message: `The file cannot be read as ${format}${line === undefined ? "" : `: line ${line} does not fit the others`}.`,
      meaning: "Nothing was imported, so that no row is lost without notice.",
      remedy: "Check that line in the file, or export it again from the source.",
      detail,
    };
  },
  noWorkbook: (detail: string): Problem => ({
    code: "damaged-file",
    message: "The file cannot be read as a spreadsheet.",
    meaning: `It is damaged, or no .xlsx file whatever its name says. ${NOTHING}`,
    remedy: "Open it in a spreadsheet program, save it again as .xlsx and import that.",
    detail,
  }),
  encrypted: (): Problem => ({
    code: "unsupported-format",
    message: "The spreadsheet is protected by a password, or in the format of before 2007.",
    meaning: NOTHING,
    remedy: "Save it as .xlsx without a password and import that.",
  }),
  noSuchSheet: (name: string, sheets: readonly string[]): Problem => ({
    code: "bad-input",
    message: `There is no sheet “${name}” in the spreadsheet.`,
    meaning: NOTHING,
    remedy: `It has these sheets: ${sheets.slice(0, 20).join(", ")}.`,
  }),
  noSheet: (): Problem => ({
    code: "bad-input",
    message: "No sheet of the spreadsheet holds a table.",
    meaning: NOTHING,
    remedy: "Check that its sheets have rows.",
  }),
  overlarge: (detail: string): Problem => ({
    code: "bad-input",
    message: "The file unpacks to far more than its size.",
    meaning: `Such a file is made to overwhelm a program. ${NOTHING}`,
    remedy: "Check where it comes from.",
    detail,
  }),
  unsafeNames: (name: string): Problem => ({
    code: "bad-input",
    message: `The file holds a part whose name leads out of it: “${name.slice(0, 100)}”.`,
    meaning: `Such a file is made to overwrite others. ${NOTHING}`,
    remedy: "Check where it comes from.",
  }),
} as const;
