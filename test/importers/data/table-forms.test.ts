import { join } from "node:path";
import { writeXlsx } from "hucre/xlsx";
import { describe, expect, it } from "vitest";
import { importData } from "../../../electron/importers/data/import-data.ts";
import { previewData } from "../../../electron/importers/data/preview-data.ts";
import { arrow, onBench } from "./source-files.ts";

const on = onBench();

describe("a CSV file with an HXL row", () => {
  it("has its tags read as tags, and no row of them", async () => {
    const path = on().folderWith({
      "needs.csv":
        "Land,Gebiet,Stichtag,Leute\n#country+name,#adm1+name,#date,#inneed\nMali,Kayes,2022-03-31,1000\nMali,Mopti,2022-03-31,9000\n",
    });
    const [file] = await importData([join(path, "needs.csv")], on().importer.ports);
    expect(file).toMatchObject({ outcome: "added", rows: 2 });
    const made = on().importer.kept.get("needs");
    expect(made?.columns.map((column) => [column.role, column.level ?? null, column.hxl])).toEqual([
      ["place", "country", "#country+name"],
      ["place", "adm1", "#adm1+name"],
      ["time", null, "#date"],
      ["measure", null, "#inneed"],
    ]);
    expect(made?.measures[0]).toMatchObject({ concept: "people-in-need" });
  });
});

describe("tables whose columns are no measures", () => {
  it("a column for each date becomes one row for each date, and can be left as it is", async () => {
    const path = on().folderWith({
      "wide.csv": "Country,1/22/20,1/23/20,1/24/20,1/25/20\nFrance,0,2,3,3\nItaly,1,2,3,4\n",
    });
    const [file] = await importData([path], on().importer.ports);
    expect(file).toMatchObject({ outcome: "added", rows: 8 });
    expect(file?.notes.join()).toContain("4 columns are days (1/22/20 to 1/25/20)");
    expect(
      on()
        .importer.kept.get("wide")
        ?.columns.map(({ name, role }) => [name, role]),
    ).toEqual([
      ["Country", "place"],
      ["date", "time"],
      ["value", "measure"],
    ]);
    const [asIs] = await previewData([path], on().importer.ports, { choices: { shape: "as-is" } });
    expect(asIs?.problem?.remedy).toContain("one row per place and date");
  });
});

describe("an Arrow file with a column for each date", () => {
  it("is kept turned, and is known again", async () => {
    const path = on().fileWith(
      "wide-arrow.arrow",
      arrow({
        country: ["France", "Italy"],
        "2020-01-22": [1, 2],
        "2020-01-23": [3, 4],
        "2020-01-24": [5, 6],
        "2020-01-25": [7, 8],
      }),
    );
    expect(await on().importOne(path)).toMatchObject({ outcome: "added", rows: 8 });
    expect(
      on()
        .importer.kept.get("wide-arrow")
        ?.columns.map(({ role }) => role),
    ).toEqual(["place", "time", "measure"]);
    expect((await on().importOne(path)).outcome).toBe("unchanged");
    const [asIs] = await previewData([path], on().importer.ports, { choices: { shape: "as-is" } });
    expect(asIs).toMatchObject({ outcome: "rejected", reading: { wide: { columns: 4, turned: false } } });
  });
});

describe("a file whose first reading fails", () => {
  it("says what else can be chosen, and is read that way", async () => {
    const csv = on().fileWith("depots.csv", "depot|kits, packed\nNorth|5\nSouth, upper|7, or 8\n");
    const comma = { choices: { delimiter: "comma" } } as const;
    const [wrong] = await previewData([csv], on().importer.ports, comma);
    expect(wrong).toMatchObject({ outcome: "rejected", reading: { applied: { delimiter: "comma" } } });
    expect(wrong?.reading.head[0]?.cells).toEqual(["depot|kits", " packed"]);
    const bar = { choices: { delimiter: "bar" } } as const;
    expect((await previewData([csv], on().importer.ports, bar))[0]).toMatchObject({
      outcome: "added",
      rows: 2,
    });
    const book = await writeXlsx({
      sheets: [
        { name: "Names", rows: [["district", "kits"]] },
        { name: "Note", rows: [["Situation report 3"]] },
      ],
    });
    const [empty] = await previewData([on().fileWith("book.xlsx", book)], on().importer.ports);
    expect(empty?.reading.sheets.map(({ name }) => name)).toEqual(["Names", "Note"]);
  });
});

describe("a spreadsheet", () => {
  it("of which another sheet is chosen gives another dataset, not a new version of the first", async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: "Wards",
          rows: [
            ["district", "patients"],
            ["North", 10],
            ["South", 20],
          ],
        },
        {
          name: "Stocks",
          rows: [
            ["district", "kits"],
            ["North", 5],
            ["South", 7],
          ],
        },
      ],
    });
    const path = join(on().folderWith({ "situation.xlsx": bytes }), "situation.xlsx");
    const [first] = await importData([path], on().importer.ports);
    expect(first).toMatchObject({ outcome: "added", dataset: "situation" });
    const stocks = { choices: { sheet: "Stocks" } };
    const [second] = await importData([path], on().importer.ports, stocks);
    expect(second).toMatchObject({ outcome: "added", dataset: "situation-stocks" });
    expect(on().importer.kept.get("situation-stocks")?.title).toBe("situation: Stocks");
    const [again] = await importData([path], on().importer.ports, stocks);
    expect(again?.outcome).toBe("unchanged");
    expect((await importData([path], on().importer.ports))[0]?.outcome).toBe("unchanged");
  });
});
