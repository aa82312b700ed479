import { isRaw, type Raw, textOf } from "./opened-record.ts";

/** Local name of a JSON-LD term: `dcterms:title`, `http://purl.org/dc/terms/title` and `title` are all `title`. */
export function localName(term: string): string {
  const cut = Math.max(
    term.lastIndexOf("#"),
    term.lastIndexOf("/"),
    term.includes("://") ? -1 : term.lastIndexOf(":"),
  );
  return term.slice(cut + 1);
}

/** A node's values by local name. */
export type Node = {
  readonly id: string | undefined;
  readonly types: readonly string[];
  readonly values: ReadonlyMap<string, readonly unknown[]>;
};

const asList = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

/** Reads the values of one node object; `@context` is left to the document. */
export function nodeOf(raw: Raw): Node {
  const values = new Map<string, readonly unknown[]>();
  for (const [term, value] of Object.entries(raw)) {
    if (term.startsWith("@")) continue;
    const name = localName(term);
    values.set(name, [...(values.get(name) ?? []), ...asList(value)]);
  }
  const types = asList(raw["@type"] ?? raw.type).flatMap((type) =>
    typeof type === "string" ? [localName(type)] : [],
  );
  return { id: textOf(raw["@id"] ?? raw.id), types, values };
}

/** Nodes of a document by their id, for values that only point to them. */
export type Graph = ReadonlyMap<string, Raw>;

/** The object a value stands for: itself, or the node it points to. One step only, so that circles end. */
export function resolved(value: unknown, graph: Graph): Raw | undefined {
  if (typeof value === "string") return graph.get(value);
  if (!isRaw(value)) return undefined;
  const id = textOf(value["@id"]);
  const alone = Object.keys(value).length === 1;
  return (id !== undefined && alone ? graph.get(id) : undefined) ?? value;
}

/** Texts in a language, `en` first where there are several, else those without a language, else the first there is. */
export function literal(values: readonly unknown[] | undefined): string | undefined {
  const texts = (values ?? []).flatMap((value) => {
    if (typeof value === "string") return [{ text: value, language: "" }];
    if (!isRaw(value)) return [];
    const text = textOf(value["@value"]);
    return text === undefined ? [] : [{ text, language: textOf(value["@language"]) ?? "" }];
  });
  const best =
    texts.find(({ language }) => /^en\b/.test(language)) ??
    texts.find(({ language }) => language === "") ??
    texts[0];
  return textOf(best?.text);
}

/** All texts of a value, whatever the language. */
export const literals = (values: readonly unknown[] | undefined): string[] =>
  (values ?? []).flatMap((value) => literal([value]) ?? []);

/** The address a value points to: an `@id`, or a text. */
export const addressOf = (value: unknown): string | undefined =>
  isRaw(value) ? (textOf(value["@id"]) ?? textOf(value["@value"])) : textOf(value);
