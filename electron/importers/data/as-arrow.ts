import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { periodsAmong } from "../../../shared/catalogue/formats/table/period-names.ts";
import {
  PLAIN_READING,
  type ReadingChoices,
  type TableReading,
} from "../../../shared/catalogue/formats/table/reading.ts";
import { ok, type Problem, type Result } from "../../../shared/result.ts";
import { formatOf } from "./format.ts";
import type { ArrowFile, ImportOptions, ImportPorts } from "./ports.ts";
import { importProblem } from "./problems.ts";
import type { DataSource } from "./source.ts";

/** A source that cannot be kept as it was read: why, and how it may be read otherwise. */
export type Unprepared = {
  readonly ok: false;
  readonly problem: Problem;
  readonly reading: TableReading;
};

/** A source as an Arrow file: itself, or one made of it. */
export type MadeArrow = {
  readonly file: ArrowFile;
  readonly temporary: boolean;
  readonly notes: readonly string[];
  readonly reading: TableReading;
};

const unknown = (path: string): Problem =>
  /\.json(ld)?(\.gz)?$/i.test(path) ? importProblem.unknownJson(path) : importProblem.unknownFormat(path);

/** The Arrow file of a source, converted if it is in another format. The caller discards a temporary file. */
export const asArrow = async (
  source: DataSource,
  choices: ReadingChoices,
  ports: ImportPorts,
  options: ImportOptions,
): Promise<{ readonly ok: true; readonly value: MadeArrow } | Unprepared> => {
  const refused = (problem: Problem): Unprepared => ({ ok: false, problem, reading: PLAIN_READING });
  try {
    const format = await formatOf(source.file);
    if (format === "empty") return refused(importProblem.empty(source.file));
    if (format === "unknown") return refused(unknown(source.file));
    if (format === "old-spreadsheet") return refused(importProblem.oldSpreadsheet(source.file));
    if (format === "archive") return refused(importProblem.archiveInArchive(source.file));
    if (format === "arrow-file") {
      const sha256 = await hashOf(source.file);
      const file = { sha256, path: source.file };
      const reading = await shapeOf(file, choices, ports, options);
      if (!reading.ok) return refused(reading.problem);
      if (reading.value.wide?.turned !== true) {
        const notes = hashNotes(source, sha256);
        return { ok: true, value: { file, temporary: false, notes, reading: reading.value } };
      }
    }
    const target = await ports.temporary();
    const asText = source.description.columns.flatMap(({ name, type }) => (isText(type) ? [name] : []));
    const asked = { path: source.file, format, choices };
    const made = await ports.engine.convert({ ...asked, asText }, target, options);
    if (!made.ok) {
      const look = options.signal?.aborted ? null : await ports.engine.look(asked, options);
      return { ...made, reading: look?.ok ? look.value : PLAIN_READING };
    }
    return {
      ok: true,
      value: {
        file: { sha256: made.value.sha256, path: target },
        temporary: true,
        notes: made.value.notes,
        reading: made.value.reading,
      },
    };
  } catch (error) {
    return refused(
      importProblem.notThere(source.file, error instanceof Error ? error.message : String(error)),
    );
  }
};

/** An Arrow file is kept as it is, unless its columns are periods: then it is converted to one row for each figure. */
const shapeOf = async (
  file: ArrowFile,
  choices: ReadingChoices,
  ports: ImportPorts,
  options: ImportOptions,
): Promise<Result<TableReading>> => {
  const loaded = await ports.engine.load(file, options);
  if (!loaded.ok) return loaded;
  const names = loaded.value.columns.map(({ sourceName, name }) => sourceName ?? name);
  const wide = periodsAmong(names, choices.dateOrder);
  if (wide === null) return ok(PLAIN_READING);
  const turned = choices.shape !== "as-is";
  const [first, last] = [wide.columns[0]?.name ?? "", wide.columns.at(-1)?.name ?? ""];
  return ok({
    ...PLAIN_READING,
    applied: { shape: turned ? "long" : "as-is" },
    wide: { columns: wide.columns.length, first, last, turned },
  });
};

const isText = (type: string | null | undefined): boolean => /utf8|string|varchar|text/i.test(type ?? "");

/** SHA-256 of a file, read in pieces. Throws when it cannot be read. */
export const hashOf = async (path: string): Promise<string> => {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest("hex");
};

const hashNotes = ({ description, file }: DataSource, sha256: string): readonly string[] => {
  const listed = description.distributions.find((one) => file.endsWith(one.file) && one.sha256);
  return listed && listed.sha256 !== sha256
    ? ["The file is not the version its description was written for: their fingerprints differ."]
    : [];
};
