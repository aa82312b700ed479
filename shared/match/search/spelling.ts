import type { Collection } from "./collection.ts";
import { METHOD, type SearchMethod } from "./method.ts";
import { documentsWith, type QueryPart } from "./rank.ts";
import { type Thesaurus, wordingsOf } from "./thesaurus.ts";

/** Shorter words are too near to too many others. */
const SHORTEST = 4;
/** Words of at least this length may differ in two places. */
const LONG = 8;
/** A corrected word is less sure than one written right. */
const CORRECTED = 0.8;

/** Whether two words differ by at most `most` letters left out, put in, changed or swapped with a neighbour. */
export function isNear(one: string, other: string, most: number): boolean {
  if (Math.abs(one.length - other.length) > most) return false;
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const changed = (last[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      let least = Math.min(changed, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (swapped) least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    if (Math.min(...row) > most) return false;
    before = last;
    last = row;
  }
  return (last[other.length] ?? most + 1) <= most;
}

/** The commonest known word near a misspelt one; expressions of the thesaurus count as known. */
function correction(stem: string, collection: Collection, thesaurus: Thesaurus): string | null {
  const most = stem.length >= LONG ? 2 : 1;
  let best: string | null = null;
  let timesOfBest = 0;
  const consider = (known: string): void => {
    if (known[0] !== stem[0] || Math.abs(known.length - stem.length) > most || /\d/.test(known)) return;
    const times = documentsWith(collection, known) + (thesaurus.expressions.has(known) ? 1000 : 0);
    if (times > timesOfBest && isNear(stem, known, most)) {
      best = known;
      timesOfBest = times;
    }
  };
  for (const { terms } of collection.segments) for (const known of terms.keys()) consider(known);
  for (const known of thesaurus.expressions.keys()) if (!known.includes(" ")) consider(known);
  return best;
}

/** Parts whose only word occurs nowhere, with the word it was probably meant to be, and that word's other wordings. */
export function spelledRight(
  parts: readonly QueryPart[],
  collection: Collection,
  thesaurus: Thesaurus,
  method: SearchMethod = METHOD,
): QueryPart[] {
  return parts.map((part) => {
    const [own, ...others] = part.wordings;
    const [stem, ...more] = own?.stems ?? [];
    if (stem === undefined || more.length > 0 || stem.length < SHORTEST) return part;
    if (others.some(({ stems }) => stems.every((other) => documentsWith(collection, other) > 0))) return part;
    if (/\d/.test(stem) || documentsWith(collection, stem) > 0) return part;
    const meant = correction(stem, collection, thesaurus);
    if (meant === null) return part;
    const expression = thesaurus.expressions.get(meant);
    const synonyms = expression === undefined ? [] : wordingsOf(expression, method);
    const wordings = [{ stems: [meant], weight: 1 }, ...synonyms];
    return { ...part, weight: part.weight * CORRECTED, wordings };
  });
}
