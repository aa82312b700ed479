import type { Heard } from "./report.ts";
import type { Found } from "./search.ts";
import { say } from "./sentences.ts";

/** What the search of all descriptions found for a question, told in words. Null where the question has no words to look for. */
export function heardOf({ fit, size, nearest, parts }: Found): Heard | null {
  const main = parts.filter((part) => part.main);
  const told = main.length > 0 ? main : parts;
  if (told.length === 0) return null;
  const unheard = told.filter(({ entries }) => entries === 0);
  const labels = (some: typeof told) => some.map(({ label }) => label);
  const has = labels(told.filter((part) => part.nearest));
  const lacks = labels(told.filter((part) => !part.nearest));
  return {
    fit,
    searched: size,
    nearest: has.length === 0 ? null : nearest,
    parts: told.map(({ label, entries, nearest: isThere }) => ({ label, entries, nearest: isThere })),
    sentences: [
      say.heardVerdict(fit),
      say.heardLooked(labels(told), size),
      ...(unheard.length > 0 ? [say.heardNowhere(labels(unheard))] : []),
      ...(nearest === null || has.length === 0 ? [] : [say.heardNearest(nearest.title, has, lacks)]),
    ],
  };
}
