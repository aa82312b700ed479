import { z } from "zod";
import { readingChoicesSchema, tableReadingSchema } from "../../shared/catalogue/formats/table/reading.ts";
import { PROBLEM_CODES } from "../../shared/result.ts";
import { engineSettingsSchema } from "./settings.ts";

/** Every message between the engine's host and its process. Both sides check what they receive. */

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
export const engineFileSchema = z.object({ sha256, path: z.string().min(1) });

const querySchema = z.object({
  sql: z.string().min(1).max(1_000_000),
  params: z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])).max(10_000),
  files: z.array(engineFileSchema).max(500),
  keep: z.boolean().exactOptional(),
});

/** A file of another format, and how it is to be read. */
const sourceSchema = z.object({
  path: z.string().min(1),
  format: z.enum(["csv", "tsv", "xlsx", "parquet", "jsonl", "arrow-stream", "arrow-file"]),
  choices: readingChoicesSchema.exactOptional(),
});

export const requestSchema = z.discriminatedUnion("method", [
  z.object({ method: z.literal("load"), file: engineFileSchema }),
  z.object({ method: z.literal("profile"), file: engineFileSchema }),
  z.object({ method: z.literal("query"), query: querySchema }),
  /** Its result goes out by the port that comes with the message. */
  z.object({ method: z.literal("deliver"), query: querySchema }),
  z.object({
    method: z.literal("convert"),
    source: sourceSchema.extend({ asText: z.array(z.string()).max(20_000).exactOptional() }),
    target: z.string().min(1),
  }),
  z.object({ method: z.literal("look"), source: sourceSchema }),
  z.object({
    method: z.literal("write"),
    query: querySchema,
    target: z.object({ path: z.string().min(1), format: z.enum(["csv", "parquet", "arrow"]) }),
  }),
  z.object({ method: z.literal("info") }),
]);
export type EngineRequest = z.infer<typeof requestSchema>;

/** What the host sends. The first message of a process's life is `open`. */
export const toProcessSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("open"), settings: engineSettingsSchema }),
  z.object({ kind: z.literal("request"), id: z.number().int(), request: requestSchema }),
  z.object({ kind: z.literal("cancel"), id: z.number().int(), reason: z.enum(["cancelled", "timed-out"]) }),
]);
export type ToProcess = z.infer<typeof toProcessSchema>;

export const progressSchema = z.object({
  stage: z.enum(["queued", "reading", "storing", "running", "fetching", "writing", "profiling"]),
  share: z.number().min(0).max(1).nullable(),
  rows: z.number().nonnegative().nullable(),
  expectedMs: z.number().nonnegative().exactOptional(),
});

const problemSchema = z.object({
  code: z.enum(PROBLEM_CODES),
  message: z.string(),
  meaning: z.string().exactOptional(),
  remedy: z.string().exactOptional(),
  detail: z.string().exactOptional(),
});

/** What the process sends. */
export const toHostSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ready"), version: z.string() }),
  z.object({ kind: z.literal("progress"), id: z.number().int(), progress: progressSchema }),
  z.object({
    kind: z.literal("reply"),
    id: z.number().int(),
    result: z.discriminatedUnion("ok", [
      z.object({ ok: z.literal(true), value: z.unknown() }),
      z.object({ ok: z.literal(false), problem: problemSchema }),
    ]),
  }),
]);
export type ToHost = z.infer<typeof toHostSchema>;

export const loadedFileSchema = z.object({
  rows: z.number().int().nonnegative(),
  columns: z.array(
    z.object({
      name: z.string(),
      type: z.string(),
      arrowType: z.string(),
      sourceName: z.string().exactOptional(),
    }),
  ),
  refused: z.array(z.object({ name: z.string(), arrowType: z.string(), reason: z.string() })),
});

export const engineResultSchema = z.object({
  ipc: z.instanceof(Uint8Array),
  rows: z.number().int().nonnegative(),
  tookMs: z.number().nonnegative(),
  cached: z.boolean(),
});

export const deliveredSchema = engineResultSchema.omit({ ipc: true });

export const convertedSchema = z.object({
  rows: z.number().int().nonnegative(),
  sha256,
  notes: z.array(z.string()),
  reading: tableReadingSchema,
});

export const writtenSchema = z.object({ rows: z.number().int().nonnegative(), sha256 });

export const engineInfoSchema = z.object({
  name: z.literal("duckdb"),
  version: z.string(),
  converter: z.string(),
  settings: z.record(z.string(), z.string()),
});
