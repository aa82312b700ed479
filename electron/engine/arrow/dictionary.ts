import { type DuckDBEnumType, ENUM } from "@duckdb/node-api";
import type { Piece } from "./container.ts";
import { damaged } from "./fault.ts";
import type { Refuse } from "./fixed.ts";
import { type Chunk, copyValues, type LeafReader, plainReader, type Values } from "./leaf-reader.ts";
import type { Pause } from "./pause.ts";
import type { ByteSource } from "./source.ts";
import type { Target } from "./target.ts";
import { isValid, type Validity } from "./validity.ts";

/** The values of a dictionary as they stand for some batches: the first `count` of those that are held. */
export type DictionaryState = {
  readonly count: number;
  readonly values: Values;
  readonly validity: Validity;
  /** For dictionaries of text held as an ENUM: the code of each entry. */
  readonly codes: Uint32Array | null;
  /** Bytes of the longest text, 0 where there is none. */
  readonly longest: number;
};

/** All states of one dictionary, in the order in which the file defines them. */
export type DictionaryHistory = {
  readonly states: readonly DictionaryState[];
  /** The ENUM of all texts of all states, sorted as text sorts; null when they are not held as one. */
  readonly enumType: DuckDBEnumType | null;
};

/** Above this many different texts a dictionary is stored as plain text: huge ENUMs cost more than they save. */
export const MAX_ENUM = 65_000;

/** Entries read at a time. */
const SLICE = 65_536;

/**
 * One definition of a dictionary and what was added to it later. An addition changes nothing of what stands before it, so all
 * states between share one memory and differ only in how many entries there are.
 */
type Definition = { readonly counts: number[]; readonly parts: (Chunk & { readonly rows: number })[] };

/** Reads every state of one dictionary. Throws an ArrowFault when it is damaged. */
export async function readDictionary(
  source: ByteSource,
  pieces: readonly Piece[],
  id: string,
  target: Target,
  refuse: Refuse,
  pause: Pause,
): Promise<DictionaryHistory> {
  const definitions: Definition[] = [];
  for (const piece of pieces) {
    if (piece.kind !== "dictionary" || piece.id !== id) continue;
    const part = piece.batch.columns[0];
    if (part === undefined) return damaged("a dictionary has no values");
    const reader = plainReader(source, piece.batch.codec, part, target, refuse);
    let current = definitions.at(-1);
    if (piece.delta && current === undefined) damaged("a dictionary is extended before it is defined");
    if (current === undefined || !piece.delta) {
      current = { counts: [], parts: [] };
      definitions.push(current);
    }
    await readParts(reader, piece.batch.rows, current.parts, pause);
    current.counts.push((current.counts.at(-1) ?? 0) + piece.batch.rows);
  }
  const whole: Whole[] = [];
  for (const { counts, parts } of definitions) whole.push(await joined(counts, parts, refuse, pause));
  const coded = target.kind === "text" ? await withCodes(whole, pause) : null;
  return {
    states: whole.flatMap(({ counts, ...shared }, index) =>
      counts.map((count) => ({ ...shared, count, codes: coded?.codes[index] ?? null })),
    ),
    enumType: coded?.enumType ?? null,
  };
}

async function readParts(
  reader: LeafReader,
  rows: number,
  parts: Definition["parts"],
  pause: Pause,
): Promise<void> {
  for (let start = 0; start < rows; ) {
    const count = reader.fits(start, Math.min(SLICE, rows - start));
    const { values, validity } = reader.read(start, count);
    parts.push({ values: copyValues(values), validity, rows: count });
    start += count;
    await pause();
  }
  reader.finish();
}

/** All entries of a definition, and after how many of them its states end. */
type Whole = Omit<DictionaryState, "count" | "codes"> & { readonly counts: readonly number[] };

const LARGEST = 2 ** 32 - 1;

async function joined(
  counts: readonly number[],
  parts: Definition["parts"],
  refuse: Refuse,
  pause: Pause,
): Promise<Whole> {
  const count = counts.at(-1) ?? 0;
  const validity = await joinedValidity(parts, count, pause);
  const [first] = parts;
  if (first === undefined) {
    const empty = { bytes: new Uint8Array(0), offsets: new Uint32Array(1) };
    return { counts, values: { kind: "run", run: empty }, validity, longest: 0 };
  }
  if (first.values.kind === "missing") return { counts, values: first.values, validity, longest: 0 };
  if (first.values.kind === "fixed") {
    const { width } = first.values;
    const bytes = Buffer.concat(
      parts.map(({ values }) => (values.kind === "fixed" ? values.bytes : empty())),
    );
    return { counts, values: { kind: "fixed", bytes, width }, validity, longest: 0 };
  }
  const runs = parts.map(({ values }) => (values.kind === "run" ? values.run : emptyRun()));
  if (runs.reduce((sum, { bytes }) => sum + bytes.length, 0) > LARGEST)
    return refuse("its dictionary holds more than 4 GiB of text");
  const offsets = new Uint32Array(count + 1);
  let [entry, base, longest] = [0, 0, 0];
  for (const run of runs) {
    for (let index = 1; index < run.offsets.length; index += 1) {
      const end = run.offsets[index] ?? 0;
      longest = Math.max(longest, end - (run.offsets[index - 1] ?? 0));
      entry += 1;
      offsets[entry] = base + end;
    }
    base += run.bytes.length;
    await pause();
  }
  const bytes = Buffer.concat(runs.map((run) => run.bytes));
  return { counts, values: { kind: "run", run: { bytes, offsets } }, validity, longest };
}

const empty = (): Uint8Array => damaged("the parts of a dictionary differ in type");
const emptyRun = (): never => damaged("the parts of a dictionary differ in type");

async function joinedValidity(parts: Definition["parts"], count: number, pause: Pause): Promise<Validity> {
  if (parts.every(({ validity }) => validity === null)) return null;
  const bits = new Uint8Array(Math.ceil(count / 64) * 8);
  let entry = 0;
  for (const { validity, rows } of parts) {
    for (let row = 0; row < rows; row += 1, entry += 1) {
      if (isValid(validity, row)) bits[entry >> 3] = (bits[entry >> 3] ?? 0) | (1 << (entry & 7));
    }
    await pause();
  }
  return bits;
}

/**
 * Gives every text one code over all states, or null where they are better held as plain text. Codes follow the byte order
 * of the texts, so that ordering by the ENUM is ordering by the text.
 */
async function withCodes(
  whole: readonly Whole[],
  pause: Pause,
): Promise<{ readonly enumType: DuckDBEnumType; readonly codes: readonly Uint32Array[] } | null> {
  const codeOf = new Map<string, number>();
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const textAt = ({ values, validity }: Whole, entry: number): string | null => {
    if (values.kind !== "run" || !isValid(validity, entry)) return null;
    const { bytes, offsets } = values.run;
    return decoder.decode(bytes.subarray(offsets[entry], offsets[entry + 1]));
  };
  for (const one of whole) {
    const count = one.counts.at(-1) ?? 0;
    for (let entry = 0; entry < count; entry += 1) {
      const text = textAt(one, entry);
      if (entry % 4096 === 0) await pause();
      if (text === null) continue;
      // The ENUM is made from C strings, which end at a zero character.
      if (text.includes("\0")) return null;
      codeOf.set(text, 0);
      if (codeOf.size > MAX_ENUM) return null;
    }
  }
  if (codeOf.size === 0) return null;
  const members = inByteOrder([...codeOf.keys()]);
  await pause();
  for (const [code, text] of members.entries()) codeOf.set(text, code);
  const codes: Uint32Array[] = [];
  for (const one of whole) {
    const of = new Uint32Array(one.counts.at(-1) ?? 0);
    for (let entry = 0; entry < of.length; entry += 1) {
      const text = textAt(one, entry);
      of[entry] = text === null ? 0 : (codeOf.get(text) ?? 0);
      if (entry % 4096 === 0) await pause();
    }
    codes.push(of);
  }
  return { enumType: ENUM(members), codes };
}

/** Texts in the order of their UTF-8 bytes. Up to U+D7FF that is the order of JavaScript, which is much quicker. */
export function inByteOrder(texts: string[]): string[] {
  if (!texts.some((text) => /[\ud800-\uffff]/.test(text))) return texts.sort();
  return texts
    .map((text) => Buffer.from(text, "utf8"))
    .sort(Buffer.compare)
    .map((bytes) => bytes.toString("utf8"));
}
