import { canonicalJson, sha256Hex } from "../canonical.ts";
import type { AreaRef, Condition, Question } from "./question.ts";

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const areaIds = (areas: readonly AreaRef[]): string[] =>
  [...new Set(areas.map((area) => area.id))].sort(byText);

const conditions = (where: readonly Condition[]): Condition[] =>
  where
    .map((condition) => ({
      ...condition,
      values: [...new Set(condition.values)].sort((a, b) => byText(String(a), String(b))),
    }))
    .sort((a, b) => byText(canonicalJson(a), canonicalJson(b)));

/**
 * The parts of a question that decide its answer, with everything left out that does not: the words it was typed in, the
 * day it was asked (all dates are absolute by then), the names areas were called by, empty lists, and the order of
 * places, conditions and values. Two questions that ask the same have equal meanings.
 */
export function questionMeaning(question: Question): Record<string, unknown> {
  const { text: _text, asked: _asked, place, by, where, against, ...rest } = question;
  return {
    ...rest,
    ...(place && { place: { areas: areaIds(place.areas), ...(place.by && { by: place.by }) } }),
    ...(by.length > 0 && { by: [...new Set(by)].sort(byText) }),
    ...(where.length > 0 && { where: conditions(where) }),
    ...(against && {
      against: against.kind === "place" ? { kind: "place", areas: areaIds(against.areas) } : against,
    }),
  };
}

/** Canonical JSON (RFC 8785) of what the question means; see `questionMeaning`. */
export function canonicalQuestion(question: Question): string {
  return canonicalJson(questionMeaning(question));
}

/** SHA-256 of the canonical question as 64 hex digits. Equal questions have equal hashes. */
export function questionHash(question: Question): string {
  return sha256Hex(canonicalQuestion(question));
}
