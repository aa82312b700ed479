import { type DuckDBEnumType, ENUM } from "@duckdb/node-api";
import { inByteOrder, MAX_ENUM } from "./dictionary.ts";
import { damaged } from "./fault.ts";
import type { Chunk } from "./leaf-reader.ts";
import type { Pause } from "./pause.ts";
import { createTextTable, type TextTable, viewOf } from "./text-table.ts";
import { isValid } from "./validity.ts";

/**
 * Columns of plain text that hold few different texts are stored as an ENUM, as dictionaries are: at 10 million rows DuckDB
 * groups by it in a third of the time. The texts are gathered in a reading of their own, which ends as soon as there are
 * too many.
 */
export type TextCodes = {
  /** All texts, sorted as text sorts. */
  readonly enumType: DuckDBEnumType;
  /** Begins at the first row: gives the same rows with codes for texts, in their order. */
  readonly coder: () => (chunk: Chunk, rows: number) => Chunk;
};

/** How many rows' texts may still be remembered, so that they need not be looked up again: 2 bytes each. */
export type Memory = { rows: number };

/** For all columns of a table together 32 MB. What does not fit is looked up twice. */
export const memoryForTexts = (): Memory => ({ rows: 16 * 1024 * 1024 });

/** Tables with fewer rows are read so soon that codes would not be noticed. */
export const WORTH_CODING_ROWS = 20_000;

/** A text must stand in so many rows on average. */
const ROWS_PER_TEXT = 4;

/** Different texts of a column may take so many bytes together: longer ones are prose, which nobody groups by. */
const MAX_BYTES = 4 * 1024 * 1024;

/** Rows read at a time: a few milliseconds. */
const SLICE = 32_768;

/** Reads a column of text to its end; null where it has too many texts, or some that an ENUM cannot hold. */
export async function codesOfTexts(
  scan: (maxRows: number) => { readonly rows: number; readonly columns: readonly Chunk[] } | null,
  rows: number,
  memory: Memory,
  pause: Pause,
): Promise<TextCodes | null> {
  const table = createTextTable();
  const most = Math.min(MAX_ENUM, Math.floor(rows / ROWS_PER_TEXT));
  const entries = new Uint16Array(Math.min(rows, memory.rows));
  let row = 0;
  for (let piece = scan(SLICE); piece !== null; piece = scan(SLICE)) {
    const [chunk] = piece.columns;
    if (chunk === undefined || !gather(table, chunk, piece.rows, most, entries.subarray(row))) return null;
    row += piece.rows;
    await pause();
  }
  const texts = table.texts();
  // The ENUM is made from C strings, which end at a zero character.
  if (texts.length === 0 || texts.some((text) => text.includes("\0"))) return null;
  await pause();
  const members = inByteOrder([...texts]);
  const placeOf = new Map(members.map((text, place) => [text, place]));
  const codes = Uint16Array.from(texts, (text) => placeOf.get(text) ?? 0);
  await pause();
  memory.rows -= entries.length;
  return {
    enumType: ENUM(members),
    coder: () => {
      let done = 0;
      return (chunk, count) => {
        const known = entries.subarray(done);
        done += count;
        return {
          validity: chunk.validity,
          values: { kind: "fixed", ...codesOf(table, chunk, count, codes, known) },
        };
      };
    },
  };
}

/** Takes in the texts of some rows and puts down their numbers; false where there are more than a column of codes may have. */
function gather(
  table: TextTable,
  { values, validity }: Chunk,
  rows: number,
  most: number,
  entries: Uint16Array,
): boolean {
  if (values.kind !== "run") return false;
  const { offsets } = values.run;
  const bytes = viewOf(values.run.bytes);
  for (let row = 0; row < rows; row += 1) {
    if (validity !== null && !isValid(validity, row)) continue;
    const entry = table.add(bytes, offsets[row] ?? 0, offsets[row + 1] ?? 0);
    if (table.size() > most) return false;
    if (row < entries.length) entries[row] = entry;
  }
  return table.bytes() <= MAX_BYTES;
}

function codesOf(
  table: TextTable,
  { values, validity }: Chunk,
  rows: number,
  codes: Uint16Array,
  entries: Uint16Array,
): { readonly bytes: Uint8Array; readonly width: 1 | 2 } {
  if (values.kind !== "run") return damaged("a column changed its type");
  const { offsets } = values.run;
  const bytes = viewOf(values.run.bytes);
  const width = codes.length <= 0xff ? 1 : 2;
  const target = width === 1 ? new Uint8Array(rows) : new Uint16Array(rows);
  const known = Math.min(rows, entries.length);
  for (let row = 0; row < known; row += 1) target[row] = codes[entries[row] ?? 0] ?? 0;
  for (let row = known; row < rows; row += 1) {
    if (validity !== null && !isValid(validity, row)) continue;
    const entry = table.find(bytes, offsets[row] ?? 0, offsets[row + 1] ?? 0);
    if (entry < 0) return damaged("the file changed while it was read");
    target[row] = codes[entry] ?? 0;
  }
  return { bytes: new Uint8Array(target.buffer), width };
}
