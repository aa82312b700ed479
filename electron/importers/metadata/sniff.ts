import type { MetadataFormat } from "../../../shared/catalogue/formats/read-document.ts";
import { readEntries } from "./read-entries.ts";

const MAY_BE = /\.(json|jsonld|jsonl|ndjson)(\.gz)?$/i;

/**
 * Whether a file holds catalogue entries, by its name and its first entry: JSON Lines can be data just as well. Gives the
 * format of the first entry, or null.
 */
export async function sniffMetadata(path: string): Promise<MetadataFormat | null> {
  if (!MAY_BE.test(path)) return null;
  try {
    const nothing = { onBytes: () => undefined, onEnd: () => undefined };
    for await (const entry of readEntries(path, nothing)) return entry.format;
  } catch {
    // Unreadable files are reported by the import itself.
  }
  return null;
}
