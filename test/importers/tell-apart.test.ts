import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { tellApart } from "../../electron/importers/tell-apart.ts";

const folder = mkdtempSync(join(tmpdir(), "askline-apart-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const CATALOGUE = '{"id":"a","title":"Rain","description":"By month"}\n';
const TABLE = "place,rain\nNorth,3\n";
let made = 0;
/** Makes a folder with these files; a name with a slash makes a folder in it. */
const folderOf = (files: Record<string, string>): string => {
  const path = join(folder, `f${made++}`);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(path, name, ".."), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return path;
};
const told = async (path: string) => {
  const { catalogues, data } = await tellApart([path]);
  return { catalogues: catalogues.map((one) => basename(one)), data: data.map((one) => basename(one)) };
};

describe("what a dropped or chosen path holds", () => {
  it("is told for files by their contents, and for folders by the files in them", async () => {
    const path = folderOf({
      "entries.jsonl": CATALOGUE,
      "rain.csv": TABLE,
      "rows.jsonl": '{"place":"North","rain":3}\n',
      "readme.md": "Nothing to import.",
      "measured/dataset.json": "{}",
      "measured/rain.csv": TABLE,
      "pictures/map.png": "",
    });
    expect(await told(path)).toEqual({
      catalogues: ["entries.jsonl"],
      data: ["measured", "rain.csv", "rows.jsonl"],
    });
    expect(await told(join(path, "entries.jsonl"))).toEqual({ catalogues: ["entries.jsonl"], data: [] });
  });

  it("is data as a whole for a folder that describes itself, one without catalogues, and what is not there", async () => {
    const described = folderOf({ "dataset.json": "{}", "more.jsonl": CATALOGUE, "rain.csv": TABLE });
    expect(await told(described)).toEqual({ catalogues: [], data: [basename(described)] });
    const plain = folderOf({ "rain.csv": TABLE });
    expect(await told(plain)).toEqual({ catalogues: [], data: [basename(plain)] });
    expect(await told(join(folder, "nowhere"))).toEqual({ catalogues: [], data: ["nowhere"] });
  });

  it("does not follow a link out of the folder", async () => {
    const outside = folderOf({ "entries.jsonl": CATALOGUE });
    const path = folderOf({ "rain.csv": TABLE });
    symlinkSync(join(outside, "entries.jsonl"), join(path, "linked.jsonl"));
    expect((await told(path)).catalogues).toEqual([]);
  });
});
