/// <reference path="./snowball-stemmers.d.ts" />
import { newStemmer } from "snowball-stemmers";

const english = newStemmer("english");
const known = new Map<string, string>();
const LARGEST_MEMORY = 20_000;

/** Words that only look like a plural or a verb form. */
const KEPT: ReadonlySet<string> = new Set(["news", "this", "does", "less", "versus", "uses"]);

/** British and American spellings that the stemmer leaves apart. */
const RESPELLED: readonly (readonly [RegExp, string])[] = [
  [/isation(s?)$/, "ization$1"],
  [/is(e|ed|es|ing)$/, "iz$1"],
  [/^saint(e?)$/, "st$1"],
  [/centre(s?)$/, "center$1"],
  [/^vaccin.*$/, "vaccin"],
  [/^hospitali[sz].*$/, "hospital"],
  [/^haemorrhag/, "hemorrhag"],
  [/^diarrhoea/, "diarrhea"],
  [/^colour/, "color"],
  [/^neighbour/, "neighbor"],
  [/^programme/, "program"],
];

/**
 * The stem of a lower-case word (Porter's English stemmer of the Snowball project): "counties" and "county" → "counti".
 * Words in other alphabets, numbers and words of up to three letters come back as they are.
 */
export function stem(word: string): string {
  const before = known.get(word);
  if (before !== undefined) return before;
  let stemmed = word;
  if (word.length > 3 && word.length < 40 && /^[a-z]+$/.test(word) && !KEPT.has(word)) {
    const respelled = RESPELLED.reduce((text, [pattern, to]) => text.replace(pattern, to), word);
    stemmed = english.stem(respelled);
  }
  if (known.size > LARGEST_MEMORY) known.clear();
  known.set(word, stemmed);
  return stemmed;
}
