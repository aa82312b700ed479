import { readdir, readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import type { TableDescription } from "../../../shared/catalogue/propose/description.ts";
import { fail, ok, type Result } from "../../../shared/result.ts";
import { formatOf } from "./format.ts";
import { archiveSources, DESCRIPTOR, packageFolder, staysIn } from "./package/package-sources.ts";
import { importProblem } from "./problems.ts";
import { bareSource, DATA_FILE, type DataSource, parseDescription } from "./source.ts";

/** The description that lies beside a data file. */
export const DESCRIPTION = "dataset.json";
/** The order in which files of one folder are taken: what needs no conversion first. */
const BEST_FIRST = [/\.(arrow|feather|ipc)$/i, /\.arrows$/i, /\.parquet$/i, /\.(csv|tsv)(\.gz)?$/i, /./];

/** A description longer than this is not read into memory. */
const LARGEST_DESCRIPTION = 20_000_000;

/** The data sources at a path: a file, a package (folder or zip), a folder with a description and its file, or a folder of such folders and files. */
export const sourcesAt = async (path: string): Promise<readonly Result<DataSource>[]> => {
  try {
    const found = await stat(path);
    if (!found.isDirectory())
      return (await formatOf(path)) === "archive" ? await archiveSources(path) : [ok(bareFile(path))];
    const names = (await readdir(path)).filter((name) => !name.startsWith(".")).sort();
    if (names.includes(DESCRIPTION)) return [await describedFolder(path, names)];
    if (names.includes(DESCRIPTOR)) return await packageFolder(path);
    const below: Result<DataSource>[] = [];
    for (const name of names) {
      const inner = join(path, name);
      // A link may lead anywhere: only what really lies in the folder is imported with it.
      if ((await staysIn(path, inner)) !== true) {
        if (DATA_FILE.test(name)) below.push(fail(importProblem.leadsOut(path, name)));
        continue;
      }
      const kind = await stat(inner);
      if (kind.isDirectory()) {
        const files = await readdir(inner);
        if (files.includes(DESCRIPTION)) below.push(await describedFolder(inner, files));
        else if (files.includes(DESCRIPTOR)) below.push(...(await packageFolder(inner)));
      } else if (DATA_FILE.test(name)) below.push(ok(bareFile(inner)));
    }
    return below.length > 0 ? below : [fail(importProblem.noData(path))];
  } catch (error) {
    return [fail(importProblem.notThere(path, error instanceof Error ? error.message : String(error)))];
  }
};

const bareFile = (path: string): DataSource => ({
  path,
  file: path,
  part: null,
  ...bareSource(basename(path)),
});

const describedFolder = async (folder: string, names: readonly string[]): Promise<Result<DataSource>> => {
  const path = join(folder, DESCRIPTION);
  const description = await readDescription(path);
  if (!description.ok) return description;
  const listed = description.value.distributions.map((one) => one.file);
  // Names only: a description never leads out of its own folder.
  const files = names.filter(
    (name) => DATA_FILE.test(name) && (listed.length === 0 || listed.includes(name)),
  );
  const candidates = files.length > 0 ? files : names.filter((name) => DATA_FILE.test(name));
  const file = BEST_FIRST.flatMap((pattern) => candidates.filter((name) => pattern.test(name)))[0];
  if (file === undefined) return fail(importProblem.noData(folder));
  return ok({
    ...{ path: folder, file: join(folder, file), part: null },
    ...{ description: description.value, described: true },
  });
};

const readDescription = async (path: string): Promise<Result<TableDescription>> => {
  try {
    if ((await stat(path)).size > LARGEST_DESCRIPTION)
      return fail(importProblem.badDescription(path, "The file is larger than 20 MB."));
    return parseDescription(path, await readFile(path, "utf8"));
  } catch (error) {
    return fail(importProblem.badDescription(path, error instanceof Error ? error.message : String(error)));
  }
};
