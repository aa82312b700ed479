import { conceptById } from "../../vocabulary/hierarchy.ts";
import type { Limit } from "./read/read-counts.ts";
import { isFree, placesOf, type Scan } from "./scan.ts";
import { phraseKey } from "./words/tokens.ts";

/** A step of an ordinal scale that the text names: a limit, and whether the words are sure to mean it. */
export type NamedLevel = { readonly limit: Limit; readonly label: string; readonly sure: boolean };

/**
 * The step of the measure's scale that the text names ("closed at all levels", "required"): that strict or stricter. Where
 * the text only says that something was closed or required, the first step that says so, as a guess. Null when the
 * measure has no steps.
 */
export function namedLevel(scan: Scan): NamedLevel | null {
  const levels =
    (scan.draft.concept ? conceptById(scan.vocabulary, scan.draft.concept)?.levels : undefined) ?? [];
  if (levels.length === 0) return null;
  let best: { at: number; label: string; first: number; last: number; length: number } | null = null;
  for (const level of levels) {
    for (const form of [level.label, ...level.forms]) {
      const words = phraseKey(form);
      const place = placeOf(scan, words);
      if (place && (!best || words.length > best.length))
        best = { at: level.at, label: level.label, ...place, length: words.length };
    }
  }
  if (best) {
    const { at, label, first, last } = best;
    // "Recommended but did not require", "only recommended": that step and no stricter.
    const only =
      /\b(?:but (?:did |was |were |do |does )?not|but no|only (?:recommended|partly|some)|merely|no more than)\b/i.test(
        scan.cut.text,
      );
    return { limit: { op: at === 0 || only ? "=" : ">=", value: at, first, last }, label, sure: true };
  }
  const [whole] = wholeWords(scan);
  const top = levels.at(-1);
  if (whole !== undefined && top)
    return { limit: { op: ">=", value: top.at, first: whole, last: whole }, label: top.label, sure: true };
  const strict = levels.find(
    ({ at, label }) => at > 0 && /closed|required|closure|ban|restrict|limit|cancelling required/.test(label),
  );
  if (!strict) return null;
  return { limit: { op: ">=", value: strict.at, first: -1, last: -2 }, label: strict.label, sure: false };
}

/** "Completely", "all schools", "at its strictest": the far end of the scale is meant. */
export function wholeWords(scan: Scan): number[] {
  const { tokens } = scan.cut;
  return placesOf(scan, (find, at) => {
    const inside = tokens.slice(find.first, find.last + 1).map(({ norm }) => norm);
    // "Borders completely closed": the adverb may stand within what was read.
    if (inside.some((word) => /^(completely|fully|entirely|totally)$/.test(word))) return true;
    return isFree(scan, at) && /^(all|total|complete|full|strictest|everything)$/.test(inside[0] ?? "");
  });
}

/** Where a run of stems stands in the text, as finds; single words must not be part of something longer that was read. */
function placeOf(scan: Scan, words: readonly string[]): { first: number; last: number } | null {
  const spoken = scan.cut.tokens
    .map((token, i) => ({ token, i }))
    .filter(({ token }) => token.kind !== "sign");
  for (let start = 0; start + words.length <= spoken.length; start += 1) {
    if (!words.every((word, k) => spoken[start + k]?.token.stem === word)) continue;
    const from = spoken[start]?.i ?? 0;
    const to = spoken[start + words.length - 1]?.i ?? 0;
    const first = scan.finds.findIndex((find) => find.last >= from);
    const last = scan.finds.findLastIndex((find) => find.first <= to);
    if (words.length > 1 || !scan.uses.has(first)) return { first, last };
  }
  return null;
}
