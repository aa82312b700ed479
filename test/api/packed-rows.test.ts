import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AnswerTable, Cell, TableColumn } from "../../shared/answer/answer.ts";
import { packRows, unpackRows } from "../../shared/api/packed-rows.ts";
import { hasTablesApart, withTables } from "../../shared/api/tables-apart.ts";

const columnOf = (type: TableColumn["type"], at: number): TableColumn => ({
  name: `c${at}`,
  label: `Column ${at}`,
  type,
  unit: null,
  role: "dimension",
});

const TYPES = ["number", "text", "date", "time", "boolean"] as const;
const DAYS = fc.date({ min: new Date("1900-01-01"), max: new Date("2100-01-01"), noInvalidDate: true });

/** Cells as answers have them, and such as do not fit their column. */
const cellOf = (type: (typeof TYPES)[number]): fc.Arbitrary<Cell> => {
  const own: Record<(typeof TYPES)[number], fc.Arbitrary<Cell>> = {
    number: fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer()),
    text: fc.oneof(fc.constantFrom("Italy", "Spain", ""), fc.string()),
    date: DAYS.map((day) => day.toISOString().slice(0, 10)),
    time: DAYS.map((day) => day.toISOString()),
    boolean: fc.boolean(),
  };
  const odd: fc.Arbitrary<Cell> = fc.oneof(fc.string(), fc.integer(), fc.boolean());
  return fc.oneof(
    { weight: 20, arbitrary: own[type] },
    { weight: 2, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: odd },
  );
};

const tables: fc.Arbitrary<AnswerTable> = fc
  .array(fc.constantFrom(...TYPES), { minLength: 1, maxLength: 5 })
  .chain((types) =>
    fc.array(fc.tuple(...types.map(cellOf)), { maxLength: 12 }).map((rows) => ({
      columns: types.map(columnOf),
      rows: rows.map((row) => [...row]),
      suppressed: [],
    })),
  );

describe("the rows of a table that go to the window as Arrow", () => {
  it("come back as the very same cells, whatever they are", () => {
    fc.assert(
      fc.property(tables, (table) => {
        expect(unpackRows(packRows(table))).toEqual(table.rows);
      }),
      { numRuns: 100 },
    );
  });

  it("go whole as Arrow where every cell fits its column", () => {
    const table: AnswerTable = {
      columns: [columnOf("text", 0), columnOf("date", 1), columnOf("number", 2)],
      rows: [
        ["Italy", "2021-03-01", 12.5],
        ["Italy", null, null],
        ["Spain", "2021-03-02", 0],
      ],
      suppressed: [],
    };
    const packed = packRows(table);
    expect(packed.exact).toEqual([]);
    expect(unpackRows(packed)).toEqual(table.rows);
  });
});

describe("the channels whose tables come apart", () => {
  const table = (name: string): AnswerTable => ({ columns: [], rows: [[name]], suppressed: [] });
  const part = (name: string) => ({
    sentence: "",
    value: null,
    table: table(name),
    fingerprint: "",
    answeredAt: "",
  });
  const replay = {
    answerId: "A",
    verdict: "different",
    text: "",
    reasons: [],
    asThen: null,
    data: [],
    before: part("then"),
    after: part("now"),
  } as const;

  it("take their tables out and put them in again in the same order", () => {
    const out: AnswerTable[] = [];
    const rest = withTables("answers.replay", { ...replay, reasons: [], data: [] }, (one) => {
      out.push(one);
      return { ...one, rows: [] };
    });
    expect([rest.before.table.rows, rest.after?.table.rows]).toEqual([[], []]);
    const back = withTables("answers.replay", rest, () => out.shift() ?? table("lost"));
    expect(back).toEqual(replay);
  });

  it("leave alone what holds no table", () => {
    expect(hasTablesApart("datasets.list")).toBe(false);
    expect(
      withTables("answers.replay", { ...replay, reasons: [], data: [], after: null }, (one) => one).after,
    ).toBeNull();
  });
});
