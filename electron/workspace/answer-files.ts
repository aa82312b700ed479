import { randomBytes } from "node:crypto";
import { mkdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Answer, answerSchema } from "../../shared/answer/answer.ts";
import { sha256Hex } from "../../shared/canonical.ts";
import { type Dataset, datasetSchema } from "../../shared/catalogue/dataset.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
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
  readonly resultPath: (id: string) => string;
};

/** The answers of the workspace at `layout`. */
export function openAnswerFiles(layout: Layout): AnswerFiles {
  const folderOf = (id: string) => join(layout.answers, fileNameFor(id));
  return {
    resultPath: (id) => join(folderOf(id), "result.arrow"),
    write: async ({ answer, datasets }, resultArrow) => {
      const text = `${JSON.stringify(answer, null, 1)}\n`;
      const making = join(layout.answers, `.making-${process.pid}-${randomBytes(6).toString("hex")}`);
      try {
        await mkdir(making, { recursive: true });
        await writeFileAtomic(join(making, "result.arrow"), resultArrow);
        await writeFileAtomic(join(making, "datasets.json"), `${JSON.stringify(datasets, null, 1)}\n`);
        await writeFileAtomic(join(making, "answer.json"), text);
        await rename(making, folderOf(answer.id));
        await syncFolder(layout.answers);
        return ok({ sha256: sha256Hex(text) });
      } catch (error) {
        await rm(making, { recursive: true, force: true }).catch(() => undefined);
        return fail(fileProblem(error, "store the answer"));
      }
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

const altered = (id: string, detail: string) =>
  ({
    code: "damaged-file",
    message: `The stored answer ${id} was changed after it was sealed.`,
    meaning: "What it says can no longer be trusted, so it is not shown.",
    remedy: "Restore the answer's folder from a backup, or ask the question again.",
    detail,
  }) as const;
