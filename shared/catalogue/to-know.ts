import type { Dataset } from "./dataset.ts";

/** Something one should know before using a dataset; `on`: the day from which it holds, where it is a break in the series. */
export type ToKnow = { readonly text: string; readonly on: string | null };

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** Breaks first, then notes, each said once: what a source warns of is often the very reason why its series breaks. */
export function toKnow({ breaks, notes }: Pick<Dataset, "breaks" | "notes">): readonly ToKnow[] {
  const all = [
    ...breaks.map(({ on, what }) => ({ text: what, on })),
    ...notes.map((text) => ({ text, on: null })),
  ];
  return all.filter((one, at) => all.findIndex(({ text }) => plain(text) === plain(one.text)) === at);
}

/** A description without the title in front of it, which stands above it already; empty where it says no more. */
export function beyondTitle({ title, description }: Pick<Dataset, "title" | "description">): string {
  const text = description.trim();
  if (title.trim() === "" || !text.toLowerCase().startsWith(title.trim().toLowerCase())) return text;
  const rest = text.slice(title.trim().length);
  // "Floods" does not begin "Floodsafe".
  if (/^[\p{L}\p{N}]/u.test(rest)) return text;
  return rest.replace(/^[\s.,:;–—-]+/u, "");
}
