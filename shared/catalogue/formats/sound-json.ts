/** Deeper nesting than this is no catalogue entry. */
export const MOST_DEPTH = 100;

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Half characters (lone surrogates) replaced by the replacement character: they can be stored nowhere as UTF-8. */
export const soundText = (text: string): string => text.replace(LONE_SURROGATE, "\uFFFD");

/**
 * A JSON value with every text sound, or null where it is nested deeper than `MOST_DEPTH`. Names that have a meaning to
 * JavaScript (`__proto__`) stay plain names. Values without a fault come back as they are, not copied.
 */
export function soundJson(value: unknown, depth = 0): { readonly value: unknown } | null {
  if (typeof value === "string") return { value: soundText(value) };
  if (typeof value !== "object" || value === null) return { value };
  if (depth >= MOST_DEPTH) return null;
  const entries = Object.entries(value);
  const sound: [string, unknown][] = [];
  for (const [name, inner] of entries) {
    const made = soundJson(inner, depth + 1);
    if (made === null) return null;
    sound.push([soundText(name), made.value]);
  }
  const same = sound.every(([name, inner], at) => entries[at]?.[0] === name && entries[at]?.[1] === inner);
  if (same) return { value };
  return { value: Array.isArray(value) ? sound.map(([, inner]) => inner) : Object.fromEntries(sound) };
}
