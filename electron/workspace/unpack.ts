import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { openPromise } from "yauzl";
import { fail, ok, type Problem, type Result } from "../../shared/result.ts";
import { fileProblem } from "./file-problem.ts";

/** Endings that tell a format; whatever else stands in a part's name is not used. */
const ENDING = /\.(csv|tsv|txt|tab|jsonl|ndjson|parquet|arrow|arrows|feather|ipc|xls[xm]?)(\.gz)?$/i;

/**
 * Unpacks one part of a zip archive to a path of the workspace's own, which gets the part's ending. Stops where the part turns
 * out larger than the archive's directory says; nothing stays behind then.
 */
export async function unpackPart(
  archive: string,
  part: string,
  target: string,
  signal?: AbortSignal,
): Promise<Result<{ readonly path: string }>> {
  const path = `${target}${ENDING.exec(part)?.[0].toLowerCase() ?? ""}`;
  try {
    const zip = await openPromise(archive, { autoClose: false, lazyEntries: true, decodeStrings: false });
    try {
      for await (const entry of zip.eachEntry()) {
        if (Buffer.from(entry.fileName).toString("utf8") !== part) continue;
        const content = await zip.openReadStreamPromise(entry);
        const walled = wall(entry.uncompressedSize);
        await pipeline(
          content,
          walled,
          createWriteStream(path, { flags: "wx" }),
          ...(signal ? [{ signal }] : []),
        );
        return ok({ path });
      }
    } finally {
      zip.close();
    }
    return fail(MISSING);
  } catch (error) {
    await rm(path, { force: true });
    if (signal?.aborted) return fail({ code: "cancelled", message: "Unpacking was stopped." });
    const isDamage = error instanceof Error && !("syscall" in error);
    return fail(isDamage ? { ...DAMAGED, detail: error.message } : fileProblem(error, "unpack the archive"));
  }
}

/** Lets no more bytes through than were said. */
const wall = (most: number): Transform => {
  let passed = 0;
  return new Transform({
    transform: (chunk: Buffer, _, done) => {
      passed += chunk.length;
      if (passed > most) done(new Error("a part is larger than the directory says"));
      else done(null, chunk);
    },
  });
};

const MISSING: Problem = {
  code: "damaged-file",
  message: "The archive no longer has the part that was to be imported.",
  meaning: "Nothing was imported from it.",
  remedy: "Import it again.",
};

const DAMAGED: Problem = {
  code: "damaged-file",
  message: "The archive is damaged.",
  meaning: "Nothing was imported from it.",
  remedy: "Get it again from its source.",
};
