import type { Dataset } from "../../../shared/catalogue/dataset.ts";
import type { ReadingChoices, TableReading } from "../../../shared/catalogue/formats/table/reading.ts";
import type { FileProfile } from "../../../shared/catalogue/profile.ts";
import type { Knowledge } from "../../../shared/catalogue/propose/knowledge.ts";
import type { Overlay } from "../../../shared/catalogue/propose/overlay.ts";
import type { SqlValue } from "../../../shared/plan/plan.ts";
import type { Result } from "../../../shared/result.ts";

/** An Arrow file, named by the SHA-256 of its bytes. */
export type ArrowFile = { readonly sha256: string; readonly path: string };

/** Formats that can be turned to Arrow. */
export type SourceFormat = "csv" | "tsv" | "xlsx" | "parquet" | "jsonl" | "arrow-stream" | "arrow-file";

/** How a caller follows and stops an import. `share` is 0…1, or null where it cannot be known. */
export type ImportOptions = {
  readonly signal?: AbortSignal;
  /** How files are to be read, as far as a person decided: for all files of the call. */
  readonly choices?: ReadingChoices;
  /** Of a package: only this resource. */
  readonly part?: string;
  readonly onProgress?: (progress: { readonly share: number | null; readonly rows: number | null }) => void;
};

/** What a data file holds, as the reader of files says it. */
export type ReadColumns = {
  readonly rows: number;
  readonly columns: readonly {
    readonly name: string;
    readonly type: string;
    readonly arrowType: string;
    /** The name in the file, where the stored one had to differ. */
    readonly sourceName?: string;
  }[];
  readonly refused: readonly { readonly name: string; readonly arrowType: string; readonly reason: string }[];
};

/** The part of the engine that importing uses; the engine room's own type fits it. */
export type FileReader = {
  readonly load: (file: ArrowFile, options?: ImportOptions) => Promise<Result<ReadColumns>>;
  readonly profile: (file: ArrowFile, options?: ImportOptions) => Promise<Result<FileProfile>>;
  readonly query: (
    query: {
      readonly sql: string;
      readonly params: readonly SqlValue[];
      readonly files: readonly ArrowFile[];
    },
    options?: ImportOptions,
  ) => Promise<Result<{ readonly ipc: Uint8Array }>>;
  /** What a file that could not be converted offers to choose all the same. */
  readonly look: (
    source: { readonly path: string; readonly format: SourceFormat; readonly choices?: ReadingChoices },
    options?: ImportOptions,
  ) => Promise<Result<TableReading>>;
  readonly convert: (
    source: {
      readonly path: string;
      readonly format: SourceFormat;
      readonly choices?: ReadingChoices;
      readonly asText?: string[];
    },
    target: string,
    options?: ImportOptions,
  ) => Promise<
    Result<{
      readonly rows: number;
      readonly sha256: string;
      readonly notes: readonly string[];
      readonly reading: TableReading;
    }>
  >;
};

/** What the importer needs from the rooms it does not know: the engine's reading, the workspace's writing. */
export type ImportPorts = {
  readonly engine: FileReader;
  readonly knowledge: Knowledge;
  /** What people know of the dataset with this id beyond what rules can tell. */
  readonly overlay: (id: string) => Overlay | undefined;
  /** The entry the workspace has under this id. */
  readonly existing: (id: string) => Dataset | undefined;
  /** A path for a file about to be made, in the workspace's own folder. */
  readonly temporary: () => Promise<string>;
  /** Takes a finished Arrow file into the workspace under its hash; a temporary file is moved, any other copied. */
  readonly keepFile: (path: string) => Promise<Result<{ readonly sha256: string; readonly path: string }>>;
  readonly keepDataset: (dataset: Dataset) => Promise<Result<unknown>>;
  /** Unpacks one part of a zip archive to a temporary file that keeps its ending; the part is never used as a path. */
  readonly unpack: (
    archive: string,
    part: string,
    options?: ImportOptions,
  ) => Promise<Result<{ readonly path: string }>>;
  /** Removes a temporary file that is not needed after all. */
  readonly discard: (path: string) => Promise<void>;
};
