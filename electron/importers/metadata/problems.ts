import type { Problem } from "../../../shared/result.ts";

const UNTOUCHED = "Nothing was imported from it; everything else is as it was.";

/** What may be wrong with a file of catalogue entries, or with one entry in it. */
export const metadataProblem = {
  unreadable: (path: string, detail: string): Problem => ({
    code: "not-found",
    message: `"${path}" cannot be read.`,
    meaning: UNTOUCHED,
    remedy: "Check that it is still there, whole, and that you may read it.",
    detail,
  }),
  damaged: (path: string, detail: string): Problem => ({
    code: "damaged-file",
    message: `"${path}" is compressed but damaged.`,
    meaning: "Entries before the damage were imported.",
    remedy: "Fetch the file again from its source.",
    detail,
  }),
  overlarge: (path: string, detail: string): Problem => ({
    code: "bad-input",
    message: `"${path}" unpacks to far more than its size.`,
    meaning: "Such a file is made to overwhelm a program; reading it was stopped.",
    remedy: "Check where it comes from.",
    detail,
  }),
  empty: (path: string): Problem => ({
    code: "bad-input",
    message: `There is no entry in "${path}".`,
    meaning: UNTOUCHED,
    remedy: "Check that it is a catalogue: DCAT, Data Package, CKAN or lines of JSON.",
  }),
  cutOff: (path: string): Problem => ({
    code: "damaged-file",
    message: `"${path}" ends in the middle.`,
    meaning: "The entries before the end were imported.",
    remedy: "Fetch the file again from its source.",
  }),
  entryTooLarge: (path: string): Problem => ({
    code: "bad-input",
    message: `"${path}" holds an entry of more than 16 MB.`,
    meaning: "That entry was left out.",
    remedy: "Split the file, or check where it comes from.",
  }),
  tooManyFields: (fields: number): Problem => ({
    code: "bad-input",
    message: `The entry has ${fields.toLocaleString("en-US")} fields, more than a description has.`,
    meaning: "It was left out; the others were read.",
    remedy: "Check that the file is a catalogue: data with so many columns are better in long form.",
  }),
  notJson: (detail: string): Problem => ({
    code: "bad-input",
    message: "The entry is not sound JSON.",
    meaning: "It was left out; the others were read.",
    remedy: "Correct it at its source.",
    detail,
  }),
  cancelled: (): Problem => ({
    code: "cancelled",
    message: "The import was stopped.",
    meaning: "Nothing of it was kept.",
    remedy: "Start it again when you like.",
  }),
} as const;
