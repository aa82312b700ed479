import { DictionaryBatch } from "apache-arrow/fb/dictionary-batch";
import { Footer } from "apache-arrow/fb/footer";
import { Message } from "apache-arrow/fb/message";
import { MessageHeader } from "apache-arrow/fb/message-header";
import { RecordBatch } from "apache-arrow/fb/record-batch";
import { Schema } from "apache-arrow/fb/schema";
import { type Batch, readBatch } from "./batch.ts";
import { ArrowFault, damaged } from "./fault.ts";
import type { Pause } from "./pause.ts";
import { type ArrowField, readSchema } from "./schema.ts";
import { type ByteSource, readBytes } from "./source.ts";
import { StrictBuffer, safeLength } from "./strict-buffer.ts";

/** A part of the content, in the order in which it applies. */
export type Piece =
  | { readonly kind: "rows"; readonly batch: Batch }
  | { readonly kind: "dictionary"; readonly id: string; readonly delta: boolean; readonly batch: Batch };

/** An Arrow file opened and its structure checked; the values are not read yet. */
export type Container = {
  readonly format: "file" | "stream";
  readonly fields: readonly ArrowField[];
  readonly pieces: readonly Piece[];
  readonly rows: number;
};

const MAGIC = "ARROW1";
const MAX_METADATA = 256 * 1024 * 1024;
const MANY_ROWS = 100_000_000;
const MAX_ROWS_PER_BYTE = 100_000;

/** Opens Arrow IPC bytes of either format, told apart by their first bytes. Throws an ArrowFault. */
export async function openContainer(source: ByteSource, pause: Pause): Promise<Container> {
  if (source.size === 0) throw new ArrowFault("not-an-arrow-file", "The file is empty.");
  const head = Buffer.from(readBytes(source, 0, Math.min(8, source.size))).toString("latin1");
  const opened = head.startsWith(MAGIC)
    ? await openFileFormat(source, pause)
    : await openStreamFormat(source, head, pause);
  const rows = opened.pieces.reduce((sum, piece) => sum + (piece.kind === "rows" ? piece.batch.rows : 0), 0);
  // Columns without bytes (missing values only, one long run) could claim any number and keep the engine busy for hours.
  if (rows > MANY_ROWS && rows > MAX_ROWS_PER_BYTE * source.size)
    damaged(`it claims ${rows} rows in ${source.size} bytes`);
  return { ...opened, rows };
}

type Opened = Omit<Container, "rows">;

async function openFileFormat(source: ByteSource, pause: Pause): Promise<Opened> {
  if (source.size < 20) damaged("it is cut short");
  const tail = readBytes(source, source.size - 10, 10);
  if (Buffer.from(tail.subarray(4)).toString("latin1") !== MAGIC)
    damaged("it is cut short: its end mark is missing");
  const length = new DataView(tail.buffer).getInt32(0, true);
  if (length <= 0 || length > source.size - 18) damaged("its table of contents has an impossible length");
  const footer = Footer.getRootAsFooter(
    new StrictBuffer(readBytes(source, source.size - 10 - length, length)),
  );
  const schema = footer.schema(new Schema());
  if (schema === null) return damaged("it has no description of its columns");
  const fields = readSchema(schema);
  const dictionaryFields = dictionaryValueFields(fields);
  const pieces: Piece[] = [];
  const readBlock = (block: ReturnType<Footer["recordBatches"]>, wanted: Piece["kind"]) => {
    if (block === null) return damaged("its table of contents leaves out a batch");
    const start = safeLength(block.offset(), "the place of a batch");
    const message = readMessage(source, start);
    if (message === null) return damaged("a batch is empty");
    if (
      message.bodyStart !== start + block.metaDataLength() ||
      message.bodyLength !== Number(block.bodyLength())
    ) {
      damaged("its table of contents and a batch contradict each other");
    }
    const piece = readPiece(message, fields, dictionaryFields);
    if (piece?.kind !== wanted) damaged("its table of contents names the wrong thing");
    if (piece) pieces.push(piece);
  };
  for (let index = 0; index < footer.dictionariesLength(); index += 1) {
    readBlock(footer.dictionaries(index), "dictionary");
    await pause();
  }
  for (let index = 0; index < footer.recordBatchesLength(); index += 1) {
    readBlock(footer.recordBatches(index), "rows");
    await pause();
  }
  const defined = new Set<string>();
  for (const piece of pieces) {
    if (piece.kind !== "dictionary") continue;
    if (!piece.delta && defined.has(piece.id)) damaged("it defines a dictionary twice");
    defined.add(piece.id);
  }
  return { format: "file", fields, pieces };
}

async function openStreamFormat(source: ByteSource, head: string, pause: Pause): Promise<Opened> {
  const first = readFirst(source, head);
  const schema = new Schema();
  if (first.message.header(schema) === null) return damaged("it has no description of its columns");
  const fields = readSchema(schema);
  const dictionaryFields = dictionaryValueFields(fields);
  const pieces: Piece[] = [];
  let position = first.bodyStart + first.bodyLength;
  while (position < source.size) {
    const message = readMessage(source, position);
    if (message === null) {
      refuseMore(source, position);
      break;
    }
    const piece = readPiece(message, fields, dictionaryFields);
    if (piece === null) return damaged("it contains something that is neither rows nor a dictionary");
    pieces.push(piece);
    position = message.bodyStart + message.bodyLength;
    await pause();
  }
  return { format: "stream", fields, pieces };
}

/** Bytes behind the end mark that may be nothing but filling. */
const MOST_FILLING = 64 * 1024;

/** Refuses a stream with something behind its end mark at `end`: tables that were put one after the other would be half read. */
function refuseMore(source: ByteSource, end: number): void {
  const marked = readBytes(source, end, 4).every((byte) => byte === 0xff);
  const from = end + (marked ? 8 : 4);
  const rest = source.size - from;
  if (rest > MOST_FILLING || readBytes(source, from, rest).some((byte) => byte !== 0)) {
    throw new ArrowFault(
      "unsupported-format",
      "The file goes on behind the end of its table: it seems to hold several tables, one after the other.",
    );
  }
}

/** The schema message a stream begins with. What cannot be one is said to be another kind of file. */
function readFirst(source: ByteSource, head: string): FoundMessage {
  const other = knownFormat(head);
  const notArrow = (detail?: string) =>
    new ArrowFault(
      "not-an-arrow-file",
      other === null ? "The file is not an Arrow file." : `The file is not an Arrow file but ${other}.`,
      detail,
    );
  if (other !== null) throw notArrow();
  let first: FoundMessage | null;
  try {
    first = readMessage(source, 0);
  } catch (cause) {
    // With the stream mark in front it was meant to be Arrow; without it, it is something else.
    if (head.startsWith("\xff\xff\xff\xff")) throw cause;
    throw notArrow(cause instanceof Error ? cause.message : String(cause));
  }
  if (first === null || first.message.headerType() !== MessageHeader.Schema) throw notArrow();
  return first;
}

function knownFormat(head: string): string | null {
  if (head.startsWith("PAR1")) return "a Parquet file";
  if (head.startsWith("FEA1")) return "an old Feather file (version 1)";
  if (head.startsWith("PK\x03\x04")) return "a ZIP archive or an Excel file";
  if (head.startsWith("\x1f\x8b")) return "a gzip archive";
  if (head.startsWith("%PDF")) return "a PDF document";
  return null;
}

type FoundMessage = {
  readonly message: Message;
  readonly bodyStart: number;
  readonly bodyLength: number;
};

/** Reads the message at `position`; null at the end mark of a stream. */
function readMessage(source: ByteSource, position: number): FoundMessage | null {
  const left = source.size - position;
  if (left < 4) return damaged("it is cut short");
  const prefix = new DataView(readBytes(source, position, Math.min(8, left)).buffer);
  const marked = prefix.getUint32(0, true) === 0xffffffff;
  if (marked && left < 8) damaged("it is cut short");
  // Before Arrow 0.15 the length came without the mark in front.
  const length = prefix.getInt32(marked ? 4 : 0, true);
  if (length === 0) return null;
  const start = position + (marked ? 8 : 4);
  if (length < 0 || length > MAX_METADATA || start + length > source.size) {
    damaged("the description of a batch has an impossible length");
  }
  const message = Message.getRootAsMessage(new StrictBuffer(readBytes(source, start, length)));
  const bodyLength = safeLength(message.bodyLength(), "the length of a batch");
  const bodyStart = start + length;
  if (bodyStart + bodyLength > source.size) damaged("it is cut short");
  return { message, bodyStart, bodyLength };
}

function readPiece(
  found: FoundMessage,
  fields: readonly ArrowField[],
  dictionaryFields: ReadonlyMap<string, ArrowField>,
): Piece | null {
  const { message, bodyStart, bodyLength } = found;
  const body = { start: bodyStart, length: bodyLength, version: message.version() };
  const type = message.headerType();
  if (type === MessageHeader.RecordBatch) {
    const rows = new RecordBatch();
    if (message.header(rows) === null) return damaged("a batch has no description");
    return { kind: "rows", batch: readBatch(rows, fields, body) };
  }
  if (type === MessageHeader.DictionaryBatch) {
    const dictionary = new DictionaryBatch();
    if (message.header(dictionary) === null) return damaged("a dictionary has no description");
    const id = String(dictionary.id());
    const field = dictionaryFields.get(id);
    const data = dictionary.data(new RecordBatch());
    if (field === undefined || data === null) return damaged("it has a dictionary that no column uses");
    return { kind: "dictionary", id, delta: dictionary.isDelta(), batch: readBatch(data, [field], body) };
  }
  return null;
}

/** For each dictionary of the schema, the field of its values: that of the column without the encoding. */
function dictionaryValueFields(fields: readonly ArrowField[]): Map<string, ArrowField> {
  const found = new Map<string, ArrowField>();
  const visit = (field: ArrowField) => {
    if (field.dictionary !== null) found.set(field.dictionary.id, { ...field, dictionary: null });
    field.children.forEach(visit);
  };
  fields.forEach(visit);
  return found;
}
