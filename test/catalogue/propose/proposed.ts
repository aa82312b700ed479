import type { Dataset } from "../../../shared/catalogue/dataset.ts";
import type { ColumnProfile } from "../../../shared/catalogue/profile.ts";
import { builtInPlaces } from "../../../shared/catalogue/propose/built-in-places.ts";
import { tableDescriptionSchema } from "../../../shared/catalogue/propose/description.ts";
import { NO_FACTS, type TableFacts } from "../../../shared/catalogue/propose/facts.ts";
import { type Proposal, proposeDataset } from "../../../shared/catalogue/propose/propose.ts";
import { readTable, type TableReading } from "../../../shared/catalogue/propose/reading.ts";
import { builtInVocabulary } from "../../../shared/vocabulary/built-in.ts";

const knowledge = { vocabulary: builtInVocabulary(), places: builtInPlaces };

type Value = string | number | null;

/** A small table as the engine would profile it: column name → values, dates as ISO text. */
export type SmallTable = Readonly<Record<string, readonly Value[]>>;

const typeOf = (values: readonly Value[]): string => {
  const filled = values.filter((value) => value !== null);
  if (filled.every((value) => typeof value === "number"))
    return filled.every(Number.isInteger) ? "INTEGER" : "DOUBLE";
  if (filled.every((value) => /^\d{4}-\d{2}-\d{2}$/.test(String(value)))) return "DATE";
  return filled.every((value) => /^\d{4}-\d{2}-\d{2}T/.test(String(value)))
    ? "TIMESTAMP WITH TIME ZONE"
    : "VARCHAR";
};

const profileOf = (name: string, values: readonly Value[]): ColumnProfile => {
  const filled = values.filter((value): value is string | number => value !== null);
  const sorted = [...filled].sort((a, b) =>
    typeof a === "number" && typeof b === "number" ? a - b : String(a) < String(b) ? -1 : 1,
  );
  const type = typeOf(values);
  const numbers = sorted.filter((value): value is number => typeof value === "number");
  return {
    name,
    type,
    nulls: values.length - filled.length,
    distinct: new Set(filled).size,
    min: sorted.length > 0 ? String(sorted[0]) : null,
    max: sorted.length > 0 ? String(sorted.at(-1)) : null,
    mean: null,
    quantiles: numbers.length > 0 ? [numbers[0] ?? 0, numbers.at(-1) ?? 0] : null,
    values:
      type === "VARCHAR" || type === "INTEGER"
        ? [...new Set(sorted.map(String))].map((value) => [
            value,
            filled.filter((one) => String(one) === value).length,
          ])
        : null,
  };
};

/** Proposes the entry of a small table under a description; facts are what queries would have found. */
export function propose(
  table: SmallTable,
  description: object = {},
  facts: Partial<TableFacts> = {},
): Proposal & { readonly reading: TableReading } {
  const rows = Object.values(table)[0]?.length ?? 0;
  const profile = {
    sha256: "0".repeat(64),
    rows,
    columns: Object.entries(table).map(([name, values]) => profileOf(name, values)),
  };
  const described = tableDescriptionSchema.parse({ id: "small", title: "Small table", ...description });
  const reading = readTable(described, profile, knowledge);
  const names = reading.places.map((place) => place.name);
  const tuples = new Map<string, { values: (string | null)[]; rows: number }>();
  for (let row = 0; row < rows; row += 1) {
    const values = names.map((name) => {
      const value = table[name]?.[row] ?? null;
      return value === null ? null : String(value);
    });
    tuples.set(JSON.stringify(values), { values, rows: (tuples.get(JSON.stringify(values))?.rows ?? 0) + 1 });
  }
  return {
    ...proposeDataset({
      description: described,
      profile,
      reading,
      facts: { ...NO_FACTS, places: [...tuples.values()], ...facts },
      knowledge,
      file: { mediaType: "application/vnd.apache.arrow.file", sha256: profile.sha256 },
    }),
    reading,
  };
}

/** The measure over a column; throws when there is none. */
export const measureOf = ({ dataset }: { readonly dataset: Dataset }, column: string | null) => {
  const found = dataset.measures.find((one) => one.column === column);
  if (!found) throw new Error(`no measure over ${column}`);
  return found;
};

/** A column of the entry; throws when there is none. */
export const columnOf = ({ dataset }: { readonly dataset: Dataset }, name: string) => {
  const found = dataset.columns.find((one) => one.name === name);
  if (!found) throw new Error(`no column ${name}`);
  return found;
};
