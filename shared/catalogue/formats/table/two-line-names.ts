/** The names of a table's columns where two lines together give them, as under a heading that spans several columns. */

const filled = (cell: string | null | undefined): boolean => (cell ?? "").trim() !== "";

/**
 * Joins the line of names with the first line below it where that one only tells apart what the names leave alike: "Cases,
 * Cases, Deaths" over "2020, 2021, 2020", or a name over the first of the columns it spans and nothing over the others.
 * @param given the line of names as written, "" for none
 * @param below the line below it, null for an empty cell
 * @returns the joined names; null where the line below is a row of the table
 */
export function twoLineNames(
  given: readonly string[],
  below: readonly (string | null)[],
): readonly string[] | null {
  const spanned = given.map((_, at) => nameOver(given, at));
  const counts = new Map<string, number>();
  for (const name of spanned) counts.set(name, (counts.get(name) ?? 0) + 1);
  const alike = (at: number): boolean => (counts.get(spanned[at] ?? "") ?? 0) > 1;
  const places = given.map((_, at) => at);
  const told = places.filter(alike);
  // The columns with a name of their own (the place, the day) have nothing more to say, or this is a row of the table.
  if (told.length < 2 || told.length === given.length || !told.every((at) => filled(below[at]))) return null;
  if (places.some((at) => !alike(at) && filled(below[at]))) return null;
  const joined = places.map((at) =>
    alike(at) ? `${spanned[at]} ${(below[at] ?? "").trim()}`.trim() : (given[at] ?? ""),
  );
  return new Set(joined).size === joined.length ? joined : null;
}

/** The name over a column: its own, or that of the nearest to its left which spans it. */
function nameOver(given: readonly string[], at: number): string {
  for (let i = at; i >= 0; i -= 1) {
    const name = (given[i] ?? "").trim();
    if (name !== "") return name;
  }
  return "";
}

const FIGURE = /^[-+]?\d[\d.,'\u00a0\u202f ]*%?$/;
const YEAR = /^(1[0-9]|20|21)\d\d$/;

/** Names that are figures and no years: the line of names may be a row of the table. */
export const figureNames = (given: readonly string[]): readonly string[] =>
  given.map((name) => name.trim()).filter((name) => FIGURE.test(name) && !YEAR.test(name));
