import type { Codec } from "../batch.ts";
import { damaged } from "../fault.ts";
import { lz4, zstd } from "./codecs.ts";

/** The largest buffer that is unpacked in one piece, in bytes: what fits the decoder's own memory. */
export const MAX_LENGTH = 2 ** 30;

/**
 * Unpacks one compressed buffer to exactly `length` bytes, or to what it says itself when no length is given. Its memory
 * starts at a multiple of eight.
 */
export function unpack(packed: Uint8Array, codec: Exclude<Codec, null>, length?: number): Uint8Array {
  let content: Uint8Array;
  try {
    content = codec === "lz4" ? unpackLz4(packed, length) : unpackZstd(packed, length);
  } catch {
    return damaged("a compressed buffer cannot be unpacked");
  }
  if (length !== undefined && content.length !== length)
    damaged("a compressed buffer unpacks to another length than it claims");
  return content.byteOffset % 8 === 0 ? content : content.slice();
}

/**
 * Unpacks a buffer whose claimed length is that of its packed bytes. apache-arrow for JavaScript (21) writes the packed length
 * where the unpacked one belongs, so what the frame says itself counts; but packing may also gain nothing at all, and then a
 * frame that does not tell its length (as Polars writes them) has just the length claimed.
 */
export function unpackSameLength(packed: Uint8Array, codec: Exclude<Codec, null>): Uint8Array {
  const untold = codec === "zstd" && told(packed) === null;
  return unpack(packed, codec, untold ? packed.length : undefined);
}

function told(packed: Uint8Array): number | null {
  try {
    return zstdContentSize(packed);
  } catch {
    return damaged("a compressed buffer cannot be unpacked");
  }
}

function unpackLz4(packed: Uint8Array, wanted: number | undefined): Uint8Array {
  // The library unpacks however much there is: a small file must not be able to fill the memory.
  const most = wanted === undefined ? MAX_LENGTH : SPARE_BLOCKS * wanted + SPARE_ROOM;
  if (lz4Room(packed) > most) throw new Error("Far more blocks than needed.");
  return lz4().decompressFrameSync(Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength));
}

/** Writers may cut blocks early, so some more room than the content needs is no sign of harm. */
const SPARE_BLOCKS = 8;
const SPARE_ROOM = 64 * 1024 * 1024;

/** The most that an LZ4 frame can unpack to: its blocks, each as large as they may be (LZ4 frame format 1.6, "Data Blocks"). */
function lz4Room(packed: Uint8Array): number {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  if (view.getUint32(0, true) !== 0x184d2204) throw new Error("Not an LZ4 frame.");
  const flags = view.getUint8(4);
  const blockSize = 2 ** (8 + 2 * ((view.getUint8(5) >> 4) & 7));
  const checksum = (flags & 0x10) === 0 ? 0 : 4;
  let at = 7 + ((flags & 0x08) === 0 ? 0 : 8) + ((flags & 0x01) === 0 ? 0 : 4);
  let blocks = 0;
  for (; ; blocks += 1) {
    const length = view.getUint32(at, true) & 0x7fffffff;
    at += 4;
    if (length === 0) break;
    at += length + checksum;
  }
  const contentChecksum = (flags & 0x04) === 0 ? 0 : 4;
  if (at + contentChecksum !== packed.length) throw new Error("Something follows the frame.");
  return blocks * blockSize;
}

function unpackZstd(packed: Uint8Array, wanted: number | undefined): Uint8Array {
  const claimed = zstdContentSize(packed);
  const length = wanted ?? claimed;
  if (length === null || length > MAX_LENGTH || packed.length > MAX_LENGTH)
    throw new Error("The frame does not tell a possible length.");
  if (claimed !== null && claimed !== length) throw new Error("The frame has another length.");
  if (length === 0) return new Uint8Array(0);
  // What goes wrong comes back as content of another length.
  const content = zstd().decode(packed, length);
  if (content.length !== length) throw new Error("The frame is not as long as it claims.");
  return content;
}

/** The content size that a Zstandard frame header gives (RFC 8878, 3.1.1.1), null when it gives none. */
export function zstdContentSize(packed: Uint8Array): number | null {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  if (packed.length < 6 || view.getUint32(0, true) !== 0xfd2fb528) throw new Error("Not a Zstandard frame.");
  const descriptor = view.getUint8(4);
  const singleSegment = (descriptor & 0x20) !== 0;
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] ?? 0;
  const at = 5 + (singleSegment ? 0 : 1) + dictionaryBytes;
  switch (descriptor >> 6) {
    case 0:
      return singleSegment ? view.getUint8(at) : null;
    case 1:
      return view.getUint16(at, true) + 256;
    case 2:
      return view.getUint32(at, true);
    default:
      return Number(view.getBigUint64(at, true));
  }
}
