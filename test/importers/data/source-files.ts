import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Table, tableFromArrays, tableToIPC, Utf8, vectorFromArray } from "apache-arrow";
import { afterAll, beforeAll } from "vitest";
import { type ImportedFile, importData } from "../../../electron/importers/data/import-data.ts";
import { startTestImporter, type TestImporter } from "./import-fixture.ts";

const DEATHS = { country: ["France", "Italy", "World"], deaths: [1, 2, 3] };

/** A small Arrow file of texts and whole numbers: deaths by country, unless told otherwise. */
export const arrow = (columns: Record<string, unknown[]> = DEATHS): Uint8Array =>
  tableToIPC(
    new Table(
      Object.fromEntries(
        Object.entries(columns).map(([name, values]) => [
          name,
          typeof values[0] === "string"
            ? vectorFromArray(values, new Utf8())
            : tableFromArrays({ x: Int32Array.from(values.map(Number)) }).getChildAt(0),
        ]),
      ) as never,
    ),
    "file",
  );

/** The text of a description file for a small table. */
export const describedBy = (columns: readonly object[], more: object = {}): string =>
  JSON.stringify({ id: "small", title: "A small table", columns, ...more });

/** An importer for the tests of a file, and a place for the files that it is given. */
export type Bench = {
  readonly importer: TestImporter;
  readonly folder: string;
  /** Writes files to a fresh folder and gives its path. */
  readonly folderWith: (files: Record<string, string | Uint8Array>) => string;
  /** Writes one file to a fresh folder and gives the file's path. */
  readonly fileWith: (name: string, content: string | Uint8Array) => string;
  readonly importOne: (path: string) => Promise<ImportedFile>;
};

/** Starts an importer before the tests of the file that calls this, and ends it after them. */
export function onBench(): () => Bench {
  let bench: Bench | null = null;
  beforeAll(async () => {
    const importer = await startTestImporter();
    const folder = join(importer.engine.folder, "sources");
    let made = 0;
    const folderWith = (files: Record<string, string | Uint8Array>): string => {
      const path = join(folder, `source-${made++}`);
      mkdirSync(path, { recursive: true });
      for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), content);
      return path;
    };
    const fileWith = (name: string, content: string | Uint8Array) =>
      join(folderWith({ [name]: content }), name);
    const importOne = async (path: string) => {
      const [file] = await importData([path], importer.ports);
      if (!file) throw new Error("nothing was reported");
      return file;
    };
    bench = { importer, folder, folderWith, fileWith, importOne };
  });
  afterAll(() => bench?.importer.engine.end());
  return () => {
    if (bench === null) throw new Error("the importer has not started yet");
    return bench;
  };
}
