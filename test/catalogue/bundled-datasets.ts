import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Dataset, datasetSchema } from "../../shared/catalogue/dataset.ts";

/** The repository's root. */
export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
export const WORKSPACE = join(ROOT, "fixtures", "workspace");

const folder = join(WORKSPACE, "catalogue", "datasets");

/** The entries that come with Askline, by id. */
export const bundled: ReadonlyMap<string, Dataset> = new Map(
  readdirSync(folder)
    .sort()
    .map((name) => datasetSchema.parse(JSON.parse(readFileSync(join(folder, name), "utf8"))))
    .map((dataset) => [dataset.id, dataset]),
);

/** One of them; throws when it is not there. */
export const entry = (id: string): Dataset => {
  const found = bundled.get(id);
  if (!found) throw new Error(`${id} does not come with Askline`);
  return found;
};
