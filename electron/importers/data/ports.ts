import type { Dataset } from "../../../shared/catalogue/dataset.ts";
import type { Knowledge } from "../../../shared/catalogue/propose/knowledge.ts";
import type { Overlay } from "../../../shared/catalogue/propose/overlay.ts";
import type { Result } from "../../../shared/result.ts";
import type { Engine } from "../../engine/engine.ts";

/** What the importer needs from the rooms it does not know: the engine's reading, the workspace's writing. */
export type ImportPorts = {
  readonly engine: Pick<Engine, "load" | "profile" | "query" | "convert">;
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
  /** Removes a temporary file that is not needed after all. */
  readonly discard: (path: string) => Promise<void>;
};
