import { decompress as decompressZstd } from "fzstd";
import { decompressFrameSync } from "lz4-napi";
import type { Codec } from "./batch.ts";
import { damaged } from "./fault.ts";

/**
 * Unpacks one compressed buffer to exactly `length` bytes, or to what it says itself when no length is given. Its memory
 * starts at a multiple of eight.
 */
export function unpack(packed: Uint8Array, codec: Exclude<Codec, null>, length?: number): Uint8Array {
  let content: Uint8Array;
  try {
    content = codec === "lz4" ? unpackLz4(packed) : unpackZstd(packed, length);
  } catch {
    return damaged("a compressed buffer cannot be unpacked");
  }
  if (length !== undefined && content.length !== length)
    damaged("a compressed buffer unpacks to another length than it claims");
  return content.byteOffset % 8 === 0 ? content : content.slice();
}

const unpackLz4 = (packed: Uint8Array): Uint8Array =>
  decompressFrameSync(Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength));

/** The largest single buffer that is unpacked, in bytes. */
export const MAX_LENGTH = 2 ** 31;

/** Room behind the content, to see whether more was written than claimed. */
const SLACK = 64;

/**
 * Unpacks Zstandard. The library writes into the memory it is given and does not tell how much, so the memory is
 * marked beforehand: the last byte must have been overwritten and the first byte behind it must not.
 */
function unpackZstd(packed: Uint8Array, wanted: number | undefined): Uint8Array {
  const claimed = zstdContentSize(packed);
  const length = wanted ?? claimed;
  if (length === null || length > MAX_LENGTH) throw new Error("The frame does not tell a possible length.");
  if (claimed !== null && claimed !== length) throw new Error("The frame has another length.");
  for (const mark of [0xa5, 0x5a]) {
    const memory = new Uint8Array(length + SLACK);
    memory.fill(mark, Math.max(0, length - 1));
    decompressZstd(packed, memory);
    if (memory[length] !== mark) throw new Error("The frame is longer than it claims.");
    if (length === 0 || memory[length - 1] !== mark) return memory.subarray(0, length);
  }
  throw new Error("The frame is shorter than it claims.");
}

/** The content size that a Zstandard frame header gives (RFC 8878, 3.1.1.1), null when it gives none. */
function zstdContentSize(packed: Uint8Array): number | null {
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
