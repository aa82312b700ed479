import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { writeFileAtomic } from "../atomic-file.ts";
import { type OpenFile, openFileOfEntries, readBytes } from "./catalogue-file.ts";
import { factsOf, linesOf } from "./entry-lines.ts";
import { inPieces, NEWLINE } from "./write-entries.ts";

/** Files made for moments that are kept of a catalogue: a person compares two of them. */
const MOMENTS_KEPT = 2;

/**
 * A catalogue as it was at a moment (milliseconds since 1970): the file itself where nothing came later, null where nothing
 * had come yet, else a file in `folder` with the entries that were in force. It is made once for a moment; what the search
 * makes of it lies beside it. Throws Node's file errors.
 */
export async function catalogueThen(
  now: OpenFile,
  earlier: () => Promise<OpenFile | null>,
  moment: number,
  folder: string,
): Promise<OpenFile | null> {
  const { since } = now.directory;
  if (since.every((one) => one <= moment)) return now;
  const before = await earlier();
  const isNone = (one: OpenFile | null) => one?.directory.since.every((came) => came > moment) ?? true;
  if (isNone(now) && isNone(before)) return null;
  const path = join(folder, `${now.file.name}-${moment}.jsonl`);
  if (!(await isNewer(path, [now, before]))) {
    await mkdir(folder, { recursive: true });
    await forgetOldest(folder, now.file.name);
    await writeFileAtomic(path, inPieces(linesThen(now, before, moment)));
  }
  const name = basename(path, ".jsonl");
  const file = { name: now.file.name, path, index: join(dirname(path), `${name}.index`) };
  return openFileOfEntries(file, join(dirname(path), `${name}.lines`), false);
}

/** The lines in force at a moment: those that had come, and for the others the last one before, where there was one. */
async function* linesThen(now: OpenFile, before: OpenFile | null, moment: number): AsyncGenerator<Buffer> {
  const { since, starts } = now.directory;
  const later = new Map<number, string>();
  const wanted = new Set<string>();
  for (const [number, came] of since.entries()) {
    if (came <= moment) continue;
    const id = factsOf(readBytes(now, number))?.id ?? "";
    later.set(starts[number] ?? -1, id);
    wanted.add(id);
  }
  const inForce = new Map<string, number>();
  if (before)
    for (const [number, came] of before.directory.since.entries()) {
      if (came > moment) continue;
      const id = factsOf(readBytes(before, number))?.id;
      if (id !== undefined && wanted.has(id)) inForce.set(id, number);
    }
  for await (const lines of linesOf(now.file.path))
    for (const { at, line } of lines) {
      const id = later.get(at);
      const number = id === undefined ? undefined : inForce.get(id);
      if (id === undefined) yield Buffer.concat([line, NEWLINE]);
      else if (before && number !== undefined) yield Buffer.concat([readBytes(before, number), NEWLINE]);
    }
}

async function isNewer(path: string, sources: readonly (OpenFile | null)[]): Promise<boolean> {
  try {
    const made = (await stat(path)).mtimeMs;
    for (const source of sources) if (source && (await stat(source.file.path)).mtimeMs > made) return false;
    return true;
  } catch {
    return false;
  }
}

/** Makes room for another moment of a catalogue. */
async function forgetOldest(folder: string, name: string): Promise<void> {
  const found: { readonly file: string; readonly at: number }[] = [];
  for (const file of await readdir(folder))
    if (/^-\d+\.jsonl$/.test(file.slice(name.length)) && file.startsWith(name))
      found.push({ file, at: (await stat(join(folder, file))).mtimeMs });
  const old = found.sort((one, other) => other.at - one.at).slice(MOMENTS_KEPT - 1);
  for (const { file } of old)
    for (const ending of [".jsonl", ".lines", ".index"])
      await rm(join(folder, `${basename(file, ".jsonl")}${ending}`), { force: true });
}
