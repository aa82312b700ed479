import type { Codec, ColumnPart } from "./batch.ts";
import { openBuffer } from "./buffers.ts";
import type { DictionaryState } from "./dictionary.ts";
import { damaged } from "./fault.ts";
import { copyValues, fitsLookedUp, type LeafReader, lookUpPlaces, type Values } from "./leaf-reader.ts";
import type { ByteSource } from "./source.ts";

/**
 * Reader of a run-end encoded column: each run has one value, and its end is the row after its last. `readerOf` makes the
 * reader of the values.
 */
export function runReader(
  source: ByteSource,
  codec: Codec,
  part: ColumnPart,
  readerOf: (values: ColumnPart) => LeafReader,
): LeafReader {
  const [ends, values] = part.children;
  if (ends === undefined || values === undefined) return damaged("a column of runs lacks its parts");
  const runEnds = readEnds(source, codec, ends, part.rows);
  if (values.rows < runEnds.length) damaged("a column of runs has fewer values than runs");
  const reader = readerOf(values);
  const chunk = reader.read(0, values.rows);
  reader.finish();
  const state: DictionaryState = {
    count: values.rows,
    values: copyValues(chunk.values),
    validity: chunk.validity,
    codes: null,
    longest: longestOf(chunk.values),
  };
  let run = 0;
  return {
    fits: (_, rows) => fitsLookedUp(state, 0, rows),
    read: (start, rows) => {
      const places = new Uint32Array(rows);
      for (let row = 0; row < rows; row += 1) {
        while ((runEnds[run] ?? Number.POSITIVE_INFINITY) <= start + row) run += 1;
        places[row] = run;
      }
      return lookUpPlaces(places, rows, null, state, 0);
    },
    finish: () => undefined,
  };
}

function longestOf(values: Values): number {
  if (values.kind !== "run") return 0;
  const { offsets } = values.run;
  let longest = 0;
  for (let entry = 1; entry < offsets.length; entry += 1)
    longest = Math.max(longest, (offsets[entry] ?? 0) - (offsets[entry - 1] ?? 0));
  return longest;
}

/** The ends of all runs, checked to rise and to cover every row. */
function readEnds(source: ByteSource, codec: Codec, part: ColumnPart, rows: number): Float64Array {
  const { type } = part.field;
  const place = part.buffers[1];
  if (type.kind !== "int" || !type.signed || type.bits === 8 || place === undefined) {
    return damaged("the ends of its runs are no whole numbers");
  }
  if (part.nulls > 0) damaged("an end of a run is missing");
  const content = openBuffer(source, place, codec);
  const width = type.bits / 8;
  if (content.length < part.rows * width) damaged("a column of runs has too few ends");
  const bytes = content.bytes(0, part.rows * width);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const ends = new Float64Array(part.rows);
  let previous = 0;
  for (let run = 0; run < part.rows; run += 1) {
    const at = run * width;
    const end =
      width === 2
        ? view.getInt16(at, true)
        : width === 4
          ? view.getInt32(at, true)
          : Number(view.getBigInt64(at, true));
    if (end <= previous) damaged("the ends of its runs do not rise");
    ends[run] = end;
    previous = end;
  }
  if (previous < rows) damaged("its runs end before its rows do");
  return ends;
}
