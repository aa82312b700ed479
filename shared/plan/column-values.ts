import type { Dataset } from "../catalogue/dataset.ts";

/** Lower case without accents, marks and spaces: "Patient Database" = "patient-database". */
export const folded = (text: string | number): string =>
  String(text)
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");

/** The distinct values of a column with their row counts, as the file has them; null when they are too many or not known. */
function countedValues(dataset: Dataset, column: string): readonly (readonly [string, number])[] | null {
  for (const { profile } of dataset.distributions) {
    const values = profile?.columns.find(({ name }) => name === column)?.values;
    if (values) return values;
  }
  return null;
}

/** The distinct values of a column as the file has them; null when they are too many or not known. */
export const valuesOf = (dataset: Dataset, column: string): string[] | null =>
  countedValues(dataset, column)?.map(([value]) => value) ?? null;

/** Values that are a more common one written otherwise ("Male", "male " beside "male"), each with that one. */
export function spellingsOf(dataset: Dataset, column: string): [string, string][] {
  const common = new Map<string, readonly [string, number]>();
  const counted = countedValues(dataset, column) ?? [];
  for (const one of counted) {
    const known = common.get(folded(one[0]));
    if (known === undefined || one[1] > known[1]) common.set(folded(one[0]), one);
  }
  return counted.flatMap(([value]): [string, string][] => {
    const shown = common.get(folded(value))?.[0];
    return shown === undefined || shown === value ? [] : [[value, shown]];
  });
}
