import type { BufferPlace, Codec } from "./batch.ts";
import { damaged } from "./fault.ts";
import { type ByteSource, readBytes } from "./source.ts";
import { lz4Pieces } from "./unpack/lz4-pieces.ts";
import { type Pieces, piecewise } from "./unpack/pieces.ts";
import { MAX_LENGTH, unpack, unpackSameLength, zstdContentSize } from "./unpack/whole.ts";
import { zstdPieces } from "./unpack/zstd-pieces.ts";

/**
 * One buffer of a batch, read in windows. The bytes of `bytes` start at a multiple of eight in memory whenever
 * `start` is one, and stay valid until the next call on the same buffer.
 */
export type BufferReader = {
  /** Content length in bytes, uncompressed. */
  readonly length: number;
  readonly bytes: (start: number, length: number) => Uint8Array;
};

const WINDOW = 1 << 18;

/** Up to this many bytes of content a compressed buffer is unpacked in one go: a few milliseconds. */
const WHOLE = 2 * 1024 * 1024;

/**
 * Gives access to a buffer: straight from the file, or unpacked when it is compressed; a large one is unpacked as it is read.
 * `order` says whether it will be read from front to back; where it will not, it is unpacked into memory as a whole.
 */
export function openBuffer(
  source: ByteSource,
  place: BufferPlace,
  codec: Codec,
  order: "in-order" | "any-order" = "in-order",
): BufferReader {
  if (place.length === 0) return inMemory(new Uint8Array(0));
  if (codec === null) return windowed(source, place);
  if (place.length < 8) return damaged("a compressed buffer is cut short");
  const claimed = new DataView(readBytes(source, place.position, 8).buffer).getBigInt64(0, true);
  const packed = { position: place.position + 8, length: place.length - 8 };
  if (claimed === -1n) return windowed(source, packed);
  const most = order === "any-order" ? MAX_LENGTH : Number.MAX_SAFE_INTEGER;
  if (claimed < 0n || claimed > most) return damaged(`a compressed buffer claims ${claimed} bytes`);
  if (Number(claimed) === packed.length)
    return inMemory(unpackSameLength(readBytes(source, packed.position, packed.length), codec));
  const length = Number(claimed);
  if (length > WHOLE && order === "in-order") {
    return piecewise(length, () => openPieces(windowed(source, packed), codec, length), source);
  }
  return unpackedLater(source, packed, codec, length);
}

function openPieces(packed: BufferReader, codec: Exclude<Codec, null>, length: number): Pieces {
  try {
    if (codec === "lz4") return lz4Pieces(packed, length);
    const head = packed.bytes(0, Math.min(packed.length, ZSTD_HEADER));
    const said = zstdContentSize(head);
    if (said !== null && said !== length) throw new Error("The frame has another length.");
    return zstdPieces(packed);
  } catch {
    return damaged("a compressed buffer cannot be unpacked");
  }
}

/** The longest beginning of a Zstandard frame (RFC 8878, 3.1.1.1). */
const ZSTD_HEADER = 18;

function inMemory(content: Uint8Array): BufferReader {
  return {
    length: content.length,
    bytes: (start, length) => {
      if (start < 0 || length < 0 || start + length > content.length)
        damaged("a value lies outside its buffer");
      return content.subarray(start, start + length);
    },
  };
}

function windowed(source: ByteSource, place: BufferPlace): BufferReader {
  let scratch = new Uint8Array(0);
  let from = 0;
  let to = 0;
  return {
    length: place.length,
    bytes: (start, length) => {
      if (start < 0 || length < 0 || start + length > place.length)
        damaged("a value lies outside its buffer");
      if (start < from || start + length > to) {
        from = start - (start % 64);
        to = Math.min(place.length, Math.max(start + length, from + WINDOW));
        if (scratch.length < to - from)
          scratch = new Uint8Array(Math.max(to - from, Math.min(WINDOW, place.length)));
        source.readInto(scratch.subarray(0, to - from), place.position + from);
      }
      return scratch.subarray(start - from, start - from + length);
    },
  };
}

function unpackedLater(
  source: ByteSource,
  place: BufferPlace,
  codec: Exclude<Codec, null>,
  length: number,
): BufferReader {
  let content: BufferReader | null = null;
  return {
    length,
    bytes: (start, count) => {
      content ??= inMemory(unpack(readBytes(source, place.position, place.length), codec, length));
      return content.bytes(start, count);
    },
  };
}
