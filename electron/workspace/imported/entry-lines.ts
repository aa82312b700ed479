import { createReadStream } from "node:fs";
import { z } from "zod";
import type { Dataset } from "../../../shared/catalogue/dataset.ts";

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

/** What a line tells of its entry without being read through: its id, and when it came (milliseconds since 1970; 0: not said). */
export type LineFacts = { readonly id: string; readonly since: number };

/** The line of an entry, with its end. What the directory needs of it stands first. */
export function lineOf({ schema, id, source, ...rest }: Dataset): Buffer {
  const { imported, ...others } = source;
  const first = imported === undefined ? others : { imported, ...others };
  return Buffer.from(`${JSON.stringify({ schema, id, source: first, ...rest })}\n`);
}

/** How Askline begins the line of an entry. */
const BEGINNING = /^\{"schema":"askline\/dataset\/1","id":"([^"\\]*)",(?:"source":\{"imported":"([^"\\]*)")?/;
/** Ids have at most 300 characters. */
const BEGINNING_LENGTH = 1_400;
const IMPORTED = Buffer.from('"imported":"');

const factsSchema = z.looseObject({
  id: z.string(),
  source: z.looseObject({ imported: z.string().optional() }).optional().catch(undefined),
});

/** Reads the facts of a line; null for a line that is no entry. */
export function factsOf(line: Buffer): LineFacts | null {
  const [, id, imported] = BEGINNING.exec(line.toString("utf8", 0, BEGINNING_LENGTH)) ?? [];
  if (id !== undefined && (imported !== undefined || !line.includes(IMPORTED)))
    return { id, since: momentOf(imported) };
  try {
    const entry = factsSchema.parse(JSON.parse(line.toString("utf8")));
    return { id: entry.id, since: momentOf(entry.source?.imported) };
  } catch {
    return null;
  }
}

const momentOf = (written: string | undefined): number => (written && Date.parse(written)) || 0;
