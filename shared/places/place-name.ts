/** A word of a text and where it stands (UTF-16 offsets, end exclusive). `key` is the word folded for comparison. */
export type NameToken = { readonly start: number; readonly end: number; readonly key: string };

const WORD = /[\p{L}\p{M}\p{N}]+|&/gu;
const MARK = /\p{M}/gu;

/** Words that are written in several ways inside names. */
const SAME_WORD: Readonly<Record<string, string>> = {
  saint: "st",
  sainte: "ste",
  "&": "and",
  mount: "mt",
  fort: "ft",
};

/** Splits a text into words, folded: no case, no accents, "Saint" as "st", "&" as "and". */
export function nameTokens(text: string): NameToken[] {
  const tokens: NameToken[] = [];
  for (const match of text.matchAll(WORD)) {
    tokens.push({ start: match.index, end: match.index + match[0].length, key: foldWord(match[0]) });
  }
  return tokens;
}

function foldWord(word: string): string {
  const folded = word
    .normalize("NFD")
    .replace(MARK, "")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll("ø", "o")
    .replaceAll("ł", "l")
    .replaceAll("ı", "i");
  return Object.hasOwn(SAME_WORD, folded) ? (SAME_WORD[folded] ?? folded) : folded;
}

/** The key under which names are compared: folded words, one space between, no leading "the". */
export function placeKey(name: string): string {
  const words = nameTokens(name).map((token) => token.key);
  if (words.length > 1 && words[0] === "the") words.shift();
  return words.join(" ");
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
  let words = placeKey(name).split(" ");
  while (words.length > 1 && isKindWord(words.at(-1) ?? "")) words = words.slice(0, -1);
  if (words.length > 2 && isKindWord(words[0] ?? "") && ["of", "de", "du"].includes(words[1] ?? ""))
    words = words.slice(2);
  return words.join("");
}

/**
 * The slug of a name inside an area id: folded words joined by hyphens. A name without any Latin letter or digit is
 * spelled by its code points, so that every name has a slug and different names have different ones.
 */
export function areaSlug(name: string): string {
  const words = name
    .normalize("NFD")
    .replace(MARK, "")
    .toLowerCase()
    .replaceAll("'", "")
    .replaceAll("’", "")
    .replaceAll("&", " and ")
    .replaceAll("ß", "ss")
    .replaceAll("ø", "o")
    .replaceAll("ł", "l")
    .match(/[a-z0-9]+/g);
  if (words) return words.join("-");
  return `u${Array.from(name.trim(), (character) => (character.codePointAt(0) ?? 0).toString(16)).join("-")}`;
}
