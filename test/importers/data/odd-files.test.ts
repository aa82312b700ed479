import { readFileSync } from "node:fs";
import { RecordBatchStreamWriter, tableFromArrays } from "apache-arrow";
import { describe, expect, it } from "vitest";
import { importData } from "../../../electron/importers/data/import-data.ts";
import { currentDistribution } from "../../../shared/catalogue/distribution.ts";
import { arrow, describedBy, onBench } from "./source-files.ts";

const on = onBench();

describe("a file that is odd but sound is imported, and what is odd is said", () => {
  it("columns that the description does not name", async () => {
    const file = await on().importOne(
      on().folderWith({
        "dataset.json": describedBy([{ name: "country" }], { id: "undescribed-column" }),
        "data.arrow": arrow(),
      }),
    );
    expect(file).toMatchObject({ outcome: "added", rows: 3 });
    expect(file.notes.join()).toContain('"deaths" is not described');
  });

  it("two columns that differ only in case stay two, each with its own description", async () => {
    const file = await on().importOne(
      on().folderWith({
        "dataset.json": describedBy(
          [
            { name: "Deaths", unit: "people" },
            { name: "deaths", unit: "deaths per million" },
            { name: "country" },
          ],
          { id: "case" },
        ),
        "data.arrow": arrow({ country: ["France", "Italy"], Deaths: [1, 2], deaths: [10, 20] }),
      }),
    );
    expect(file.outcome, JSON.stringify(file.problem)).toBe("added");
    const names =
      on()
        .importer.kept.get("case")
        ?.columns.map((column) => column.name) ?? [];
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(3);
    expect(
      on()
        .importer.kept.get("case")
        ?.columns.map((column) => column.unit),
    ).toEqual([undefined, "people", "deaths per million"]);
    expect(file.notes.join()).toContain("Two columns are called");
  });

  it("HTML and scripts in titles and names are kept as the text they are", async () => {
    const title = '<script>alert("x")</script> & <b>deaths</b>';
    const file = await on().importOne(
      on().folderWith({
        "dataset.json": describedBy([], { id: "html", title }),
        "data.csv": 'country,"<img src=x>"\nFrance,1\nItaly,2\nSpain,3\n',
      }),
    );
    expect(file.outcome, JSON.stringify(file.problem)).toBe("added");
    expect(on().importer.kept.get("html")?.title).toBe(title);
    expect(on().importer.kept.get("html")?.columns[1]?.name).toBe("<img src=x>");
  });

  it("names with quotes and semicolons are names, not SQL", async () => {
    const name = 'deaths"; DROP TABLE x; --';
    const file = await on().importOne(
      on().folderWith({
        "dataset.json": describedBy([], { id: "sql" }),
        "data.arrow": arrow({ country: ["France", "Italy"], [name]: [1, 2] }),
      }),
    );
    expect(file.outcome, JSON.stringify(file.problem)).toBe("added");
    expect(
      on()
        .importer.kept.get("sql")
        ?.columns.map((column) => column.name),
    ).toContain(name);
  });

  it("an Arrow stream and a CSV file become Arrow files under their own hash", async () => {
    const stream = RecordBatchStreamWriter.writeAll(
      tableFromArrays({ year: Int32Array.of(2001, 2002, 2003), deaths: Int32Array.of(1, 2, 3) }),
    );
    const folderPath = on().folderWith({
      "a-stream.arrows": await stream.toUint8Array(),
      "a-table.csv": "year,deaths\n2001,4\n2002,5\n",
    });
    const report = await importData([folderPath], on().importer.ports);
    expect(report.map((file) => [file.outcome, file.dataset])).toEqual([
      ["added", "a-stream"],
      ["added", "a-table"],
    ]);
    for (const id of ["a-stream", "a-table"]) {
      const sha256 = currentDistribution(on().importer.kept.get(id) ?? { distributions: [] })?.sha256 ?? "";
      expect(readFileSync(on().importer.pathOf(sha256)).subarray(0, 6).toString()).toBe("ARROW1");
    }
  });
});
