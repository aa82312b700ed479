import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AnswerTable, Cell, TableColumn } from "../../../shared/answer/answer.ts";
import {
  clockText,
  dateText,
  decimalCell,
  parseDate,
  parseStamp,
  stampText,
  wholeCell,
} from "../../../shared/answer/table/moment.ts";
import { decodeTable, encodeAnswerTable } from "../../../shared/answer/table/table.ts";

describe("days", () => {
  it.each([
    [0, "1970-01-01"],
    [-1, "1969-12-31"],
    [18_321, "2020-02-29"],
    [-719_162, "0001-01-01"],
    [2_932_896, "9999-12-31"],
    [2_932_897, "+010000-01-01"],
    [-719_529, "-000001-12-31"],
  ])("%i is %s", (days, text) => {
    expect(dateText(days)).toBe(text);
    expect(parseDate(text)).toBe(days);
  });

  it("are those of JavaScript's calendar", () => {
    fc.assert(
      fc.property(fc.integer({ min: -90_000_000, max: 90_000_000 }), (days) => {
        expect(dateText(days)).toBe(new Date(days * 86_400_000).toISOString().split("T")[0]);
      }),
    );
  });

  it("that do not exist are none", () => {
    for (const text of ["2021-02-29", "2020-13-01", "2020-00-10", "2020-1-1", "today", ""]) {
      expect(parseDate(text)).toBeNull();
    }
  });
});

describe("times", () => {
  it("show a fraction only where there is one", () => {
    expect(stampText(0n, 1n)).toBe("1970-01-01T00:00:00Z");
    expect(stampText(-1n, 1000n)).toBe("1969-12-31T23:59:59.999Z");
    expect(stampText(1_500_000n, 1_000_000n)).toBe("1970-01-01T00:00:01.5Z");
    expect(stampText(1n, 1_000_000_000n)).toBe("1970-01-01T00:00:00.000000001Z");
    expect(clockText(86_399_000_001n, 1_000_000n)).toBe("23:59:59.000001");
  });

  it("come back as they went", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n }), (micros) => {
        expect(parseStamp(stampText(micros, 1_000_000n))).toBe(micros);
      }),
    );
  });
});

describe("numbers", () => {
  it("are numbers where that is exact and text where not", () => {
    expect(wholeCell(9_007_199_254_740_991n)).toBe(9_007_199_254_740_991);
    expect(wholeCell(9_007_199_254_740_992n)).toBe("9007199254740992");
    expect(decimalCell(150n, 2)).toBe(1.5);
    expect(decimalCell(-5n, 3)).toBe(-0.005);
    expect(decimalCell(12_345_678_901_234_567_812n, 2)).toBe("123456789012345678.12");
    expect(decimalCell(7n, -2)).toBe(700);
    expect(decimalCell(0n, 5)).toBe(0);
  });

  it("written as decimals read the same as text and as number", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 15n) + 1n, max: 10n ** 15n - 1n }),
        fc.integer({ min: 0, max: 15 }),
        (unscaled, scale) => {
          const cell = decimalCell(unscaled, scale);
          expect(typeof cell).toBe("number");
          expect(Math.round(Number(cell) * 10 ** scale)).toBe(Number(unscaled));
        },
      ),
    );
  });
});

const column = (name: string, type: TableColumn["type"]): TableColumn => ({
  name,
  label: name.toUpperCase(),
  type,
  unit: type === "number" ? "deaths" : null,
  role: type === "number" ? "value" : "dimension",
});

describe("an answer's table", () => {
  const cells: Readonly<Record<TableColumn["type"], fc.Arbitrary<Cell>>> = {
    text: fc.string({ unit: "grapheme", maxLength: 12 }),
    number: fc.double({ noNaN: true, noDefaultInfinity: true }),
    date: fc.integer({ min: -700_000, max: 2_900_000 }).map(dateText),
    time: fc.bigInt({ min: -(10n ** 16n), max: 10n ** 16n }).map((micros) => stampText(micros, 1_000_000n)),
    boolean: fc.boolean(),
  };
  const types = ["text", "number", "date", "time", "boolean"] as const;
  const table = fc.array(fc.constantFrom(...types), { minLength: 1, maxLength: 5 }).chain((chosen) =>
    fc.array(fc.tuple(...chosen.map((type) => fc.option(cells[type], { nil: null }))), { maxLength: 20 }).map(
      (rows): AnswerTable => ({
        columns: chosen.map((type, index) => column(`c${index}`, type)),
        rows,
        suppressed: [],
      }),
    ),
  );

  it("is read back as it was written", () => {
    fc.assert(
      fc.property(table, (written) => {
        const read = decodeTable(encodeAnswerTable(written));
        expect(read.rows).toEqual(written.rows);
        expect(read.columns).toEqual(written.columns.map(({ name, type }) => ({ name, type })));
      }),
    );
  });

  it("has the same bytes every time", () => {
    fc.assert(
      fc.property(table, (written) => {
        expect(Buffer.compare(encodeAnswerTable(written), encodeAnswerTable(structuredClone(written)))).toBe(
          0,
        );
      }),
    );
  });

  it("keeps a number that is too long for a number, as text", () => {
    const written: AnswerTable = {
      columns: [column("n", "number")],
      rows: [["123456789012345678901"], [1]],
      suppressed: [],
    };
    expect(decodeTable(encodeAnswerTable(written)).rows).toEqual([["123456789012345678901"], ["1"]]);
  });

  it("refuses bytes that are no Arrow", () => {
    expect(() => decodeTable(Buffer.from("hello"))).toThrow();
  });
});
