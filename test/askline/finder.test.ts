import { copyFile, mkdir, readFile, stat, utimes, writeFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import type { Finder, Shelf } from "../../electron/askline/finder/finder.ts";
import { finderHere } from "../../electron/askline/finder/finder-here.ts";
import { finderInThread } from "../../electron/askline/finder/finder-thread.ts";
import { openImportedEntries } from "../../electron/workspace/imported/imported-entries.ts";
import { layoutOf } from "../../electron/workspace/layout.ts";
import { type Dataset, datasetSchema } from "../../shared/catalogue/dataset.ts";
import { NOTHING_CHOSEN, type PageAsked } from "../../shared/catalogue/list/listing.ts";
import { inFolder, TODAY } from "./open.ts";

const today = new Date(TODAY).toISOString().slice(0, 10);

const entry = (id: string, title: string, more: Partial<Dataset> = {}): Dataset =>
  datasetSchema.parse({
    schema: "askline/dataset/1",
    id,
    title,
    description: `About ${title}.`,
    publisher: { name: "Agency" },
    ...more,
  });

const ENTRIES = [
  entry("tsunami", "Tsunami wave heights", { temporal: { from: "1990-01-01", to: "2020-12-31" } }),
  entry("quakes", "Earthquakes: magnitude ≥ 5, “felt”", { publisher: { name: "Survey" } }),
  entry("eruptions", "Volcanic eruptions", { temporal: { from: "-2150-01-01", to: "2024-12-31" } }),
  entry("shelters", "Shelters open tonight", {
    crisis: "Hurricane",
    accrualPeriodicity: "R/P1D",
    modified: today,
  }),
];

const page = (part: Partial<PageAsked> = {}): PageAsked => ({
  search: "",
  chosen: NOTHING_CHOSEN,
  sort: "title",
  descending: false,
  start: 0,
  count: 50,
  ...part,
});

/** A workspace folder with one imported catalogue. */
async function withCatalogue<T>(
  entries: readonly Dataset[],
  work: (shelf: Shelf, imported: Awaited<ReturnType<typeof openImportedEntries>>["entries"]) => Promise<T>,
): Promise<T> {
  return inFolder(async (folder) => {
    const layout = layoutOf(folder);
    await mkdir(layout.imported, { recursive: true });
    const { entries: imported } = await openImportedEntries(layout, false);
    expect((await imported.merge("hazards", entries)).ok).toBe(true);
    return work({ own: [], files: imported.files(), mayKeep: true }, imported);
  });
}

async function foundBy(finder: Finder, shelf: Shelf) {
  await finder.take(shelf);
  const found = (await finder.search("earthquake", 5)).map(({ dataset }) => dataset);
  const listed = (await finder.page(page(), today)).rows.map(({ id }) => id);
  await finder.close();
  return { found, listed };
}

const EXPECTED = { found: ["quakes"], listed: ["quakes", "shelters", "tsunami", "eruptions"] };

describe("the entries of imported catalogues", () => {
  it("stay in their file and are read one by one, also with quotes and other letters", () =>
    withCatalogue(ENTRIES, async (_, imported) => {
      expect(imported.count()).toBe(4);
      expect(imported.get("quakes")).toEqual(ENTRIES[1]);
      expect(imported.get("nothing")).toBeUndefined();
      expect(imported.existingIn("hazards")("tsunami")?.title).toBe("Tsunami wave heights");
    }));

  it("keep their place when a later import changes one, and new ones come at the end", () =>
    withCatalogue(ENTRIES, async (_, imported) => {
      await imported.merge("hazards", [entry("quakes", "Quakes"), entry("floods", "Floods")]);
      expect(imported.count()).toBe(5);
      expect(imported.get("quakes")?.title).toBe("Quakes");
      const [file] = imported.files();
      const lines = (await readFile(file?.path ?? "", "utf8")).trim().split("\n");
      expect(lines.map((line) => JSON.parse(line).id)).toEqual([
        "tsunami",
        "quakes",
        "eruptions",
        "shelters",
        "floods",
      ]);
    }));
});

describe("finding and listing", () => {
  it("gives the same in a thread as here, anew and from what was kept", () =>
    withCatalogue(ENTRIES, async (shelf) => {
      expect(await foundBy(finderHere(), shelf)).toEqual(EXPECTED);
      expect(await foundBy(finderInThread(), shelf)).toEqual(EXPECTED);
    }));

  it("works without what was kept, when it is cut off, altered, or of an earlier file", () =>
    withCatalogue(ENTRIES, async (shelf, imported) => {
      const [file] = shelf.files;
      if (!file) throw new Error("no file");
      await foundBy(finderHere(), shelf);
      const kept = await readFile(file.index);
      for (const damaged of [
        kept.subarray(0, kept.length / 2),
        Buffer.from(kept).fill(255, 900, 1000),
        Buffer.from("x"),
      ]) {
        await writeFile(file.index, damaged);
        expect(await foundBy(finderHere(), shelf)).toEqual(EXPECTED);
        expect((await readFile(file.index)).equals(kept)).toBe(true);
      }
      await copyFile(file.index, `${file.index}.old`);
      await imported.merge("hazards", [entry("quakes", "Rumblings of the ground")]);
      await copyFile(`${file.index}.old`, file.index);
      const finder = finderHere();
      await finder.take({ ...shelf, files: imported.files() });
      expect((await finder.search("rumblings", 1))[0]?.dataset).toBe("quakes");
    }));

  it("tells of lines that hold no entry and lists the others", () =>
    withCatalogue(ENTRIES, async (shelf) => {
      const [file] = shelf.files;
      const path = file?.path ?? "";
      const text = await readFile(path, "utf8");
      await writeFile(path, `not an entry\n{"id":"half"}\n${text}`);
      const { mtime } = await stat(path);
      await utimes(path, mtime, new Date(mtime.getTime() + 5000));
      const finder = finderHere();
      await finder.take(shelf);
      expect((await finder.page(page(), today)).total).toBe(4);
      expect((await finder.reading()).damaged).toHaveLength(2);
    }));

  it("filters by typed words and chosen words, counts what each would leave, sorts with the unknown last", () =>
    withCatalogue(ENTRIES, async (shelf) => {
      const finder = finderHere();
      await finder.take(shelf);
      const ids = async (part: Partial<PageAsked>) =>
        (await finder.page(page(part), today)).rows.map(({ id }) => id);
      expect(await ids({ search: "WAVE tsu" })).toEqual(["tsunami"]);
      expect(await ids({ search: "survey" })).toEqual(["quakes"]);
      expect(await ids({ chosen: { ...NOTHING_CHOSEN, crisis: ["Hurricane"] } })).toEqual(["shelters"]);
      expect(await ids({ sort: "from" })).toEqual(["eruptions", "tsunami", "quakes", "shelters"]);
      expect(await ids({ sort: "to", descending: true })).toEqual([
        "eruptions",
        "tsunami",
        "quakes",
        "shelters",
      ]);
      expect(await ids({ start: 1, count: 2 })).toEqual(["shelters", "tsunami"]);
      const { facets, axis } = await finder.page(
        page({ chosen: { ...NOTHING_CHOSEN, publisher: ["Survey"] } }),
        today,
      );
      expect(facets.publisher).toEqual([
        { word: "Agency", count: 3 },
        { word: "Survey", count: 1 },
      ]);
      expect(facets.freshness.find(({ word }) => word === "fresh")).toBeUndefined();
      expect(axis).toBeNull();
    }));

  it("puts an entry that has a file of its own before the line of the same id", () =>
    withCatalogue(ENTRIES, async (shelf) => {
      const finder = finderHere();
      const changed = entry("tsunami", "Tsunami run-ups");
      const { searchText } = await import("../../shared/match/search/search-text.ts");
      const { entryFacts } = await import("../../shared/catalogue/list/entry-facts.ts");
      const labels = { conceptLabel: (id: string) => id, subjectLabel: (id: string) => id };
      await finder.take({
        ...shelf,
        own: [{ text: searchText(changed), facts: entryFacts(changed, labels) }],
      });
      const { total, rows } = await finder.page(page(), today);
      expect(total).toBe(4);
      expect(rows[0]?.title).toBe("Tsunami run-ups");
      expect((await finder.search("tsunami", 5)).map(({ title }) => title)).toEqual(["Tsunami run-ups"]);
    }));
});
