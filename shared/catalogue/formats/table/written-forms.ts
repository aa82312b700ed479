import type { DateOrder, Decimal, Delimiter, OpenChoice } from "./reading.ts";

/** What the values of a column could be read as, as counted over all of them. */
export type WrittenColumn = {
  readonly name: string;
  /** A value as it is written. */
  readonly example: string;
  /** Dates in numbers (3/4/2020): whether every value is a day with its parts in that order. Null when it holds no dates. */
  readonly dates: { readonly dayFirst: boolean; readonly monthFirst: boolean } | null;
  /**
   * Numbers: whether every value is one with a decimal comma, or with a decimal point. `commas`: values with a comma;
   * `bare`: values without; `long`: values of four digits or more that nothing groups. Null when it holds no numbers.
   */
  readonly numbers: {
    readonly comma: boolean;
    readonly point: boolean;
    readonly points: number;
    readonly commas: number;
    readonly bare: number;
    readonly long: number;
  } | null;
};

/** What a file's columns together say of how dates and numbers are written in it. */
export type WrittenForms = {
  readonly dateOrder: DateOrder | null;
  readonly decimal: Decimal | null;
  /** Columns to which the order or the mark applies, with why it was chosen. */
  readonly why: ReadonlyMap<string, string>;
  readonly open: readonly OpenChoice[];
};

type Chosen = {
  readonly dateOrder?: DateOrder | undefined;
  readonly decimal?: Decimal | undefined;
  readonly delimiter?: Delimiter | undefined;
};

/** Decides how dates and numbers are written: as chosen, else as the columns show that can be read in one way only; else it is open. */
export const writtenForms = (columns: readonly WrittenColumn[], chosen: Chosen): WrittenForms => {
  const dates = decideDates(columns, chosen.dateOrder);
  const numbers = decideNumbers(columns, chosen.decimal, chosen.delimiter === "semicolon");
  return {
    dateOrder: dates.value,
    decimal: numbers.value,
    why: new Map([...dates.why, ...numbers.why]),
    open: [...dates.open, ...numbers.open],
  };
};

type Decided<T> = {
  readonly value: T | null;
  readonly why: ReadonlyMap<string, string>;
  readonly open: readonly OpenChoice[];
};

const decideDates = (
  columns: readonly WrittenColumn[],
  chosen: DateOrder | undefined,
): Decided<DateOrder> => {
  const dated = columns.filter((column) => column.dates !== null);
  // With points between, the day stands first wherever such dates are written.
  const dotted = (column: WrittenColumn): boolean =>
    /^\d{1,2}\.\d{1,2}\.\d/.test(column.example) && column.dates?.dayFirst === true;
  const onlyDay = dated.filter((column) => !column.dates?.monthFirst || dotted(column));
  const onlyMonth = dated.filter((column) => !column.dates?.dayFirst);
  const either = dated.filter((column) => !onlyDay.includes(column) && !onlyMonth.includes(column));
  const shown =
    onlyDay.length > 0 && onlyMonth.length === 0
      ? "day-first"
      : onlyMonth.length > 0 && onlyDay.length === 0
        ? "month-first"
        : null;
  const value = chosen ?? shown;
  const why = new Map<string, string>();
  for (const { name, example } of onlyDay)
    why.set(name, `“${name}” is written with the day first (${example}): no other order fits all its dates.`);
  for (const { name, example } of onlyMonth)
    why.set(
      name,
      `“${name}” is written with the month first (${example}): no other order fits all its dates.`,
    );
  for (const { name, example } of either)
    if (value !== null)
      why.set(
        name,
        `“${name}” (${example}) was read with the ${value === "day-first" ? "day" : "month"} first, ${chosen ? "as chosen" : "as other dates of the file are written"}.`,
      );
  const [first] = either;
  const open: readonly OpenChoice[] =
    value === null && first !== undefined
      ? [
          {
            about: "dateOrder",
            columns: either.map(({ name }) => name),
            example: first.example,
            options: DATE_ORDERS.map((order) => ({ value: order, reads: dayRead(first.example, order) })),
          },
        ]
      : [];
  return { value, why, open };
};

const DATE_ORDERS: readonly DateOrder[] = ["day-first", "month-first"];

/** The ISO day that a date in numbers is when read in an order; the text itself where it is none. */
export const dayRead = (text: string, order: DateOrder): string => {
  const [, a = "", b = "", y = ""] = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{2,4})/.exec(text) ?? [];
  if (y === "") return text;
  const [day, month] = order === "day-first" ? [a, b] : [b, a];
  const year = y.length === 2 ? (Number(y) < 69 ? `20${y}` : `19${y}`) : y;
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
};

/** So many values on each side tell that a comma only ever stands between thousands. */
const ENOUGH = 3;

/**
 * @param semicolons the file has semicolons between its cells, as where the comma is the decimal mark: there 1.234 may be a
 * thousand and more, unless a larger number stands without its point
 */
const decideNumbers = (
  columns: readonly WrittenColumn[],
  chosen: Decimal | undefined,
  semicolons: boolean,
): Decided<Decimal> => {
  const counted = columns.flatMap(({ name, example, numbers }) =>
    numbers === null ? [] : [{ name, example, ...numbers }],
  );
  const onlyComma = counted.filter((one) => one.comma && !one.point && one.commas > 0);
  const onlyPoint = counted.filter((one) => one.point && !one.comma && one.commas + one.points > 0);
  const either = counted.filter((one) => one.comma && one.point && one.commas > 0);
  // Small numbers without a mark, large ones never without: the mark groups thousands.
  const grouped = either.filter((one) => one.long === 0 && one.bare >= ENOUGH && one.commas >= ENOUGH);
  const shown =
    onlyComma.length > 0 && onlyPoint.length === 0
      ? "comma"
      : onlyComma.length === 0 && (onlyPoint.length > 0 || grouped.length > 0)
        ? "point"
        : null;
  const value = chosen ?? shown;
  const why = new Map<string, string>();
  for (const { name, example } of onlyComma)
    why.set(name, `“${name}” is written with decimal commas (${example}).`);
  for (const { name, example, commas } of onlyPoint)
    if (commas > 0) why.set(name, `“${name}” is written with commas between thousands (${example}).`);
  const pointed = counted.filter(
    (one) => semicolons && one.comma && one.point && one.commas === 0 && one.points > 0 && one.long === 0,
  );
  const unsure = [...either.filter((one) => !grouped.includes(one)), ...pointed].filter(() => value === null);
  for (const one of either)
    if (!unsure.includes(one))
      why.set(
        one.name,
        `In “${one.name}” (${one.example}) the comma ${value === "comma" ? "stands before decimals" : "stands between thousands"}, ${chosen ? "as chosen" : grouped.includes(one) ? "since no number above 999 lacks it" : "as in other columns of the file"}.`,
      );
  const [first] = unsure;
  const open: readonly OpenChoice[] =
    first === undefined
      ? []
      : [
          {
            about: "decimal",
            columns: unsure.map(({ name }) => name),
            example: first.example,
            options: [
              { value: "point", reads: first.example.replaceAll(",", "") },
              { value: "comma", reads: first.example.replaceAll(".", "").replace(",", ".") },
            ],
          },
        ];
  return { value, why, open };
};
