import { createReadStream } from "node:fs";
import type { SourceFormat } from "./ports.ts";

/** What a file is, by its first bytes where they tell, else by its name. */
export type FileFormat = SourceFormat | "old-spreadsheet" | "archive" | "empty" | "unknown";

const startsWith = (bytes: Uint8Array, text: string): boolean =>
  Buffer.from(bytes.subarray(0, text.length)).toString("latin1") === text;

const byName = (path: string): FileFormat => {
  const name = path.toLowerCase().replace(/\.(gz|zst)$/, "");
  if (name.endsWith(".csv") || name.endsWith(".txt")) return "csv";
  if (name.endsWith(".tsv") || name.endsWith(".tab")) return "tsv";
  if (name.endsWith(".jsonl") || name.endsWith(".ndjson")) return "jsonl";
  // A file that says it is Arrow is handed to the engine, which tells what is wrong with it.
  if (name.endsWith(".arrow") || name.endsWith(".feather") || name.endsWith(".ipc")) return "arrow-file";
  if (name.endsWith(".arrows")) return "arrow-stream";
  if (name.endsWith(".parquet")) return "parquet";
  if (/\.xls[xm]$/.test(name)) return "xlsx";
  return "unknown";
};

/** An Arrow stream begins with the continuation mark and the length of its first message, a multiple of 8. */
const isArrowStream = (bytes: Uint8Array): boolean => {
  if (bytes.length < 8) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return (
    view.getUint32(0, true) === 0xffffffff && view.getInt32(4, true) > 0 && view.getInt32(4, true) % 8 === 0
  );
};

/** The container of workbooks of before 2007, and of later ones under a password. */
const OLE = "\u00d0\u00cf\u0011\u00e0";

const FIRST_BYTES = 16;

const firstBytesOf = async (path: string): Promise<Uint8Array> => {
  const pieces: Buffer[] = [];
  for await (const piece of createReadStream(path, { end: FIRST_BYTES - 1 })) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
};

/** Tells a file's format from its first bytes and its name. Throws Node's file errors. */
export const formatOf = async (path: string): Promise<FileFormat> => {
  const bytes = await firstBytesOf(path);
  if (bytes.length === 0) return "empty";
  if (startsWith(bytes, "ARROW1")) return "arrow-file";
  if (startsWith(bytes, "PAR1")) return "parquet";
  if (startsWith(bytes, "PK\u0003\u0004")) return /\.xls[xm]?$/i.test(path) ? "xlsx" : "archive";
  if (startsWith(bytes, OLE)) return "old-spreadsheet";
  return isArrowStream(bytes) ? "arrow-stream" : byName(path);
};
