/** A record of another format while it is read: every field taken is accounted for, what is left is kept as it came. */
export type OpenedRecord = {
  /** The text of a field; a field that is empty or no text is not taken. */
  readonly text: (name: string) => string | undefined;
  /** The texts of a list of texts; a list with anything else in it is not taken. */
  readonly texts: (name: string) => string[];
  /** A field looked at but left where it is, because not all of it finds a place. */
  readonly peek: (name: string) => unknown;
  /** All fields that were not taken. */
  readonly rest: () => Record<string, unknown>;
};

export type Raw = Readonly<Record<string, unknown>>;

export const isRaw = (value: unknown): value is Raw =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A text that says something, else undefined. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === "string" && value.trim() !== "" ? value : undefined;

/** Opens a record for reading. */
export function openRecord(raw: Raw): OpenedRecord {
  const left = new Map(Object.entries(raw));
  return {
    text: (name) => {
      const text = textOf(left.get(name));
      if (text !== undefined) left.delete(name);
      return text;
    },
    texts: (name) => {
      const value = left.get(name);
      if (!Array.isArray(value) || value.length === 0) return [];
      const texts = value.filter((one): one is string => typeof one === "string");
      if (texts.length < value.length) return [];
      left.delete(name);
      return texts;
    },
    peek: (name) => left.get(name),
    rest: () => Object.fromEntries(left),
  };
}
