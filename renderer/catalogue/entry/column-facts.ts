import type { Column, Dataset } from "../../../shared/catalogue/dataset.ts";
import { currentDistribution } from "../../../shared/catalogue/distribution.ts";
import type { ColumnProfile } from "../../../shared/catalogue/profile.ts";

/** A column with what the file holds in it; null where no file is held or it was never looked at. */
export type ColumnFacts = {
  readonly column: Column;
  readonly profile: ColumnProfile | null;
  readonly rows: number;
};

/** The columns of an entry with the facts of the file that questions are answered from. */
export function columnFacts(dataset: Dataset): readonly ColumnFacts[] {
  const profile = currentDistribution(dataset)?.profile;
  const byName = new Map(profile?.columns.map((column) => [column.name, column]));
  return dataset.columns.map((column) => ({
    column,
    profile: byName.get(column.name) ?? null,
    rows: profile?.rows ?? 0,
  }));
}

/** Rows of one bar: a value or a range of values, by the share of the fullest bar, 0…1. */
export type Bar = { readonly label: string; readonly count: number; readonly share: number };

const MOST_BARS = 24;

/**
 * Bars of how often which values occur, in the order of the values, at most 24: values side by side are put together where there
 * are more. Null where the file's profile does not list the values.
 */
export function barsOf({ values, type }: ColumnProfile): readonly Bar[] | null {
  if (values === null || values.length < 2) return null;
  const isNumeric = /int|float|double|decimal/i.test(type);
  const ordered = isNumeric ? [...values].sort((a, b) => Number(a[0]) - Number(b[0])) : values;
  const size = Math.ceil(ordered.length / MOST_BARS);
  const groups = Array.from({ length: Math.ceil(ordered.length / size) }, (_, at) =>
    ordered.slice(at * size, (at + 1) * size),
  );
  const counts = groups.map((group) => group.reduce((sum, [, count]) => sum + count, 0));
  const most = Math.max(...counts);
  return groups.map((group, at) => {
    const first = group[0]?.[0] ?? "";
    const last = group.at(-1)?.[0] ?? "";
    const count = counts[at] ?? 0;
    return {
      label: first === last ? first : `${first} – ${last}`,
      count,
      share: most === 0 ? 0 : count / most,
    };
  });
}

/** The values that occur most often, with their rows. */
export function mostCommon({ values }: ColumnProfile, most = 3): readonly (readonly [string, number])[] {
  return values === null ? [] : [...values].sort((a, b) => b[1] - a[1]).slice(0, most);
}
