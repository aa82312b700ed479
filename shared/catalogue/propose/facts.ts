/** How a numeric column moves along time within its series (a place, a breakdown). Counted by the engine. */
export type SeriesFact = {
  readonly column: string;
  /** Pairs of neighbouring values. */
  readonly steps: number;
  /** Steps to a smaller value. */
  readonly falls: number;
  /** Steps to a larger value. */
  readonly rises: number;
};

/** How rows with an empty finer place stand to the rows of its parts at the same time. */
export type EmptyPlaceFact = {
  readonly column: string;
  /** Times and coarse places that have both an empty and a filled row. */
  readonly pairs: number;
  /** Pairs whose empty row is the sum of the filled ones, within 2 %. */
  readonly sums: number;
  /** Pairs whose empty row is smaller than the filled ones together. */
  readonly smaller: number;
};

/** Long tables: one value of the variable column, where it occurs and how its figures move along time in a place. */
export type VariableFact = {
  readonly value: string;
  /** Values of the coarsest place column it occurs with. */
  readonly places: readonly string[];
  readonly steps: number;
  readonly falls: number;
  readonly rises: number;
};

/** What queries over the file's rows add to its profile. Every part may be missing: rules then rest on words alone. */
export type TableFacts = {
  readonly series: readonly SeriesFact[];
  /** Distinct combinations of the place columns, in the order of the reading's place columns, with their row counts. */
  readonly places: readonly { readonly values: readonly (string | null)[]; readonly rows: number }[];
  readonly emptyPlace: EmptyPlaceFact | null;
  readonly variables: readonly VariableFact[];
};

/** Facts of a table nobody has queried. */
export const NO_FACTS: TableFacts = { series: [], places: [], emptyPlace: null, variables: [] };
