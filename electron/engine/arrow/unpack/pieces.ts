import { damaged } from "../fault.ts";
import type { ByteSource } from "../source.ts";

/** Content that is unpacked piece by piece, in order. */
export type Pieces = {
  /** The next piece, null after the last. Throws where the packed bytes make no sense. */
  readonly next: () => Uint8Array | null;
  /** Gives back what unpacking holds. May be called at any time, and again. */
  readonly close: () => void;
};

/** The packed bytes of one buffer, read in windows. */
export type Packed = {
  readonly length: number;
  readonly bytes: (start: number, length: number) => Uint8Array;
};

/** Content before the wanted bytes that is kept: a look back within it costs nothing. */
const KEPT_BEHIND = 64 * 1024;

/**
 * Gives access to content that unpacks piece by piece: only about the window asked for is held in memory, and each request
 * does only its own share of the work. A look far back starts again from the beginning. The bytes start at a multiple of
 * eight in memory whenever `start` is one.
 */
export function piecewise(
  length: number,
  open: () => Pieces,
  source: Pick<ByteSource, "onClose">,
): { readonly length: number; readonly bytes: (start: number, length: number) => Uint8Array } {
  let pieces: Pieces | null = null;
  let held = new Uint8Array(0);
  // What is held: the content's bytes `from` to `to`, at the start of `held`.
  let from = 0;
  let to = 0;

  const restart = (): Pieces => {
    pieces?.close();
    const opened = open();
    source.onClose(opened.close);
    pieces = opened;
    from = 0;
    to = 0;
    return opened;
  };
  const nextOf = (opened: Pieces): Uint8Array | null => {
    try {
      return opened.next();
    } catch {
      return damaged("a compressed buffer cannot be unpacked");
    }
  };
  /** Makes room behind `to`, letting go of what lies before `start`. */
  const makeRoom = (more: number, start: number): void => {
    if (to - from + more <= held.length) return;
    const keep = Math.min(to, Math.max(from, start - KEPT_BEHIND));
    const first = keep - (keep % 64);
    const kept = held.subarray(Math.max(0, first - from), to - from);
    const needed = kept.length + more;
    if (needed * 2 > held.length) {
      const larger = new Uint8Array(Math.max(needed * 2, 4 * KEPT_BEHIND));
      larger.set(kept);
      held = larger;
    } else held.copyWithin(0, first - from, to - from);
    from = first;
  };

  return {
    length,
    bytes: (start, count) => {
      if (start < 0 || count < 0 || start + count > length) damaged("a value lies outside its buffer");
      let opened = pieces ?? restart();
      if (start < from) opened = restart();
      while (to < start + count) {
        const piece = nextOf(opened);
        if (piece === null || to + piece.length > length)
          return damaged("a compressed buffer unpacks to another length than it claims");
        makeRoom(piece.length, start);
        held.set(piece, to - from);
        to += piece.length;
        // Read to its end here, so that a checksum behind it counts and nothing stays open.
        if (to === length && nextOf(opened) !== null)
          damaged("a compressed buffer unpacks to another length than it claims");
      }
      return held.subarray(start - from, start - from + count);
    },
  };
}
