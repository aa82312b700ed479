import { readFile } from "node:fs/promises";
import { fail, ok, type Problem, type Result } from "../../shared/result.ts";
import { type Vocabulary, vocabularySchema } from "../../shared/vocabulary/concept.ts";
import { writeFileAtomic } from "./atomic-file.ts";
import { errorCode, fileProblem } from "./file-problem.ts";
import type { Layout } from "./layout.ts";

/** The words a workspace adds to Askline's own, in one readable file. */
export type VocabularyFile = {
  /** The words as they are on disk. */
  readonly own: () => Vocabulary;
  /** Changes them, one change after another; the new words hold once they are durable. */
  readonly change: (update: (own: Vocabulary) => Vocabulary) => Promise<Result<Vocabulary>>;
};

const NONE: Vocabulary = { concepts: [], subjects: [], dimensions: [] };

/** Opens the vocabulary of the workspace at `layout`; no file is an empty one, a damaged one is a problem. */
export async function openVocabularyFile(layout: Layout): Promise<Result<VocabularyFile>> {
  const read = await readWords(layout);
  if (!read.ok) return read;
  let own = read.value;
  let last: Promise<unknown> = Promise.resolve();
  const write = async (update: (own: Vocabulary) => Vocabulary): Promise<Result<Vocabulary>> => {
    try {
      const next = vocabularySchema.parse(update(own));
      await writeFileAtomic(layout.vocabulary, `${JSON.stringify(next, null, 1)}\n`);
      own = next;
      return ok(next);
    } catch (error) {
      return fail(fileProblem(error, "save the workspace's words"));
    }
  };
  return ok({
    own: () => own,
    change: (update) => {
      const done = last.then(() => write(update));
      last = done;
      return done;
    },
  });
}

async function readWords(layout: Layout): Promise<Result<Vocabulary>> {
  try {
    const parsed = vocabularySchema.safeParse(JSON.parse(await readFile(layout.vocabulary, "utf8")));
    return parsed.success ? ok(parsed.data) : fail(damaged(parsed.error.message));
  } catch (error) {
    if (errorCode(error) === "ENOENT") return ok(NONE);
    return fail(damaged(error instanceof Error ? error.message : String(error)));
  }
}

const damaged = (detail: string): Problem => ({
  code: "damaged-file",
  message: "The workspace's own vocabulary (vocabulary.json) cannot be read.",
  meaning: "Questions that use its words would be misread, so the workspace is not opened.",
  remedy: "Correct or remove vocabulary.json, then open the workspace again.",
  detail,
});
