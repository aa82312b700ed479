import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { writeFileAtomic } from "./atomic-file.ts";
import type { Layout } from "./layout.ts";

/** A packed search index as its file parts. Only a cache: what cannot be read is built anew. */
export type PackedParts = { readonly header: string; readonly body: Uint8Array };

const paths = (layout: Layout) => ({
  header: join(layout.cache, "search-index.json"),
  body: join(layout.cache, "search-index.bin"),
});

/** The packed index of the last session; null when there is none. */
export async function readIndexCache(layout: Layout): Promise<PackedParts | null> {
  const { header, body } = paths(layout);
  try {
    const [text, bytes] = await Promise.all([readFile(header, "utf8"), readFile(body)]);
    return { header: text, body: bytes };
  } catch {
    return null;
  }
}

/** Keeps a packed index for the next session; a full disk or a read-only folder is no matter. */
export async function writeIndexCache(layout: Layout, packed: PackedParts): Promise<void> {
  const { header, body } = paths(layout);
  try {
    await writeFileAtomic(body, packed.body);
    await writeFileAtomic(header, packed.header);
  } catch {
    // Without the cache the next start takes longer, nothing else.
  }
}
