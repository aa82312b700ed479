import { compareTitles } from "./entry-table.ts";
import {
  entriesWith,
  FRESHNESS_STATES,
  facetOf,
  freshnessOfAll,
  type Haystack,
  haystackOf,
  type ListPart,
  listedEntry,
} from "./list-part.ts";
import { FACETS, type Facet, type FacetCount, type ListPage, type PageAsked } from "./listing.ts";

/** How many words of a facet are told; the most frequent ones. */
const MOST_WORDS = 40;

/** The list over some parts, the entries held here first. What one look has worked out serves the next. */
export type Listing = { readonly page: (asked: PageAsked, today: string) => ListPage };

type Part = ListPart & { readonly base: number; readonly text: () => Haystack };
type Chosen = { readonly numbers: Uint32Array } & Omit<ListPage, "rows" | "total">;

/** Makes the list over the parts; what is costly waits until it is needed. */
export function listingOf(given: readonly ListPart[]): Listing {
  let base = 0;
  const parts = given.map((part): Part => {
    const here = base;
    base += part.table.size;
    let text: Haystack | undefined;
    return {
      ...part,
      base: here,
      text: () => {
        text ??= haystackOf(part);
        return text;
      },
    };
  });
  let order: Uint32Array | undefined;
  let fresh: { day: string; of: readonly Uint8Array[] } | undefined;
  let last: { key: string; chosen: Chosen } | undefined;
  const freshnessOn = (day: string): readonly Uint8Array[] => {
    if (fresh?.day !== day) fresh = { day, of: parts.map(({ table }) => freshnessOfAll(table, day)) };
    return fresh.of;
  };
  return {
    page: (asked, today) => {
      const { start, count, ...which } = asked;
      const key = JSON.stringify([which, today]);
      const ages = freshnessOn(today);
      order ??= orderByTitle(parts);
      if (last?.key !== key) last = { key, chosen: choose(parts, order, ages, asked) };
      const { numbers, ...rest } = last.chosen;
      const rows = [...numbers.subarray(start, start + count)].flatMap((number) => {
        const at = parts.findLastIndex((part) => part.base <= number);
        const part = parts[at];
        const own = number - (part?.base ?? 0);
        return part ? listedEntry(part, own, ages[at]?.[own] ?? 0) : [];
      });
      return { total: numbers.length, rows, ...rest };
    },
  };
}

/** All entries' numbers by title; those of the first part, which is held here, before the others. */
function orderByTitle(parts: readonly Part[]): Uint32Array {
  const [own, ...others] = parts.map(({ table, base }) => table.byTitle.map((number) => number + base));
  const titles = (number: number): string => {
    const part = parts.findLast(({ base }) => base <= number);
    return part?.titleOf(number - part.base) ?? "";
  };
  const merged = others.reduce<Uint32Array>(
    (one, other) => mergedByTitle(one, other, titles),
    new Uint32Array(0),
  );
  const all = new Uint32Array((own?.length ?? 0) + merged.length);
  if (own) all.set(own);
  all.set(merged, own?.length ?? 0);
  return all;
}

function mergedByTitle(
  one: Uint32Array,
  other: Uint32Array,
  titleOf: (number: number) => string,
): Uint32Array {
  if (one.length === 0) return other;
  const merged = new Uint32Array(one.length + other.length);
  let [left, right] = [0, 0];
  let [leftTitle, rightTitle] = [titleOf(one[0] ?? 0), titleOf(other[0] ?? 0)];
  for (let at = 0; at < merged.length; at += 1) {
    const takeLeft =
      right >= other.length || (left < one.length && compareTitles(leftTitle, rightTitle) <= 0);
    merged[at] = (takeLeft ? one[left] : other[right]) ?? 0;
    if (takeLeft) {
      left += 1;
      leftTitle = left < one.length ? titleOf(one[left] ?? 0) : "";
    } else {
      right += 1;
      rightTitle = right < other.length ? titleOf(other[right] ?? 0) : "";
    }
  }
  return merged;
}

/** Filters, counts the words of each facet, and sorts. */
function choose(
  parts: readonly Part[],
  order: Uint32Array,
  ages: readonly Uint8Array[],
  asked: PageAsked,
): Chosen {
  const size = order.length;
  const passes = new Uint8Array(size);
  const words = asked.search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const counts = new Map(FACETS.map((facet) => [facet, new Map<string, number>()]));
  const span = { from: "", to: "" };
  parts.forEach((part, at) => {
    const found = words.length === 0 ? null : entriesWith(part.text(), words);
    const facets = FACETS.map((facet) => {
      const { words: known, codes } = facetOf(part, facet, ages[at] ?? new Uint8Array(0));
      const wanted = new Set(asked.chosen[facet]);
      const lets = Uint8Array.from(known, (word) => (wanted.size === 0 || wanted.has(word) ? 1 : 0));
      return { facet, known, codes, lets, tally: new Uint32Array(known.length) };
    });
    for (let number = 0; number < part.table.size; number += 1) {
      if (found?.[number] === 0 || part.gone.has(number)) continue;
      let refused = 0;
      let refusing = -1;
      for (let facet = 0; facet < facets.length; facet += 1) {
        const one = facets[facet];
        if (one?.lets[one.codes[number] ?? 0] !== 1) {
          refused += 1;
          refusing = facet;
        }
      }
      // A facet counts what the other facets let through, so that its own words can be told from each other.
      if (refused > 1) continue;
      facets.forEach((one, facet) => {
        const code = one.codes[number] ?? 0;
        if (refused === 0 || facet === refusing) one.tally[code] = (one.tally[code] ?? 0) + 1;
      });
      if (refused > 0) continue;
      passes[part.base + number] = 1;
    }
    for (const { facet, known, tally } of facets) {
      const into = counts.get(facet);
      known.forEach((word, code) => {
        if ((tally[code] ?? 0) > 0 || facet !== "freshness")
          into?.set(word, (into.get(word) ?? 0) + (tally[code] ?? 0));
      });
    }
    widen(span, part, passes);
  });
  const numbers = sorted(
    order.filter((number) => passes[number] === 1),
    parts,
    ages,
    asked,
  );
  return {
    numbers,
    facets: facetCounts(counts, asked),
    axis: span.from === "" || span.to === "" ? null : span,
  };
}

/** Days before our era sort by their year, which a plain comparison of texts would turn round. */
const compareDays = (one: string, other: string): number => {
  const [first, second] = [one, other].map((day) => Number(/^-?\d+/.exec(day)?.[0] ?? 0));
  return (first ?? 0) - (second ?? 0) || (one < other ? -1 : one > other ? 1 : 0);
};

function widen(span: { from: string; to: string }, part: Part, passes: Uint8Array): void {
  for (const name of ["from", "to"] as const) {
    const { words, codes } = part.table.coded[name];
    const used = new Uint8Array(words.length);
    codes.forEach((code, number) => {
      if (passes[part.base + number] === 1) used[code] = 1;
    });
    words.forEach((day, code) => {
      if (used[code] !== 1 || day === "") return;
      if (span.from === "" || compareDays(day, span.from) < 0) span.from = day;
      if (span.to === "" || compareDays(day, span.to) > 0) span.to = day;
    });
  }
}

function facetCounts(
  counts: ReadonlyMap<Facet, ReadonlyMap<string, number>>,
  asked: PageAsked,
): Record<Facet, FacetCount[]> {
  const of = (facet: Facet): FacetCount[] => {
    const all = [...(counts.get(facet) ?? [])]
      .map(([word, count]) => ({ word, count }))
      .sort((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1));
    // What is chosen stays in sight, however few it would leave.
    return all.filter(({ word }, at) => at < MOST_WORDS || asked.chosen[facet].includes(word));
  };
  return {
    crisis: of("crisis"),
    publisher: of("publisher"),
    freshness: of("freshness"),
    access: of("access"),
    held: of("held"),
  };
}

/** Sorts numbers that are in the order of titles; what is unknown comes last either way. */
function sorted(
  numbers: Uint32Array,
  parts: readonly Part[],
  ages: readonly Uint8Array[],
  { sort, descending }: PageAsked,
): Uint32Array {
  if (sort === "title") return descending ? numbers.toReversed() : numbers;
  const keys = new Float64Array(parts.reduce((sum, { table }) => sum + table.size, 0));
  const days = sort === "from" || sort === "to" ? daysInOrder(parts, sort) : null;
  parts.forEach(({ table, base }, at) => {
    for (let number = 0; number < table.size; number += 1) {
      keys[base + number] =
        sort === "rows"
          ? (table.rows[number] ?? Number.NaN)
          : sort === "quality"
            ? (table.quality[number] ?? Number.NaN)
            : sort === "freshness"
              ? knownAge(ages[at]?.[number] ?? 0)
              : (days?.get(table.coded[sort].words[table.coded[sort].codes[number] ?? 0] ?? "") ??
                Number.NaN);
    }
  });
  const places = new Uint32Array(keys.length);
  numbers.forEach((number, place) => {
    places[number] = place;
  });
  return numbers.toSorted((one, other) => {
    const [first, second] = [keys[one] ?? Number.NaN, keys[other] ?? Number.NaN];
    const unknown = Number(Number.isNaN(first)) - Number(Number.isNaN(second));
    if (unknown !== 0) return unknown;
    const difference = first - second;
    return (descending ? -difference : difference) || (places[one] ?? 0) - (places[other] ?? 0);
  });
}

const knownAge = (position: number): number =>
  FRESHNESS_STATES[position] === "age-unknown" ? Number.NaN : position;

function daysInOrder(parts: readonly Part[], name: "from" | "to"): ReadonlyMap<string, number> {
  const days = new Set(parts.flatMap(({ table }) => table.coded[name].words.filter((day) => day !== "")));
  return new Map([...days].sort(compareDays).map((day, position) => [day, position]));
}
