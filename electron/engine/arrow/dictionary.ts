import { type DuckDBEnumType, ENUM } from "@duckdb/node-api";
import type { Piece } from "./container.ts";
import { damaged } from "./fault.ts";
import type { Refuse } from "./fixed.ts";
import { copyValues, type LeafReader, plainReader, type Values } from "./leaf-reader.ts";
import type { ByteSource } from "./source.ts";
import type { Target } from "./target.ts";
import { joinValues } from "./text.ts";
import { isValid, type Validity } from "./validity.ts";

/** The values of a dictionary as they stand for some batches. */
export type DictionaryState = {
  readonly count: number;
  readonly values: Values;
  readonly validity: Validity;
  /** For dictionaries of text held as an ENUM: the code of each entry. */
  readonly codes: Uint32Array | null;
};

/** All states of one dictionary, in the order in which the file defines them. */
export type DictionaryHistory = {
  readonly states: readonly DictionaryState[];
  /** The ENUM of all texts of all states, sorted as text sorts; null when they are not held as one. */
  readonly enumType: DuckDBEnumType | null;
};

/** Above this many different texts a dictionary is stored as plain text: huge ENUMs cost more than they save. */
const MAX_ENUM = 65_000;

/** Reads every state of one dictionary. Throws an ArrowFault when it is damaged. */
export function readDictionary(
  source: ByteSource,
  pieces: readonly Piece[],
  id: string,
  target: Target,
  refuse: Refuse,
): DictionaryHistory {
  const states: DictionaryState[] = [];
  for (const piece of pieces) {
    if (piece.kind !== "dictionary" || piece.id !== id) continue;
    const part = piece.batch.columns[0];
    if (part === undefined) return damaged("a dictionary has no values");
    const reader = plainReader(source, piece.batch.codec, part, target, refuse);
    const read = readAll(reader, piece.batch.rows);
    const previous = states.at(-1);
    if (piece.delta && previous === undefined) damaged("a dictionary is extended before it is defined");
    states.push(piece.delta && previous !== undefined ? append(previous, read) : read);
  }
  if (target.kind !== "text") return { states, enumType: null };
  return withCodes(states);
}

function readAll(reader: LeafReader, rows: number): DictionaryState {
  // Texts of a dictionary beyond 64 MiB in all are read in one go as well: offsets reach 4 GiB.
  const { values, validity } = reader.read(0, rows);
  reader.finish();
  return { count: rows, values: copyValues(values), validity, codes: null };
}

function append(first: DictionaryState, second: DictionaryState): DictionaryState {
  const count = first.count + second.count;
  return {
    count,
    values: appendValues(first, second),
    validity: appendValidity(first, second, count),
    codes: null,
  };
}

function appendValues(first: DictionaryState, second: DictionaryState): Values {
  const [a, b] = [first.values, second.values];
  if (a.kind === "fixed" && b.kind === "fixed") {
    return { ...a, bytes: Buffer.concat([a.bytes, b.bytes]) };
  }
  if (a.kind === "run" && b.kind === "run") {
    return { kind: "run", run: joinValues([...slices(a.run, first.count), ...slices(b.run, second.count)]) };
  }
  return a;
}

const slices = (run: { bytes: Uint8Array; offsets: Uint32Array }, count: number): Uint8Array[] =>
  Array.from({ length: count }, (_, entry) => run.bytes.subarray(run.offsets[entry], run.offsets[entry + 1]));

function appendValidity(first: DictionaryState, second: DictionaryState, count: number): Validity {
  if (first.validity === null && second.validity === null) return null;
  const bits = new Uint8Array(Math.ceil(count / 64) * 8);
  for (let entry = 0; entry < count; entry += 1) {
    const valid =
      entry < first.count ? isValid(first.validity, entry) : isValid(second.validity, entry - first.count);
    if (valid) bits[entry >> 3] = (bits[entry >> 3] ?? 0) | (1 << (entry & 7));
  }
  return bits;
}

/**
 * Gives every text one code over all states. Codes follow the byte order of the texts, so that ordering by the ENUM
 * is ordering by the text.
 */
function withCodes(states: readonly DictionaryState[]): DictionaryHistory {
  const distinct = new Set<string>();
  const texts = states.map((state) => stateTexts(state));
  for (const entries of texts) {
    for (const text of entries) {
      if (text === null) continue;
      // The ENUM is made from C strings, which end at a zero character.
      if (text.includes("\0")) return { states, enumType: null };
      distinct.add(text);
    }
    if (distinct.size > MAX_ENUM) return { states, enumType: null };
  }
  if (distinct.size === 0) return { states, enumType: null };
  const sorted = [...distinct].map((text) => Buffer.from(text, "utf8")).sort(Buffer.compare);
  const members = sorted.map((bytes) => bytes.toString("utf8"));
  const codeOf = new Map(members.map((text, code) => [text, code]));
  const coded = states.map((state, index) => ({
    ...state,
    codes: Uint32Array.from(texts[index] ?? [], (text) => (text === null ? 0 : (codeOf.get(text) ?? 0))),
  }));
  return { states: coded, enumType: ENUM(members) };
}

function stateTexts(state: DictionaryState): (string | null)[] {
  if (state.values.kind !== "run") return [];
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  return slices(state.values.run, state.count).map((bytes, entry) =>
    isValid(state.validity, entry) ? decoder.decode(bytes) : null,
  );
}
