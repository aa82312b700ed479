import { z } from "zod";
import type { Cell } from "../../shared/answer/answer.ts";
import { clockText, dateText, decimalCell, stampText, wholeCell } from "../../shared/answer/table/moment.ts";

/** Arrow's integration JSON, as far as flat columns and structs need it. */

const typeSchema = z.looseObject({
  name: z.string(),
  unit: z.string().optional(),
  bitWidth: z.number().optional(),
  scale: z.number().optional(),
  precision: z.union([z.number(), z.string()]).optional(),
  timezone: z.string().optional(),
});
type GoldenType = z.infer<typeof typeSchema>;

export type GoldenField = {
  name: string;
  type: GoldenType;
  children: GoldenField[];
  dictionary?: { id: number } | undefined;
};
const fieldSchema: z.ZodType<GoldenField> = z.lazy(() =>
  z.object({
    name: z.string(),
    type: typeSchema,
    children: z.array(fieldSchema),
    dictionary: z.object({ id: z.number() }).optional(),
  }),
);

type GoldenColumn = {
  name: string;
  count: number;
  VALIDITY?: number[] | undefined;
  DATA?: unknown[] | undefined;
  VIEWS?:
    | {
        SIZE: number;
        INLINED?: string | undefined;
        BUFFER_INDEX?: number | undefined;
        OFFSET?: number | undefined;
      }[]
    | undefined;
  VARIADIC_DATA_BUFFERS?: string[] | undefined;
  children?: GoldenColumn[] | undefined;
};
const columnSchema: z.ZodType<GoldenColumn> = z.lazy(() =>
  z.object({
    name: z.string(),
    count: z.number(),
    VALIDITY: z.array(z.number()).optional(),
    DATA: z.array(z.unknown()).optional(),
    VIEWS: z
      .array(
        z.object({
          SIZE: z.number(),
          INLINED: z.string().optional(),
          BUFFER_INDEX: z.number().optional(),
          OFFSET: z.number().optional(),
        }),
      )
      .optional(),
    VARIADIC_DATA_BUFFERS: z.array(z.string()).optional(),
    children: z.array(columnSchema).optional(),
  }),
);

const batchSchema = z.object({ count: z.number(), columns: z.array(columnSchema) });
export const goldenSchema = z.object({
  schema: z.object({ fields: z.array(fieldSchema) }),
  batches: z.array(batchSchema),
  dictionaries: z.array(z.object({ id: z.number(), data: batchSchema })).optional(),
});
export type Golden = z.infer<typeof goldenSchema>;

/** A flat column of the golden JSON: its dotted name, its type, and the cells that must come out. */
export type ExpectedColumn = { readonly name: string; readonly type: string; readonly cells: Cell[] | null };

/** Lists the flat columns with their cells; `cells` is null for types that hold no single values. */
export function expectedColumns(golden: Golden): ExpectedColumn[] {
  const found: ExpectedColumn[] = [];
  const visit = (
    field: GoldenField,
    name: string,
    pick: (columns: GoldenColumn[]) => GoldenColumn | undefined,
  ): void => {
    if (field.type.name === "struct" && field.children.length > 0 && field.dictionary === undefined) {
      field.children.forEach((child, at) => {
        visit(child, `${name}.${child.name}`, (columns) => within(pick(columns), at));
      });
      return;
    }
    const parts = golden.batches.map(({ columns }) => pick(columns));
    found.push({
      name,
      type: `${field.type.name}${field.type.unit ? ` ${field.type.unit}` : ""}`,
      cells: joined(parts.map((part) => (part === undefined ? null : columnCells(golden, field, part)))),
    });
  };
  golden.schema.fields.forEach((field, index) => {
    visit(field, field.name, (columns) => columns[index]);
  });
  return found;
}

/** A struct's child, with no value where the struct has none. */
function within(parent: GoldenColumn | undefined, at: number): GoldenColumn | undefined {
  const child = parent?.children?.[at];
  if (child === undefined) return undefined;
  const outer = parent?.VALIDITY;
  const VALIDITY = (child.VALIDITY ?? new Array<number>(child.count).fill(1)).map((valid, row) =>
    outer?.[row] === 0 ? 0 : valid,
  );
  return { ...child, VALIDITY };
}

function joined(parts: (Cell[] | null)[]): Cell[] | null {
  const cells: Cell[] = [];
  for (const part of parts) {
    if (part === null) return null;
    cells.push(...part);
  }
  return cells;
}

function columnCells(golden: Golden, field: GoldenField, column: GoldenColumn): Cell[] | null {
  const values = plainValues(golden, field, column);
  if (values === null) return null;
  return values.map((cell, row) => (column.VALIDITY?.[row] === 0 ? null : cell));
}

function plainValues(golden: Golden, field: GoldenField, column: GoldenColumn): Cell[] | null {
  if (field.dictionary !== undefined) {
    const { id } = field.dictionary;
    const dictionary = golden.dictionaries?.find((each) => each.id === id)?.data.columns[0];
    const entries = dictionary && columnCells(golden, { ...field, dictionary: undefined }, dictionary);
    return entries ? (column.DATA ?? []).map((place) => entries[Number(place)] ?? null) : null;
  }
  const { type } = field;
  if (type.name === "null") return new Array<Cell>(column.count).fill(null);
  if (type.name === "runendencoded") return runs(golden, field, column);
  if (type.name === "utf8view" || type.name === "binaryview") return views(type, column);
  const read = reader(type);
  return read === null ? null : (column.DATA ?? []).map((item) => read(item));
}

function runs(golden: Golden, field: GoldenField, column: GoldenColumn): Cell[] | null {
  const [ends, values] = column.children ?? [];
  const valueField = field.children[1];
  if (ends === undefined || values === undefined || valueField === undefined) return null;
  const cells = columnCells(golden, valueField, values);
  if (cells === null) return null;
  return Array.from({ length: column.count }, (_, row) => {
    const run = (ends.DATA ?? []).findIndex((end) => Number(end) > row);
    return cells[run] ?? null;
  });
}

function views(type: GoldenType, column: GoldenColumn): Cell[] {
  const buffers = (column.VARIADIC_DATA_BUFFERS ?? []).map((hex) => Buffer.from(hex, "hex"));
  return (column.VIEWS ?? []).map((view) => {
    if (view.INLINED !== undefined)
      return type.name === "utf8view" ? view.INLINED : view.INLINED.toLowerCase();
    const from = view.OFFSET ?? 0;
    const bytes = buffers[view.BUFFER_INDEX ?? 0]?.subarray(from, from + view.SIZE) ?? Buffer.alloc(0);
    return bytes.toString(type.name === "utf8view" ? "utf8" : "hex");
  });
}

const PER_SECOND: Readonly<Record<string, bigint>> = {
  SECOND: 1n,
  MILLISECOND: 1000n,
  MICROSECOND: 1_000_000n,
  NANOSECOND: 1_000_000_000n,
};

/** How an item of DATA becomes a cell; null for types without single values. */
function reader(type: GoldenType): ((item: unknown) => Cell) | null {
  const unit = PER_SECOND[type.unit ?? ""] ?? 1n;
  switch (type.name) {
    case "bool":
      return (item) => Boolean(item);
    case "int":
    case "duration":
      return (item) => wholeCell(BigInt(String(item)));
    case "floatingpoint":
      return type.precision === "DOUBLE"
        ? (item) => Number(item)
        : (item) => (type.precision === "HALF" ? Number(item) : Math.fround(Number(item)));
    case "decimal":
      return (item) => decimalCell(BigInt(String(item)), type.scale ?? 0);
    case "utf8":
    case "largeutf8":
      return (item) => String(item);
    case "binary":
    case "largebinary":
    case "fixedsizebinary":
      return (item) => String(item).toLowerCase();
    case "date":
      return (item) => dateText(type.unit === "DAY" ? Number(item) : Number(item) / 86_400_000);
    case "time":
      return (item) => clockText(BigInt(String(item)), unit);
    case "timestamp":
      return (item) => stampText(BigInt(String(item)), unit);
    case "interval":
      return intervalText(type.unit ?? "");
    default:
      return null;
  }
}

const interval = z.object({ days: z.number(), milliseconds: z.number() });

/** Intervals come out as DuckDB writes them; only their parts are compared. */
function intervalText(unit: string): ((item: unknown) => Cell) | null {
  if (unit === "YEAR_MONTH") return (item) => `${Number(item)} 0 0`;
  if (unit === "DAY_TIME") {
    return (item) => {
      const { days, milliseconds } = interval.parse(item);
      return `0 ${days} ${milliseconds * 1000}`;
    };
  }
  return null;
}
