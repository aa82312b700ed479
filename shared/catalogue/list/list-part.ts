import { type FreshnessState, freshnessOf } from "../freshness.ts";
import type { ListedConcept } from "./entry-facts.ts";
import { type Coded, codedWord, type EntryTable } from "./entry-table.ts";
import type { Facet, ListedEntry } from "./listing.ts";

/** Texts of the entries of a table, by number. */
type TextOf = (number: number) => string;

/** The entries of one source of the list: those that are held here, or one imported catalogue. */
export type ListPart = {
  readonly table: EntryTable;
  readonly idOf: TextOf;
  readonly titleOf: TextOf;
  /** Entries that another part has in a later form. */
  readonly gone: ReadonlySet<number>;
};

export const FRESHNESS_STATES: readonly FreshnessState[] = [
  "fresh",
  "always-fresh",
  "due",
  "overdue",
  "delinquent",
  "age-unknown",
];

/** For each entry its freshness on a day, as a position in FRESHNESS_STATES. Entries that share day and rhythm are judged once. */
export function freshnessOfAll({ size, coded }: EntryTable, today: string): Uint8Array {
  const { modified, rhythm, to } = coded;
  const judged = new Map<number, number>();
  return Uint8Array.from({ length: size }, (_, number) => {
    const codes = [modified, rhythm, to].map((column) => column.codes[number] ?? 0);
    const key = codes.reduce((sum, code) => sum * 100_003 + code, 0);
    const known = judged.get(key);
    if (known !== undefined) return known;
    const [changed, often, last] = [modified, rhythm, to].map(
      (column, at) => column.words[codes[at] ?? 0] || undefined,
    );
    const { state } = freshnessOf(
      {
        modified: changed,
        accrualPeriodicity: often,
        temporal: last === undefined ? undefined : { to: last },
      },
      today,
    );
    const position = FRESHNESS_STATES.indexOf(state);
    judged.set(key, position);
    return position;
  });
}

/** Lower-case text of each entry that typed words are looked for in, one after the other. */
export type Haystack = { readonly text: string; readonly starts: Uint32Array };

const SEARCHED: readonly Coded[] = ["publisher", "places", "crisis", "concepts"];

/** Joins what typed words are looked for in. */
export function haystackOf({ table, titleOf }: ListPart): Haystack {
  const lower = SEARCHED.map((name) =>
    table.coded[name].words.map((word) => (name === "concepts" ? labelsOf(word) : word).toLowerCase()),
  );
  const starts = new Uint32Array(table.size + 1);
  const lines: string[] = [];
  let at = 0;
  for (let number = 0; number < table.size; number += 1) {
    const others = SEARCHED.map(
      (name, column) => lower[column]?.[table.coded[name].codes[number] ?? 0] ?? "",
    );
    const line = `${titleOf(number).toLowerCase()} ${others.join(" ")}\n`;
    lines.push(line);
    at += line.length;
    starts[number + 1] = at;
  }
  return { text: lines.join(""), starts };
}

/** Marks (1) the entries whose text holds every word. */
export function entriesWith({ text, starts }: Haystack, words: readonly string[]): Uint8Array {
  let kept = new Uint8Array(starts.length - 1).fill(1);
  for (const word of words) {
    const found = new Uint8Array(kept.length);
    let number = 0;
    for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, starts[number + 1] ?? text.length)) {
      number = numberAt(starts, at, number);
      found[number] = kept[number] ?? 0;
    }
    kept = found;
  }
  return kept;
}

/** The entry whose text a position is in, not before `from`. */
function numberAt(starts: Uint32Array, position: number, from: number): number {
  let low = from;
  let high = starts.length - 1;
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= position) low = middle;
    else high = middle;
  }
  return low;
}

function conceptsIn(word: string): readonly ListedConcept[] {
  return word === "" ? [] : JSON.parse(word);
}

const labelsOf = (word: string): string =>
  conceptsIn(word)
    .map(({ label }) => label)
    .join(" ");

const ACCESS = ["open", "internal", "restricted", "personal"] as const;

/** An entry as the list shows it. */
export function listedEntry(
  { table, idOf, titleOf }: ListPart,
  number: number,
  freshness: number,
): ListedEntry {
  const word = (name: Coded): string => codedWord(table, name, number);
  const orNull = (name: Coded): string | null => word(name) || null;
  const rows = table.rows[number] ?? Number.NaN;
  return {
    id: idOf(number),
    title: titleOf(number),
    publisher: word("publisher"),
    steward: orNull("steward"),
    crisis: orNull("crisis"),
    concepts: conceptsIn(word("concepts")),
    places: word("places"),
    from: orNull("from"),
    to: orNull("to"),
    grain: orNull("grain"),
    access: ACCESS.find((access) => access === word("access")) ?? "open",
    licence: orNull("licence"),
    rows: Number.isNaN(rows) ? null : rows,
    held: table.held[number] === 1,
    quality: table.quality[number] ?? 0,
    freshness: FRESHNESS_STATES[freshness] ?? "age-unknown",
  };
}

/** The words of a facet, and for each entry the position of its own. */
export function facetOf(
  { table }: ListPart,
  facet: Facet,
  freshness: Uint8Array,
): { readonly words: readonly string[]; readonly codes: Uint32Array | Uint8Array } {
  if (facet === "freshness") return { words: FRESHNESS_STATES, codes: freshness };
  if (facet === "held") return { words: ["no", "yes"], codes: table.held };
  return table.coded[facet];
}
