/** A message in one language: words with `{name}` places, or one form per plural category of `count`. */
export type Message = string | { readonly one: string; readonly other: string };

/** What fills the places of a message. `count` also chooses the plural form. */
export type Filling = Readonly<Record<string, string | number>>;

/** A message with its places filled; numbers are written as the locale writes them. Unknown places stay as they are. */
export function fill(message: Message, filling: Filling, locale: string): string {
  const words = typeof message === "string" ? message : message[formOf(filling, locale)];
  return words.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = filling[name];
    if (value === undefined) return place;
    return typeof value === "number" ? new Intl.NumberFormat(locale).format(value) : value;
  });
}

function formOf(filling: Filling, locale: string): "one" | "other" {
  const count = filling.count;
  return typeof count === "number" && new Intl.PluralRules(locale).select(count) === "one" ? "one" : "other";
}
