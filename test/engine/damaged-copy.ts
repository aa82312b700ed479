import { isDeepStrictEqual } from "node:util";
import type { LoadedFile } from "../../electron/engine/engine.ts";
import { decodeTable, type ResultTable } from "../../shared/answer/table/table.ts";

/** Numbers below one, the same in every run of the same seed. */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Lengths, offsets and places that a lying file would write. */
const LIES = [0n, 1n, -1n, 2n, -8n, 64n, 2n ** 31n - 1n, 2n ** 31n, 2n ** 40n, 2n ** 62n, -(2n ** 63n)];

/** Bytes cut short, flipped, moved, or overwritten by lies; more often near both ends, where the descriptions are. */
export function damagedCopy(original: Uint8Array, random: () => number): Uint8Array {
  if (random() < 0.2) return original.slice(0, Math.floor(random() * original.length));
  const bytes = original.slice();
  const view = new DataView(bytes.buffer);
  for (let changes = random() < 0.6 ? 1 : 4; changes > 0; changes -= 1) {
    const way = random();
    const reach = random() < 0.6 ? Math.min(3000, bytes.length) : bytes.length;
    const back = Math.floor(random() * reach);
    const at = random() < 0.5 ? bytes.length - 1 - back : back;
    const lie = LIES[Math.floor(random() * LIES.length)] ?? 0n;
    if (way < 0.3) bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
    else if (way < 0.4) bytes.copyWithin(at, Math.floor(random() * bytes.length), bytes.length - at);
    else if (way < 0.7 && at > 8) view.setBigInt64((at & ~7) - 8, lie, true);
    else if (at > 4) view.setInt32((at & ~3) - 4, Number(BigInt.asIntN(32, lie)), true);
  }
  return bytes;
}

/**
 * Where the library for JavaScript, which checks little, reads the bytes too, both must see the same values: the first column
 * in which they do not, else null.
 */
export function differsFromOtherReader(
  bytes: Uint8Array,
  ours: ResultTable,
  columns: LoadedFile["columns"],
): string | null {
  let theirs: ResultTable;
  try {
    theirs = decodeTable(bytes);
  } catch {
    return null;
  }
  for (const [index, { name, type, arrowType, sourceName }] of columns.entries()) {
    // What we write differently on purpose: intervals, and date64 columns that damage gave times of day.
    if (type === "INTERVAL" || arrowType === "date64") continue;
    const other = theirs.columns.findIndex((column) => column.name === name);
    if (other < 0 || sourceName !== undefined) continue;
    const same = isDeepStrictEqual(
      ours.rows.map((row) => row[index]),
      theirs.rows.map((row) => row[other]),
    );
    if (!same) return `${name} (${arrowType})`;
  }
  return null;
}
