import { closeSync, openSync, readSync } from "node:fs";
import { constants, gunzipSync } from "node:zlib";
import chardet from "chardet";

/** Bytes of a file's beginning that are looked at. */
const HEAD_BYTES = 1024 * 1024;

/** The beginning of a text file (unpacked if it is gzip) and in which encoding it is. */
export type TextHead = {
  readonly text: string;
  /** A name of the WHATWG Encoding Standard. */
  readonly encoding: string;
  /** The beginning holds the whole file. */
  readonly isWhole: boolean;
  readonly packed: boolean;
  /** It begins with a byte order mark, which the text is given without. */
  readonly marked: boolean;
};

/** Reads the beginning of a text file. The encoding is the given one, else that of its mark, else UTF-8 unless its bytes say otherwise. */
export function readTextHead(path: string, given: string | undefined): TextHead {
  const bytes = firstBytes(path);
  const packed = isGzip(bytes);
  const content = packed ? gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }) : bytes;
  const encoding = given ?? markOf(content) ?? withoutMark(content, !packed && bytes.length < HEAD_BYTES);
  return {
    text: new TextDecoder(encoding).decode(content),
    encoding,
    isWhole: bytes.length < HEAD_BYTES,
    packed,
    marked: markOf(content) !== null,
  };
}

/** True where Node and Chromium can read an encoding of this name. */
export function isKnownEncoding(name: string): boolean {
  try {
    return new TextDecoder(name).encoding !== "";
  } catch {
    return false;
  }
}

const isGzip = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

function firstBytes(path: string): Buffer {
  const handle = openSync(path, "r");
  try {
    const bytes = Buffer.alloc(HEAD_BYTES);
    return bytes.subarray(0, readSync(handle, bytes, 0, HEAD_BYTES, 0));
  } finally {
    closeSync(handle);
  }
}

function markOf(bytes: Buffer): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  return bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : null;
}

/** Text of which every other byte is nothing is UTF-16 of Latin letters. */
const MANY_ZEROS = 0.3;

function withoutMark(bytes: Buffer, isWhole: boolean): string {
  const sample = bytes.subarray(0, 4096);
  const zeros = [0, 0];
  for (const [at, byte] of sample.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const half = sample.length / 2;
  if ((zeros[1] ?? 0) > MANY_ZEROS * half && (zeros[0] ?? 0) < 0.05 * half) return "utf-16le";
  if ((zeros[0] ?? 0) > MANY_ZEROS * half && (zeros[1] ?? 0) < 0.05 * half) return "utf-16be";
  return isUtf8(bytes, isWhole) ? "utf-8" : likelyEncoding(bytes);
}

/** The last bytes of a piece may be the first of a letter. */
function isUtf8(bytes: Buffer, isWhole: boolean): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: !isWhole });
    return true;
  } catch {
    return false;
  }
}

/**
 * Below this a guess from letter frequencies is no better than Western European, which is what most such files are; half as
 * sure is enough where nothing else comes near.
 */
const CONFIDENT = 60;
const FAR_AHEAD = 5;
/** Detected names for which Windows-1252 is read: it has all their printable letters and more. */
const WESTERN = /^(ISO-8859-1|ASCII|windows-1252|UTF-8)$/i;

/** The encoding that the bytes of a text that is not UTF-8 suggest. */
export function likelyEncoding(bytes: Uint8Array): string {
  const [best, next] = chardet.analyse(bytes);
  if (best === undefined || WESTERN.test(best.name)) return "windows-1252";
  const isAhead = best.confidence >= CONFIDENT / 2 && best.confidence > FAR_AHEAD * (next?.confidence ?? 0);
  if (best.confidence < CONFIDENT && !isAhead) return "windows-1252";
  return isKnownEncoding(best.name) ? best.name.toLowerCase() : "windows-1252";
}
