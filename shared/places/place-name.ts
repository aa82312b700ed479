/** A word of a text and where it stands (UTF-16 offsets, end exclusive). `key` is the word folded for comparison. */
export type NameToken = { readonly start: number; readonly end: number; readonly key: string };

const WORD = /[\p{L}\p{M}\p{N}]+|&/gu;
const MARK = /\p{M}/gu;

/** Words that are written in several ways inside names. */
const SAME_WORD: ReadonlyMap<string, string> = new Map([
  ["saint", "st"],
  ["sainte", "ste"],
  ["&", "and"],
  ["mount", "mt"],
  ["fort", "ft"],
]);

/** Splits a text into words, folded: no case, no accents, "Saint" as "st", "&" as "and". */
export function nameTokens(text: string): NameToken[] {
  const tokens: NameToken[] = [];
  for (const match of text.matchAll(WORD)) {
    tokens.push({ start: match.index, end: match.index + match[0].length, key: foldWord(match[0]) });
  }
  return tokens;
}

const PLAIN = /^[A-Za-z0-9]+$/;

function foldWord(word: string): string {
  // Nearly all words are plain; the full folding is an order of magnitude slower.
  const folded = PLAIN.test(word) ? word.toLowerCase() : foldAccents(word);
  return SAME_WORD.get(folded) ?? folded;
}

/** Letters that Unicode does not take apart into a letter and a mark. */
const OTHER_LETTERS: Readonly<Record<string, string>> = {
  ß: "ss",
  ø: "o",
  ł: "l",
  ı: "i",
  đ: "d",
  æ: "ae",
  œ: "oe",
};

function foldAccents(text: string): string {
  return text
    .normalize("NFD")
    .replace(MARK, "")
    .toLowerCase()
    .replace(/[ßøłıđæœ]/g, (letter) => OTHER_LETTERS[letter] ?? letter);
}

/** The key under which names are compared: folded words, one space between, no leading "the". */
export function placeKey(name: string): string {
  const words = wordKeys(name);
  if (words.length > 1 && words[0] === "the") words.shift();
  return words.join(" ");
}

const ASCII = /^[\x20-\x7e]*$/;

/** The folded words of a name, in order. */
function wordKeys(name: string): string[] {
  if (!ASCII.test(name)) return nameTokens(name).map((token) => token.key);
  const words = name.toLowerCase().match(/[a-z0-9]+|&/g) ?? [];
  return words.map((word) => SAME_WORD.get(word) ?? word);
}

/** Words that say what kind of area a name is of; they may stand behind the name, or before it with "of". */
const KIND_WORDS = new Set(
  (
    "county counties parish borough municipality municipio district province state region prefecture department departement " +
    "governorate oblast republic territory canton division municipality commune"
  ).split(" "),
);

/** True for a word like "county" or "province", folded. */
export const isKindWord = (key: string): boolean => KIND_WORDS.has(key);

/**
 * The key of a subnational name without the words for its kind and without spaces, so that "DeSoto", "De Soto County"
 * and "Province of De Soto" compare equal. "City" stays: Virginia has both Richmond and Richmond City.
 */
export function placeStem(name: string): string {
  const words = wordKeys(name);
  if (words.length > 1 && words[0] === "the") words.shift();
  while (words.length > 1 && isKindWord(words.at(-1) ?? "")) words.pop();
  const [kind = "", of = ""] = words;
  if (words.length > 2 && isKindWord(kind) && ["of", "de", "du"].includes(of)) words.splice(0, 2);
  return words.join("");
}

/**
 * The slug of a name inside an area id: folded words joined by hyphens. A name without any Latin letter or digit is
 * spelled by its code points, so that every name has a slug and different names have different ones.
 */
export function areaSlug(name: string): string {
  const plain = foldAccents(name).replace(/['’]/g, "").replaceAll("&", " and ");
  const words = plain.match(/[a-z0-9]+/g);
  if (words) return words.join("-");
  return `u${Array.from(name.trim(), (character) => (character.codePointAt(0) ?? 0).toString(16)).join("-")}`;
}
