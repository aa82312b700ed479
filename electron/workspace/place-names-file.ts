import { readFile } from "node:fs/promises";
import { type OwnName, ownNamesSchema } from "../../shared/places/own-names.ts";
import { fail, ok, type Problem, type Result } from "../../shared/result.ts";
import { writeFileAtomic } from "./atomic-file.ts";
import { errorCode, fileProblem } from "./file-problem.ts";
import type { Layout } from "./layout.ts";

/** The names of places that people of this workspace said mean an area, in one readable file. */
export type PlaceNamesFile = {
  readonly all: () => readonly OwnName[];
  /** Changes them, one change after another; the new ones hold once they are durable. */
  readonly change: (update: (names: readonly OwnName[]) => readonly OwnName[]) => Promise<Result<void>>;
};

/** Opens the table of the workspace at `layout`; no file is an empty one, a damaged one is a problem. */
export async function openPlaceNames(layout: Layout): Promise<Result<PlaceNamesFile>> {
  const read = await readNames(layout);
  if (!read.ok) return read;
  let names: readonly OwnName[] = read.value;
  let last: Promise<unknown> = Promise.resolve();
  const write = async (update: (names: readonly OwnName[]) => readonly OwnName[]): Promise<Result<void>> => {
    try {
      const next = ownNamesSchema.parse(update(names));
      await writeFileAtomic(layout.placeNames, `${JSON.stringify(next, null, 1)}\n`);
      names = next;
      return ok(undefined);
    } catch (error) {
      return fail(fileProblem(error, "save the workspace's names of places"));
    }
  };
  return ok({
    all: () => names,
    change: (update) => {
      const done = last.then(() => write(update));
      last = done;
      return done;
    },
  });
}

async function readNames(layout: Layout): Promise<Result<readonly OwnName[]>> {
  try {
    const parsed = ownNamesSchema.safeParse(JSON.parse(await readFile(layout.placeNames, "utf8")));
    return parsed.success ? ok(parsed.data) : fail(damaged(parsed.error.message));
  } catch (error) {
    if (errorCode(error) === "ENOENT") return ok([]);
    return fail(damaged(error instanceof Error ? error.message : String(error)));
  }
}

const damaged = (detail: string): Problem => ({
  code: "damaged-file",
  message: "The workspace's own names of places (place-names.json) cannot be read.",
  meaning: "Tables would be joined without them, so the workspace is not opened.",
  remedy: "Correct or remove place-names.json, then open the workspace again.",
  detail,
});
