import type { Vocabulary } from "../../vocabulary/concept.ts";
import type { Measure } from "../dataset.ts";
import type { FileProfile } from "../profile.ts";
import type { TableDescription } from "./description.ts";
import type { Note } from "./evidence.ts";
import { dimensionOf } from "./vocabulary-rules.ts";

type Implied = NonNullable<Measure["implies"]>[number];

/** Breakdowns that say how a table is written, not what its figures are of. */
const OF_THE_TABLE = new Set(["indicator", "time-unit", "event-name", "event-type"]);

/**
 * What holds for every row of a table: text columns with one and the same value in all rows that the vocabulary knows as a
 * breakdown (a status column that always says OPEN).
 */
export const impliedByConstants = (
  description: TableDescription,
  profile: FileProfile,
  vocabulary: Vocabulary,
  note: Note,
): readonly Implied[] =>
  profile.columns.flatMap((column): Implied[] => {
    const [value] = column.values?.[0] ?? [];
    if (
      value === undefined ||
      column.distinct !== 1 ||
      column.nulls > 0 ||
      /int|double|float/i.test(column.type)
    )
      return [];
    const described = description.columns.find((one) => one.name === column.name) ?? { name: column.name };
    const dimension = dimensionOf(described, vocabulary);
    if (dimension === null || OF_THE_TABLE.has(dimension)) return [];
    note({ field: "implies", column: column.name, text: `Every row says "${value}".`, basis: "seen" });
    return [{ dimension, values: [asVocabularySays(dimension, value, vocabulary)] }];
  });

const asVocabularySays = (dimension: string, value: string, vocabulary: Vocabulary): string => {
  const same = (text: string): boolean => text.toLowerCase().trim() === value.toLowerCase().trim();
  const values = vocabulary.dimensions.find((one) => one.id === dimension)?.values ?? {};
  return Object.entries(values).find(([id, forms]) => same(id) || forms.some(same))?.[0] ?? value;
};

/** A measure with what all rows of its table imply, where it does not say itself. */
export const withImplied = (measure: Measure, implied: readonly Implied[]): Measure => {
  const own = measure.implies ?? [];
  const more = implied.filter((one) => !own.some((other) => other.dimension === one.dimension));
  return more.length === 0 ? measure : { ...measure, implies: [...own, ...more] };
};
