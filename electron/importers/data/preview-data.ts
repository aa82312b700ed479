import type { Dataset } from "../../../shared/catalogue/dataset.ts";
import { PLAIN_READING, type TableReading } from "../../../shared/catalogue/formats/table/reading.ts";
import type { Evidence } from "../../../shared/catalogue/propose/evidence.ts";
import type { Problem } from "../../../shared/result.ts";
import { hashOf } from "./as-arrow.ts";
import { sourcesOf } from "./import-data.ts";
import type { ImportOptions, ImportPorts } from "./ports.ts";
import { prepare } from "./prepare.ts";
import { reviseWith } from "./revision.ts";

/** What an import of one file would do: the entry it would make, and why each part of it is proposed. */
export type DataPreview = {
  readonly path: string;
  /** The resource inside the package at `path`; null for a file of its own. */
  readonly part: string | null;
  /** SHA-256 of the file as it lies there, before any conversion: tells whether it is still the one that was shown. */
  readonly sourceSha256: string | null;
  readonly rows: number | null;
  readonly outcome: "added" | "updated" | "unchanged" | "rejected";
  readonly dataset: Dataset | null;
  readonly evidence: readonly Evidence[];
  readonly notes: readonly string[];
  readonly problem: Problem | null;
  /** How the file was read, and what of it a person has to decide. */
  readonly reading: TableReading;
};

/** Shows what importing files and folders would do, without keeping anything. */
export const previewData = async (
  paths: readonly string[],
  ports: ImportPorts,
  options: ImportOptions = {},
): Promise<readonly DataPreview[]> => {
  const previews: DataPreview[] = [];
  for (const path of paths)
    for (const source of await sourcesOf(path, options.part)) {
      const part = source.ok ? source.value.part : null;
      if (options.signal?.aborted) return previews;
      const prepared = source.ok
        ? await prepare(source.value, ports, options)
        : { ...source, reading: PLAIN_READING };
      if (!prepared.ok) {
        previews.push({
          ...NOTHING,
          path: source.ok ? source.value.path : path,
          part,
          problem: prepared.problem,
          reading: prepared.reading,
        });
        continue;
      }
      const { dataset, evidence, file, temporary, rows, notes, reading } = prepared.value;
      if (temporary) await ports.discard(file.path);
      const revision = reviseWith(ports.existing(dataset.id), dataset);
      previews.push({
        path: source.ok ? source.value.path : path,
        part,
        sourceSha256: source.ok ? await hashOf(source.value.file) : null,
        rows,
        outcome: revision.outcome,
        dataset: revision.dataset,
        evidence,
        notes,
        problem: null,
        reading,
      });
    }
  return previews;
};

/** SHA-256 of the first data file at a path (of an archive: the archive), as it lies there; null when there is none. */
export const sourceHash = async (path: string, part: string | null): Promise<string | null> => {
  const [source] = await sourcesOf(path, part ?? undefined);
  return source?.ok ? hashOf(source.value.file).catch(() => null) : null;
};

const NOTHING = {
  sourceSha256: null,
  rows: null,
  outcome: "rejected",
  dataset: null,
  evidence: [],
  notes: [],
} as const;
