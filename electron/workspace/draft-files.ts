import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { questionSchema } from "../../shared/question/question.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { writeFileAtomic } from "./atomic-file.ts";
import { fileNameFor } from "./file-name.ts";
import { errorCode, fileProblem } from "./file-problem.ts";
import type { Layout } from "./layout.ts";

/** A question in the making, as it is kept: what was typed and what was chosen. */
export const keptDraftSchema = z.object({
  id: z.string(),
  savedAt: z.string(),
  question: questionSchema,
  text: z.string(),
});
export type KeptDraft = z.infer<typeof keptDraftSchema>;

/** Drafts: a small file each, so that nothing typed is lost in a crash. */
export type DraftFiles = {
  readonly save: (draft: KeptDraft) => Promise<Result<void>>;
  /** All readable drafts, newest first. */
  readonly list: () => Promise<readonly KeptDraft[]>;
  readonly remove: (id: string) => Promise<Result<void>>;
};

/** The drafts of the workspace at `layout`. */
export function openDraftFiles(layout: Layout): DraftFiles {
  const pathOf = (id: string) => join(layout.drafts, `${fileNameFor(id)}.json`);
  return {
    save: async (draft) => {
      try {
        await writeFileAtomic(pathOf(draft.id), `${JSON.stringify(draft, null, 1)}\n`);
        return ok(undefined);
      } catch (error) {
        return fail(fileProblem(error, "save the draft"));
      }
    },
    list: async () => {
      const drafts = await Promise.all(
        (await namesIn(layout.drafts)).map((name) => readDraft(join(layout.drafts, name))),
      );
      return drafts.filter((draft) => draft !== null).sort((a, b) => b.savedAt.localeCompare(a.savedAt));
    },
    remove: async (id) => {
      try {
        await rm(pathOf(id), { force: true });
        return ok(undefined);
      } catch (error) {
        return fail(fileProblem(error, "remove the draft"));
      }
    },
  };
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith(".json") && !name.startsWith("."));
  } catch (error) {
    if (errorCode(error) === "ENOENT") return [];
    throw error;
  }
}

/** A draft that cannot be read is left where it is and left out of the list. */
async function readDraft(path: string): Promise<KeptDraft | null> {
  try {
    const parsed = keptDraftSchema.safeParse(JSON.parse(await readFile(path, "utf8")));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
