import type { AreaId } from "../../places/area.ts";
import type { Grain } from "../../time/grain.ts";
import type { ColumnCondition, Dataset, Measure } from "../dataset.ts";
import type { FileProfile } from "../profile.ts";
import { dayOf } from "./dates.ts";
import type { TableDescription } from "./description.ts";
import type { EmptyPlaceFact } from "./facts.ts";
import type { PlaceKnowledge } from "./knowledge.ts";

/** Interval in which a table of this grain is expected to grow, as ISO 8601 repeating interval. */
const RHYTHM: Readonly<Record<Grain, string>> = {
  hour: "R/PT1H",
  day: "R/P1D",
  week: "R/P1W",
  month: "R/P1M",
  quarter: "R/P3M",
  year: "R/P1Y",
};

/** The rhythm a table is kept in: as said, else irregular for occurrences, else by its grain; null when nothing is known. */
export const rhythmOf = (
  description: TableDescription,
  grain: Grain | null,
  events: boolean,
): string | null => description.accrualPeriodicity ?? (events ? "irregular" : grain ? RHYTHM[grain] : null);

const LICENCES: readonly (readonly [RegExp, string, string])[] = [
  [/CC[- ]?BY[- ]?NC[- ]?(\d\.\d)?/i, "CC-BY-NC-4.0", "https://creativecommons.org/licenses/by-nc/4.0/"],
  [/CC[- ]?BY[- ]?SA[- ]?(\d\.\d)?/i, "CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/"],
  [/(ODC-)?PDDL(-1\.0)?/i, "PDDL-1.0", "https://opendatacommons.org/licenses/pddl/1-0/"],
  [/ODC-BY|ODC attribution/i, "ODC-By-1.0", "https://opendatacommons.org/licenses/by/1-0/"],
  [/ODbL/i, "ODbL-1.0", "https://opendatacommons.org/licenses/odbl/1-0/"],
  [/CC0|public domain/i, "CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"],
  [/CC[- ]?BY[- ]?(3\.0|4\.0)/i, "CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"],
];

/** The licence as published, with its SPDX id where the text begins with one that is known. */
export const licenceOf = (description: TableDescription): Dataset["licence"] => {
  const text = description.licence;
  if (!text) return undefined;
  const attribution = description.publisher ?? undefined;
  // "No licence file … OWID states its own material is CC-BY" is no licence of the table.
  const own = text.split(/;\s*|\.\s+/)[0] ?? text;
  const found = /^no licen[cs]e/i.test(own) ? undefined : LICENCES.find(([pattern]) => pattern.test(own));
  return { text, ...(found ? { id: found[1], url: found[2] } : {}), ...(attribution ? { attribution } : {}) };
};

/** The one area that a table's coverage text names ("Florida, 35 counties …"); null for the world, several areas or none. */
export const withinOf = (text: string | null | undefined, places: PlaceKnowledge): AreaId | null => {
  if (!text || /\b(world|global|countries)\b/i.test(text)) return null;
  const parts = text
    .split(/[,;(]|\band\b/)
    .map((part) =>
      part
        .replace(/\b(northern|southern|eastern|western|autumn|spring|summer|winter|\d{4})\b/gi, " ")
        .replace(/\s+/g, " ")
        .trim(),
    )
    .filter((part) => part.length > 2);
  const found = new Set(
    parts.flatMap((part) => {
      const area = places.find(part, { level: "country" }) ?? places.find(part, { level: "adm1" });
      return area ? [area.id] : [];
    }),
  );
  const [only] = found;
  return found.size === 1 && only !== undefined ? only : null;
};

const TO_LEAVE_OUT =
  /^(discarded|omit(_error)?|error|excluded|duplicate|invalid|not a case|cancelled|canceled|void|test)$/i;

/** Conditions every use of the table applies: rows whose status says that they do not count. */
export const alwaysOf = (profile: FileProfile): readonly ColumnCondition[] =>
  profile.columns.flatMap((column) => {
    if (!/status|state|classification|validity|quality/i.test(column.name)) return [];
    const values = (column.values ?? [])
      .map(([value]) => value)
      .filter((value) => TO_LEAVE_OUT.test(value.trim()));
    return values.length > 0 ? [{ column: column.name, op: "not-in" as const, values }] : [];
  });

/** What an empty finer place means, and why: by the description's words, else by how the numbers add up, else the careful reading. */
export const emptyPlaceOf = (
  description: TableDescription,
  fact: EmptyPlaceFact | null,
): {
  readonly means: "whole" | "rest";
  readonly why: string;
  readonly basis: "said" | "seen" | "guessed";
} => {
  const words = [...description.caveats, ...description.columns.map((column) => column.description ?? "")];
  const whole = words.find((text) =>
    /empty\s*=\s*(the )?whole|rows? (are|is) part of|rows overlap|include[sd]? in the/i.test(text),
  );
  if (whole) return { means: "whole", why: `The description says: ${whole}.`, basis: "said" };
  const rest = words.find((text) =>
    /row with an empty|empty where the|reports? one series|not (broken down|listed)/i.test(text),
  );
  if (rest) return { means: "rest", why: `The description says: ${rest}.`, basis: "said" };
  if (fact && fact.pairs > 0) {
    if (fact.sums / fact.pairs > 0.5)
      return {
        means: "whole",
        why: `In ${fact.sums} of ${fact.pairs} cases the row without a finer place is the sum of its parts.`,
        basis: "seen",
      };
    if (fact.smaller / fact.pairs > 0.2)
      return {
        means: "rest",
        why: `In ${fact.smaller} of ${fact.pairs} cases the row without a finer place is smaller than its parts: it cannot be their sum.`,
        basis: "seen",
      };
  }
  return {
    means: "whole",
    why: "Nothing says what an empty finer place means; taken as the whole, so that nothing is counted twice.",
    basis: "guessed",
  };
};

const BREAK = /\b(break|drops?|jumps?|changed?|method|definition|switch)/i;
const SINCE = /\b(?:before|after|since|from|until|in)\s+(-?\d{4}(?:-\d{2})?(?:-\d{2})?)\b/i;

/**
 * Breaks in method or definition that a caveat dates ("PRIO before 1989 …: a break in the method"). A caveat that begins
 * with a column's name is about the measures of that column only.
 */
export const breaksOf = (description: TableDescription, measures: readonly Measure[]): Dataset["breaks"] =>
  description.caveats.flatMap((caveat) => {
    const on = BREAK.test(caveat) ? SINCE.exec(caveat)?.[1] : undefined;
    const day = on ? dayOf(on, "first") : null;
    if (!day) return [];
    const own = measures.filter(
      (one) => one.column && caveat.toLowerCase().startsWith(one.column.toLowerCase()),
    );
    return [{ on: day, what: caveat, ...(own.length > 0 ? { measures: own.map((one) => one.id) } : {}) }];
  });
