import { createReadStream } from "node:fs";

/** Bytes read at a time. */
const CHUNK = 1 << 20;
const NEWLINE = 10;

/** Lines that a file has in one piece of reading, each with where it begins in the file, in bytes. */
export type LinesRead = readonly { readonly at: number; readonly line: Buffer }[];

/**
 * Reads the lines of a file piece by piece, without their ends; between two pieces other work of the process has its turn.
 * Empty lines are left out. Throws Node's file errors.
 */
export async function* linesOf(path: string): AsyncGenerator<LinesRead> {
  let rest: Buffer = Buffer.alloc(0);
  let start = 0;
  const stream: AsyncIterable<Buffer> = createReadStream(path, { highWaterMark: CHUNK });
  for await (const chunk of stream) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const lines: { at: number; line: Buffer }[] = [];
    let from = 0;
    for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, from)) {
      if (end > from) lines.push({ at: start + from, line: bytes.subarray(from, end) });
      from = end + 1;
    }
    rest = bytes.subarray(from);
    start += from;
    yield lines;
  }
  if (rest.length > 0) yield [{ at: start, line: rest }];
}
