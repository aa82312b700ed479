import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decodeTable } from "../../shared/answer/table/table.ts";
import type { ReadingChoices } from "../../shared/catalogue/formats/table/reading.ts";
import { startTestEngine, type TestEngine, value } from "./engine-fixture.ts";

let engine: TestEngine;
let made = 0;
beforeAll(() => {
  engine = startTestEngine();
});
afterAll(() => engine.end());

async function converted(content: string | Uint8Array, choices: ReadingChoices = {}, ending = "csv") {
  const path = join(engine.folder, `table-${made++}.${ending}`);
  const target = `${path}.arrow`;
  writeFileSync(path, content);
  const result = await engine.engine.convert({ path, format: "csv", choices }, target);
  return { result, table: result.ok ? decodeTable(readFileSync(target)) : null };
}
const refused = async (content: string | Uint8Array): Promise<string> => {
  const { result } = await converted(content);
  if (result.ok) throw new Error("it was read");
  return `${result.problem.code}: ${result.problem.message}`;
};

describe("letters", () => {
  const COTE = "pays,valeur\nCôte d’Ivoire,1\nBénin,2\n";
  const utf16 = Buffer.from(COTE, "utf16le");

  it.each([
    ["UTF-8 with a mark", Buffer.from(`\ufeff${COTE}`)],
    ["UTF-16 with a mark", Buffer.concat([Buffer.from([0xff, 0xfe]), utf16])],
    ["UTF-16 the other way round", Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()])],
    ["UTF-16 without a mark", utf16],
    ["Windows-1252", Buffer.from(COTE.replace("’", "\u0092"), "latin1")],
    ["Windows-1252, packed", gzipSync(Buffer.from(COTE.replace("’", "\u0092"), "latin1"))],
  ])("are read as they are meant: %s", async (_, bytes) => {
    const { table } = await converted(bytes, {}, bytes[0] === 0x1f ? "csv.gz" : "csv");
    expect(table?.columns.map(({ name }) => name)).toEqual(["pays", "valeur"]);
    expect(table?.rows).toEqual([
      ["Côte d’Ivoire", 1],
      ["Bénin", 2],
    ]);
  });

  it("of another script are told by their frequency, and a person may choose otherwise", async () => {
    const lines = [
      "страна;значение",
      "Россия;1",
      "Беларусь и соседние области;2",
      "Казахстан;3",
      "Центральный район города;4",
      "Восточные районы республики;5",
    ];
    // Letters А to я are the bytes from C0 on in Windows-1251.
    const bytes = Buffer.from(
      [...lines.join("\n")].map((letter) =>
        letter > "\u007f" ? letter.charCodeAt(0) - 0x350 : letter.charCodeAt(0),
      ),
    );
    const { result, table } = await converted(bytes);
    expect(table?.rows[0]).toEqual(["Россия", 1]);
    expect(value(result).reading).toMatchObject({
      applied: { encoding: "windows-1251" },
      encodingSample: "страна",
    });
    expect((await converted(bytes, { encoding: "koi8-r" })).table?.rows[0]?.[0]).not.toBe("Россия");
    expect((await converted(bytes, { encoding: "nonsense" })).result.ok).toBe(false);
  });

  it("that turn up far into a file are not lost", async () => {
    const bytes = Buffer.concat([
      Buffer.from(`a,b\n${"1,x\n".repeat(300_000)}`),
      Buffer.from("2,B\u00e9nin\n", "latin1"),
    ]);
    const { table } = await converted(bytes);
    expect(table?.rows.at(-1)).toEqual([2, "Bénin"]);
  });
});

describe("dates in numbers", () => {
  const shown = async (csv: string, choices: ReadingChoices = {}) => {
    const { result, table } = await converted(csv, choices);
    return { rows: table?.rows, ...value(result).reading };
  };

  it("are read in the order that fits all of them", async () => {
    expect((await shown("d\n31/12/2020\n01/02/2021\n")).rows).toEqual([["2020-12-31"], ["2021-02-01"]]);
    expect((await shown("d\n12/31/20\n1/2/21\n")).rows).toEqual([["2020-12-31"], ["2021-01-02"]]);
    expect((await shown("d\n01.02.2021\n03.04.2021\n")).rows).toEqual([["2021-02-01"], ["2021-04-03"]]);
    expect((await shown("d,e\n01/02/2021,13/01/2021\n02/02/2021,14/01/2021\n")).rows?.[0]).toEqual([
      "2021-02-01",
      "2021-01-13",
    ]);
  });

  it("are asked about where both orders fit, and read as chosen", async () => {
    const csv = "d,n\n01/02/2021,1\n03/04/2021,2\n";
    const open = await shown(csv);
    expect(open.rows?.[0]).toEqual(["01/02/2021", 1]);
    expect(open.open).toMatchObject([
      {
        about: "dateOrder",
        columns: ["d"],
        options: [
          { value: "day-first", reads: "2021-02-01" },
          { value: "month-first", reads: "2021-01-02" },
        ],
      },
    ]);
    expect((await shown(csv, { dateOrder: "day-first" })).rows?.[0]).toEqual(["2021-02-01", 1]);
    expect((await shown(csv, { dateOrder: "month-first" })).rows?.[0]).toEqual(["2021-01-02", 1]);
  });

  it("that are no days stay text, and so do columns that mix orders", async () => {
    expect((await shown("d\n31/02/2020\n")).rows).toEqual([["31/02/2020"]]);
    expect((await shown("d\n31/12/2020\n12/31/2020\n")).rows).toEqual([["31/12/2020"], ["12/31/2020"]]);
  });

  it("with names of months, and months, quarters and weeks, are days", async () => {
    const csv =
      "a,b,c,e,date\n1 March 2020,2020-03,2020Q2,2020-W05,20200301\n2 Apr 2020,2020-04,2020Q3,2020-W06,20200302\n";
    expect((await shown(csv)).rows?.[0]).toEqual([
      "2020-03-01",
      "2020-03-01",
      "2020-04-01",
      "2020-01-27",
      "2020-03-01",
    ]);
  });
});

describe("numbers as people write them", () => {
  const numbers = async (csv: string, choices: ReadingChoices = {}) => {
    const { result, table } = await converted(csv, choices);
    return { rows: table?.rows, ...value(result).reading };
  };

  it("with decimal commas, then points between thousands in the whole file", async () => {
    const csv = "a;b;c\n1.234,5;1.234;12,5 %\n2,5;12.345;3 %\n";
    const { rows, units } = await numbers(csv);
    expect(rows).toEqual([
      [1234.5, 1234, 12.5],
      [2.5, 12345, 3],
    ]);
    expect(units).toEqual({ c: "%" });
  });

  it("with commas, apostrophes or blanks between thousands", async () => {
    const csv = `a;b;c\n"1,234,567";1'234'567;1\u00a0234\n12;5;7\n`;
    expect((await numbers(csv)).rows).toEqual([
      [1234567, 1234567, 1234],
      [12, 5, 7],
    ]);
  });

  it("are asked about where a comma can be both", async () => {
    const csv = 'p,n\nA,"1,234"\nB,"2,345"\n';
    expect((await numbers(csv)).open).toMatchObject([{ about: "decimal", columns: ["n"] }]);
    expect((await numbers(csv, { decimal: "point" })).rows?.[0]).toEqual(["A", 1234]);
    expect((await numbers(csv, { decimal: "comma" })).rows?.[0]).toEqual(["A", 1.234]);
  });

  it("keep codes and long identifiers text", async () => {
    expect((await numbers('a,b\n"01,234",12345678901234567\n')).rows?.[0]?.[0]).toBe("01,234");
    expect((await numbers("a\n00123\n")).rows).toEqual([["00123"]]);
  });
});

describe("the form of a table", () => {
  it("with one column for each day becomes one row for each figure", async () => {
    const { result, table } = await converted(
      "Province/State,Country/Region,Lat,1/22/20,1/23/20,1/24/20,1/25/20\n,France,1.5,0,2,,3\nHubei,China,2.5,1,2,3,4\n",
    );
    expect(table?.columns.map(({ name, type }) => [name, type])).toEqual([
      ["Province/State", "text"],
      ["Country/Region", "text"],
      ["Lat", "number"],
      ["date", "date"],
      ["value", "number"],
    ]);
    expect(table?.rows.slice(0, 4)).toEqual([
      [null, "France", 1.5, "2020-01-22", 0],
      [null, "France", 1.5, "2020-01-23", 2],
      [null, "France", 1.5, "2020-01-25", 3],
      ["Hubei", "China", 2.5, "2020-01-22", 1],
    ]);
    expect(value(result).reading.wide).toEqual({
      columns: 4,
      first: "1/22/20",
      last: "1/25/20",
      turned: true,
    });
    expect(value(result).notes.join()).toContain("1 empty cell became no row");
  });

  it("with one column for each year and lines above the header is found, as indicators come from the World Bank", async () => {
    const csv =
      '"Data Source","World Development Indicators",\n\n"Last Updated Date","2024-05-30",\n\n"Country Name","Country Code","Indicator Name","2000","2001","2002","2003",\n"Chad","TCD","Population","1","2","","4",\n"France","FRA","Population","5","6","7","8",\n';
    const { result, table } = await converted(csv);
    expect(table?.columns.map(({ name }) => name)).toEqual([
      "Country Name",
      "Country Code",
      "Indicator Name",
      "year",
      "value",
    ]);
    expect(table?.rows).toHaveLength(7);
    expect(table?.rows[2]).toEqual(["Chad", "TCD", "Population", 2003, 4]);
    expect(value(result).notes.join()).toContain("line 5");
    expect(value(await converted(csv, { shape: "as-is" }).then(({ result: kept }) => kept)).rows).toBe(2);
  });

  it("with days that can be read in two orders is asked about", async () => {
    const { result } = await converted("p,1/2/20,1/3/20,1/4/20,1/5/20\nA,1,2,3,4\n");
    expect(value(result).reading.open).toMatchObject([{ about: "dateOrder", example: "1/2/20" }]);
  });

  it("with a title above is found, and another line can be chosen", async () => {
    const csv = "Weekly report,,\n,,\ndistrict,week,visits\nNorth,1,10\n";
    expect((await converted(csv)).table?.rows).toEqual([["North", 1, 10]]);
    expect((await converted(csv, { headerRow: 4 })).table?.columns[0]?.name).toBe("North");
    expect((await converted(csv, { headerRow: 40 })).result.ok).toBe(false);
  });
});

describe("what a person would misread without a word", () => {
  const notesOf = async (content: string, choices: ReadingChoices = {}) => {
    const { result, table } = await converted(content, choices);
    const { notes, reading } = value(result);
    return { notes, open: reading.open, rows: table?.rows, names: table?.columns.map(({ name }) => name) };
  };

  it("points between three digits in a file with semicolons are asked about", async () => {
    const text = "district;cases\nA;1.234\nB;2.345\nC;12\n";
    const { open, rows } = await notesOf(text);
    expect(open).toMatchObject([{ about: "decimal", columns: ["cases"], example: "1.234" }]);
    expect(rows?.[0]).toEqual(["A", "1.234"]);
    expect((await notesOf(text, { decimal: "comma" })).rows?.[0]).toEqual(["A", 1234]);
    expect((await notesOf(text, { decimal: "point" })).rows?.[0]).toEqual(["A", 1.234]);
    // With a comma between cells, or a larger number without a point, the point stands before decimals.
    expect((await notesOf(text.replaceAll(";", ","))).rows?.[0]).toEqual(["A", 1.234]);
    expect((await notesOf(text.replace("12", "1200"))).rows?.[0]).toEqual(["A", 1.234]);
  });

  it("two lines of names become one, and no row", async () => {
    const spanned = await notesOf("Region,Cases,,Deaths,\n,2020,2021,2020,2021\nA,1,2,3,4\n");
    expect(spanned.names).toEqual(["Region", "Cases 2020", "Cases 2021", "Deaths 2020", "Deaths 2021"]);
    expect(spanned.rows).toEqual([["A", 1, 2, 3, 4]]);
    expect(spanned.notes[0]).toContain("Two lines together name the columns");
    expect((await notesOf("Region,Cases,Cases\nA,1,2\n")).rows).toEqual([["A", 1, 2]]);
  });

  it("a column that one value keeps from being one of figures says so", async () => {
    const rows = Array.from({ length: 3000 }, (_, at) => `d${at},${at}`).join("\n");
    expect((await notesOf(`district,cases\n${rows}\nlast,unknown\n`)).notes).toEqual([
      "“cases” was kept as text: 1 of its 3,001 values is no plain figure (“unknown”). It can be counted with once that is mended in the file.",
    ]);
    expect((await notesOf("date,n\n2020-02-29,1\n2021-02-29,2\n")).notes[0]).toContain(
      "“date” was kept as text",
    );
    expect((await notesOf("fips,n\n01001,1\n01003,2\n")).notes).toEqual([]);
  });

  it("rows that are the same in every column are counted", async () => {
    expect((await notesOf("d,day,n\nA,2020-02-01,1\nA,2020-02-01,1\nA,2020-02-02,1\n")).notes).toEqual([
      "1 row is the same as another in every column. If it is a copy, it counts twice.",
    ]);
    expect((await notesOf("d,day,n\nA,2020-02-01,1\nA,2020-02-02,1\n")).notes).toEqual([]);
  });

  it("a first line that looks like figures is said to be taken for names", async () => {
    expect((await notesOf("A,17\nB,2\nC,3\n")).notes[0]).toContain("“17” was taken for the name of a column");
    expect((await notesOf("country,2018,2019\nA,1,2\n", { shape: "as-is" })).notes).toEqual([]);
  });

  it("lines that end in several ways, and a minus sign that is no hyphen, are read", async () => {
    expect((await notesOf("date,n\r\n2020-02-01,−5\n2020-02-02,3\r\n")).rows).toEqual([
      ["2020-02-01", -5],
      ["2020-02-02", 3],
    ]);
  });
});

describe("JSON", () => {
  const json = async (content: string) => {
    const path = join(engine.folder, `objects-${made++}.jsonl`);
    writeFileSync(path, content);
    const { notes } = value(await engine.engine.convert({ path, format: "jsonl" }, `${path}.arrow`));
    return { notes, rows: decodeTable(readFileSync(`${path}.arrow`)).rows };
  };

  it("with a mark at its beginning, or as one list, is read like any other", async () => {
    const rows = [
      ["A", 1],
      ["B", 2],
    ];
    expect((await json('\ufeff{"d":"A","n":1}\r\n{"d":"B","n":2}\r\n')).rows).toEqual(rows);
    expect((await json('[{"d":"A","n":1},\n {"d":"B","n":2}]')).rows).toEqual(rows);
  });

  it("with numbers and texts in one column keeps them as text", async () => {
    const { notes, rows } = await json('{"n":1,"x":{"y":1}}\n{"n":"two"}\n');
    expect(rows).toEqual([["1"], ["two"]]);
    expect(notes).toEqual([
      "“n” was kept as text: it holds values of several sorts, numbers and texts.",
      "“x” was left out: it holds more than one value a cell.",
    ]);
  });
});

describe("a file that is no sound table is refused with the reason", () => {
  it("ragged rows, an open quote, zero bytes, a field of 20 MB, a million columns", async () => {
    expect(await refused("a,b\n1,2\n3,4,5\n")).toContain("line 3");
    expect(await refused('a,b\n1,"open\n2,3\n')).toContain("damaged-file");
    expect(await refused("a,b\n1,x\0y\n")).toContain("zero bytes");
    expect(await refused(`a,b\n1,"${"x".repeat(20_000_000)}"\n`)).toContain("damaged-file");
    const header = Array.from({ length: 1_000_000 }, (_, at) => `c${at}`).join(",");
    expect(await refused(`${header}\n${"1,".repeat(999_999)}1\n`)).toContain(
      "more than a table of figures has",
    );
    expect(await refused(Array.from({ length: 2500 }, (_, at) => `c${at}`).join(","))).toContain(
      "2,500 columns",
    );
  });
});
