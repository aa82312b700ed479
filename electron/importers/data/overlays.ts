import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Overlay, overlaySchema } from "../../../shared/catalogue/propose/overlay.ts";

/** Reads the hand-written parts of descriptions from a folder, by dataset id. A missing folder has none; a broken file throws. */
export const readOverlays = async (folder: string): Promise<ReadonlyMap<string, Overlay>> => {
  const names = await readdir(folder).catch(() => []);
  const overlays = await Promise.all(
    names
      .filter((name) => name.endsWith(".json"))
      .map(async (name) => overlaySchema.parse(JSON.parse(await readFile(join(folder, name), "utf8")))),
  );
  return new Map(overlays.map((overlay) => [overlay.id, overlay]));
};
