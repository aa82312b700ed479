import { extname } from "node:path";
import type { ReadingChoices } from "../../../shared/catalogue/formats/table/reading.ts";
import {
  type TableDescription,
  tableDescriptionSchema,
} from "../../../shared/catalogue/propose/description.ts";
import { slugOf } from "../../../shared/catalogue/propose/words.ts";
import { fail, ok, type Result } from "../../../shared/result.ts";
import { importProblem } from "./problems.ts";

/** A data file to import, with its description; one made of the file's name when there is none. */
export type DataSource = {
  /** The path as it was given or found, for the report. */
  readonly path: string;
  /** The file; for a part of an archive, the archive. */
  readonly file: string;
  /** The part of the archive at `file`; null for a file of its own. */
  readonly part: string | null;
  /** What the source says of how the file is written. */
  readonly choices?: ReadingChoices;
  readonly description: TableDescription;
  /** The file was described by people, not only by its own name. */
  readonly described: boolean;
};

/** Names of files that may hold data. */
export const DATA_FILE = /\.(arrow|arrows|feather|ipc|parquet|csv|tsv|jsonl|ndjson|xls[xm])(\.gz)?$/i;
/** What a file's name says of it, where nothing else does. */
export const bareSource = (fileName: string): Pick<DataSource, "described" | "description"> => {
  const name = fileName.replace(/\.gz$/i, "");
  const title = name.slice(0, name.length - extname(name).length);
  return {
    described: false,
    description: tableDescriptionSchema.parse({ id: slugOf(title), title: title.replaceAll(/[_-]+/g, " ") }),
  };
};

/** A description from its text; `path` is where it came from. */
export const parseDescription = (path: string, text: string): Result<TableDescription> => {
  try {
    const parsed = tableDescriptionSchema.safeParse(JSON.parse(text));
    if (parsed.success) return ok(parsed.data);
    const issue = parsed.error.issues[0];
    return fail(importProblem.badDescription(path, `${issue?.path.join(".")}: ${issue?.message}`));
  } catch (error) {
    return fail(importProblem.badDescription(path, error instanceof Error ? error.message : String(error)));
  }
};
