import { z } from "zod";
import type { Segment } from "./segment.ts";

/** An index as two things that a file can hold: a text and bytes. Only a cache: without it the index is built anew. */
export type PackedIndex = { readonly header: string; readonly body: Uint8Array };

const headerSchema = z.object({
  format: z.literal("askline/text-index/1"),
  segments: z.array(
    z.object({
      ids: z.array(z.string()),
      titles: z.array(z.string()),
      keywords: z.array(z.string()),
      terms: z.array(z.string()),
      postings: z.number().int().nonnegative(),
    }),
  ),
});

/** Bytes of one segment's arrays: offsets, documents, stamps (4 each), weights and coarse flags (1 each). */
const bytesOf = (documents: number, terms: number, postings: number): number =>
  4 * (terms + 1) + 4 * postings + 4 * documents + postings + documents;

/** Packs segments for a cache file. */
export function packIndex(segments: readonly Segment[]): PackedIndex {
  const header: z.input<typeof headerSchema> = {
    format: "askline/text-index/1",
    segments: segments.map((segment) => ({
      ids: [...segment.ids],
      titles: [...segment.titles],
      keywords: [...segment.keywords],
      terms: [...segment.terms.keys()],
      postings: segment.docs.length,
    })),
  };
  const size = segments.reduce(
    (sum, one) => sum + bytesOf(one.ids.length, one.terms.size, one.docs.length),
    0,
  );
  const body = new Uint8Array(size);
  let at = 0;
  for (const segment of segments) {
    for (const array of [segment.offsets, segment.docs, segment.stamps, segment.weights, segment.coarse]) {
      body.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
      at += array.byteLength;
    }
  }
  return { header: JSON.stringify(header), body };
}

/** The segments of a packed index; null when it is none, of another version, or damaged. */
export function unpackIndex(packed: PackedIndex): Segment[] | null {
  let json: unknown;
  try {
    json = JSON.parse(packed.header);
  } catch {
    return null;
  }
  const header = headerSchema.safeParse(json);
  if (!header.success) return null;
  let at = 0;
  const bytes = (length: number): Uint8Array => {
    const taken = packed.body.slice(at, at + length);
    at += length;
    return taken;
  };
  const numbers = (count: number): Uint32Array => new Uint32Array(bytes(count * 4).buffer, 0, count);
  const { segments } = header.data;
  const size = segments.reduce(
    (sum, one) => sum + bytesOf(one.ids.length, one.terms.length, one.postings),
    0,
  );
  if (size !== packed.body.byteLength) return null;
  const unpacked = segments.map(({ ids, titles, keywords, terms, postings }): Segment => {
    const offsets = numbers(terms.length + 1);
    const docs = numbers(postings);
    const stamps = numbers(ids.length);
    const weights = bytes(postings);
    const coarse = bytes(ids.length);
    return {
      ids,
      titles,
      keywords,
      terms: new Map(terms.map((term, at) => [term, at])),
      offsets,
      docs,
      stamps,
      weights,
      coarse,
    };
  });
  return unpacked.every(isSound) ? unpacked : null;
}

/** Offsets that rise to the number of postings, documents that exist: a damaged cache must not lead outside the arrays. */
function isSound(segment: Segment): boolean {
  const { offsets, docs, ids, titles, keywords } = segment;
  if (titles.length !== ids.length || keywords.length !== ids.length) return false;
  for (let term = 1; term < offsets.length; term += 1) {
    if ((offsets[term] ?? 0) < (offsets[term - 1] ?? 0)) return false;
  }
  if (offsets[0] !== 0 || offsets.at(-1) !== docs.length) return false;
  return docs.every((doc) => doc < ids.length);
}
