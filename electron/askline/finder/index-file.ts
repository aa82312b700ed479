import { z } from "zod";
import { byName, CODED, type EntryTable } from "../../../shared/catalogue/list/entry-table.ts";
import type { Segment } from "../../../shared/match/search/segment.ts";
import { candidatesFor, idLookup, type Texts } from "../../../shared/match/search/texts.ts";
import {
  type Column,
  type Columns,
  readColumns,
  writeColumns,
} from "../../workspace/imported/column-file.ts";

/** What the search and the list make of one imported catalogue. Entries have the same number in both. */
export type CatalogueIndexed = {
  readonly segment: Segment;
  readonly table: EntryTable;
  /** Lines that hold no entry; the others count all the same. */
  readonly damaged: readonly { readonly line: number; readonly detail: string }[];
};

/** Changes when words are read or entries are listed in another way: what was kept is made anew then. */
const FORMAT = "askline/catalogue-index/1";

const aboutSchema = z.object({
  format: z.literal(FORMAT),
  stamp: z.string(),
  size: z.number().int().nonnegative(),
  damaged: z.array(z.object({ line: z.number(), detail: z.string() })),
  words: z.record(z.enum(CODED), z.array(z.string())),
});

/** Keeps what was made of a catalogue file; throws Node's file errors. */
export async function writeIndexFile(path: string, stamp: string, indexed: CatalogueIndexed): Promise<void> {
  const { segment, table, damaged } = indexed;
  const about: z.infer<typeof aboutSchema> = {
    format: FORMAT,
    stamp,
    size: table.size,
    damaged: [...damaged],
    words: byName((name) => [...table.coded[name].words]),
  };
  const { hashes, numbers } = idLookup(segment.ids);
  const terms = [...segment.terms.keys()];
  const columns: Record<string, Column> = {
    ...packed("terms", { length: terms.length, at: (number) => terms[number] ?? "" }),
    ...packed("ids", segment.ids),
    ...packed("titles", segment.titles),
    ...packed("keywords", segment.keywords),
    hashes,
    numbers,
    offsets: segment.offsets,
    docs: segment.docs,
    weights: segment.weights,
    coarse: segment.coarse,
    rows: table.rows,
    held: table.held,
    quality: table.quality,
    byTitle: table.byTitle,
    ...Object.fromEntries(CODED.map((name) => [`code-${name}`, table.coded[name].codes])),
  };
  await writeColumns(path, { about, columns });
}

/** What was kept of a catalogue file that is still as it was; null when there is none or it cannot be trusted. */
export async function readIndexFile(path: string, stamp: string): Promise<CatalogueIndexed | null> {
  const read = await readColumns(path);
  const about = aboutSchema.safeParse(read?.about);
  if (!read || !about.success || about.data.stamp !== stamp) return null;
  try {
    const { size, damaged, words } = about.data;
    const indexed = { damaged, segment: segmentIn(read), table: tableIn(read, size, words) };
    return isSound(indexed) ? indexed : null;
  } catch {
    return null;
  }
}

function segmentIn(file: Columns): Segment {
  const terms = unpacked(file, "terms");
  const ids = unpacked(file, "ids");
  const lookup = { hashes: u32(file, "hashes"), numbers: u32(file, "numbers") };
  const known = new Map<string, number>();
  for (let term = 0; term < terms.length; term += 1) known.set(terms.at(term), term);
  return {
    ids,
    titles: unpacked(file, "titles"),
    keywords: unpacked(file, "keywords"),
    docOf: (id) => candidatesFor(lookup, id).find((number) => ids.at(number) === id),
    coarse: u8(file, "coarse"),
    terms: known,
    offsets: u32(file, "offsets"),
    docs: u32(file, "docs"),
    weights: u8(file, "weights"),
  };
}

function tableIn(file: Columns, size: number, words: z.infer<typeof aboutSchema>["words"]): EntryTable {
  return {
    size,
    coded: byName((name) => ({ words: words[name] ?? [], codes: u32(file, `code-${name}`) })),
    rows: column(file, "rows", Float64Array),
    held: u8(file, "held"),
    quality: column(file, "quality", Float32Array),
    byTitle: u32(file, "byTitle"),
  };
}

/** Texts as their bytes one after the other, and where each ends. */
function packed(name: string, texts: Texts): Record<string, Column> {
  const ends = new Uint32Array(texts.length);
  const pieces: Buffer[] = [];
  let at = 0;
  for (let number = 0; number < texts.length; number += 1) {
    const piece = Buffer.from(texts.at(number));
    pieces.push(piece);
    at += piece.length;
    ends[number] = at;
  }
  return { [`${name}-text`]: new Uint8Array(Buffer.concat(pieces, at)), [`${name}-ends`]: ends };
}

function unpacked(file: Columns, name: string): Texts {
  const bytes = u8(file, `${name}-text`);
  const ends = u32(file, `${name}-ends`);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    length: ends.length,
    at: (number) => text.toString("utf8", number === 0 ? 0 : ends[number - 1], ends[number]),
  };
}

function column<T extends Column>(file: Columns, name: string, kind: { new (length: number): T }): T {
  const found = file.columns[name];
  if (found instanceof kind) return found;
  throw new Error(`no column ${name}`);
}

const u8 = (file: Columns, name: string): Uint8Array => column<Uint8Array>(file, name, Uint8Array);
const u32 = (file: Columns, name: string): Uint32Array => column<Uint32Array>(file, name, Uint32Array);

/** Numbers that lead nowhere must not be followed: everything points inside. */
function isSound({ segment, table }: CatalogueIndexed): boolean {
  const { ids, titles, keywords, offsets, docs, weights, coarse, terms } = segment;
  const { size } = table;
  if (
    [ids, titles, keywords, coarse, table.rows, table.held, table.quality, table.byTitle].some(
      (one) => one.length !== size,
    )
  )
    return false;
  if (offsets.length !== terms.size + 1 || offsets[0] !== 0 || offsets.at(-1) !== docs.length) return false;
  if (weights.length !== docs.length || !rises(offsets)) return false;
  if (!below(docs, size) || !below(table.byTitle, size)) return false;
  return CODED.every((name) => {
    const { words, codes } = table.coded[name];
    return codes.length === size && below(codes, words.length);
  });
}

function rises(offsets: Uint32Array): boolean {
  for (let at = 1; at < offsets.length; at += 1)
    if ((offsets[at] ?? 0) < (offsets[at - 1] ?? 0)) return false;
  return true;
}

function below(numbers: Uint32Array, limit: number): boolean {
  for (let at = 0; at < numbers.length; at += 1) if ((numbers[at] ?? 0) >= limit) return false;
  return true;
}
