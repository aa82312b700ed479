/** Splits a name into lower-case words: camel case, underscores, punctuation and digits-from-letters are borders. */
export const wordsOf = (name: string): string[] =>
  name
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/(\d),(\d{3})/g, "$1$2")
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .replace(/case\/s|death\/s/gi, (found) => `${found.slice(0, -2)}s`)
    .toLowerCase()
    .split(/[^a-z0-9.%#+-]+|(?<!\d)[.-]|[.-](?!\d)|(?<=[a-z])[-+](?=[a-z])/)
    .filter((word) => word !== "" && word !== "+");

/** A slug of a name: lower-case ASCII words joined by hyphens; `column` when nothing is left. */
export const slugOf = (name: string): string =>
  wordsOf(name)
    .join("-")
    .replace(/[^a-z0-9-]+/g, "")
    .replace(/-+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 80) || "column";

/** The singular of an English word by its ending: enough to compare words, not to print them. */
export const stem = (word: string): string => {
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (word.length > 4 && /(sses|shes|ches|xes)$/.test(word)) return word.slice(0, -2);
  return word.length > 3 &&
    word.endsWith("s") &&
    !word.endsWith("ss") &&
    !word.endsWith("us") &&
    !word.endsWith("is")
    ? word.slice(0, -1)
    : word;
};

/** The set of stems of a name. */
export const stemsOf = (name: string): Set<string> => new Set(wordsOf(name).map(stem));
