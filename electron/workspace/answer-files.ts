import { randomBytes } from "node:crypto";
import { access, mkdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Answer, answerSchema } from "../../shared/answer/answer.ts";
import { decodeTable, encodeAnswerTable } from "../../shared/answer/table/table.ts";
import { canonicalJson, sha256Hex } from "../../shared/canonical.ts";
import { type Dataset, datasetSchema } from "../../shared/catalogue/dataset.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { inSlices } from "../threads/in-slices.ts";
import { answerText } from "./answer-text.ts";
import { syncFolder, writeFileAtomic } from "./atomic-file.ts";
import { fileNameFor } from "./file-name.ts";
import { errorCode, fileProblem } from "./file-problem.ts";
import type { Layout } from "./layout.ts";

/** A sealed answer with the descriptions it was made from, as it is kept. */
export type KeptAnswer = { readonly answer: Answer; readonly datasets: readonly Dataset[] };

/** Sealed answers: a folder each with answer.json, datasets.json and result.arrow. */
export type AnswerFiles = {
  /** Writes the whole folder, then gives it its name; returns the SHA-256 of answer.json. */
  readonly write: (kept: KeptAnswer, resultArrow: Uint8Array) => Promise<Result<{ readonly sha256: string }>>;
  /** Reads an answer; `expected` is the SHA-256 the ledger holds: an altered file is refused. */
  readonly read: (id: string, expected: string | null) => Promise<Result<KeptAnswer>>;
  /**
   * The answer's table as an Arrow file, held against the sealed answer, with the SHA-256 of its bytes: a file that was
   * changed, or is gone, is refused.
   */
  readonly result: (answer: Answer) => Promise<Result<{ readonly path: string; readonly sha256: string }>>;
  /** What an answer tells about people, for the guard alone: text kept beside it, and never taken along elsewhere. */
  readonly told: (id: string) => Promise<string | null>;
  /** Keeps that text; without an answer's folder, or where nothing may be written, it is left. */
  readonly keepTold: (id: string, text: string) => Promise<void>;
  readonly has: (id: string) => Promise<boolean>;
  /** The folder of an answer, whether it is there or not. */
  readonly folderOf: (id: string) => string;
  /** Takes over an answer from another workspace byte by byte, after checking it as `read` does. */
  readonly adopt: (from: AnswerFiles, id: string, expected: string) => Promise<Result<KeptAnswer>>;
};

/** The files an answer's folder holds. */
export const ANSWER_PARTS = ["answer.json", "datasets.json", "result.arrow"] as const;

/** What the guard keeps; it can be made again from the answer's plan and data. */
const TOLD = "told.json";

/** The answers of the workspace at `layout`. */
export function openAnswerFiles(layout: Layout): AnswerFiles {
  const folderOf = (id: string) => join(layout.answers, fileNameFor(id));
  /** Writes all files of an answer beside its place, then gives the folder its name. */
  const writeFolder = async (
    id: string,
    parts: readonly (readonly [string, string | Uint8Array])[],
  ): Promise<Result<void>> => {
    const making = join(layout.answers, `.making-${process.pid}-${randomBytes(6).toString("hex")}`);
    try {
      await mkdir(making, { recursive: true });
      for (const [name, content] of parts) await writeFileAtomic(join(making, name), content);
      await rename(making, folderOf(id));
      await syncFolder(layout.answers);
      return ok(undefined);
    } catch (error) {
      await rm(making, { recursive: true, force: true }).catch(() => undefined);
      return fail(fileProblem(error, "store the answer"));
    }
  };
  return {
    folderOf,
    result: async (answer) => {
      const path = join(folderOf(answer.id), "result.arrow");
      try {
        const bytes = await readFile(path);
        return isTableOf(answer, bytes)
          ? ok({ path, sha256: sha256Hex(bytes) })
          : fail(altered(answer.id, "result.arrow"));
      } catch (error) {
        return fail(fileProblem(error, `read the table of the answer ${answer.id}`));
      }
    },
    told: (id) => readFile(join(folderOf(id), TOLD), "utf8").catch(() => null),
    keepTold: (id, text) => writeFileAtomic(join(folderOf(id), TOLD), text).catch(() => undefined),
    has: async (id) => {
      try {
        await access(join(folderOf(id), "answer.json"));
        return true;
      } catch {
        return false;
      }
    },
    write: async ({ answer, datasets }, resultArrow) => {
      const { pieces, sha256 } = await inSlices(answerText(answer));
      const written = await writeFolder(answer.id, [
        ["result.arrow", resultArrow],
        ["datasets.json", `${JSON.stringify(datasets, null, 1)}\n`],
        ["answer.json", Buffer.concat(pieces)],
      ]);
      return written.ok ? ok({ sha256 }) : written;
    },
    adopt: async (from, id, expected) => {
      const kept = await from.read(id, expected);
      if (!kept.ok) return kept;
      const parts: [string, Uint8Array][] = [];
      try {
        for (const name of ANSWER_PARTS) parts.push([name, await readFile(join(from.folderOf(id), name))]);
      } catch (error) {
        return fail(fileProblem(error, `read the answer ${id}`));
      }
      const result = parts.find(([name]) => name === "result.arrow")?.[1];
      if (kept.value.answer.id !== id || !result || !isTableOf(kept.value.answer, result))
        return fail(altered(id, "result.arrow"));
      const written = await writeFolder(id, parts);
      return written.ok ? kept : written;
    },
    read: async (id, expected) => {
      try {
        const text = await readFile(join(folderOf(id), "answer.json"), "utf8");
        if (expected !== null && sha256Hex(text) !== expected) return fail(altered(id, "answer.json"));
        const datasets = await readFile(join(folderOf(id), "datasets.json"), "utf8");
        return ok({
          answer: answerSchema.parse(JSON.parse(text)),
          datasets: datasetSchema.array().parse(JSON.parse(datasets)),
        });
      } catch (error) {
        if (errorCode(error) !== undefined) return fail(fileProblem(error, `read the answer ${id}`));
        return fail(altered(id, error instanceof Error ? error.message : String(error)));
      }
    },
  };
}

/** Whether a file holds the table of a sealed answer: the bytes that are written for it, or at least the same figures. */
function isTableOf({ table }: Answer, arrow: Uint8Array): boolean {
  try {
    if (Buffer.from(encodeAnswerTable(table)).equals(arrow)) return true;
    const held = decodeTable(arrow);
    const names = (columns: readonly { readonly name: string }[]) =>
      columns.map(({ name }) => name).join("\0");
    return (
      names(held.columns) === names(table.columns) && canonicalJson(held.rows) === canonicalJson(table.rows)
    );
  } catch {
    return false;
  }
}

const altered = (id: string, detail: string) =>
  ({
    code: "damaged-file",
    message: `The stored answer ${id} was changed after it was sealed.`,
    meaning: "What it says can no longer be trusted, so it is not shown.",
    remedy: "Restore the answer's folder from a backup, or ask the question again.",
    detail,
  }) as const;
