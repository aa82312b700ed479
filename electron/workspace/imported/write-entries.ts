import type { Dataset } from "../../../shared/catalogue/dataset.ts";
import { isEntry, type OpenFile, readLine } from "./catalogue-file.ts";
import { lineOf, linesOf } from "./entry-lines.ts";
import { linesFor } from "./line-directory.ts";

/** Entries that change a file: those that take the place of a line, by its number, and those that are new. */
export type Change = { readonly replaced: ReadonlyMap<number, Dataset>; readonly added: readonly Dataset[] };

/** Finds out which entries take the place of a line; of two with one id the later counts. */
export function changeOf(before: OpenFile | undefined, entries: readonly Dataset[]): Change {
  const replaced = new Map<number, Dataset>();
  const added: Dataset[] = [];
  for (const entry of new Map(entries.map((one) => [one.id, one])).values()) {
    const number =
      before && linesFor(before.directory, entry.id).find((one) => isEntry(readLine(before, one), entry.id));
    if (number === undefined) added.push(entry);
    else replaced.set(number, entry);
  }
  return { replaced, added };
}

/** The lines of a file as they will be, with their ends; `onLine` hears where each begins. */
export async function* changedLines(
  before: OpenFile | undefined,
  { replaced, added }: Change,
  onLine: (at: number, line: Buffer) => void,
): AsyncGenerator<Buffer> {
  let at = 0;
  const written = (line: Buffer): Buffer => {
    onLine(at, line.subarray(0, -1));
    at += line.length;
    return line;
  };
  if (before) {
    const byStart = new Map(
      [...replaced].map(([number, entry]) => [before.directory.starts[number] ?? -1, entry]),
    );
    for await (const lines of linesOf(before.file.path))
      for (const old of lines) {
        const entry = byStart.get(old.at);
        yield written(entry ? lineOf(entry) : Buffer.concat([old.line, NEWLINE]));
      }
  }
  for (const entry of added) yield written(lineOf(entry));
}

/** The end of a line. */
export const NEWLINE = Buffer.from("\n");

/** Bytes written at a time. */
const PIECE = 1 << 20;

/** Joins short pieces to longer ones. */
export async function* inPieces(lines: AsyncIterable<Buffer> | Iterable<Buffer>): AsyncGenerator<Uint8Array> {
  let waiting: Buffer[] = [];
  let length = 0;
  for await (const line of lines) {
    waiting.push(line);
    length += line.length;
    if (length < PIECE) continue;
    yield Buffer.concat(waiting);
    waiting = [];
    length = 0;
  }
  if (length > 0) yield Buffer.concat(waiting);
}
