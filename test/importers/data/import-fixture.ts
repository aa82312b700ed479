import { copyFileSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readOverlays } from "../../../electron/importers/data/overlays.ts";
import type { ImportPorts } from "../../../electron/importers/data/ports.ts";
import { unpackPart } from "../../../electron/workspace/unpack.ts";
import type { Dataset } from "../../../shared/catalogue/dataset.ts";
import { builtInPlaces } from "../../../shared/catalogue/propose/built-in-places.ts";
import { ok } from "../../../shared/result.ts";
import { builtInVocabulary } from "../../../shared/vocabulary/built-in.ts";
import { sha256, startTestEngine, type TestEngine } from "../../engine/engine-fixture.ts";

/** The repository's root. */
export const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
/** The thirty crisis tables beside the repository; absent on most machines. */
export const TABLES = join(ROOT, "..", "shared", "data");

/** A real engine with an importer over a folder that stands for a workspace. */
export type TestImporter = {
  readonly engine: TestEngine;
  readonly ports: ImportPorts;
  /** Entries kept so far, by id. */
  readonly kept: Map<string, Dataset>;
  /** Where kept files lie. */
  readonly data: string;
  readonly pathOf: (sha256: string) => string;
};

/** Starts an importer with the real vocabulary, gazetteer and hand-written parts. */
export async function startTestImporter(): Promise<TestImporter> {
  const engine = startTestEngine();
  const data = join(engine.folder, "data");
  mkdirSync(data, { recursive: true });
  const overlays = await readOverlays(join(ROOT, "fixtures", "descriptions"));
  const kept = new Map<string, Dataset>();
  const pathOf = (hash: string) => join(data, `${hash}.arrow`);
  let made = 0;
  return {
    engine,
    kept,
    data,
    pathOf,
    ports: {
      engine: engine.engine,
      knowledge: { vocabulary: builtInVocabulary(), places: builtInPlaces },
      overlay: (id) => overlays.get(id),
      existing: (id) => kept.get(id),
      temporary: async () => join(data, `made-${made++}.tmp`),
      keepFile: async (path) => {
        const hash = sha256(readFileSync(path));
        copyFileSync(path, pathOf(hash));
        if (path.includes(".tmp")) rmSync(path);
        return ok({ sha256: hash, path: pathOf(hash) });
      },
      keepDataset: async (dataset) => {
        kept.set(dataset.id, dataset);
        return ok(undefined);
      },
      unpack: (archive, part) => unpackPart(archive, part, join(data, `made-${made++}.tmp`)),
      discard: async (path) => rmSync(path, { force: true }),
    },
  };
}
