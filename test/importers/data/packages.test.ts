import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ZipFile } from "yazl";
import { importData } from "../../../electron/importers/data/import-data.ts";
import { previewData } from "../../../electron/importers/data/preview-data.ts";
import { startTestImporter, type TestImporter } from "./import-fixture.ts";

let importer: TestImporter;
let folder: string;
let made = 0;
beforeAll(async () => {
  importer = await startTestImporter();
  folder = join(importer.engine.folder, "packages");
  mkdirSync(folder, { recursive: true });
});
afterAll(() => importer.engine.end());

/** Bytes of a zip archive with these files. */
async function zipOf(files: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  return buffer(zip.outputStream);
}

async function zipFile(bytes: Buffer): Promise<string> {
  const path = join(folder, `package-${made++}.zip`);
  await writeFile(path, bytes);
  return path;
}

/** Replaces a text in an archive's names; both must be as long. */
const renamed = (zip: Buffer, from: string, to: string): Buffer => {
  const text = zip.toString("latin1").replaceAll(from, to);
  return Buffer.from(text, "latin1");
};

const DESCRIPTOR = {
  name: "flood-2024",
  title: "Flood of 2024",
  licenses: [{ name: "CC-BY-4.0" }],
  contributors: [{ title: "Ministry of Water", role: "publisher" }],
  "x-own": { kept: true },
  resources: [
    {
      name: "shelters",
      path: "data/shelters.csv",
      encoding: "windows-1252",
      schema: {
        fields: [
          { name: "district", type: "string" },
          { name: "day", type: "date", format: "%d/%m/%Y" },
          { name: "people", type: "integer", description: "People in shelters" },
        ],
      },
    },
    { name: "levels", path: "data/levels.csv", schema: { fields: [{ name: "code", type: "string" }] } },
  ],
};
const FILES = {
  "datapackage.json": JSON.stringify(DESCRIPTOR),
  "data/shelters.csv": Buffer.from(
    "district,day,people\nThiès,01/02/2024,10\nThiès,02/02/2024,12\n",
    "latin1",
  ),
  "data/levels.csv": "code,level\n07,1.5\n12,2.5\n",
};

describe("a data package", () => {
  it("comes in with all its tables, and what it says of them is used and kept", async () => {
    const report = await importData([await zipFile(await zipOf(FILES))], importer.ports);
    expect(report.map(({ outcome, dataset, rows }) => [outcome, dataset, rows])).toEqual([
      ["added", "flood-2024-shelters", 2],
      ["added", "flood-2024-levels", 2],
    ]);
    const shelters = importer.kept.get("flood-2024-shelters");
    expect(shelters).toMatchObject({
      publisher: { name: "Ministry of Water" },
      licence: { text: "CC-BY-4.0" },
      temporal: { from: "2024-02-01", to: "2024-02-02" },
      source: { package: { "x-own": { kept: true } } },
    });
    expect(shelters?.placeValues.district?.map(({ value }) => value)).toEqual(["Thiès"]);
    // A code stays a text where the package says it is one.
    expect(importer.kept.get("flood-2024-levels")?.columns[0]).toMatchObject({ name: "code", type: "Utf8" });
  });

  it("is the same from a folder, and importing it again changes nothing", async () => {
    const path = join(folder, `unpacked-${made++}`);
    mkdirSync(join(path, "data"), { recursive: true });
    for (const [name, content] of Object.entries(FILES)) writeFileSync(join(path, name), content);
    const report = await importData([path], importer.ports);
    expect(report.map(({ outcome }) => outcome)).toEqual(["unchanged", "unchanged"]);
  });

  it("imports what is there and says of each other table why not", async () => {
    const resources = [
      DESCRIPTOR.resources[1],
      { name: "far", path: "https://example.org/x.csv" },
      { name: "out", path: "../secret.csv" },
      { name: "rows", data: [[1]] },
      { name: "gone", path: "gone.csv" },
    ];
    const files = { ...FILES, "datapackage.json": JSON.stringify({ name: "partly", resources }) };
    const report = await importData([await zipFile(await zipOf(files))], importer.ports);
    expect(report.map(({ outcome }) => outcome)).toEqual(["added", ...Array(4).fill("rejected")]);
    expect(report.slice(1).map(({ problem }) => problem?.message)).toEqual([
      expect.stringContaining("lies on the network"),
      expect.stringContaining("outside the package"),
      expect.stringContaining("inside the description"),
      expect.stringContaining('names "gone.csv", which is not there'),
    ]);
  });

  it("of which one table is looked at again shows that table only", async () => {
    const path = await zipFile(await zipOf(FILES));
    const previews = await previewData([path], importer.ports);
    expect(previews.map(({ part }) => part)).toEqual(["data/shelters.csv", "data/levels.csv"]);
    const again = await previewData([path], importer.ports, { part: "data/levels.csv" });
    expect(again.map(({ part }) => part)).toEqual(["data/levels.csv"]);
  });

  it("without a description gives each data file in it; an archive inside is not opened", async () => {
    const inner = await zipOf({ "x.csv": "a\n1\n" });
    const path = await zipFile(
      await zipOf({ "a/rain.csv": "day,rain\n2024-01-01,3\n2024-01-02,4\n", "more.zip": inner }),
    );
    const report = await importData([path], importer.ports);
    expect(report.map(({ outcome, dataset, problem }) => [outcome, dataset, problem?.code])).toEqual([
      ["added", "rain", undefined],
      ["rejected", null, "unsupported-format"],
    ]);
  });
});

describe("an archive that is made to do harm is refused with the reason, and nothing is unpacked", () => {
  const refused = async (bytes: Buffer, code: string): Promise<string> => {
    const before = new Map(importer.kept);
    const report = await importData([await zipFile(bytes)], importer.ports);
    expect(report.map(({ outcome }) => outcome)).toEqual(["rejected"]);
    expect(report[0]?.problem?.code, report[0]?.problem?.message).toBe(code);
    expect(importer.kept).toEqual(before);
    return report[0]?.problem?.message ?? "";
  };

  it.each(["../../x.csv", "/etc/xx.csv", "..\\..\\x.csv", "C:\\xxx.csv"])(
    "a name that leads out: %s",
    async (name) => {
      const plain = `${"A".repeat(name.length - 4)}.csv`;
      const zip = renamed(await zipOf({ [plain]: "a\n1\n" }), plain, name);
      expect(await refused(zip, "bad-input")).toContain("leads out of it");
    },
  );

  it("a symbolic link", async () => {
    const zip = new ZipFile();
    zip.addBuffer(Buffer.from("/etc/passwd"), "x.csv", { mode: 0o120777 });
    zip.end();
    await refused(await buffer(zip.outputStream), "bad-input");
  });

  it("a part that is said to unpack to far more than it is", async () => {
    const zip = await zipOf({ "x.csv": Buffer.alloc(1000, "a") });
    const at = zip.indexOf("PK\u0001\u0002", 0, "latin1");
    zip.writeUInt32LE(3_000_000_000, at + 24);
    expect(await refused(zip, "bad-input")).toContain("far more than its size");
  });

  it("a part that turns out larger than it is said to be", async () => {
    const zip = await zipOf({ "x.csv": Buffer.from(`a\n${"1\n".repeat(1_000_000)}`) });
    const at = zip.indexOf("PK\u0001\u0002", 0, "latin1");
    zip.writeUInt32LE(100, at + 24);
    await refused(zip, "damaged-file");
  });

  it("two files of one name", async () => {
    const zip = renamed(await zipOf({ "aa.csv": "a\n1\n", "bb.csv": "a\n2\n" }), "bb.csv", "AA.csv");
    expect(await refused(zip, "bad-input")).toContain("two files");
  });

  it("one that is cut short, and one that is no archive", async () => {
    const zip = await zipOf(FILES);
    await refused(zip.subarray(0, zip.length - 30), "damaged-file");
    await refused(Buffer.from("PK\u0003\u0004 and nothing more"), "damaged-file");
  });

  it.skipIf(process.platform === "win32")("a link out of a folder", async () => {
    const path = join(folder, `linked-${made++}`);
    mkdirSync(path);
    writeFileSync(join(folder, "secret.csv"), "a\n1\n");
    symlinkSync(join(folder, "secret.csv"), join(path, "linked.csv"));
    const [file] = await importData([path], importer.ports);
    expect(file?.problem?.message).toContain("leads out of it");
    writeFileSync(
      join(path, "datapackage.json"),
      JSON.stringify({ name: "linked", resources: [{ name: "x", path: "linked.csv" }] }),
    );
    const [packed] = await importData([path], importer.ports);
    expect(packed?.problem?.message).toContain("leads out of it");
  });
});
