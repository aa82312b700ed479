import { appendFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openImportedEntries } from "../../electron/workspace/imported/imported-entries.ts";
import { layoutOf } from "../../electron/workspace/layout.ts";
import { type Dataset, datasetSchema } from "../../shared/catalogue/dataset.ts";
import { NOTHING_CHOSEN } from "../../shared/catalogue/list/listing.ts";
import type { Result } from "../../shared/result.ts";
import { inFolder, open, TODAY } from "./open.ts";

const HOUR = 3_600_000;

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}

/** A catalogue of two entries, of which one changes. */
const catalogue = (description: string, more: readonly object[] = []): string =>
  [
    { id: "rain", title: "Rain by month", description, colour: "blue" },
    { id: "snow", title: "Snow by month", description: "Does not change." },
    ...more,
  ]
    .map((one) => `${JSON.stringify(one)}\n`)
    .join("");

/** Brings a catalogue in three times, an hour apart: as it was first, the same again, and changed. */
const imported = async <T>(work: (world: Awaited<ReturnType<typeof worldIn>>) => Promise<T>): Promise<T> =>
  inFolder(async (folder) => {
    const world = await worldIn(folder);
    try {
      return await work(world);
    } finally {
      await world.askline.close();
    }
  });

async function worldIn(folder: string) {
  const clock = { now: TODAY - 100 * HOUR };
  let ids = 0;
  const around = { now: () => clock.now, newId: () => `V${++ids}`, actor: "ana", application: "test" };
  const askline = await open(join(folder, "w"), "create-empty", { around });
  const file = join(folder, "weather.jsonl");
  const bring = async (text: string) => {
    clock.now += HOUR;
    await writeFile(file, text);
    const report = value(await askline.importPaths([file], {}));
    return { report, at: new Date(clock.now).toISOString() };
  };
  const first = await bring(catalogue("As first described."));
  const again = await bring(catalogue("As first described."));
  const changed = await bring(
    catalogue("As described later.", [{ id: "hail", title: "Hail", description: "New." }]),
  );
  return { askline, clock, folder: join(folder, "w"), bring, first, again, changed };
}

describe("an entry of a catalogue that came in again", () => {
  it("has a version for each time it changed, with the day and the catalogue, and none for the time it did not", () =>
    imported(async ({ askline, first, again, changed }) => {
      expect(again.report).toMatchObject({ added: 0, updated: 0, unchanged: 2 });
      const { versions } = value(await askline.catalogue.entry("rain"));
      expect(
        versions.map(({ at, by, what, catalogue, current }) => ({ at, by, what, catalogue, current })),
      ).toEqual([
        { at: changed.at, by: "ana", what: "catalogue", catalogue: "weather", current: true },
        { at: first.at, by: "ana", what: "catalogue", catalogue: "weather", current: false },
      ]);
      expect(versions.every(({ kept }) => kept)).toBe(true);
      expect(value(await askline.catalogue.entry("snow")).versions).toHaveLength(1);
    }));

  it("shows what differs between two of them, in its own fields only", () =>
    imported(async ({ askline }) => {
      const [after, before] = value(await askline.catalogue.entry("rain")).versions;
      const difference = await askline.catalogue.difference(
        "rain",
        before?.entrySha256 ?? "",
        after?.entrySha256 ?? "",
      );
      expect(value(difference)).toEqual([
        { field: "description", before: "As first described.", after: "As described later." },
      ]);
    }));

  it("is seen as it was then: in its entry, in the list and in the search", () =>
    imported(async ({ askline, first, changed }) => {
      const hour = (at: string, hours: number) => new Date(Date.parse(at) + hours * HOUR).toISOString();
      const between = await askline.asKnownAt(hour(changed.at, -0.5));
      const then = value(await between.entry("rain"));
      expect(then.dataset.description).toBe("As first described.");
      expect(then.dataset.extra).toMatchObject({ colour: "blue" });
      expect(then.versions).toHaveLength(1);
      expect((await between.datasets()).map(({ id }) => id).sort()).toEqual(["rain", "snow"]);
      const listed = async (search: string) => {
        const asked = { search, chosen: NOTHING_CHOSEN, sort: "title", descending: false } as const;
        const { rows } = await between.page({ ...asked, start: 0, count: 9 });
        return rows.map(({ id }) => id);
      };
      expect([await listed("rain"), await listed("hail")]).toEqual([["rain"], []]);
      const before = await askline.asKnownAt(hour(first.at, -0.5));
      expect(await before.datasets()).toEqual([]);
      expect(await before.entry("rain")).toMatchObject({ ok: false, problem: { code: "not-found" } });
      const after = await askline.asKnownAt(hour(changed.at, 0.5));
      expect(value(await after.entry("rain")).dataset.description).toBe("As described later.");
      expect((await after.datasets()).length).toBe(3);
    }));

  it("can go back to an earlier one, and keeps all of them when it is changed here", () =>
    imported(async ({ askline, clock, changed }) => {
      clock.now += HOUR;
      const rain = value(await askline.catalogue.entry("rain"));
      value(
        await askline.catalogue.save({
          id: "rain",
          base: rain.entrySha256,
          corrections: { title: "Rainfall" },
        }),
      );
      const after = value(await askline.catalogue.entry("rain")).versions;
      expect(after.map(({ what }) => what)).toEqual(["revised", "catalogue", "catalogue"]);
      const then = await askline.asKnownAt(changed.at);
      expect(value(await then.entry("rain")).dataset.title).toBe("Rain by month");
      clock.now += HOUR;
      value(await askline.catalogue.restore("rain", after[2]?.entrySha256 ?? ""));
      expect(value(await askline.catalogue.entry("rain")).dataset).toMatchObject({
        title: "Rain by month",
        description: "As first described.",
      });
    }));
});

describe("the file of earlier entries", () => {
  const entry = (id: string, title: string, at: number): Dataset =>
    datasetSchema.parse({
      schema: "askline/dataset/1",
      id,
      title,
      description: "",
      publisher: { name: "p" },
      source: { imported: new Date(at).toISOString() },
      // Words that the line's own facts must not be taken from.
      extra: { note: '","source":{"imported":"1999-01-01T00:00:00.000Z"' },
    });

  it("gives every version at every moment, whatever came when", async () => {
    const imports = fc.array(
      fc.uniqueArray(fc.tuple(fc.constantFrom("a", "b", "c", 'dé"\\'), fc.constantFrom("x", "y", "z")), {
        selector: ([id]) => id,
        maxLength: 4,
      }),
      { minLength: 1, maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(imports, (rounds) =>
        inFolder(async (folder) => {
          const layout = layoutOf(folder);
          const { entries } = await openImportedEntries(layout, false);
          const model: Map<string, string>[] = [new Map()];
          for (const [round, changes] of rounds.entries()) {
            const at = Date.UTC(2026, 0, 1 + round);
            value(
              await entries.merge(
                "c",
                changes.map(([id, title]) => entry(id, `${title}${round}`, at)),
              ),
            );
            model.push(
              new Map([
                ...(model.at(-1) ?? []),
                ...changes.map(([id, title]) => [id, `${title}${round}`] as const),
              ]),
            );
          }
          // A fresh start finds the same, with and without what was kept of the files.
          const opened = (await openImportedEntries(layout, false)).entries;
          for (const [round, known] of model.entries()) {
            const then = await opened.asOf(Date.UTC(2026, 0, round) + HOUR, () => true);
            expect(then.count()).toBe(known.size);
            for (const [id, title] of known) expect(then.get(id)?.title).toBe(title);
          }
          for (const id of model.at(-1)?.keys() ?? []) {
            const titles = model.map((known) => known.get(id)).filter((title) => title !== undefined);
            const told = (await opened.versions(id)).map((version) => version.entry.title);
            expect(told).toEqual([...new Set(titles)]);
          }
        }),
      ),
      { numRuns: 15 },
    );
  });

  it("is whole after a crash between keeping and replacing, and after a torn last line", () =>
    inFolder(async (folder) => {
      const layout = layoutOf(folder);
      const { entries } = await openImportedEntries(layout, false);
      value(await entries.merge("c", [entry("a", "first", TODAY)]));
      const before = await readFile(join(layout.imported, "c.jsonl"), "utf8");
      value(await entries.merge("c", [entry("a", "second", TODAY + 1)]));
      // The second import is as if it had been cut off after the earlier text was kept, in the middle of a further line.
      await writeFile(join(layout.imported, "c.jsonl"), before);
      await appendFile(join(layout.earlier, "c.jsonl"), '{"schema":"askline/dataset/1","id":"a","sou');
      const again = (await openImportedEntries(layout, false)).entries;
      expect((await again.versions("a")).map((version) => version.entry.title)).toEqual(["first"]);
      value(await again.merge("c", [entry("a", "third", TODAY + 2)]));
      expect((await again.versions("a")).map((version) => version.entry.title)).toEqual(["first", "third"]);
    }));

  it("tells nothing of when entries came that came before that was kept, but that they had", () =>
    inFolder(async (folder) => {
      const layout = layoutOf(folder);
      const { entries } = await openImportedEntries(layout, false);
      const { source: _, ...undated } = entry("a", "first", TODAY);
      value(await entries.merge("c", [{ ...undated, source: {} }]));
      expect(await entries.versions("a")).toMatchObject([{ since: null, catalogue: "c" }]);
      expect((await entries.asOf(0, () => true)).count()).toBe(1);
      expect((await entries.asOf(0, () => false)).count()).toBe(0);
    }));
});
