/** Texts by number: in memory, or read out of a packed file only when one is asked for. */
export type Texts = {
  readonly length: number;
  /** The text of a number; empty where there is none. */
  readonly at: (number: number) => string;
};

/** Texts that lie in memory. */
export const textsOf = (texts: readonly string[]): Texts => ({
  length: texts.length,
  at: (number) => texts[number] ?? "",
});

/** A 32-bit hash of an id (FNV-1a over UTF-16 units), to look ids up by without holding them. */
export function idHash(id: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at += 1) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** Hashes in ascending order, each with the number it belongs to. */
export type IdLookup = { readonly hashes: Uint32Array; readonly numbers: Uint32Array };

/** Makes ids findable by their hashes. */
export function idLookup(ids: Texts): IdLookup {
  const plain = Uint32Array.from({ length: ids.length }, (_, number) => idHash(ids.at(number)));
  return lookupOf(plain);
}

/** Makes numbers findable by their hashes. */
export function lookupOf(plain: Uint32Array): IdLookup {
  const numbers = Uint32Array.from(plain.keys()).sort(
    (one, other) => (plain[one] ?? 0) - (plain[other] ?? 0) || one - other,
  );
  return { hashes: numbers.map((number) => plain[number] ?? 0), numbers };
}

/** The numbers whose id may be this one, the latest first: hashes of different ids may meet, so the caller compares. */
export function candidatesFor({ hashes, numbers }: IdLookup, id: string): readonly number[] {
  const hash = idHash(id);
  let low = 0;
  let high = hashes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((hashes[middle] ?? 0) < hash) low = middle + 1;
    else high = middle;
  }
  const found: number[] = [];
  for (let at = low; at < hashes.length && hashes[at] === hash; at += 1) found.push(numbers[at] ?? 0);
  return found.reverse();
}
