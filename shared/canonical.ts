import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import canonicalize from "canonicalize";

/**
 * Canonical JSON after RFC 8785: sorted keys, shortest numbers, no white space; absent properties are left out.
 * Equal values give equal text on every machine. Throws on values JSON has no form for (NaN, infinity).
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError("A value without a JSON form cannot be made canonical");
  return text;
}

/**
 * The canonical JSON of rows of plain values: as `canonicalJson` writes it, many times faster, as such values have one JSON
 * form only. Throws on numbers that JSON has no form for.
 */
export function canonicalRows(rows: readonly (readonly (string | number | boolean | null)[])[]): string {
  for (const row of rows)
    for (const value of row)
      if (typeof value === "number" && !Number.isFinite(value))
        throw new TypeError("A value without a JSON form cannot be made canonical");
  return JSON.stringify(rows);
}

/** A hash that takes in text after text, then gives its hex digits; Node's own has this form. */
export type Hash = { update(text: string): unknown; digest(form: "hex"): string };

/** SHA-256 over the UTF-8 of texts one after the other. */
export function sha256Hash(): Hash {
  const hash = sha256.create();
  return { update: (text) => hash.update(utf8ToBytes(text)), digest: () => bytesToHex(hash.digest()) };
}

/** SHA-256 as 64 hex digits, over bytes or over the UTF-8 of a text. */
export function sha256Hex(data: string | Uint8Array): string {
  return bytesToHex(sha256(typeof data === "string" ? utf8ToBytes(data) : data));
}

/** SHA-256 over the canonical JSON of a value. */
export const fingerprintOf = (value: unknown): string => sha256Hex(canonicalJson(value));
