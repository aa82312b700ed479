import type { BufferPlace, Codec } from "./batch.ts";
import { damaged } from "./fault.ts";
import { type ByteSource, readBytes } from "./source.ts";
import { MAX_LENGTH, unpack } from "./unpack.ts";

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

/** Gives access to a buffer: straight from the file, or unpacked into memory when it is compressed. */
export function openBuffer(source: ByteSource, place: BufferPlace, codec: Codec): BufferReader {
  if (place.length === 0) return inMemory(new Uint8Array(0));
  if (codec === null) return windowed(source, place);
  if (place.length < 8) return damaged("a compressed buffer is cut short");
  const claimed = new DataView(readBytes(source, place.position, 8).buffer).getBigInt64(0, true);
  const packed = { position: place.position + 8, length: place.length - 8 };
  if (claimed === -1n) return windowed(source, packed);
  if (claimed < 0n || claimed > MAX_LENGTH) return damaged(`a compressed buffer claims ${claimed} bytes`);
  // apache-arrow for JavaScript (21) writes the packed length where the unpacked one belongs.
  if (Number(claimed) === packed.length)
    return inMemory(unpack(readBytes(source, packed.position, packed.length), codec));
  return unpackedLater(source, packed, codec, Number(claimed));
}

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
