import { rm } from "node:fs/promises";
import type { ImportReport } from "../../shared/api.ts";
import type { Dataset } from "../../shared/catalogue/dataset.ts";
import { currentDistribution } from "../../shared/catalogue/distribution.ts";
import { builtInPlaces } from "../../shared/catalogue/propose/built-in-places.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { type ImportedFile, importData } from "../importers/data/import-data.ts";
import { readOverlays } from "../importers/data/overlays.ts";
import type { ImportPorts } from "../importers/data/ports.ts";
import { fileProblem } from "../workspace/file-problem.ts";
import type { RunOptions } from "./execute.ts";
import type { Session } from "./session.ts";

/** Brings files and folders into the workspace: data become datasets held here, metadata become catalogue entries. */
export async function importPaths(
  session: Session,
  paths: readonly string[],
  options: RunOptions,
): Promise<Result<ImportReport>> {
  if (session.workspace.readOnly) return fail(fileProblem({ code: "EROFS" }, "import into this workspace"));
  const ports = await portsOf(session);
  const files = await importData(paths, ports, {
    ...(options.signal && { signal: options.signal }),
    onProgress: ({ share, rows }) => options.onStage?.({ stage: "reading", share, rows }),
  });
  session.catalogueChanged();
  return ok(reportOf(files));
}

async function portsOf(session: Session): Promise<ImportPorts> {
  const { workspace, engine } = session;
  const overlays = await readOverlays(session.descriptions);
  return {
    engine,
    knowledge: { vocabulary: session.derived().vocabulary, places: builtInPlaces },
    overlay: (id) => overlays.get(id),
    existing: (id) => workspace.catalogue.held().find((dataset) => dataset.id === id),
    temporary: workspace.data.temporary,
    keepFile: workspace.data.adopt,
    keepDataset: (dataset) => keepDataset(session, dataset),
    discard: (path) => rm(path, { force: true }),
  };
}

/** Writes a description and records that it came in or was revised; both are durable before the report says so. */
async function keepDataset(session: Session, dataset: Dataset): Promise<Result<void>> {
  const before = session.workspace.catalogue.held().find((known) => known.id === dataset.id);
  const written = await session.workspace.catalogue.put(dataset);
  if (!written.ok) return written;
  const now = currentDistribution(dataset);
  const payload = {
    dataset: dataset.id,
    sha256: now?.sha256 ?? null,
    entrySha256: written.value.entrySha256,
    rows: now?.profile?.rows ?? null,
  };
  if (!before) return session.record({ kind: "dataset-imported", payload });
  const previous = currentDistribution(before)?.sha256 ?? null;
  return session.record({ kind: "dataset-revised", payload: { ...payload, previous } });
}

function reportOf(files: readonly ImportedFile[]): ImportReport {
  const count = (outcome: ImportedFile["outcome"]) => files.filter((file) => file.outcome === outcome).length;
  return {
    files: files.map((file) => ({ ...file, notes: [...file.notes] })),
    added: count("added"),
    updated: count("updated"),
    unchanged: count("unchanged"),
    rejected: count("rejected"),
  };
}
