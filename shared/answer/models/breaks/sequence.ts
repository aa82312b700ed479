import { median } from "simple-statistics";

/** What the search for breaks needs of a period: its figure (null: none) and how many places and instants stand behind it. */
export type Reading = {
  readonly period: string;
  readonly value: number | null;
  readonly places: number;
  readonly instants: number;
};

/** Median of numbers in any order; zero of none. */
export const middle = (values: readonly number[]): number => (values.length === 0 ? 0 : median([...values]));

/** A sequence that keeps to one number and from an index on to another. */
export type Switch = { readonly at: number; readonly before: number; readonly after: number };

/**
 * Where a sequence of whole numbers goes over from one steady number to another: `side` of them (at least) on either side,
 * four in five of up to twelve equal to the side's median, the two at the switch among them. A switch is looked for again
 * only after the steady stretch that follows it.
 */
export function switches(values: readonly number[], side: number): Switch[] {
  const found: Switch[] = [];
  let at = side;
  while (at + side <= values.length) {
    const [before, after] = [
      steady(values.slice(Math.max(0, at - 12), at), side),
      steady(values.slice(at, at + 12), side),
    ];
    const turns = before !== null && after !== null && before !== after;
    if (turns && values[at - 1] === before && values[at] === after) {
      found.push({ at, before, after });
      at += side;
    } else at += 1;
  }
  return found;
}

function steady(values: readonly number[], least: number): number | null {
  if (values.length < least) return null;
  const usual = middle(values);
  return values.filter((value) => value === usual).length >= 0.8 * values.length ? usual : null;
}
