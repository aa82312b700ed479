import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import type { FileHandle } from "node:fs/promises";

const LINE_END = 0x0a;
const PIECE = 1 << 20;

/** A line of a ledger file without its line end, and where the next one begins (bytes). */
export type FileLine = { readonly text: string; readonly next: number };

/**
 * Reads whole lines from `from` on, in pieces of a megabyte: a ledger is never held in memory at once. Returns the bytes
 * of an unfinished last line, if any. `take` may return false to stop.
 */
export async function readLines(
  handle: FileHandle,
  from: number,
  take: (line: FileLine) => boolean | undefined,
): Promise<Buffer> {
  const splitter = splitLines(from, take);
  for (let at = from; ; ) {
    const piece = Buffer.allocUnsafe(PIECE);
    const { bytesRead } = await handle.read(piece, 0, PIECE, at);
    if (bytesRead === 0) return splitter.rest();
    at += bytesRead;
    if (!splitter.push(piece.subarray(0, bytesRead))) return Buffer.alloc(0);
  }
}

/** The same without giving way: for a page of events, some hundred kilobytes. */
export function readLinesNow(
  path: string,
  from: number,
  take: (line: FileLine) => boolean | undefined,
): void {
  const file = openSync(path, "r");
  try {
    const splitter = splitLines(from, take);
    const end = fstatSync(file).size;
    for (let at = from; at < end; ) {
      const piece = Buffer.allocUnsafe(Math.min(PIECE / 4, end - at));
      const read = readSync(file, piece, 0, piece.length, at);
      if (read === 0) return;
      at += read;
      if (!splitter.push(piece.subarray(0, read))) return;
    }
  } finally {
    closeSync(file);
  }
}

function splitLines(from: number, take: (line: FileLine) => boolean | undefined) {
  let rest: Buffer = Buffer.alloc(0);
  let next = from;
  return {
    rest: () => rest,
    /** False once `take` has had enough. */
    push: (piece: Buffer): boolean => {
      const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
      let begin = 0;
      for (let end = bytes.indexOf(LINE_END); end >= 0; end = bytes.indexOf(LINE_END, begin)) {
        next += end + 1 - begin;
        const text = bytes.toString("utf8", begin, end);
        begin = end + 1;
        if (take({ text, next }) === false) return false;
      }
      rest = bytes.subarray(begin);
      return true;
    },
  };
}
