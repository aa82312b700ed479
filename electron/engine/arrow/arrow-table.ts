import type { DuckDBEnumType, DuckDBType } from "@duckdb/node-api";
import type { Batch, ColumnPart } from "./batch.ts";
import { openBuffer } from "./buffers.ts";
import { codesOfTexts, memoryForTexts, type TextCodes, WORTH_CODING_ROWS } from "./coded-texts.ts";
import { type Container, openContainer } from "./container.ts";
import { type DictionaryHistory, readDictionary } from "./dictionary.ts";
import { ColumnRefusal, damaged } from "./fault.ts";
import { NOT_WHOLE_DAYS, type Refuse } from "./fixed.ts";
import { type Chunk, dictionaryReader, type LeafReader, plainReader } from "./leaf-reader.ts";
import { type Exceptions, type Leaf, listLeaves } from "./leaves.ts";
import type { Pause } from "./pause.ts";
import { runReader } from "./run-reader.ts";
import { encodingOf } from "./schema.ts";
import type { ByteSource } from "./source.ts";
import { both, type ValidityReader, validityReader } from "./validity.ts";

/** A column that will be stored. */
export type TableColumn = { readonly leaf: Leaf; readonly duck: DuckDBType };

/** An Arrow file as a table: its columns, those left out, and its rows to be read from the start. */
export type ArrowTable = {
  readonly rows: number;
  readonly columns: readonly TableColumn[];
  readonly refused: readonly { readonly name: string; readonly arrowType: string; readonly reason: string }[];
  /** Starts reading the columns with these indexes. */
  readonly scan: (columns: readonly number[]) => Scan;
};

/** Returns the next rows, at most `maxRows` and each fully checked, or null at the end. */
export type Scan = (maxRows: number) => { readonly rows: number; readonly columns: readonly Chunk[] } | null;

/** What the reader learned about columns that cannot be stored as first planned. */
export type Lessons = { refused: Map<number, string>; datesAsTimes: Set<number> };

export const noLessons = (): Lessons => ({ refused: new Map(), datesAsTimes: new Set() });

/** Notes a refusal for the next attempt; a date column with times of day is then read as times. */
export function learn(lessons: Lessons, refusal: ColumnRefusal): void {
  if (refusal.reason === NOT_WHOLE_DAYS && !lessons.datesAsTimes.has(refusal.column)) {
    lessons.datesAsTimes.add(refusal.column);
  } else {
    lessons.refused.set(refusal.column, refusal.reason);
  }
}

/**
 * Opens Arrow bytes as a table, letting other work in. With `codeTexts`, texts that repeat become codes, for which their
 * columns are read once before. Throws an ArrowFault, or a ColumnRefusal to be learned from.
 */
export async function openArrowTable(
  source: ByteSource,
  exceptions: Exceptions,
  pause: Pause,
  codeTexts = false,
): Promise<ArrowTable> {
  const container = await openContainer(source, pause);
  const leaves = listLeaves(container.fields, exceptions);
  const kept = leaves.flatMap((leaf, index) => (leaf.target.kind === "refused" ? [] : [{ leaf, index }]));
  const histories = await readDictionaries(source, container, kept, pause);
  const columns: Chosen[] = [];
  const memory = memoryForTexts();
  for (const { leaf, index } of kept) {
    const history = histories.get(index);
    const plainType = leaf.target.kind === "refused" ? undefined : leaf.target.duck;
    const duck = history?.enumType ?? plainType ?? damaged("a column has no type");
    const plain: Chosen = { leaf, duck, index, history, codes: null };
    const mayRepeat = leaf.target.kind === "text" && history === undefined;
    const codes =
      codeTexts && mayRepeat && container.rows >= WORTH_CODING_ROWS
        ? await codesOfTexts(scanRows(source, container, [plain]), container.rows, memory, pause)
        : null;
    columns.push(codes === null ? plain : { ...plain, duck: codes.enumType, codes });
  }
  return {
    rows: container.rows,
    columns,
    refused: leaves.flatMap(({ name, arrowType, target }) =>
      target.kind === "refused" ? [{ name, arrowType, reason: target.reason }] : [],
    ),
    scan: (wanted) => {
      const chosen = wanted.map((at) => columns[at] ?? damaged("a column is missing"));
      return scanRows(source, container, chosen);
    },
  };
}

const refuser =
  (index: number): Refuse =>
  (reason) => {
    throw new ColumnRefusal(index, reason);
  };

async function readDictionaries(
  source: ByteSource,
  container: Container,
  kept: readonly { readonly leaf: Leaf; readonly index: number }[],
  pause: Pause,
): Promise<Map<number, DictionaryHistory>> {
  const histories = new Map<number, DictionaryHistory>();
  const shared = new Map<string, DictionaryHistory>();
  for (const { leaf, index } of kept) {
    const id = encodingOf(leaf.field)?.id;
    if (id === undefined) continue;
    const key = `${id} ${leaf.arrowType} ${leaf.target.kind}`;
    const history =
      shared.get(key) ??
      (await readDictionary(source, container.pieces, id, leaf.target, refuser(index), pause));
    shared.set(key, history);
    histories.set(index, history);
  }
  return histories;
}

type Chosen = TableColumn & {
  readonly index: number;
  readonly history: DictionaryHistory | undefined;
  /** For plain text that is stored as codes. */
  readonly codes: TextCodes | null;
};

function scanRows(source: ByteSource, container: Container, chosen: readonly Chosen[]): Scan {
  const { pieces } = container;
  // In a file every dictionary holds for every batch; in a stream, for the batches after it.
  const seen = new Map<string, number>();
  for (const piece of pieces) {
    if (container.format === "file" && piece.kind === "dictionary")
      seen.set(piece.id, (seen.get(piece.id) ?? 0) + 1);
  }
  const coders = chosen.map(({ codes }) => codes?.coder() ?? null);
  let next = 0;
  let batch: Batch | null = null;
  let readers: LeafReader[] = [];
  let row = 0;

  /** Goes on to the next batch that has rows. */
  const advance = (): boolean => {
    while (next < pieces.length) {
      const piece = pieces[next];
      next += 1;
      if (piece?.kind === "dictionary" && container.format === "stream") {
        seen.set(piece.id, (seen.get(piece.id) ?? 0) + 1);
      }
      if (piece?.kind !== "rows" || piece.batch.rows === 0) continue;
      batch = piece.batch;
      readers = chosen.map((column) => leafReader(source, piece.batch, column, seen));
      row = 0;
      return true;
    }
    return false;
  };

  return (maxRows) => {
    if (batch === null && !advance()) return null;
    if (batch === null) return null;
    const start = row;
    const rows = readers.reduce(
      (count, reader) => reader.fits(start, count),
      Math.min(maxRows, batch.rows - start),
    );
    const columns = readers.map((reader, index) => {
      const chunk = reader.read(start, rows);
      return coders[index]?.(chunk, rows) ?? chunk;
    });
    row += rows;
    if (row === batch.rows) {
      for (const reader of readers) reader.finish();
      batch = null;
    }
    return { rows, columns };
  };
}

function leafReader(
  source: ByteSource,
  batch: Batch,
  column: Chosen,
  seen: ReadonlyMap<string, number>,
): LeafReader {
  const ancestors: ValidityReader[] = [];
  let part: ColumnPart | undefined;
  let level = batch.columns;
  for (const step of column.leaf.path) {
    if (part !== undefined) ancestors.push(partValidity(source, batch, part));
    part = level[step];
    if (part === undefined) return damaged("a column is missing from a batch");
    if (part.rows !== batch.rows) damaged("the parts of a column differ in length");
    level = part.children;
  }
  if (part === undefined) return damaged("a column is missing from a batch");
  const own = ownReader(source, batch, column, part, seen);
  return ancestors.length === 0 ? own : insideStructs(own, ancestors);
}

const partValidity = (source: ByteSource, batch: Batch, part: ColumnPart): ValidityReader => {
  const place = part.buffers[0];
  if (place === undefined) return damaged("a column lacks a buffer");
  return validityReader(openBuffer(source, place, batch.codec), part.rows, part.nulls);
};

function ownReader(
  source: ByteSource,
  batch: Batch,
  column: Chosen,
  part: ColumnPart,
  seen: ReadonlyMap<string, number>,
): LeafReader {
  const { leaf, history, index } = column;
  const id = encodingOf(leaf.field)?.id;
  const inRuns = leaf.field.dictionary === null && leaf.field.type.kind === "run-end-encoded";
  if (id === undefined || history === undefined) {
    const read = (of: ColumnPart) => plainReader(source, batch.codec, of, leaf.target, refuser(index));
    return inRuns ? runReader(source, batch.codec, part, read) : read(part);
  }
  const state = history.states[(seen.get(id) ?? 0) - 1];
  // A batch of missing values may come before its dictionary.
  const known = state ?? {
    count: 0,
    values: { kind: "missing" } as const,
    validity: null,
    codes: new Uint32Array(0),
    longest: 0,
  };
  const read = (of: ColumnPart) =>
    dictionaryReader(source, batch.codec, of, known, codeWidth(history.enumType));
  return inRuns ? runReader(source, batch.codec, part, read) : read(part);
}

/** Bytes of a code of an ENUM in DuckDB, by how many members it has. */
function codeWidth(type: DuckDBEnumType | null): 0 | 1 | 2 | 4 {
  if (type === null) return 0;
  const members = type.values.length;
  return members <= 0xff ? 1 : members <= 0xffff ? 2 : 4;
}

function insideStructs(own: LeafReader, ancestors: readonly ValidityReader[]): LeafReader {
  return {
    fits: own.fits,
    read: (start, rows) => {
      const chunk = own.read(start, rows);
      const validity = ancestors.reduce((sum, reader) => both(sum, reader.read(start, rows)), chunk.validity);
      return { ...chunk, validity };
    },
    finish: () => {
      own.finish();
      for (const reader of ancestors) reader.finish();
    },
  };
}
