import { type ReadEntry, readRecord, recordsOf } from "../../../shared/catalogue/formats/read-document.ts";
import { fail } from "../../../shared/result.ts";
import { type Ending, type Item, itemSplitter, LARGEST_ENTRY } from "./item-splitter.ts";
import { metadataProblem } from "./problems.ts";
import { textOf } from "./text-stream.ts";

/** One entry of a file, with the text it was read from. */
export type FileEntry = ReadEntry & { readonly text: string };

/** A description with more fields than this is none. */
const MOST_FIELDS = 10_000;

const isLines = (path: string): boolean => /\.(jsonl|ndjson)(\.gz)?$/i.test(path);

function entriesOf({ text, position: at }: Item, byLine: boolean): FileEntry[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return [{ at, format: null, result: fail(metadataProblem.notJson(detail)), text }];
  }
  const { records, graph } = recordsOf(parsed);
  const fields = records.length === 1 && records[0] === parsed ? Object.keys(parsed ?? {}).length : 0;
  if (fields > MOST_FIELDS)
    return [{ at, format: null, result: fail(metadataProblem.tooManyFields(fields)), text }];
  const alone = records.length === 1 && records[0] === parsed;
  return records.map((record, inner) => ({
    ...readRecord(record, byLine || records.length === 1 ? at : inner + 1, graph),
    text: alone ? text : (JSON.stringify(record) ?? ""),
  }));
}

/** Lines of a text that comes in pieces; empty lines are counted but not given. */
async function* linesOf(pieces: AsyncIterable<string>, longest: number): AsyncGenerator<Item> {
  let begun: string[] = [];
  let length = 0;
  let position = 0;
  for await (const piece of pieces) {
    let from = 0;
    for (let end = piece.indexOf("\n"); end >= 0; end = piece.indexOf("\n", from)) {
      position += 1;
      const line = begun.join("") + piece.slice(from, end);
      begun = [];
      length = 0;
      from = end + 1;
      if (line.trim() !== "") yield { position, text: line };
    }
    begun.push(piece.slice(from));
    length += piece.length - from;
    if (length > longest) throw new RangeError("line too long");
  }
  const last = begun.join("");
  if (last.trim() !== "") yield { position: position + 1, text: last };
}

async function* itemsOf(
  pieces: AsyncIterable<string>,
  onEnd: (ending: Ending) => void,
  largest: number,
): AsyncGenerator<Item> {
  let ready: Item[] = [];
  const splitter = itemSplitter((item) => ready.push(item), largest);
  for await (const piece of pieces) {
    splitter.push(piece);
    const items = ready;
    ready = [];
    yield* items;
  }
  onEnd(splitter.end());
}

/**
 * Reads the entries of a metadata file one by one: JSON Lines by line, so that a bad line spoils no other; other JSON by
 * the entries of its list. `onEnd` hears whether the document was whole. Entries of more than `largest` characters are not
 * read: a line of them ends the reading with a RangeError.
 */
export async function* readEntries(
  path: string,
  follow: { readonly onBytes: (bytes: number) => void; readonly onEnd: (ending: Ending) => void },
  signal?: AbortSignal,
  largest = LARGEST_ENTRY,
): AsyncGenerator<FileEntry> {
  const pieces = textOf(path, follow.onBytes, signal);
  const byLine = isLines(path);
  const items = byLine ? linesOf(pieces, largest) : itemsOf(pieces, follow.onEnd, largest);
  for await (const item of items) yield* entriesOf(item, byLine);
}
