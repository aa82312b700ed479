import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { DESCRIPTOR, staysIn } from "./data/package/package-sources.ts";
import { DATA_FILE } from "./data/source.ts";
import { DESCRIPTION } from "./data/sources.ts";
import { sniffMetadata } from "./metadata/sniff.ts";

/** Paths by what they hold: catalogues of entries, and data. */
export type ToldApart = { readonly catalogues: readonly string[]; readonly data: readonly string[] };

/**
 * Tells catalogues of entries from data. A folder is looked into: catalogues may lie beside data files there. A folder with a
 * description of its own is data as a whole, and so is what cannot be read: the import says what is wrong with it.
 */
export async function tellApart(paths: readonly string[]): Promise<ToldApart> {
  const told = await Promise.all(paths.map(tellOne));
  return {
    catalogues: told.flatMap(({ catalogues }) => catalogues),
    data: told.flatMap(({ data }) => data),
  };
}

async function tellOne(path: string): Promise<ToldApart> {
  const asData = { catalogues: [], data: [path] };
  try {
    if (!(await stat(path)).isDirectory())
      return (await sniffMetadata(path)) === null ? asData : { catalogues: [path], data: [] };
    const names = (await readdir(path)).filter((name) => !name.startsWith(".")).sort();
    if (names.includes(DESCRIPTION) || names.includes(DESCRIPTOR)) return asData;
    const inside = names.map((name) => join(path, name));
    const isCatalogue = await Promise.all(
      inside.map(
        async (inner) => (await staysIn(path, inner)) === true && (await sniffMetadata(inner)) !== null,
      ),
    );
    const catalogues = inside.filter((_, at) => isCatalogue[at]);
    if (catalogues.length === 0) return asData;
    const others = inside.filter((_, at) => !isCatalogue[at]);
    const isData = await Promise.all(
      others.map(async (inner) => DATA_FILE.test(inner) || (await isDescribedFolder(inner))),
    );
    return { catalogues, data: others.filter((_, at) => isData[at]) };
  } catch {
    return asData;
  }
}

async function isDescribedFolder(path: string): Promise<boolean> {
  const names: readonly string[] = await readdir(path).catch(() => []);
  return names.includes(DESCRIPTION) || names.includes(DESCRIPTOR);
}
