/** Spellings one slip away from a known word: a letter too many, too few, another one, or two swapped. */
export type TypoIndex = { readonly near: (word: string) => readonly string[] };

/** Words shorter than this have too many neighbours to guess from. */
export const SHORTEST_GUESSED = 5;

/** A word and every word with one of its letters left out (the neighbourhood of SymSpell, W. Garbe 2012). */
function* shortened(word: string): Generator<string> {
  yield word;
  for (let i = 0; i < word.length; i += 1) yield word.slice(0, i) + word.slice(i + 1);
}

/** True when one edit (insert, delete, replace, swap neighbours) leads from a to b. */
export function oneSlipApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA -= 1;
    endB -= 1;
  }
  const restA = a.slice(start, endA);
  const restB = b.slice(start, endB);
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}

/**
 * Index over known spellings (spelling → stem). `near(word)` gives the stems of the known words one slip away, at most
 * four, none for short or known words. A first letter is rarely mistyped, so readings that keep it come alone if there are any.
 */
export function typoIndex(spellings: ReadonlyMap<string, string>): TypoIndex {
  const known = [...spellings.keys()].filter(
    (word) => word.length >= SHORTEST_GUESSED - 1 && /^[a-z]+$/.test(word),
  );
  const by = new Map<string, string[]>();
  let built = false;
  const build = (): void => {
    built = true;
    for (const word of known) {
      for (const key of shortened(word)) {
        const words = by.get(key);
        if (words) words.push(word);
        else by.set(key, [word]);
      }
    }
  };
  return {
    near: (word) => {
      if (word.length < SHORTEST_GUESSED || word.length > 30 || spellings.has(word) || !/^[a-z]+$/.test(word))
        return [];
      if (!built) build();
      const found = new Set<string>();
      for (const key of shortened(word)) {
        for (const candidate of by.get(key) ?? []) if (oneSlipApart(word, candidate)) found.add(candidate);
      }
      const same = [...found].filter((candidate) => candidate[0] === word[0]);
      const stems = (same.length > 0 ? same : [...found]).map(
        (candidate) => spellings.get(candidate) ?? candidate,
      );
      return [...new Set(stems)].filter((stem) => stem !== "").slice(0, 4);
    },
  };
}
