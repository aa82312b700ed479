import { z } from "zod";

/** A test on the values of one column; several on one column all hold. `any`: at least one of `tests` does. */
export type Test = {
  readonly op: "in" | "not-in" | ">" | ">=" | "<" | "<=" | "is-null" | "not-null" | "any";
  readonly values: readonly (string | number)[];
  readonly tests?: readonly Test[] | undefined;
};

/**
 * Which people a number counts: those of the places (area ids are paths from the country down; null: everywhere), of the
 * days from–to (null: no limit), that pass every test on a column. Regions are products of sets, one per axis.
 */
export type Region = {
  readonly places: readonly string[] | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly where: ReadonlyMap<string, readonly Test[]>;
};

/**
 * A number that an answer may tell, or a cell that it hides (`value` null), with the people it is about.
 * - `counts`: the number counts people; `value` is the count.
 * - `values`: the number is made of values of people (their mean, total, median); `value` is how many people that are. An
 *   onlooker who knows how many multiplies a mean up to a total, and totals are subtracted as counts are.
 */
export type Claim = {
  readonly of: "counts" | "values";
  /** Only numbers of the same source can be subtracted: the same table, measure and way of counting. */
  readonly source: string;
  /** The file, and the published version in it, that was read: another one may hold other people. */
  readonly vintage: string;
  readonly region: Region;
  readonly value: number | null;
  /** A hidden count that is itself from 1 to n−1, which whoever asks for it alone is told. */
  readonly few?: boolean | undefined;
  /** What a rounded number may be off, either way. */
  readonly either: number;
  /** Claims of one group (a table's rows) have nobody in common. */
  readonly group: number;
};

/** People of a group of claims that its rows are all of: in them nobody is outside every row. */
export type Whole = Pick<Claim, "source" | "vintage" | "region" | "group">;

/** A median or quantile of counts: a middle value that no equation holds. */
export type Middle = { readonly source: string; readonly region: Region };

/** A column of a table of which all values are known to anyone: whoever is none of the others is the last one. */
export type Closed = { readonly table: string; readonly column: string; readonly values: readonly string[] };

/** All that one answer may tell about people. */
export type Told = {
  /** The threshold it was given under. */
  readonly below: number;
  readonly closed: readonly Closed[];
  readonly claims: readonly Claim[];
  readonly wholes: readonly Whole[];
  readonly middles: readonly Middle[];
};

const testSchema: z.ZodType<Test> = z.lazy(() =>
  z.object({
    op: z.enum(["in", "not-in", ">", ">=", "<", "<=", "is-null", "not-null", "any"]),
    values: z.array(z.union([z.string(), z.number()])),
    tests: z.array(testSchema).optional(),
  }),
);
const regionSchema = z.object({
  places: z.array(z.string()).nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  where: z
    .array(z.tuple([z.string(), z.array(testSchema)]))
    .transform((pairs): Region["where"] => new Map(pairs)),
});
const toldSchema = z.object({
  below: z.number().int().positive(),
  closed: z.array(z.object({ table: z.string(), column: z.string(), values: z.array(z.string()) })),
  claims: z.array(
    z.object({
      of: z.enum(["counts", "values"]),
      source: z.string(),
      vintage: z.string(),
      region: regionSchema,
      value: z.number().nullable(),
      few: z.boolean().optional(),
      either: z.number().nonnegative(),
      group: z.number().int(),
    }),
  ),
  wholes: z.array(
    z.object({ source: z.string(), vintage: z.string(), region: regionSchema, group: z.number().int() }),
  ),
  middles: z.array(z.object({ source: z.string(), region: regionSchema })),
});

/** What answers tell, as text of a file. The same things told give the same text. */
export const toldText = (told: readonly Told[]): string =>
  JSON.stringify(told, (_, value: unknown) => (value instanceof Map ? [...value] : value));

/** Reads the text of `toldText`; null for any other. */
export function readTold(text: string): Told[] | null {
  try {
    return toldSchema.array().parse(JSON.parse(text));
  } catch {
    return null;
  }
}
