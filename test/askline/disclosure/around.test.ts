import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect } from "vitest";
import { unpackBundle } from "../../../electron/exporters/bundle/read-bundle.ts";
import { fileNameFor } from "../../../electron/workspace/file-name.ts";
import { keyFile } from "../../../electron/workspace/ledger/key-file.ts";
import { isSignedBy } from "../../../electron/workspace/ledger/signing.ts";
import { open, TODAY } from "../open.ts";
import { arena, byRegion } from "./arena.ts";
import { CLINIC, cells, inRegion, revise, setTerms, targetOf } from "./clinic.ts";

const { attack, folder, reopened } = arena();

const workspace = (): string => join(folder(), "w");

describe("what is said of the data themselves", () => {
  attack(
    "how many rows there are is told nowhere: 116 less the women would be the men",
    async ({ askline, list, outcome, answered }) => {
      const stages: unknown[] = [];
      const { questionText: _, ...answer } = await answered(byRegion);
      await askline.ask(
        { question: answer.question, unsure: [] },
        { onStage: ({ rows }) => stages.push(rows) },
      );
      expect(new Set(stages)).toEqual(new Set([null]));
      const entry = await askline.catalogue.entry(list);
      const all = [
        askline.dataset(list),
        entry,
        (await askline.datasets()).find(({ id }) => id === list),
        await askline.look(answer.question),
        askline.lookBack.outsideChoices().filter(({ id }) => id === list),
        await askline.asking.preview(answer.question, {}),
        await outcome({}),
      ];
      const { access, rows } = (await askline.datasets()).find(({ id }) => id === list) ?? {};
      expect([access, rows]).toEqual(["personal", null]);
      // The number of rows stands only where it was asked for and may be told: as the answer to “how many in all”.
      expect(all.slice(0, -1).map((one) => JSON.stringify(one).match(/[^\d.]116[^\d]/g))).toEqual(
        all.slice(0, -1).map(() => null),
      );
    },
  );

  attack("one row more in a newer file is told nowhere either", async ({ askline, list }) => {
    const before = askline.events(Number.MAX_SAFE_INTEGER, 1)[0]?.seq ?? 0;
    const added = { date: "2022-06-15", region: "Lazio", sex: "male", age: 50, died: "no" } as const;
    await revise(askline, folder(), list, [...CLINIC, added]);
    const revised = askline
      .events(Number.MAX_SAFE_INTEGER, 20)
      .filter(({ seq, kind }) => seq > before && kind === "dataset-revised");
    const entry = await askline.catalogue.entry(list);
    if (!entry.ok) throw new Error(entry.problem.message);
    expect(entry.value.versions.every(({ rows }) => rows === null)).toBe(true);
    expect(JSON.stringify(revised)).not.toMatch(/"rows":\d/);
  });

  attack(
    "a bundle for another laptop carries no counts of values, neither with answers nor with entries",
    async ({ askline, list, answered }) => {
      const answer = await answered(byRegion);
      await askline.close();
      const around = {
        now: () => TODAY,
        newId: () => "K000001",
        actor: "one",
        application: "askline test",
        keys: keyFile(join(folder(), "key")),
      };
      const signing = await open(workspace(), "fail", { around });
      reopened(signing);
      const path = join(folder(), "ledgers.askline-bundle");
      expect(await signing.bundleLedgers(path)).toMatchObject({ ok: true });
      const into = join(folder(), "unpacked");
      expect(await unpackBundle(path, into, isSignedBy)).toMatchObject({ ok: true });
      const parts = await readdir(into, { recursive: true });
      const kept = parts.filter(
        (name) => name.startsWith(`answers/${fileNameFor(answer.id)}`) && name.endsWith("datasets.json"),
      );
      expect([kept.length, parts]).toEqual([1, parts]);
      expect(await readFile(join(into, kept[0] ?? ""), "utf8")).not.toMatch(/"profile"|"bytes"|"nulls"/);
      expect(parts.filter((name) => name.includes("versions") && name.includes(list))).toEqual([]);
    },
  );
});

describe("the same people under another name", () => {
  attack(
    "a copy that nobody closed is as closed as the list, and what both tell is held together",
    async ({ askline, list, answered }) => {
      const copy = `${list}-again`;
      await revise(askline, folder(), copy, CLINIC);
      await askline.close();
      await setTerms(workspace(), copy, { access: "open" });
      const again = await open(workspace(), "fail");
      reopened(again);
      const [first, second] = [targetOf(again, list), targetOf(again, copy)];
      expect(answered).toBeDefined();
      await first.answered(byRegion);
      expect(await second.heldBack(inRegion("Lazio"))).toMatch(/hidden/);
      expect(cells(await second.answered(byRegion), "value")).toMatchObject({ Veneto: null, Lazio: null });
      const { id } = await second.answered(inRegion("Lombardy"));
      expect(await again.rows({ id, row: null, offset: 0 })).toMatchObject({
        ok: false,
        problem: { code: "held-back" },
      });
      expect(JSON.stringify(again.dataset(copy))).not.toMatch(/"profile"/);
    },
  );
});

describe("data that were open once", () => {
  attack(
    "what was told then counts as told: three regions after all four leave the fourth",
    async ({ askline, list, answered }) => {
      const open_ = await answered({});
      expect(open_.value).toBe(116);
      await askline.close();
      await setTerms(workspace(), list, {});
      const again = await open(workspace(), "fail");
      reopened(again);
      const now = targetOf(again, list);
      expect(await now.heldBack(inRegion("Lombardy", "Tuscany", "Lazio"))).toMatch(/fewer than 10/);
      const sealed = join(folder(), "then.askline");
      expect(await again.exportAnswer(open_.id, "askline", sealed)).toMatchObject({ ok: true });
      expect((await readFile(sealed)).toString("latin1")).not.toMatch(/Veneto/);
    },
    { access: "open" },
  );
});
