import { isCommonWord, isUncertainCode } from "../../places/common-words.ts";
import type { IsoDate } from "../../time/grain.ts";
import type { TimeAnchor } from "../../time/span-text.ts";
import { subjectById } from "../../vocabulary/hierarchy.ts";
import { type Entry, type LexiconIndex, type PhraseNode, spelling } from "./lexicon-index.ts";
import { type TimeMeaning, timeFinds } from "./times.ts";
import { LONGEST_TEXT, type Token, tokenize } from "./words/tokens.ts";
import type { Word } from "./words/words.ts";

/** A reading of a stretch of text: what the lexicon says, a time, a number, or nothing. */
export type Reading =
  | Entry
  | { readonly kind: "time"; readonly time: TimeMeaning }
  | { readonly kind: "number"; readonly value: number };

/** A stretch of the text with its possible readings; without readings, a word that nothing knows. Tokens `first` to `last`. */
export type Find = {
  readonly first: number;
  readonly last: number;
  readonly readings: readonly Reading[];
  /** Read after mending a slip of the pen. */
  readonly mended: boolean;
};

/** A text cut into finds that do not overlap and cover every word. */
export type Cut = {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly finds: readonly Find[];
};

type Candidate = Find & { readonly words: number };

const LONGEST_PHRASE = 14;
/** Words that nothing knows are looked up for slips of the pen only this often in one text. */
const MOST_MENDED = 24;

const isBreak = (token: Token): boolean => token.kind === "sign" && /^[.?!;:]$/.test(token.text);

/** A way through the tree of phrases: where it stands, and how many words it has taken. */
type Path = { readonly node: PhraseNode; readonly words: number; readonly mended: boolean };

/** The steps a token allows from a path: its own stem, else the stems one slip away, and standing still over a word that may be skipped. */
function stepsFrom(
  path: Path,
  token: Token,
  index: LexiconIndex,
  mend: (word: string) => readonly string[],
): { taken: Path[]; stayed: boolean } {
  const own = path.node.next.get(token.stem);
  const stayed = path.words > 0 && index.skipped.has(token.norm);
  if (own) return { taken: [{ node: own, words: path.words + 1, mended: path.mended }], stayed };
  if (path.mended || token.kind !== "word") return { taken: [], stayed };
  const near = mend(token.norm).flatMap((stem) => path.node.next.get(stem) ?? []);
  return { taken: near.map((node) => ({ node, words: path.words + 1, mended: true })), stayed };
}

/** "St. Louis", "vs." and "U.S." go on behind a full stop; a sentence that ends does not. */
const endsPhrase = (sign: Token, before: Token | undefined): boolean =>
  isBreak(sign) && !(sign.text === "." && (before?.norm.length ?? 9) <= 2);

/** "How many earthquake deaths" does not ask how many earthquakes: another measure follows at once. */
function asksForMore(tokens: readonly Token[], first: number, last: number, index: LexiconIndex): boolean {
  const opens = tokens[first]?.norm;
  const next = tokens[last + 1];
  if ((opens !== "how" && opens !== "number") || next?.kind !== "word") return false;
  return index.root.next.get(next.stem)?.entries.some(({ kind }) => kind === "concept") === true;
}

/** Every phrase of the index that starts at a token. Words that may be skipped can stand between its words. */
function phrasesAt(
  tokens: readonly Token[],
  start: number,
  index: LexiconIndex,
  mend: (word: string) => readonly string[],
): Candidate[] {
  const found: Candidate[] = [];
  let paths: Path[] = [{ node: index.root, words: 0, mended: false }];
  for (let i = start; i < tokens.length && i < start + LONGEST_PHRASE && paths.length > 0; i += 1) {
    const token = tokens[i];
    if (!token) break;
    if (token.kind === "sign") {
      if (endsPhrase(token, tokens[i - 1])) break;
      continue;
    }
    const next: Path[] = [];
    for (const path of paths) {
      const { taken, stayed } = stepsFrom(path, token, index, mend);
      next.push(...taken, ...(stayed ? [path] : []));
      for (const { node, words, mended } of taken) {
        const fits = node.entries.length > 0 ? fitting(node.entries, tokens, start, i, mended) : [];
        const readings = asksForMore(tokens, start, i, index)
          ? fits.filter(({ kind }) => kind !== "concept")
          : fits;
        if (readings.length > 0) found.push({ first: start, last: i, readings, mended, words });
      }
    }
    paths = next.slice(0, 12);
  }
  return found;
}

/** Names of countries that are everyday words in lower case; those of smaller places are in places/common-words.ts. */
const ALSO_WORDS: ReadonlySet<string> = new Set(["chad", "turkey", "jordan", "male", "nice", "reading"]);

/** Short names that are no words, in whatever case. */
const NO_WORDS: ReadonlySet<string> = new Set(["uk", "usa", "uae", "drc"]);

const isLevelWord = (word: string): boolean => /^(county|counties|states?|cities|districts)$/.test(word);

const isAlsoWord = (word: string): boolean => ALSO_WORDS.has(word) || isCommonWord(word);

/** Leaves out readings that only look like one: "us" the pronoun, "in" the word, "reading" the measurement. */
function fitting(
  entries: readonly Entry[],
  tokens: readonly Token[],
  first: number,
  last: number,
  mended: boolean,
): Entry[] {
  const token = tokens[first];
  if (!token) return [];
  const single = first === last;
  return entries.filter((entry) => {
    if (entry.kind === "word") return entry.exact === null || !single || entry.exact === token.norm || mended;
    if (entry.kind === "source") return token.capital || token.shouted || !single;
    if (entry.kind !== "area") return true;
    // Small places have so many names that a slip of the pen would always hit one.
    const coarse = ["world", "region", "country", "adm1"].includes(entry.area.level);
    const spelled = mended ? coarse : entry.spelled === spelling(tokens.slice(first, last + 1));
    return spelled && readsAsPlace(entry, tokens, first, last);
  });
}

/** Whether a name is typed as a name: codes in capitals, short and everyday words with a capital, the rest as they come. */
function readsAsPlace(
  { area, code }: Extract<Entry, { kind: "area" }>,
  tokens: readonly Token[],
  first: number,
  last: number,
): boolean {
  const token = tokens[first];
  if (!token) return false;
  const single = first === last;
  if (code)
    return single && token.shouted && !isUncertainCode(token.norm) && token.text === token.text.toUpperCase();
  const letters = tokens.slice(first, last + 1).filter(({ kind }) => kind === "word");
  if (isCommonWord(token.norm) && !token.capital) return false;
  if (letters.reduce((sum, { norm }) => sum + norm.length, 0) <= 3)
    return readsAsShortName(letters, tokens, first, last);
  if (!single) return true;
  const coarse = area.level === "world" || area.level === "region" || area.level === "country";
  if (isCommonWord(token.norm) && !coarse && area.level !== "adm1") {
    // "Red Cross" is no county: everyday words need the word for their kind, or what they lie in, behind them.
    const behind = tokens[last + 1];
    return (
      token.capital &&
      (behind?.text === "," || isLevelWord(behind?.norm ?? "") || /^parish|borough$/.test(behind?.norm ?? ""))
    );
  }
  if (isAlsoWord(token.norm)) return token.capital && (!token.opensSentence || coarse);
  return coarse || area.level === "adm1" || token.capital;
}

function readsAsShortName(
  letters: readonly Token[],
  tokens: readonly Token[],
  first: number,
  last: number,
): boolean {
  const before = tokens[first - 1]?.norm;
  const word = letters[0]?.norm ?? "";
  // "in US dollars" names a currency, not a place.
  if (/^dollars?$/.test(tokens[last + 1]?.norm ?? "")) return false;
  if (letters.every(({ capital }) => capital) || NO_WORDS.has(word) || before === "the") return true;
  // "us counties": before a word for places "us" is no pronoun.
  return word === "us" ? isLevelWord(tokens[last + 1]?.norm ?? "") : before === "in";
}

const WEIGHT: Readonly<Record<Reading["kind"], number>> = {
  time: 0.6,
  concept: 0.5,
  area: 0.45,
  subject: 0.4,
  value: 0.35,
  source: 0.3,
  dimension: 0.2,
  number: 0.2,
  word: 0.1,
};

/** Longer phrases weigh more than the sum of their parts, fillers nothing; ties go to the more telling kind. */
function weight(candidate: Candidate): number {
  const kinds = candidate.readings.map((reading) =>
    reading.kind === "word" && reading.word.is === "filler" ? 0 : WEIGHT[reading.kind],
  );
  const telling = Math.max(0, ...kinds);
  // A run of fillers never outweighs a word that says something.
  if (telling === 0) return candidate.words * 0.3;
  return candidate.words ** 2 + telling - (candidate.mended ? 0.6 * candidate.words ** 2 : 0);
}

/**
 * Cuts a text into finds: times first recognised by their own grammar, then the phrases of the index; among overlapping
 * ones the set with the greatest weight wins (dynamic programming from the end of the text, linear in its length).
 */
export function cut(text: string, index: LexiconIndex, asked: IsoDate): Cut {
  const tokens = tokenize(text);
  let looked = 0;
  const mended = new Map<string, readonly string[]>();
  const mend = (word: string): readonly string[] => {
    const known = mended.get(word);
    if (known) return known;
    looked += 1;
    const near = looked > MOST_MENDED ? [] : index.typos.near(word);
    mended.set(word, near);
    return near;
  };
  const at: Candidate[][] = tokens.map(() => []);
  tokens.forEach((token, i) => {
    if (token.kind === "sign") return;
    at[i]?.push(...phrasesAt(tokens, i, index, mend));
    if (token.kind === "number" && token.value !== undefined) {
      at[i]?.push({
        first: i,
        last: i,
        readings: [{ kind: "number", value: token.value }],
        mended: false,
        words: 1,
      });
    }
  });
  for (const { first, last, time } of timeFinds(
    text.slice(0, LONGEST_TEXT),
    tokens,
    asked,
    eventsOf(at, tokens, index),
  )) {
    const words = tokens.slice(first, last + 1).filter((token) => token.kind !== "sign").length;
    at[first]?.push({ first, last, readings: [{ kind: "time", time }], mended: false, words });
  }
  const best: { score: number; choice: Candidate | null }[] = new Array(tokens.length + 1).fill({
    score: 0,
    choice: null,
  });
  for (let i = tokens.length - 1; i >= 0; i -= 1) {
    const alone =
      (best[i + 1]?.score ?? 0) -
      (tokens[i]?.kind === "word" && !index.skipped.has(tokens[i]?.norm ?? "") ? 0.05 : 0);
    let top: { score: number; choice: Candidate | null } = { score: alone, choice: null };
    for (const candidate of at[i] ?? []) {
      const score = weight(candidate) + (best[candidate.last + 1]?.score ?? 0);
      if (score > top.score) top = { score, choice: candidate };
    }
    best[i] = top;
  }
  return { text, tokens, finds: walk(tokens, best, at, index) };
}

const DURING: ReadonlySet<string> = new Set(["during", "throughout", "amid", "pendant"]);

/** Named events with dates, so that "one month after Hurricane Maria" can be read. */
function eventsOf(
  at: readonly (readonly Candidate[])[],
  tokens: readonly Token[],
  index: LexiconIndex,
): TimeAnchor[] {
  const anchors: TimeAnchor[] = [];
  for (const candidate of at.flat()) {
    const start = tokens[candidate.first]?.start ?? 0;
    const end = tokens[candidate.last]?.end ?? 0;
    if (anchors.some((anchor) => anchor.end > start)) continue;
    for (const { id } of readingsOf(candidate, "subject")) {
      const event = subjectById(index.lexicon.vocabulary, id);
      if (event?.kind !== "event" || !event.from) continue;
      // "during" is all of it; "a month after" counts from the day it struck.
      const all = tokens
        .slice(Math.max(0, candidate.first - 2), candidate.first)
        .some(({ norm }) => DURING.has(norm));
      anchors.push({ start, end, from: all ? event.from : (event.struck ?? event.from), to: event.to });
      break;
    }
  }
  return anchors;
}

function walk(
  tokens: readonly Token[],
  best: readonly { readonly choice: Candidate | null }[],
  at: readonly (readonly Candidate[])[],
  index: LexiconIndex,
): Find[] {
  const finds: Find[] = [];
  for (let i = 0; i < tokens.length; ) {
    const choice = best[i]?.choice;
    if (choice) {
      // Other phrases over the same words (other readings) come along.
      const others = (at[i] ?? []).filter(
        (other) => other.last === choice.last && other !== choice && other.mended === choice.mended,
      );
      const { words: _words, ...find } = choice;
      finds.push({ ...find, readings: [...find.readings, ...others.flatMap((other) => other.readings)] });
      i = choice.last + 1;
      continue;
    }
    const token = tokens[i];
    if (token && token.kind !== "sign") {
      const skipped = index.skipped.has(token.norm);
      finds.push({
        first: i,
        last: i,
        readings: skipped ? [{ kind: "word", word: { is: "filler" }, exact: null }] : [],
        mended: false,
      });
    }
    i += 1;
  }
  return finds;
}

/** The grammar word a find carries, if it is of the kind asked for. */
export function wordOf<K extends Word["is"]>(
  find: Find | undefined,
  ...kinds: K[]
): Extract<Word, { is: K }> | undefined {
  for (const reading of find?.readings ?? []) {
    if (reading.kind !== "word") continue;
    const { word } = reading;
    if (isOneOf(word, kinds)) return word;
  }
  return undefined;
}

function isOneOf<K extends Word["is"]>(word: Word, kinds: readonly K[]): word is Extract<Word, { is: K }> {
  return kinds.some((kind) => kind === word.is);
}

/** The readings of one kind that a find carries. */
export function readingsOf<K extends Reading["kind"]>(
  find: Find | undefined,
  kind: K,
): Extract<Reading, { kind: K }>[] {
  return (find?.readings ?? []).filter(
    (reading): reading is Extract<Reading, { kind: K }> => reading.kind === kind,
  );
}
