import { stem } from "./stem.ts";

/** One piece of the typed text. Offsets are UTF-16 code units of the original, end exclusive. */
export type Token = {
  readonly start: number;
  readonly end: number;
  /** As typed. */
  readonly text: string;
  /** Lower case, no accents; `&` reads as `and`, `%` as `percent`. */
  readonly norm: string;
  readonly stem: string;
  readonly kind: "word" | "number" | "sign";
  /** The value of a number written in digits. */
  readonly value?: number;
  /** Typed with a capital first letter, or all in capitals. */
  readonly capital: boolean;
  readonly shouted: boolean;
  /** First word of the text or of a sentence, where a capital says nothing. */
  readonly opensSentence: boolean;
};

/** Longest text that is read; what follows is reported as not understood rather than read slowly. */
export const LONGEST_TEXT = 10_000;

/** Signs that stand for a word. */
const SPOKEN: Readonly<Record<string, string>> = {
  "&": "and",
  "%": "percent",
  ">": ">",
  "<": "<",
  "=": "=",
  "≥": ">=",
  "≤": "<=",
  ">=": ">=",
  "<=": "<=",
};

const PIECE =
  /\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)?|\d{1,3}(?:[,\u00a0\u202f\u2009]\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}(?:[. ]\d{3}){2,}(?!\d)|\d+(?:\.\d+)?|>=|<=|[^\s\p{L}\p{N}]/gu;

/** Lower case without accents: "Côte d’Ivoire" → "cote d'ivoire". */
export function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[’‘`´]/g, "'")
    .toLowerCase();
}

function tokenOf(text: string, start: number, opensSentence: boolean): Token {
  const base = { start, end: start + text.length, text, opensSentence };
  const spoken = SPOKEN[text];
  if (spoken !== undefined) {
    return { ...base, norm: spoken, stem: spoken, kind: "word", capital: false, shouted: false };
  }
  if (/^\d/.test(text)) {
    const points = text.split(".").length - 1;
    const value = Number(text.replace(points > 1 ? /[^\d]/g : /[^\d.]/g, ""));
    const digits = String(value);
    return { ...base, norm: digits, stem: digits, kind: "number", value, capital: false, shouted: false };
  }
  if (!/^\p{L}/u.test(text)) {
    return { ...base, norm: text, stem: text, kind: "sign", capital: false, shouted: false };
  }
  // "Italy's" is Italy, "d'Italie" is Italie.
  const norm = plain(text)
    .replace(/'s$/, "")
    .replace(/^(?:[ldnmtsjc]|qu)'/, "")
    .replace(/'/g, "");
  const first = text.charAt(0);
  const shouted = text.length > 1 && text === text.toUpperCase() && text !== text.toLowerCase();
  return {
    ...base,
    norm,
    stem: stem(norm),
    kind: "word",
    capital: first !== first.toLowerCase(),
    shouted,
  };
}

/**
 * Cuts a text into words, numbers and signs. Hyphens, letters beside digits and slashes part words ("COVID-19" and
 * "covid19" both become "covid", "19"); thousands separators stay inside their number. Linear in the length of the text.
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let opens = true;
  for (const match of text.slice(0, LONGEST_TEXT).matchAll(PIECE)) {
    const token = tokenOf(match[0], match.index, opens);
    tokens.push(token);
    opens = token.kind === "sign" ? /^[.?!:;"“(]$/.test(token.text) : false;
  }
  return tokens;
}

/** The stems of a phrase as one key, the same for a name in the lexicon and for what is typed. */
export function phraseKey(phrase: string): string[] {
  return tokenize(phrase)
    .filter((token) => token.kind !== "sign")
    .map((token) => token.stem);
}
