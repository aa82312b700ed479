import { createReadStream, createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { EngineProblem, type Job, throwIfStopped } from "../../job.ts";

/** Unpacked text of more bytes than this is not read. */
const LARGEST_TEXT = 50 * 1024 ** 3;
/** Real tables shrink to a hundredth at most; beyond this a file is made to overwhelm. */
const LARGEST_RATIO = 1000;
const RATIO_MATTERS_FROM = 200 * 1024 ** 2;

/**
 * Writes a text file again as plain UTF-8 from one of its characters on: DuckDB reads that, whatever the encoding was and
 * whatever stood above the header. Streamed; the memory needed does not grow with the file.
 */
export async function plainCopy(
  path: string,
  target: string,
  how: {
    readonly encoding: string;
    readonly from: number;
    readonly packed: boolean;
    /** Lines that end in several ways are made to end in one. */
    readonly oneLineEnd?: boolean;
  },
  job: Job,
): Promise<void> {
  const source = createReadStream(path, { highWaterMark: 1 << 20 });
  let skip = how.from;
  let read = 0;
  const decoder = new TextDecoder(how.encoding);
  const ended = how.oneLineEnd === true ? lineEnds() : (text: string) => text;
  const again = async function* (pieces: AsyncIterable<Buffer>): AsyncGenerator<string> {
    for await (const piece of pieces) {
      throwIfStopped(job);
      read += piece.length;
      if (read > LARGEST_TEXT || (read > RATIO_MATTERS_FROM && read > source.bytesRead * LARGEST_RATIO))
        throw new EngineProblem(OVERLARGE);
      const text = decoder.decode(piece, { stream: true });
      yield ended(text.slice(Math.min(skip, text.length)));
      skip = Math.max(0, skip - text.length);
    }
    yield ended(decoder.decode().slice(skip));
  };
  // The decoder drops the mark at the beginning, and so do positions counted in what it gave.
  const sink = createWriteStream(target);
  await (how.packed ? pipeline(source, createGunzip(), again, sink) : pipeline(source, again, sink));
}

/** Makes every end of a line one mark, in text that comes in pieces: a carriage return may be the last of one, its line feed the first of the next. */
function lineEnds(): (text: string) => string {
  let returned = false;
  return (text) => {
    const rest = returned && text.startsWith("\n") ? text.slice(1) : text;
    if (text !== "") returned = text.endsWith("\r");
    return rest.replace(/\r\n?/g, "\n");
  };
}

const OVERLARGE = {
  code: "bad-input",
  message: "The file unpacks to far more than its size.",
  meaning: "Such a file is made to overwhelm a program. Nothing was imported.",
  remedy: "Check where it comes from.",
} as const;
