import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  RecordBatchStreamWriter,
  Table,
  tableFromArrays,
  tableToIPC,
  Utf8,
  vectorFromArray,
} from "apache-arrow";
import { writeXlsx } from "hucre/xlsx";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importData } from "../../../electron/importers/data/import-data.ts";
import { previewData } from "../../../electron/importers/data/preview-data.ts";
import { currentDistribution, earlierDistributions } from "../../../shared/catalogue/distribution.ts";
import { ROOT, startTestImporter, type TestImporter } from "./import-fixture.ts";

const BUNDLED = join(ROOT, "fixtures", "workspace");

/** A small Arrow file: deaths by country and day. */
const arrow = (columns: Record<string, unknown[]> = DEATHS): Uint8Array =>
  tableToIPC(
    new Table(
      Object.fromEntries(
        Object.entries(columns).map(([name, values]) => [
          name,
          typeof values[0] === "string"
            ? vectorFromArray(values, new Utf8())
            : tableFromArrays({ x: Int32Array.from(values.map(Number)) }).getChildAt(0),
        ]),
      ) as never,
    ),
    "file",
  );

const DEATHS = { country: ["France", "Italy", "World"], deaths: [1, 2, 3] };

let importer: TestImporter;
let folder: string;
let made = 0;

/** Writes files to a fresh folder and gives its path. */
const folderWith = (files: Record<string, string | Uint8Array>): string => {
  const path = join(folder, `source-${made++}`);
  mkdirSync(path, { recursive: true });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), content);
  return path;
};

const describedBy = (columns: readonly object[], more: object = {}): string =>
  JSON.stringify({ id: "small", title: "A small table", columns, ...more });

const importOne = async (path: string) => {
  const [file] = await importData([path], importer.ports);
  if (!file) throw new Error("nothing was reported");
  return file;
};

beforeAll(async () => {
  importer = await startTestImporter();
  folder = join(importer.engine.folder, "sources");
});
afterAll(() => importer.engine.end());

describe("a file that cannot be imported is rejected with the reason, and nothing is kept of it", () => {
  const rejectedWith = async (path: string, code: string): Promise<string> => {
    const before = new Map(importer.kept);
    const file = await importOne(path);
    expect(file.outcome).toBe("rejected");
    expect(file.problem?.code, file.problem?.message).toBe(code);
    expect(file.problem?.message).not.toBe("");
    expect(importer.kept).toEqual(before);
    return file.problem?.message ?? "";
  };

  it("not an Arrow file, whatever its name says", async () => {
    await rejectedWith(
      join(folderWith({ "data.arrow": "this is no Arrow file at all, just words" }), "data.arrow"),
      "not-an-arrow-file",
    );
  });

  it("an Arrow file cut short", async () => {
    const whole = arrow();
    await rejectedWith(
      join(folderWith({ "data.arrow": whole.subarray(0, whole.length - 40) }), "data.arrow"),
      "damaged-file",
    );
  });

  it("an empty file", async () => {
    expect(await rejectedWith(join(folderWith({ "data.csv": "" }), "data.csv"), "bad-input")).toContain(
      "empty",
    );
  });

  it("a file without rows", async () => {
    expect(
      await rejectedWith(join(folderWith({ "data.csv": "country,deaths\n" }), "data.csv"), "bad-input"),
    ).toContain("no rows");
  });

  it("a column of the description that the file does not have", async () => {
    const path = folderWith({
      "dataset.json": describedBy([{ name: "country" }, { name: "deaths" }, { name: "injured" }]),
      "data.arrow": arrow(),
    });
    expect(await rejectedWith(path, "bad-input")).toContain("injured");
  });

  it("a type that is not the described one", async () => {
    const path = folderWith({
      "dataset.json": describedBy([
        { name: "country", type: "Date32[day]" },
        { name: "deaths", type: "Int32" },
      ]),
      "data.arrow": arrow(),
    });
    expect(await rejectedWith(path, "bad-input")).toContain('"country" should be a date and is a text');
  });

  it("a description that is no JSON, or has no id", async () => {
    await rejectedWith(folderWith({ "dataset.json": "{ not json", "data.arrow": arrow() }), "bad-input");
    await rejectedWith(
      folderWith({ "dataset.json": '{"title": "no id"}', "data.arrow": arrow() }),
      "bad-input",
    );
  });

  it("a path that is not there, a folder without data, a format nobody knows", async () => {
    await rejectedWith(join(folder, "not-there"), "not-found");
    await rejectedWith(folderWith({ "dataset.json": describedBy([]) }), "not-found");
    await rejectedWith(join(folderWith({ "data.pdf": "%PDF-1.4" }), "data.pdf"), "unsupported-format");
  });

  it("a description that points outside its own folder", async () => {
    writeFileSync(join(folder, "secret.csv"), "a\n1\n");
    const path = folderWith({
      "dataset.json": describedBy([], { distributions: [{ file: "../secret.csv", mediaType: "text/csv" }] }),
    });
    await rejectedWith(path, "not-found");
    rmSync(join(folder, "secret.csv"));
  });

  it("an import that was stopped", async () => {
    const [file] = await importData([folderWith({ "data.csv": "a\n1\n" })], importer.ports, {
      signal: AbortSignal.abort(),
    });
    expect(file?.problem?.code).toBe("cancelled");
  });
});

describe("a file that is odd but sound is imported, and what is odd is said", () => {
  it("columns that the description does not name", async () => {
    const file = await importOne(
      folderWith({
        "dataset.json": describedBy([{ name: "country" }], { id: "undescribed-column" }),
        "data.arrow": arrow(),
      }),
    );
    expect(file).toMatchObject({ outcome: "added", rows: 3 });
    expect(file.notes.join()).toContain('"deaths" is not described');
  });

  it("two columns that differ only in case stay two, each with its own description", async () => {
    const file = await importOne(
      folderWith({
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
    const names = importer.kept.get("case")?.columns.map((column) => column.name) ?? [];
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(3);
    expect(importer.kept.get("case")?.columns.map((column) => column.unit)).toEqual([
      undefined,
      "people",
      "deaths per million",
    ]);
    expect(file.notes.join()).toContain("Two columns are called");
  });

  it("HTML and scripts in titles and names are kept as the text they are", async () => {
    const title = '<script>alert("x")</script> & <b>deaths</b>';
    const file = await importOne(
      folderWith({
        "dataset.json": describedBy([], { id: "html", title }),
        "data.csv": 'country,"<img src=x>"\nFrance,1\nItaly,2\nSpain,3\n',
      }),
    );
    expect(file.outcome, JSON.stringify(file.problem)).toBe("added");
    expect(importer.kept.get("html")?.title).toBe(title);
    expect(importer.kept.get("html")?.columns[1]?.name).toBe("<img src=x>");
  });

  it("names with quotes and semicolons are names, not SQL", async () => {
    const name = 'deaths"; DROP TABLE x; --';
    const file = await importOne(
      folderWith({
        "dataset.json": describedBy([], { id: "sql" }),
        "data.arrow": arrow({ country: ["France", "Italy"], [name]: [1, 2] }),
      }),
    );
    expect(file.outcome, JSON.stringify(file.problem)).toBe("added");
    expect(importer.kept.get("sql")?.columns.map((column) => column.name)).toContain(name);
  });

  it("an Arrow stream and a CSV file become Arrow files under their own hash", async () => {
    const stream = RecordBatchStreamWriter.writeAll(
      tableFromArrays({ year: Int32Array.of(2001, 2002, 2003), deaths: Int32Array.of(1, 2, 3) }),
    );
    const folderPath = folderWith({
      "a-stream.arrows": await stream.toUint8Array(),
      "a-table.csv": "year,deaths\n2001,4\n2002,5\n",
    });
    const report = await importData([folderPath], importer.ports);
    expect(report.map((file) => [file.outcome, file.dataset])).toEqual([
      ["added", "a-stream"],
      ["added", "a-table"],
    ]);
    for (const id of ["a-stream", "a-table"]) {
      const sha256 = currentDistribution(importer.kept.get(id) ?? { distributions: [] })?.sha256 ?? "";
      expect(readFileSync(importer.pathOf(sha256)).subarray(0, 6).toString()).toBe("ARROW1");
    }
  });
});

describe("a preview", () => {
  it("shows the entry and the reasons, and keeps nothing", async () => {
    const path = folderWith({
      "figures.csv":
        "country,date,total_deaths,new_deaths\nFrance,2021-01-01,5,5\nFrance,2021-01-02,7,2\nItaly,2021-01-01,1,1\n",
    });
    const before = new Map(importer.kept);
    const [preview] = await previewData([path], importer.ports);
    expect(preview).toMatchObject({ outcome: "added", rows: 3, problem: null, dataset: { id: "figures" } });
    expect(
      preview?.evidence.find((one) => one.measure === "total-deaths" && one.field === "behaviour")?.text,
    ).toContain("running total");
    expect(importer.kept).toEqual(before);
    expect(readdirSync(importer.data).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  it("tells what is wrong instead", async () => {
    const [preview] = await previewData([join(folder, "not-there")], importer.ports);
    expect(preview).toMatchObject({ outcome: "rejected", dataset: null, problem: { code: "not-found" } });
  });
});

describe("a CSV file with an HXL row", () => {
  it("has its tags read as tags, and no row of them", async () => {
    const path = folderWith({
      "needs.csv":
        "Land,Gebiet,Stichtag,Leute\n#country+name,#adm1+name,#date,#inneed\nMali,Kayes,2022-03-31,1000\nMali,Mopti,2022-03-31,9000\n",
    });
    const [file] = await importData([join(path, "needs.csv")], importer.ports);
    expect(file).toMatchObject({ outcome: "added", rows: 2 });
    const made = importer.kept.get("needs");
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
    const path = folderWith({
      "wide.csv": "Country,1/22/20,1/23/20,1/24/20,1/25/20\nFrance,0,2,3,3\nItaly,1,2,3,4\n",
    });
    const [file] = await importData([path], importer.ports);
    expect(file).toMatchObject({ outcome: "added", rows: 8 });
    expect(file?.notes.join()).toContain("4 columns are days (1/22/20 to 1/25/20)");
    expect(importer.kept.get("wide")?.columns.map(({ name, role }) => [name, role])).toEqual([
      ["Country", "place"],
      ["date", "time"],
      ["value", "measure"],
    ]);
    const [asIs] = await previewData([path], importer.ports, { choices: { shape: "as-is" } });
    expect(asIs?.problem?.remedy).toContain("one row per place and date");
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
    const path = join(folderWith({ "situation.xlsx": bytes }), "situation.xlsx");
    const [first] = await importData([path], importer.ports);
    expect(first).toMatchObject({ outcome: "added", dataset: "situation" });
    const stocks = { choices: { sheet: "Stocks" } };
    const [second] = await importData([path], importer.ports, stocks);
    expect(second).toMatchObject({ outcome: "added", dataset: "situation-stocks" });
    expect(importer.kept.get("situation-stocks")?.title).toBe("situation: Stocks");
    const [again] = await importData([path], importer.ports, stocks);
    expect(again?.outcome).toBe("unchanged");
    expect((await importData([path], importer.ports))[0]?.outcome).toBe("unchanged");
  });
});

describe("importing again", () => {
  it("the same file changes nothing; another file is a revision with the earlier one kept", async () => {
    const columns = [{ name: "country" }, { name: "deaths", accumulation: "incremental" }];
    const path = folderWith({
      "dataset.json": describedBy(columns, { id: "revised", modified: "2021-01-01" }),
      "data.arrow": arrow(),
    });
    expect((await importOne(path)).outcome).toBe("added");
    const first = importer.kept.get("revised");
    expect((await importOne(path)).outcome).toBe("unchanged");
    writeFileSync(
      join(path, "data.arrow"),
      arrow({ country: ["France", "Italy", "World"], deaths: [1, 2, 4] }),
    );
    expect((await importOne(path)).outcome).toBe("updated");
    const second = importer.kept.get("revised");
    if (!first || !second) throw new Error("not kept");
    expect(currentDistribution(second)?.sha256).not.toBe(currentDistribution(first)?.sha256);
    expect(earlierDistributions(second).map((one) => one.sha256)).toEqual([
      currentDistribution(first)?.sha256,
    ]);
    expect((await importOne(path)).outcome).toBe("unchanged");
  });

  it("what people set in an entry outlives a new file", async () => {
    const path = folderWith({
      "dataset.json": describedBy([{ name: "country" }], { id: "edited" }),
      "data.arrow": arrow(),
    });
    await importOne(path);
    const entry = importer.kept.get("edited");
    if (!entry) throw new Error("not kept");
    importer.kept.set("edited", {
      ...entry,
      access: "restricted",
      smallestCell: 5,
      steward: { name: "Ministry" },
    });
    expect((await importOne(path)).outcome).toBe("unchanged");
    writeFileSync(join(path, "data.arrow"), arrow({ country: ["Chad", "Mali", "World"], deaths: [1, 2, 4] }));
    expect((await importOne(path)).outcome).toBe("updated");
    expect(importer.kept.get("edited")).toMatchObject({
      access: "restricted",
      smallestCell: 5,
      steward: { name: "Ministry" },
    });
  });

  it("a bundled file alone, without its description, is described by what it holds", async () => {
    const sha256 = "0a91a59a9a89576c99297b55e9f0cce8e947ece2d82a062cddfa328dc21ae928";
    const file = await importOne(join(BUNDLED, "data", `${sha256}.arrow`));
    const entry = importer.kept.get(file.dataset ?? "");
    expect(entry?.columns.find((column) => column.name === "Year")).toMatchObject({
      role: "time",
      time: { storedAs: "year", grain: "year" },
    });
    expect(entry?.columns.find((column) => column.name === "Entity")).toMatchObject({
      role: "place",
      level: "region",
    });
    expect(entry?.placeValues.Entity?.find((value) => value.value === "World")?.aggregate).toBe(true);
    const rate = entry?.measures.find((one) => one.column === "Deaths in civil conflicts per 100,000");
    expect(rate).toMatchObject({
      concept: "deaths",
      behaviour: "ratio",
      per: { concept: "population", scale: 100_000 },
    });
    expect(entry?.measures.find((one) => one.column === "Deaths in civil conflicts")).toMatchObject({
      concept: "deaths",
      subject: "civil-conflict",
      behaviour: "flow",
    });
  });
});
