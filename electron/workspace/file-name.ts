import { sha256Hex } from "../../shared/canonical.ts";

/** Names Windows keeps for devices, whatever their ending. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/;
const PLAIN = /^[a-z0-9][a-z0-9._-]{0,79}$/;

/**
 * A file name (without ending) for an id from outside: safe on Linux, macOS and Windows, also where case does not count,
 * and different for different ids. Plain lower-case ids keep their name; others get eight digits of their hash.
 */
export function fileNameFor(id: string): string {
  if (PLAIN.test(id) && !RESERVED.test(id) && !id.endsWith(".")) return id;
  const slug = id
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
  return `${slug || "entry"}~${sha256Hex(id).slice(0, 8)}`;
}
