import type { MetadataFormat } from "../../../shared/catalogue/formats/read-document.ts";
import { readEntries } from "./read-entries.ts";

const MAY_BE = /\.(json|jsonld|jsonl|ndjson)(\.gz)?$/i;

/** Entries that are looked at: the first may be one of the few that are spoilt. */
const LOOKED_AT = 10;
/** An entry of more characters than this is not looked at: rows of data with many columns are as long. */
const LARGEST_LOOKED_AT = 2 * 1024 * 1024;

/**
 * Whether a file holds catalogue entries, by its name and its first entries: JSON Lines can be data just as well. Gives the
 * format of the first that has one, or null.
 */
export async function sniffMetadata(path: string): Promise<MetadataFormat | null> {
  if (!MAY_BE.test(path)) return null;
  try {
    const nothing = { onBytes: () => undefined, onEnd: () => undefined };
    let looked = 0;
    for await (const entry of readEntries(path, nothing, undefined, LARGEST_LOOKED_AT)) {
      if (entry.format !== null) return entry.format;
      looked += 1;
      if (looked === LOOKED_AT) return null;
    }
  } catch {
    // Unreadable files are reported by the import itself.
  }
  return null;
}
