import { closeSync, openSync, readSync } from "node:fs";
import { constants, gunzipSync } from "node:zlib";

/** What the beginning of a delimited file tells. */
export type DelimitedHead = {
  readonly encoding: "utf-8" | "utf-16";
  readonly delimiter: string;
  /** The cells of the first row; empty when the file has none. */
  readonly names: readonly string[];
};

const HEAD_BYTES = 1024 * 1024;
const DELIMITERS = [",", ";", "\t", "|"] as const;

/** Reads the first row of a CSV file (gzip allowed). The delimiter is the one that occurs most in it, outside quotes. */
export function readHead(path: string, given: string | null): DelimitedHead {
  const bytes = unzipped(firstBytes(path));
  const mark = bytes.length >= 2 ? bytes.readUInt16LE(0) : 0;
  const encoding = mark === 0xfeff ? "utf-16" : "utf-8";
  const text = new TextDecoder(encoding === "utf-16" ? "utf-16le" : "utf-8").decode(bytes);
  const delimiter = given ?? likelyDelimiter(text);
  return { encoding, delimiter, names: text.trim() === "" ? [] : firstRow(text, delimiter) };
}

function firstBytes(path: string): Buffer {
  const handle = openSync(path, "r");
  try {
    const bytes = Buffer.alloc(HEAD_BYTES);
    return bytes.subarray(0, readSync(handle, bytes, 0, HEAD_BYTES, 0));
  } finally {
    closeSync(handle);
  }
}

/** The content of a gzip file's beginning, as far as it goes. */
function unzipped(bytes: Buffer): Buffer {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  return gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH });
}

function likelyDelimiter(text: string): string {
  const counts = DELIMITERS.map((delimiter) => firstRow(text, delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ",";
}

/** The cells of the first row that is not blank, by RFC 4180: quotes around cells, doubled inside. */
function firstRow(text: string, delimiter: string): string[] {
  const cells: string[] = [];
  let cell = "";
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (character === '"' && cell === "") quoted = true;
    else if (character === delimiter) {
      cells.push(cell);
      cell = "";
    } else if (character === "\n" || character === "\r") {
      if (cells.length > 0 || cell !== "") break;
    } else cell += character;
  }
  return [...cells, cell];
}
