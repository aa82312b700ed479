import type { EntryFacts } from "./entry-facts.ts";

/** Parts of an entry that many entries share, or that are short: kept as a number into a list of words. */
export const CODED = [
  "publisher",
  "steward",
  "crisis",
  "concepts",
  "places",
  "from",
  "to",
  "grain",
  "modified",
  "rhythm",
  "access",
  "licence",
] as const;
export type Coded = (typeof CODED)[number];

/** A part of all entries: each entry's word by its number in `words`. The empty word stands for none. */
export type CodedColumn = { readonly words: readonly string[]; readonly codes: Uint32Array };

/**
 * Entries as the list needs them, packed by column: a hundred thousand take some megabytes. Ids and titles are not here:
 * they lie with the search index, whose documents have the same numbers.
 */
export type EntryTable = {
  readonly size: number;
  readonly coded: Readonly<Record<Coded, CodedColumn>>;
  /** Rows of the data; NaN where unknown. */
  readonly rows: Float64Array;
  readonly held: Uint8Array;
  readonly quality: Float32Array;
  /** The entries' numbers in the order of their titles. */
  readonly byTitle: Uint32Array;
};

const collator = new Intl.Collator("en", { numeric: true });

/** The order of titles in lists. */
export const compareTitles = (one: string, other: string): number => collator.compare(one, other);

type Growing = { readonly words: string[]; readonly known: Map<string, number>; readonly codes: number[] };

/** Takes entries one by one and packs them. */
export function tableBuilder(): {
  readonly add: (facts: EntryFacts) => void;
  readonly finish: () => EntryTable;
} {
  const growing = new Map<Coded, Growing>(
    CODED.map((name) => [name, { words: [], known: new Map(), codes: [] }]),
  );
  const titles: string[] = [];
  const rows: number[] = [];
  const held: number[] = [];
  const quality: number[] = [];
  return {
    add: (facts) => {
      for (const [name, column] of growing) {
        const word = wordOf(facts, name);
        const code = column.known.get(word) ?? column.words.length;
        if (code === column.words.length) {
          column.words.push(word);
          column.known.set(word, code);
        }
        column.codes.push(code);
      }
      titles.push(facts.title);
      rows.push(facts.rows ?? Number.NaN);
      held.push(facts.held ? 1 : 0);
      quality.push(facts.quality);
    },
    finish: () => {
      const column = (name: Coded): CodedColumn => {
        const { words, codes } = growing.get(name) ?? { words: [], codes: [] };
        return { words, codes: Uint32Array.from(codes) };
      };
      return {
        size: titles.length,
        coded: byName(column),
        rows: Float64Array.from(rows),
        held: Uint8Array.from(held),
        quality: Float32Array.from(quality),
        byTitle: Uint32Array.from(titles.keys()).sort(
          (one, other) => compareTitles(titles[one] ?? "", titles[other] ?? "") || one - other,
        ),
      };
    },
  };
}

/** One column for each coded part. */
export function byName<T>(of: (name: Coded) => T): Record<Coded, T> {
  return {
    publisher: of("publisher"),
    steward: of("steward"),
    crisis: of("crisis"),
    concepts: of("concepts"),
    places: of("places"),
    from: of("from"),
    to: of("to"),
    grain: of("grain"),
    modified: of("modified"),
    rhythm: of("rhythm"),
    access: of("access"),
    licence: of("licence"),
  };
}

const wordOf = (facts: EntryFacts, name: Coded): string => {
  if (name === "concepts") return facts.concepts.length === 0 ? "" : JSON.stringify(facts.concepts);
  return facts[name] ?? "";
};

/** The word of a part of an entry; empty for none. */
export const codedWord = (table: EntryTable, name: Coded, number: number): string => {
  const { words, codes } = table.coded[name];
  return words[codes[number] ?? 0] ?? "";
};
