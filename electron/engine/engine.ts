import type { ChosenLimits } from "../../shared/api/engine-limits.ts";
import type { ReadingChoices, TableReading } from "../../shared/catalogue/formats/table/reading.ts";
import type { FileProfile } from "../../shared/catalogue/profile.ts";
import type { SqlValue } from "../../shared/plan/plan.ts";
import type { Result } from "../../shared/result.ts";

/** A data file the engine may read, named by the SHA-256 (64 hex digits) of its bytes. */
export type EngineFile = { readonly sha256: string; readonly path: string };

/** Where a long job stands. `share` is 0…1, or null where it cannot be known. */
export type Progress = {
  readonly stage: "queued" | "reading" | "storing" | "running" | "fetching" | "writing" | "profiling";
  readonly share: number | null;
  readonly rows: number | null;
  /** Milliseconds that the whole calculation will likely take, going by earlier ones of its kind. */
  readonly expectedMs?: number;
};

/** How a caller follows and stops a job. */
export type JobOptions = {
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
  /** Milliseconds after which the job is stopped with the problem `timed-out`. */
  readonly deadlineMs?: number;
};

/** One SELECT over catalogued files. The SQL names a file's table as `tableName(sha256)` of shared/plan/sql-names.ts does. */
export type EngineQuery = {
  readonly sql: string;
  readonly params: readonly SqlValue[];
  readonly files: readonly EngineFile[];
  /** The same for many questions about its files: the small result is kept beside their stores, also for later processes. */
  readonly keep?: boolean;
};

/** The result as one Arrow IPC stream (dates as date32, times as timestamp UTC, strings dictionary-coded where that is smaller). */
export type EngineResult = {
  readonly ipc: Uint8Array;
  readonly rows: number;
  readonly tookMs: number;
  /** True when the result came from the engine's result cache (same files, query and engine). */
  readonly cached: boolean;
};

/**
 * One end of a way for a single result to a reader who is not the caller, as the window's page is: an Electron or Node
 * message port, or what stands for one. The reader closes the way when it has its message: a port that the sender closed
 * at once could lose the message while it is still on its way to the page. `close` tells a reader that nothing will come.
 */
export type Outlet = {
  readonly postMessage: (message: Uint8Array) => void;
  readonly close: () => void;
};

/** What the caller learns of a result that went to a reader. */
export type Delivered = Omit<EngineResult, "ipc">;

/** What a data file holds once it is readable: its columns as stored, and those refused with the reason. */
export type LoadedFile = {
  readonly rows: number;
  readonly columns: readonly {
    readonly name: string;
    readonly type: string;
    readonly arrowType: string;
    /** The name in the file, where the stored one had to differ: a name used twice, in whatever case, gets ` (2)`. */
    readonly sourceName?: string;
  }[];
  readonly refused: readonly { readonly name: string; readonly arrowType: string; readonly reason: string }[];
};

export type EngineInfo = {
  readonly name: "duckdb";
  readonly version: string;
  readonly converter: string;
  readonly settings: Readonly<Record<string, string>>;
};

/** Formats that become Arrow on the way in. */
export type SourceFormat = "csv" | "tsv" | "xlsx" | "parquet" | "jsonl" | "arrow-stream" | "arrow-file";

/** The one seam to the database. Every method may be called several times at once. */
export type Engine = {
  /** Validates the file and builds (or reuses) its store. */
  readonly load: (file: EngineFile, options?: JobOptions) => Promise<Result<LoadedFile>>;
  /** Counts, ranges, nulls and distinct values of every column (shared/catalogue/profile.ts). */
  readonly profile: (file: EngineFile, options?: JobOptions) => Promise<Result<FileProfile>>;
  readonly query: (query: EngineQuery, options?: JobOptions) => Promise<Result<EngineResult>>;
  /** Sends a query's result (as of `query`) to a reader, as one message. When the reader leaves, the query stops; when there is no result, the way is closed. */
  readonly deliver: (query: EngineQuery, reader: Outlet, options?: JobOptions) => Promise<Result<Delivered>>;
  /** Converts a source file to an Arrow IPC file at `target` (written under a temporary name, then renamed). */
  readonly convert: (
    source: {
      readonly path: string;
      readonly format: SourceFormat;
      readonly choices?: ReadingChoices /** Columns that stay text. */;
      readonly asText?: string[];
    },
    target: string,
    options?: JobOptions,
  ) => Promise<
    Result<{
      readonly rows: number;
      readonly sha256: string;
      readonly notes: readonly string[];
      /** How the file was read, and what a person has to decide where it does not tell. */
      readonly reading: TableReading;
    }>
  >;
  /** What a file that could not be converted offers to choose all the same: another sheet, line of names, mark between cells. */
  readonly look: (
    source: { readonly path: string; readonly format: SourceFormat; readonly choices?: ReadingChoices },
    options?: JobOptions,
  ) => Promise<Result<TableReading>>;
  /** Writes a query's result to a file, streamed; the engine chooses row groups and encodings. */
  readonly write: (
    query: EngineQuery,
    target: { readonly path: string; readonly format: "csv" | "parquet" | "arrow" },
    options?: JobOptions,
  ) => Promise<Result<{ readonly rows: number; readonly sha256: string }>>;
  readonly info: () => Promise<EngineInfo>;
  /** Other limits from the next call on. What runs goes on under the old ones, in the process where it began. */
  readonly setLimits: (limits: ChosenLimits) => void;
  readonly close: () => Promise<void>;
};

/** A started engine process as the host sees it: messages in and out, and its end. Electron's utility process and Node's child process both fit. */
export type EngineProcess = {
  readonly send: (message: unknown) => void;
  /** Sends a message together with the way to a reader, which is then the process's own; absent where ports cannot travel. */
  readonly sendWith?: (message: unknown, reader: Outlet) => void;
  readonly onMessage: (listener: (message: unknown) => void) => void;
  readonly onExit: (listener: (code: number | null) => void) => void;
  readonly kill: () => void;
  readonly pid: number | undefined;
};

/** Starts a fresh engine process; passed in so that engine/ needs no Electron. */
export type StartEngineProcess = () => EngineProcess;
