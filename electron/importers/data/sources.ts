import { readdir, readFile, stat } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import {
  type TableDescription,
  tableDescriptionSchema,
} from "../../../shared/catalogue/propose/description.ts";
import { slugOf } from "../../../shared/catalogue/propose/words.ts";
import { fail, ok, type Problem, type Result } from "../../../shared/result.ts";
import { importProblem } from "./problems.ts";

/** A data file to import, with its description; one made of the file's name when there is none. */
export type DataSource = {
  /** The path as it was given or found, for the report. */
  readonly path: string;
  readonly file: string;
  readonly description: TableDescription;
  /** The file was described by people, not only by its own name. */
  readonly described: boolean;
};

const DESCRIPTION = "dataset.json";
const DATA_FILE = /\.(arrow|arrows|feather|ipc|parquet|csv|tsv|jsonl|ndjson|xlsx)(\.gz)?$/i;
/** The order in which files of one folder are taken: what needs no conversion first. */
const BEST_FIRST = [/\.(arrow|feather|ipc)$/i, /\.arrows$/i, /\.parquet$/i, /\.(csv|tsv)(\.gz)?$/i, /./];

/** A description longer than this is not read into memory. */
const LARGEST_DESCRIPTION = 20_000_000;

/** The data sources at a path: a file, a folder with a description and its file, or a folder of such folders and files. */
export const sourcesAt = async (path: string): Promise<readonly Result<DataSource>[]> => {
  try {
    const found = await stat(path);
    if (!found.isDirectory()) return [ok(bareFile(path))];
    const names = (await readdir(path)).filter((name) => !name.startsWith(".")).sort();
    if (names.includes(DESCRIPTION)) return [await describedFolder(path, names)];
    const below: Result<DataSource>[] = [];
    for (const name of names) {
      const inner = join(path, name);
      const kind = await stat(inner);
      if (kind.isDirectory()) {
        const files = await readdir(inner);
        if (files.includes(DESCRIPTION)) below.push(await describedFolder(inner, files));
      } else if (DATA_FILE.test(name)) below.push(ok(bareFile(inner)));
    }
    return below.length > 0 ? below : [fail(importProblem.noData(path))];
  } catch (error) {
    return [fail(importProblem.notThere(path, error instanceof Error ? error.message : String(error)))];
  }
};

const bareFile = (path: string): DataSource => {
  const name = basename(path).replace(/\.gz$/i, "");
  const title = name.slice(0, name.length - extname(name).length);
  return {
    path,
    file: path,
    described: false,
    description: tableDescriptionSchema.parse({ id: slugOf(title), title: title.replaceAll(/[_-]+/g, " ") }),
  };
};

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
  return ok({ path: folder, file: join(folder, file), description: description.value, described: true });
};

const readDescription = async (path: string): Promise<Result<TableDescription>> => {
  const bad = (detail: string): { ok: false; problem: Problem } => ({
    ok: false,
    problem: importProblem.badDescription(path, detail),
  });
  try {
    if ((await stat(path)).size > LARGEST_DESCRIPTION) return bad("The file is larger than 20 MB.");
    const parsed = tableDescriptionSchema.safeParse(JSON.parse(await readFile(path, "utf8")));
    if (parsed.success) return ok(parsed.data);
    const issue = parsed.error.issues[0];
    return bad(`${issue?.path.join(".")}: ${issue?.message}`);
  } catch (error) {
    return bad(error instanceof Error ? error.message : String(error));
  }
};
