import { z } from "zod";
import { correctionsSchema } from "../catalogue/corrections.ts";
import { datasetSchema } from "../catalogue/dataset.ts";
import { readingChoicesSchema, tableReadingSchema } from "../catalogue/formats/table/reading.ts";
import { PROBLEM_CODES } from "../result.ts";

/** The part of the contract between window and main process that is about bringing data in. */

export const problemSchema = z.object({
  code: z.enum(PROBLEM_CODES),
  message: z.string(),
  meaning: z.string().optional(),
  remedy: z.string().optional(),
  detail: z.string().optional(),
});

export const importReportSchema = z.object({
  files: z.array(
    z.object({
      path: z.string(),
      dataset: z.string().nullable(),
      outcome: z.enum(["added", "updated", "unchanged", "rejected"]),
      rows: z.number().nullable(),
      notes: z.array(z.string()),
      problem: problemSchema.nullable(),
      /** A catalogue of entries: how many came in how; null for a data file. */
      entries: z
        .object({ added: z.number(), updated: z.number(), unchanged: z.number(), rejected: z.number() })
        .nullable(),
    }),
  ),
  added: z.number(),
  updated: z.number(),
  unchanged: z.number(),
  rejected: z.number(),
});
export type ImportReport = z.infer<typeof importReportSchema>;

/** What adding one data file would do: the entry it would make, and why each part of it is proposed. Nothing is kept yet. */
export const dataPreviewSchema = z.object({
  path: z.string(),
  /** Packages: the resource inside the file at `path`; null for a file of its own. */
  part: z.string().nullable(),
  /** The file as it lies there: confirming it says which one was shown. */
  sourceSha256: z.string().nullable(),
  rows: z.number().nullable(),
  outcome: z.enum(["added", "updated", "unchanged", "rejected"]),
  dataset: datasetSchema.nullable(),
  evidence: z.array(
    z.object({
      field: z.string(),
      column: z.string().optional(),
      measure: z.string().optional(),
      text: z.string(),
      basis: z.enum(["said", "seen", "guessed"]),
    }),
  ),
  notes: z.array(z.string()),
  problem: problemSchema.nullable(),
  /** For a dataset that is here already: what of its entry would change. */
  changes: z.array(
    z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
  ),
  /** How the file was read, what else could be chosen, and what has to be before it can be added. */
  reading: tableReadingSchema,
});
export type DataPreview = z.infer<typeof dataPreviewSchema>;

const path = z.string().min(1).max(4096);
const part = z.string().min(1).max(1000);
const runId = z.string().min(1).max(300);

export const importChannels = {
  /** Shows the dialog for files or for a folder (no system has one for both); null when the user closed it. */
  "import.pick": {
    input: z.object({ what: z.enum(["files", "folder"]) }).strict(),
    output: z.array(z.string()).nullable(),
  },
  /**
   * Reads data files without keeping anything; `catalogues` are those that hold entries and not data. `choices` say how the
   * files are to be read; `part` looks at one resource of a package only.
   */
  "import.preview": {
    input: z
      .object({
        runId,
        paths: z.array(path).min(1).max(1000),
        part: part.nullish(),
        choices: readingChoicesSchema.optional(),
      })
      .strict(),
    output: z.object({ data: z.array(dataPreviewSchema), catalogues: z.array(z.string()) }),
  },
  /** Adds data files as they were shown, with what the person corrected. `sha256`: the source file that was shown. */
  "import.confirm": {
    input: z
      .object({
        runId,
        files: z
          .array(
            z
              .object({
                path,
                part: part.nullish(),
                sha256: z.string(),
                corrections: correctionsSchema,
                choices: readingChoicesSchema.optional(),
              })
              .strict(),
          )
          .min(1)
          .max(1000),
      })
      .strict(),
    output: importReportSchema,
  },
  /** Brings catalogues of entries in, and data as Askline describes them. */
  "import.paths": {
    input: z
      .object({
        paths: z.array(path).min(1).max(1000),
        runId: runId.optional(),
        choices: readingChoicesSchema.optional(),
      })
      .strict(),
    output: importReportSchema,
  },
} as const;
