import type { SearchText } from "./segment.ts";

/** Changes when the reading of texts into words changes: packed indexes of another reading are built anew. */
const READING = 1;

/**
 * A 32-bit stamp of what search reads of an entry (FNV-1a over UTF-16 units); equal stamps mean the entry need not be
 * read again. Two different texts share one in four thousand million cases, and then only an old wording is searched.
 */
export function stampOf(text: SearchText): number {
  let hash = 0x811c9dc5 ^ READING;
  const take = (value: string): void => {
    for (let at = 0; at < value.length; at += 1) hash = Math.imul(hash ^ value.charCodeAt(at), 0x01000193);
    hash = Math.imul(hash ^ 0x1f, 0x01000193);
  };
  take(text.title);
  take(text.description);
  take(text.publisher);
  take(text.places);
  for (const keyword of text.keywords) take(keyword);
  for (const column of text.columns) take(column);
  take(text.byCountryAndYear ? "1" : "0");
  return hash >>> 0;
}
