import { z } from "zod";

/** In which order the parts of a date stand where both 3/4/2020 and 4/3/2020 would be days. */
export const dateOrderSchema = z.enum(["day-first", "month-first"]);
export type DateOrder = z.infer<typeof dateOrderSchema>;

/** Which mark stands before the decimals of a number. */
export const decimalSchema = z.enum(["point", "comma"]);
export type Decimal = z.infer<typeof decimalSchema>;

/** Which mark stands between the cells of a line. */
export const delimiterSchema = z.enum(["comma", "semicolon", "tab", "bar"]);
export type Delimiter = z.infer<typeof delimiterSchema>;

/** How a table file is to be read, as far as a person or an earlier import decided; what is absent is found out. */
export const readingChoicesSchema = z.strictObject({
  /** Spreadsheets: the sheet. */
  sheet: z.string().min(1).max(255).optional(),
  /** The line (spreadsheets: row) with the names of the columns, from 1. */
  headerRow: z.number().int().min(1).max(1_000_000).optional(),
  /** A name of the WHATWG Encoding Standard: utf-8, windows-1252, gb18030 … */
  encoding: z
    .string()
    .regex(/^[a-z0-9][a-z0-9_:-]{1,39}$/i)
    .optional(),
  /** Text files: the mark between cells. */
  delimiter: delimiterSchema.optional(),
  dateOrder: dateOrderSchema.optional(),
  decimal: decimalSchema.optional(),
  /** Tables with one column for each date: one row for each figure (`long`), or as they are. */
  shape: z.enum(["long", "as-is"]).optional(),
});
export type ReadingChoices = z.infer<typeof readingChoicesSchema>;

/** Something that the file does not tell and a person has to: figures or dates would be wrong otherwise. */
export const openChoiceSchema = z.object({
  about: z.enum(["dateOrder", "decimal"]),
  columns: z.array(z.string()),
  /** A value as it is written in the file. */
  example: z.string(),
  /** What each choice would make of the example or the column. */
  options: z.array(z.object({ value: z.string(), reads: z.string() })),
});
export type OpenChoice = z.infer<typeof openChoiceSchema>;

/** How a table file was read, and what else could have been chosen. */
export const tableReadingSchema = z.object({
  /** What was applied, whether found or chosen. */
  applied: readingChoicesSchema,
  /** The sheets of a spreadsheet, in their order; empty for other files. */
  /** `columns`: of the first lines; 0 for an empty sheet. */
  sheets: z.array(z.object({ name: z.string(), columns: z.number(), hidden: z.boolean() })),
  /** The first lines as they stand in the file, to find the header in: line number from 1 and its cells. */
  head: z.array(z.object({ line: z.number(), cells: z.array(z.string()) })),
  /** Text files in another encoding than UTF-8: a word with letters that depend on it, as it was read. */
  encodingSample: z.string().nullable(),
  /** A table with a column for each date, and whether it was turned to one row for each figure. */
  wide: z
    .object({ columns: z.number(), first: z.string(), last: z.string(), turned: z.boolean() })
    .nullable(),
  open: z.array(openChoiceSchema),
  /** Units that the way of writing gives to columns (12 %). */
  units: z.record(z.string(), z.string()),
  /** HXL tags of columns, from the row of tags under the header. */
  tags: z.record(z.string(), z.string()),
});
export type TableReading = z.infer<typeof tableReadingSchema>;

/** The reading of a file that leaves nothing to choose. */
export const PLAIN_READING: TableReading = {
  applied: {},
  sheets: [],
  head: [],
  encodingSample: null,
  wide: null,
  open: [],
  units: {},
  tags: {},
};

/** The key in an entry's `extra` under which the choices its file was read with are kept, for the next file. */
export const READ_WITH = "askline:readWith";

/** The choices an entry's file was read with; nothing when there were none. */
export const readWithOf = (extra: Readonly<Record<string, unknown>>): ReadingChoices => {
  const kept = readingChoicesSchema.safeParse(extra[READ_WITH] ?? {});
  return kept.success ? kept.data : {};
};
