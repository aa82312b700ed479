import type { OpenChoice } from "../../../shared/catalogue/formats/table/reading.ts";
import type { Problem } from "../../../shared/result.ts";

const UNTOUCHED = "Nothing was imported from it; everything else is as it was.";

const openText = ({ columns, example, options }: OpenChoice): string =>
  `${columns.map((name) => `"${name}"`).join(", ")} says ${example}, which is ${options.map(({ reads }) => reads).join(" or ")}`;

const FLAGS: Readonly<Record<OpenChoice["about"], string>> = {
  dateOrder: "--dates day-first (or month-first)",
  decimal: "--decimal comma (or point)",
};

/** What may be wrong with a path or file that is to be imported. */
export const importProblem = {
  notThere: (path: string, detail: string): Problem => ({
    code: "not-found",
    message: `"${path}" cannot be read.`,
    meaning: UNTOUCHED,
    remedy: "Check that it is still there and that you may read it.",
    detail,
  }),
  noData: (path: string): Problem => ({
    code: "not-found",
    message: `There is no data file in "${path}".`,
    meaning: UNTOUCHED,
    remedy: "Put the Arrow, CSV or Parquet file beside its description.",
  }),
  empty: (path: string): Problem => ({
    code: "bad-input",
    message: `"${path}" is empty.`,
    meaning: UNTOUCHED,
    remedy: "Fetch the file again from its source.",
  }),
  noRows: (path: string): Problem => ({
    code: "bad-input",
    message: `"${path}" has columns but no rows.`,
    meaning: `No question can be answered from it. ${UNTOUCHED}`,
    remedy: "Import it again when it has rows.",
  }),
  unknownFormat: (path: string): Problem => ({
    code: "unsupported-format",
    message: `The format of "${path}" is not known.`,
    meaning: UNTOUCHED,
    remedy: "Save it as CSV, Parquet, JSON Lines or Arrow.",
  }),
  unknownJson: (path: string): Problem => ({
    code: "unsupported-format",
    message: `"${path}" is no catalogue that Askline knows, or no whole JSON.`,
    meaning: UNTOUCHED,
    remedy:
      "Check that it was fetched whole. Catalogues are read as DCAT, Data Package, CKAN or Askline's own; data as JSON Lines, one object a line.",
  }),
  oldSpreadsheet: (path: string): Problem => ({
    code: "unsupported-format",
    message: `"${path}" is a spreadsheet under a password, or in the format of before 2007.`,
    meaning: UNTOUCHED,
    remedy: "Save it as .xlsx without a password and import that.",
  }),
  archiveInArchive: (path: string): Problem => ({
    code: "unsupported-format",
    message: `"${path}" is an archive inside another.`,
    meaning: UNTOUCHED,
    remedy: "Unpack it and import what is in it.",
  }),
  damagedArchive: (path: string, detail: string): Problem => ({
    code: "damaged-file",
    message: `"${path}" is no whole zip archive.`,
    meaning: UNTOUCHED,
    remedy: "Fetch it again from its source.",
    detail,
  }),
  leadsOut: (path: string, part: string): Problem => ({
    code: "bad-input",
    message: `"${path}" holds "${part.slice(0, 100)}", which leads out of it.`,
    meaning: `Such a package is made to read or overwrite other files. ${UNTOUCHED}`,
    remedy: "Check where it comes from.",
  }),
  encryptedArchive: (path: string): Problem => ({
    code: "unsupported-format",
    message: `"${path}" is under a password.`,
    meaning: UNTOUCHED,
    remedy: "Unpack it and import what is in it.",
  }),
  twiceInArchive: (path: string, part: string): Problem => ({
    code: "bad-input",
    message: `"${path}" holds two files called "${part.slice(0, 100)}".`,
    meaning: `Which of them is meant cannot be told. ${UNTOUCHED}`,
    remedy: "Make the package again with each file once.",
  }),
  overlargeArchive: (path: string, part: string): Problem => ({
    code: "bad-input",
    message: `"${path}" unpacks to far more than its size, or to very many files.`,
    meaning: `Such an archive is made to overwhelm a program. ${UNTOUCHED}`,
    remedy: "Check where it comes from.",
    detail: part,
  }),
  resourceNotHere: (path: string, name: string, why: string): Problem => ({
    code: "unsupported-format",
    message: `The table "${name}" of "${path}" ${why}.`,
    meaning: "It was left out; the others are not affected.",
    remedy: "Fetch its file and import that.",
  }),
  missingResource: (path: string, name: string): Problem => ({
    code: "not-found",
    message: `The description in "${path}" names "${name}", which is not there.`,
    meaning: "That table was left out; the others are not affected.",
    remedy: "Fetch the whole package again from its source.",
  }),
  /** Dates or numbers can be read in two ways, and nothing in the file tells which. */
  undecided: (path: string, open: readonly OpenChoice[]): Problem => ({
    code: "needs-choice",
    message: `"${path}" can be read in two ways: ${open.map(openText).join("; ")}.`,
    meaning: `Figures or dates could come out wrong. ${UNTOUCHED}`,
    remedy: `Say which it is: in the window when it is imported, on the command line with ${open.map(({ about }) => FLAGS[about]).join(" and ")}.`,
  }),
  badDescription: (path: string, detail: string): Problem => ({
    code: "bad-input",
    message: `The description "${path}" cannot be understood.`,
    meaning: UNTOUCHED,
    remedy: "Correct the description, or import the data file alone.",
    detail,
  }),
  columnsMissing: (path: string, names: readonly string[]): Problem => ({
    code: "bad-input",
    message: `The description names columns that the file does not have: ${names.join(", ")}.`,
    meaning: `Description and file do not belong together. ${UNTOUCHED}`,
    remedy: "Fetch the file that belongs to the description, or correct the description.",
    detail: path,
  }),
  wrongTypes: (path: string, columns: readonly string[]): Problem => ({
    code: "bad-input",
    message: `Columns are not of the type their description gives: ${columns.join("; ")}.`,
    meaning: `Sums and dates could come out wrong. ${UNTOUCHED}`,
    remedy: "Fetch the file that belongs to the description, or correct the description.",
    detail: path,
  }),
  tooManyColumns: (path: string, columns: number): Problem => ({
    code: "unsupported-format",
    message: `"${path}" has ${columns.toLocaleString("en-US")} columns, more than a table of figures has.`,
    meaning: UNTOUCHED,
    remedy: "Turn it to long form: one row per figure, with a column that says what it is.",
  }),
  datesAsColumns: (path: string, names: readonly string[]): Problem => ({
    code: "unsupported-format",
    message: `"${path}" has a column for each date (${names.slice(0, 2).join(", ")} …), which cannot be read as a table over time.`,
    meaning: UNTOUCHED,
    remedy: "Turn it to long form: one row per place and date, with a date column and a value column.",
  }),
  cancelled: (path: string): Problem => ({
    code: "cancelled",
    message: `The import was stopped before "${path}" was done.`,
    meaning: UNTOUCHED,
  }),
} as const;
