import fc from "fast-check";
import { compressFrameSync, compressSync, decompressFrameSync } from "lz4-napi";
import { beforeAll, describe, expect, it } from "vitest";
import { makeUnpackReady } from "../../electron/engine/arrow/unpack/codecs.ts";
import { lz4Pieces } from "../../electron/engine/arrow/unpack/lz4-pieces.ts";
import { type Packed, type Pieces, piecewise } from "../../electron/engine/arrow/unpack/pieces.ts";
import { unpackSameLength } from "../../electron/engine/arrow/unpack/whole.ts";
import { xxh32 } from "../../electron/engine/arrow/unpack/xxh32.ts";
import { zstdPieces } from "../../electron/engine/arrow/unpack/zstd-pieces.ts";

beforeAll(makeUnpackReady);

const noSource = { onClose: () => undefined };
const packedOf = (bytes: Uint8Array): Packed => ({
  length: bytes.length,
  bytes: (start, length) => {
    if (start + length > bytes.length) throw new Error("Past the end.");
    return bytes.subarray(start, start + length);
  },
});

/** Text-like content: repeats itself near and far, so that blocks point back into those before them. */
function content(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at += 1)
    bytes[at] = at % 70_001 < 40_000 ? (at * at) % 251 : (bytes[at - 33_000] ?? 7);
  return bytes;
}

const checksum = (...parts: readonly Uint8Array[]): number => {
  const sum = xxh32();
  for (const part of parts) sum.add(part);
  return sum.value();
};

const word = (value: number): Uint8Array => {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
};

/** An LZ4 frame of 64 KiB blocks that point into each other, with every checksum there is: as the C library writes. */
function linkedFrame(bytes: Uint8Array): Uint8Array {
  const description = Uint8Array.of(0b0101_0100, 0x40);
  const parts: Uint8Array[] = [
    word(0x184d2204),
    description,
    Uint8Array.of((checksum(description) >>> 8) & 0xff),
  ];
  for (let at = 0; at < bytes.length; at += 65_536) {
    const block = Buffer.from(bytes.subarray(at, at + 65_536));
    const history = Buffer.from(bytes.subarray(Math.max(0, at - 65_536), at));
    const packed = at === 0 ? compressSync(block) : compressSync(block, history);
    const body = packed.subarray(4);
    const data = body.length < block.length ? body : block;
    parts.push(word(body.length < block.length ? body.length : 0x8000_0000 + block.length), data);
    parts.push(word(checksum(data)));
  }
  return Buffer.concat([...parts, word(0), word(checksum(bytes))]);
}

function all(pieces: Pieces): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let piece = pieces.next(); piece !== null; piece = pieces.next()) parts.push(piece.slice());
  return Buffer.concat(parts);
}

describe("LZ4, block by block", () => {
  const bytes = content(700_000);

  it("gives what the library gives for the whole frame: blocks on their own, with and without checksums", () => {
    for (const options of [{}, { contentChecksum: true, blockChecksums: true }]) {
      const frame = compressFrameSync(Buffer.from(bytes), options);
      expect(Buffer.compare(all(lz4Pieces(packedOf(frame), bytes.length)), decompressFrameSync(frame))).toBe(
        0,
      );
    }
  });

  it("gives what the library gives for blocks that point into the ones before", () => {
    const frame = linkedFrame(bytes);
    expect(Buffer.compare(decompressFrameSync(Buffer.from(frame)), bytes)).toBe(0);
    expect(Buffer.compare(all(lz4Pieces(packedOf(frame), bytes.length)), bytes)).toBe(0);
  });

  it("notices every damaged byte where the frame has checksums", () => {
    const short = bytes.subarray(0, 150_000);
    const frame = linkedFrame(short);
    fc.assert(
      fc.property(fc.nat(frame.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const hurt = frame.slice();
        hurt[at] = (hurt[at] ?? 0) ^ flip;
        expect(() => all(lz4Pieces(packedOf(hurt), short.length))).toThrow();
      }),
      { numRuns: 60 },
    );
  });

  it.each([0, 6, 7, 100, -5, -1])("notices a frame cut at %d", (at) => {
    const frame = linkedFrame(bytes.subarray(0, 150_000));
    expect(() => all(lz4Pieces(packedOf(frame.slice(0, at)), 150_000))).toThrow();
  });
});

/** A Zstandard frame of raw blocks and of blocks of one repeated byte (RFC 8878, 3.1.1.2). */
function zstdFrame(blocks: readonly (Uint8Array | { readonly byte: number; readonly times: number })[]) {
  const header = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58);
  const parts = blocks.flatMap((block, index) => {
    const last = index === blocks.length - 1 ? 1 : 0;
    const [type, size, data] =
      "byte" in block ? [1, block.times, Uint8Array.of(block.byte)] : [0, block.length, block];
    return [word(last + (type << 1) + (size << 3)).subarray(0, 3), data];
  });
  return Buffer.concat([header, ...parts]);
}

describe("Zstandard, piece by piece", () => {
  const raw = content(100_000);
  const frame = zstdFrame([raw, { byte: 42, times: 100_000 }, raw.subarray(0, 5)]);
  const whole = Buffer.concat([raw, new Uint8Array(100_000).fill(42), raw.subarray(0, 5)]);

  it("gives the content", () => {
    expect(Buffer.compare(all(zstdPieces(packedOf(frame))), whole)).toBe(0);
  });

  it("can be given up at any moment, and started again", () => {
    for (let taken = 0; taken < 3; taken += 1) {
      const pieces = zstdPieces(packedOf(frame));
      for (let count = 0; count < taken; count += 1) pieces.next();
      pieces.close();
      expect(pieces.next()).toBeNull();
    }
    expect(Buffer.compare(all(zstdPieces(packedOf(frame))), whole)).toBe(0);
  });

  it("ends with an error, not in a circle, where the bytes make no sense", () => {
    const hurt = Buffer.from(frame);
    hurt.fill(0xff, 6, 9);
    expect(() => all(zstdPieces(packedOf(hurt)))).toThrow();
    expect(() => all(zstdPieces(packedOf(frame.subarray(0, 90_000))))).toThrow();
  });
});

describe("content that unpacks as it is read", () => {
  const bytes = content(1_200_000);
  const frame = linkedFrame(bytes);
  const reader = (length = bytes.length) =>
    piecewise(length, () => lz4Pieces(packedOf(frame), length), noSource);

  it("gives any window, forwards and backwards, at an aligned place in memory", () => {
    const windows = fc.array(fc.tuple(fc.nat(bytes.length), fc.nat(200_000)), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(windows, (asked) => {
        const content_ = reader();
        for (const [start, wanted] of asked) {
          const count = Math.min(wanted, bytes.length - start);
          const got = content_.bytes(start, count);
          expect(Buffer.compare(got, bytes.subarray(start, start + count))).toBe(0);
          expect(got.byteOffset % 8).toBe(start % 8);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("holds little of it", () => {
    const content_ = reader();
    for (let at = 0; at + 16_384 <= bytes.length; at += 16_384) {
      expect(content_.bytes(at, 16_384).buffer.byteLength).toBeLessThanOrEqual(512 * 1024);
    }
  });

  it("is refused where it is shorter or longer than it claims", () => {
    for (const claimed of [bytes.length - 1, bytes.length + 1]) {
      expect(() => reader(claimed).bytes(claimed - 1, 1)).toThrow(/another length|lies outside/);
    }
  });
});

describe("a packed buffer that claims as many bytes as it has itself", () => {
  // RFC 8878: one block that repeats a byte, in a frame that says how long it is, or does not.
  const repeated = (times: number): readonly number[] => [(times << 3) | 0b011, 0, 0, 7];
  const telling = (times: number) => Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0x20, times, ...repeated(times));
  const untold = (times: number) => Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58, ...repeated(times));

  it("unpacks to what its frame says (apache-arrow for JavaScript), or to just that (Polars)", () => {
    expect(unpackSameLength(telling(25), "zstd")).toEqual(new Uint8Array(25).fill(7));
    expect(unpackSameLength(untold(10), "zstd")).toEqual(new Uint8Array(10).fill(7));
  });

  it("is refused where it unpacks to anything else", () => {
    expect(() => unpackSameLength(untold(11), "zstd")).toThrow(/cannot be unpacked/);
    expect(() => unpackSameLength(Uint8Array.of(1, 2, 3), "zstd")).toThrow(/cannot be unpacked/);
  });
});
