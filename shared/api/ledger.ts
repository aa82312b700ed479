import { z } from "zod";

/** The part of the contract between window and main process that is about the ledgers of several laptops, and provenance. */

const id = z.string().min(1).max(300);
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);
const nothing = z.object({}).strict();

/** Only what had arrived by then counts: a day (its end), or a moment in UTC. */
export const knownAtSchema = z.iso.datetime().or(day);

/** Another laptop's ledger that is kept here. */
export const otherLedgerSchema = z.object({
  name: z.string(),
  /** The name its signer goes by, and the short form of the laptop's key that people can compare. */
  signer: z.string(),
  key: z.string(),
  events: z.number(),
  /** Events behind this one nobody has signed yet. */
  signedUpTo: z.number(),
  lastEventAt: z.string(),
  /** What was wrong with the first event that was not taken; null when all were. */
  broken: z.string().nullable(),
  mergedAt: z.string().nullable(),
  from: z.string().nullable(),
});
export type OtherLedger = z.infer<typeof otherLedgerSchema>;

const count = z.number().int().nonnegative();

/** What came of taking ledgers in. */
export const mergeReportSchema = z.object({
  ledgers: z.array(
    z.object({
      signer: z.string(),
      key: z.string(),
      from: z.string(),
      events: count,
      /** Events that were not here before. */
      fresh: count,
      broken: z.string().nullable(),
    }),
  ),
  answers: count,
  data: count,
  versions: count,
  /** What was not taken in, and why. */
  refused: z.array(z.object({ from: z.string(), text: z.string() })),
});
export type MergeReport = z.infer<typeof mergeReportSchema>;

export const ledgerChannels = {
  "ledgers.list": { input: nothing, output: z.array(otherLedgerSchema) },
  /** Takes in what lies at the paths; without paths the system's dialog asks for a bundle or a folder. Null when it was closed. */
  "ledgers.merge": {
    input: z
      .object({
        paths: z.array(z.string().min(1).max(4096)).max(50).optional(),
        choose: z.enum(["file", "folder"]).default("file"),
      })
      .strict(),
    output: mergeReportSchema.nullable(),
  },
  /** Shows the save dialog and writes all ledgers here, with what belongs to them, as one file. Null when it was closed. */
  "ledgers.bundle": {
    input: nothing,
    output: z
      .object({ path: z.string(), sha256: z.string(), ledgers: count, events: count, answers: count })
      .nullable(),
  },
  /** Shows the save dialog and writes where one answer, or all of a stretch, came from. Null when it was closed. */
  "provenance.export": {
    input: z
      .object({
        answerId: id.optional(),
        from: day.optional(),
        to: day.optional(),
        format: z.enum(["prov-json", "ro-crate"]),
      })
      .strict(),
    output: z.object({ path: z.string(), answers: count }).nullable(),
  },
} as const;
