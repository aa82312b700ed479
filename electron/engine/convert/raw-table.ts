import { periodsAmong } from "../../../shared/catalogue/formats/table/period-names.ts";
import type { ReadingChoices, TableReading } from "../../../shared/catalogue/formats/table/reading.ts";

/** The scratch table into which files without types of their own are read, every cell as text. */
export const RAW = 'w."main"."raw"';

/** What was read into it. */
export type RawTable = {
  readonly names: readonly string[];
  readonly notes: readonly string[];
  readonly reading: Pick<TableReading, "applied"> & Partial<TableReading>;
};

/** A table with more columns than this is a matrix, or not cut into columns at all; columns that are periods count little. */
const MOST_COLUMNS = 2000;
const MOST_PERIODS = 10_000;

/** True where there are more columns than a table of figures has. */
export const isTooWide = (names: readonly string[], { dateOrder, shape }: ReadingChoices): boolean => {
  if (names.length <= MOST_COLUMNS) return false;
  if (names.length > MOST_PERIODS || shape === "as-is") return true;
  return names.length - (periodsAmong(names, dateOrder)?.columns.length ?? 0) > MOST_COLUMNS;
};
