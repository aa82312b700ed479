/** A unit beside the number one: "1 case", "1 death per 100,000 people". Units come in the plural, as most figures are. */
export function oneOf(unit: string): string {
  const [first = "", ...rest] = unit.split(" ");
  if (rest[0] === "or" || rest[0] === "and") return unit;
  return [singular(first), ...rest].join(" ");
}

function singular(word: string): string {
  if (/^people$/i.test(word)) return word.replace(/eople$/i, "erson");
  if (/[^aeiou]ies$/.test(word)) return word.replace(/ies$/, "y");
  if (/(ch|sh|x|ss)es$/.test(word)) return word.slice(0, -2);
  return /[a-z]s$/.test(word) && !/(ss|us|is)$/.test(word) ? word.slice(0, -1) : word;
}
