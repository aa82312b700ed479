import { lz4 } from "./codecs.ts";
import type { Packed, Pieces } from "./pieces.ts";
import { xxh32 } from "./xxh32.ts";

const MAGIC = 0x184d2204;
/** How far back a block may point into the ones before it. */
const HISTORY = 64 * 1024;

type Header = {
  readonly blocksStart: number;
  readonly blockSize: number;
  readonly linked: boolean;
  readonly blockChecksums: boolean;
  readonly contentChecksum: boolean;
  readonly contentSize: number | null;
};

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const wrong = (what: string): never => {
  throw new Error(what);
};

/** The frame's description (LZ4 frame format 1.6.4, "Frame Descriptor"), checked by its checksum. */
function readHeader(packed: Packed): Header {
  const view = viewOf(packed.bytes(0, 7));
  const [flags, sizes] = [view.getUint8(4), view.getUint8(5)];
  if (view.getUint32(0, true) !== MAGIC || flags >> 6 !== 1) return wrong("Not an LZ4 frame.");
  if ((flags & 0x01) !== 0) return wrong("It needs a dictionary.");
  const blockCode = (sizes >> 4) & 7;
  if (blockCode < 4 || (flags & 0x02) !== 0 || (sizes & 0x8f) !== 0)
    return wrong("An impossible description.");
  const withSize = (flags & 0x08) !== 0;
  const end = 6 + (withSize ? 8 : 0);
  const whole = packed.bytes(0, end + 1);
  const sum = xxh32();
  sum.add(whole.subarray(4, end));
  if (((sum.value() >>> 8) & 0xff) !== whole[end]) return wrong("The description is damaged.");
  return {
    blocksStart: end + 1,
    blockSize: 2 ** (8 + 2 * blockCode),
    linked: (flags & 0x20) === 0,
    blockChecksums: (flags & 0x10) !== 0,
    contentChecksum: (flags & 0x04) !== 0,
    contentSize: withSize ? Number(viewOf(whole).getBigUint64(6, true)) : null,
  };
}

/** Unpacks one LZ4 frame of `length` bytes of content, a block at a time. Only the last 64 KiB are remembered. */
export function lz4Pieces(packed: Packed, length: number): Pieces {
  const header = readHeader(packed);
  if (header.contentSize !== null && header.contentSize !== length) wrong("The frame has another length.");
  const content = header.contentChecksum ? xxh32() : null;
  let history: Uint8Array = new Uint8Array(0);
  let at = header.blocksStart;
  let ended = false;

  const end = (): null => {
    if (content !== null) {
      if (viewOf(packed.bytes(at, 4)).getUint32(0, true) !== content.value())
        wrong("The content is damaged.");
      at += 4;
    }
    if (at !== packed.length) wrong("Something follows the frame.");
    ended = true;
    return null;
  };

  const remember = (piece: Uint8Array): void => {
    if (!header.linked) return;
    if (piece.length >= HISTORY) {
      history = piece.subarray(piece.length - HISTORY);
      return;
    }
    const before = history.subarray(Math.max(0, history.length + piece.length - HISTORY));
    const joined = new Uint8Array(before.length + piece.length);
    joined.set(before);
    joined.set(piece, before.length);
    history = joined;
  };

  return {
    next: () => {
      if (ended) return null;
      const size = viewOf(packed.bytes(at, 4)).getUint32(0, true);
      at += 4;
      if (size === 0) return end();
      const stored = (size & 0x8000_0000) !== 0;
      const packedLength = size & 0x7fff_ffff;
      if (packedLength > header.blockSize) return wrong("A block is larger than a block may be.");
      const block = packed.bytes(at, packedLength);
      at += packedLength;
      const piece = stored ? block.slice() : unpackBlock(block, header.blockSize, history);
      if (header.blockChecksums) {
        const sum = xxh32();
        sum.add(packed.bytes(at - packedLength, packedLength));
        if (viewOf(packed.bytes(at, 4)).getUint32(0, true) !== sum.value()) wrong("A block is damaged.");
        at += 4;
      }
      content?.add(piece);
      remember(piece);
      return piece;
    },
    close: () => {
      ended = true;
    },
  };
}

/** One block, with the content before it that it may point into. The library wants the room for it in front. */
function unpackBlock(block: Uint8Array, room: number, history: Uint8Array): Uint8Array {
  const framed = new Uint8Array(4 + block.length);
  viewOf(framed).setUint32(0, room, true);
  framed.set(block, 4);
  return history.length === 0 ? lz4().uncompressSync(framed) : lz4().uncompressSync(framed, history);
}
