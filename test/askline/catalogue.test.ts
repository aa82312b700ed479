import { appendFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Askline } from "../../electron/askline.ts";
import type { EntryAccount } from "../../shared/api/catalogue.ts";
import type { Result } from "../../shared/result.ts";
import { inFolder, open } from "./open.ts";

let askline: Askline;
let folder: string;
let done: () => void;
let ended: Promise<void>;

beforeAll(async () => {
  await new Promise<void>((ready) => {
    ended = inFolder(async (made) => {
      folder = made;
      askline = await open(join(made, "workspace"), "create-bundled");
      ready();
      await new Promise<void>((resolve) => {
        done = resolve;
      });
      await askline.close();
    });
  });
}, 120_000);
afterAll(async () => {
  done();
  await ended;
});

const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.problem.message} ${result.problem.detail ?? ""}`);
  return result.value;
};
const entry = async (id: string): Promise<EntryAccount> => value(await askline.catalogue.entry(id));
const anId = async (): Promise<string> => {
  const held = (await askline.datasets()).find((dataset) => dataset.held && dataset.concepts.length > 0);
  if (!held) throw new Error("The bundled workspace holds no data.");
  return held.id;
};

describe("an entry that is edited", () => {
  it("keeps every version, shows what differs, and goes back", async () => {
    const id = await anId();
    const before = await entry(id);
    expect(before.versions).toMatchObject([{ what: "bundled", current: true, kept: true }]);
    const saved = value(
      await askline.catalogue.save({
        id,
        base: before.entrySha256,
        corrections: { title: "Another title", steward: { name: "Ana" }, smallestCell: 5 },
      }),
    );
    const after = await entry(id);
    expect(after).toMatchObject({
      entrySha256: saved.entrySha256,
      dataset: { title: "Another title", steward: { name: "Ana" }, smallestCell: 5 },
      versions: [
        { what: "revised", by: "test", current: true, newFile: false },
        { what: "bundled", current: false, kept: true },
      ],
    });
    const changes = value(await askline.catalogue.difference(id, before.entrySha256, saved.entrySha256));
    expect(changes.find(({ field }) => field === "title")).toEqual({
      field: "title",
      before: before.dataset.title,
      after: "Another title",
    });
    value(await askline.catalogue.restore(id, before.entrySha256));
    const back = await entry(id);
    expect(back.dataset).toEqual(before.dataset);
    expect(back.versions.map(({ current }) => current)).toEqual([true, false, false]);
  });

  it("refuses a change made on a version that is no longer the newest", async () => {
    const id = await anId();
    const { entrySha256 } = await entry(id);
    value(
      await askline.catalogue.save({
        id,
        base: entrySha256,
        corrections: { legalBasis: "Public order act" },
      }),
    );
    expect(
      await askline.catalogue.save({ id, base: entrySha256, corrections: { title: "Mine" } }),
    ).toMatchObject({ ok: false, problem: { code: "refused" } });
    expect((await entry(id)).dataset.title).not.toBe("Mine");
  });

  it("changes what a measure counts, and the question finds it there at once", async () => {
    const { dataset, entrySha256 } = await entry(await anId());
    const measure = dataset.measures[0];
    if (!measure) throw new Error("no measure");
    value(
      await askline.catalogue.save({
        id: dataset.id,
        base: entrySha256,
        corrections: { measures: { [measure.id]: { concept: "moon-landings", unit: "landings" } } },
      }),
    );
    expect(askline.catalogue.concepts().find(({ concept }) => concept === "moon-landings")).toMatchObject({
      sources: [{ id: dataset.id, designated: false }],
      designated: null,
    });
  });

  it("refuses columns and measures that are not there", async () => {
    const { dataset, entrySha256 } = await entry(await anId());
    expect(
      await askline.catalogue.save({
        id: dataset.id,
        base: entrySha256,
        corrections: { columns: { "no such column": { role: "dimension" } } },
      }),
    ).toMatchObject({ ok: false, problem: { code: "bad-input" } });
  });
});

describe("an entry that is approved", () => {
  it("carries the mark until the entry changes, and again when it is put back", async () => {
    const id = await anId();
    const { entrySha256, dataset } = await entry(id);
    value(await askline.catalogue.approve({ id, entrySha256, approved: true }));
    expect((await entry(id)).approval).toMatchObject({ by: "test", current: true });
    const { title } = dataset;
    value(await askline.catalogue.save({ id, base: entrySha256, corrections: { title: `${title}, new` } }));
    expect((await entry(id)).approval).toMatchObject({ current: false });
    value(await askline.catalogue.restore(id, entrySha256));
    expect((await entry(id)).approval).toMatchObject({ current: true });
    value(await askline.catalogue.approve({ id, entrySha256, approved: false }));
    expect((await entry(id)).approval).toBeNull();
  });
});

describe("data that are looked at before they come in", () => {
  const csv = (): string => join(folder, "clinic-visits.csv");
  const rows = Array.from(
    { length: 60 },
    (_, day) => `${new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10)},Kenya,${(day * 7) % 50}`,
  );

  it("shows the proposal with its evidence and keeps nothing", async () => {
    await writeFile(csv(), `date,country,clinic visits\n${rows.join("\n")}\n`);
    const events = askline.info().ledger.events;
    const { data, catalogues } = value(await askline.catalogue.preview([csv()], {}));
    expect(catalogues).toEqual([]);
    expect(data).toMatchObject([{ outcome: "added", rows: 60, problem: null }]);
    const columns = data[0]?.dataset?.columns.map(({ name, role }) => [name, role]);
    expect(columns).toEqual([
      ["date", "time"],
      ["country", "place"],
      ["clinic visits", "measure"],
    ]);
    for (const name of ["date", "country", "clinic visits"])
      expect(data[0]?.evidence.some(({ column }) => column === name)).toBe(true);
    expect((await askline.datasets()).some(({ id }) => id === "clinic-visits")).toBe(false);
    expect(askline.info().ledger.events).toBe(events);
  });

  it("adds it as the person corrected it", async () => {
    const { data } = value(await askline.catalogue.preview([csv()], {}));
    const shown = data[0]?.dataset;
    const measure = shown?.measures[0];
    const sha256 = data[0]?.sourceSha256;
    if (!measure || !sha256) throw new Error("no measure was proposed");
    const corrections = {
      title: "Visits to clinics",
      measures: { [measure.id]: { concept: "consultations", behaviour: "flow" as const, unit: "visits" } },
    };
    const report = value(await askline.catalogue.confirm([{ path: csv(), sha256, corrections }], {}));
    expect(report).toMatchObject({ added: 1, rejected: 0, files: [{ problem: null }] });
    const kept = await entry("clinic-visits");
    expect(kept.dataset).toMatchObject({
      title: "Visits to clinics",
      measures: [{ concept: "consultations", unit: "visits" }],
    });
    expect(kept.versions).toMatchObject([{ what: "imported", current: true }]);
  });

  it("knows the same file again, although it is converted anew", async () => {
    const { data } = value(await askline.catalogue.preview([csv()], {}));
    expect(data[0]).toMatchObject({ outcome: "unchanged", changes: [] });
  });

  it("describes a later file of the same dataset as the person corrected the first", async () => {
    await appendFile(csv(), "2024-03-01,Kenya,12\n");
    const { data } = value(await askline.catalogue.preview([csv()], {}));
    expect(data[0]).toMatchObject({
      outcome: "updated",
      dataset: { title: "Visits to clinics", measures: [{ concept: "consultations" }] },
    });
    expect(data[0]?.changes.some(({ field }) => field.startsWith("distributions"))).toBe(true);
  });

  it("refuses a file that was changed after it was shown", async () => {
    await appendFile(csv(), "2024-03-02,Kenya,13\n");
    const report = value(
      await askline.catalogue.confirm([{ path: csv(), sha256: "0".repeat(64), corrections: {} }], {}),
    );
    expect(report).toMatchObject({ rejected: 1, files: [{ problem: { code: "data-changed" } }] });
  });
});

describe("an entry of an imported catalogue", () => {
  it("can be changed and approved here, keeps the change when its catalogue comes in again, and can go back", async () => {
    const file = join(folder, "elsewhere.json");
    const bring = async (description: string) => {
      const resources = [{ name: "rain", path: "rain.csv" }];
      await writeFile(
        file,
        JSON.stringify({ name: "elsewhere", title: "Rain by month", description, resources }),
      );
      return value(await askline.importPaths([file], {}));
    };
    expect(await bring("As first described.")).toMatchObject({ added: 1, rejected: 0 });
    const id = (await askline.datasets()).find(({ title }) => title === "Rain by month")?.id ?? "";
    const before = await entry(id);
    expect(before).toMatchObject({ editable: true, versions: [{ what: "catalogue" }], approval: null });
    const saved = value(
      await askline.catalogue.save({
        id,
        base: before.entrySha256,
        corrections: { title: "Rainfall", steward: { name: "Weather office" } },
      }),
    );
    value(await askline.catalogue.approve({ id, entrySha256: saved.entrySha256, approved: true }));
    expect((await entry(id)).approval).toMatchObject({ current: true });
    expect((await askline.search("rainfall", 3)).map(({ dataset }) => dataset)).toContain(id);

    expect(await bring("As described later.")).toMatchObject({ updated: 1 });
    const after = await entry(id);
    expect(after.dataset).toMatchObject({
      title: "Rainfall",
      description: "As described later.",
      steward: { name: "Weather office" },
    });
    expect(after.approval).toMatchObject({ current: false });
    expect(after.versions.filter(({ kept }) => kept).length).toBeGreaterThanOrEqual(3);

    value(await askline.catalogue.restore(id, before.entrySha256));
    expect((await entry(id)).dataset.title).toBe("Rain by month");
    expect((await askline.datasets()).filter((one) => one.id === id)).toHaveLength(1);
  });
});

describe("what is missing", () => {
  it("is told once for many questions, those first on which a decision waits", async () => {
    const ask = async (text: string, what: string | null) => {
      const { question } = askline.parse(text);
      const decision =
        what === null ? ({ kind: "waived" } as const) : ({ kind: "stated", what, by: "2026-12-01" } as const);
      return value(await askline.ask({ question: { ...question, decision }, unsure: [], gaps: [] }, {}));
    };
    const lost = "How many people died of cholera in Peru in 1991?";
    const waiting = "How many refugees from Ukraine were registered in Poland at the end of 2022?";
    for (const text of [lost, lost]) expect(await ask(text, null)).toMatchObject({ kind: "refused" });
    expect(await ask(waiting, "open a second reception centre")).toMatchObject({ kind: "refused" });
    const gaps = await askline.catalogue.gaps();
    expect(gaps[0]).toMatchObject({
      answerable: null,
      decisionsWaiting: 1,
      earliest: "2026-12-01",
      questions: [{ decision: "open a second reception centre" }],
    });
    expect(gaps.filter(({ questions }) => questions.length === 2)).toHaveLength(1);
    for (const { failing } of gaps) expect(failing.length).toBeGreaterThan(0);
  });
});
