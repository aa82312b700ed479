import { zstd } from "./codecs.ts";
import type { Packed, Pieces } from "./pieces.ts";

/** Packed bytes handed over at a time: little enough that giving up in between costs little. */
const WINDOW = 64 * 1024;
/** So often may nothing come out for the same window: for its own frames without content. */
const MOST_EMPTY = 1000;

/** Unpacks Zstandard content, at most 128 KiB at a time. */
export function zstdPieces(packed: Packed): Pieces {
  let given = 0;
  let closed = false;
  let empties = 0;
  const windows = function* (): Generator<Uint8Array> {
    while (!closed && given < packed.length) {
      const window = packed.bytes(given, Math.min(WINDOW, packed.length - given));
      given += window.length;
      empties = 0;
      yield window;
    }
  };
  const pieces = zstd().decodeStreaming(windows());
  let ended = false;

  const next = (): Uint8Array | null => {
    for (;;) {
      if (ended) return null;
      const { value, done } = pieces.next();
      if (done === true) {
        ended = true;
        return null;
      }
      if (value.length > 0) return value;
      // The library tries bytes that make no sense for ever.
      empties += 1;
      if (empties > MOST_EMPTY) {
        ended = true;
        throw new Error("It cannot be unpacked.");
      }
    }
  };
  return {
    next,
    close: () => {
      closed = true;
      // The library gives its memory back when it has taken in the window it was given.
      try {
        while (next() !== null);
      } catch {
        ended = true;
      }
    },
  };
}
