import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ROCrate } from "ro-crate";
import { describe, expect, it } from "vitest";
import type { Askline } from "../../electron/askline.ts";
import { questionSchema } from "../../shared/question/question.ts";
import { namedByHash } from "../../shared/review/provenance.ts";
import { inFolder, open } from "../askline/open.ts";
import { provJsonSchema } from "./prov-json-schema.ts";

const mpoxIn = (id: string, name: string) =>
  questionSchema.parse({
    version: 1,
    text: `How many mpox cases were confirmed in ${name} in July 2022?`,
    asked: "2026-11-24",
    kind: "situation",
    measure: { concept: "cases", subject: "mpox", statistic: { kind: "total" } },
    place: { areas: [{ id, name }] },
    time: { from: "2022-07-01", to: "2022-07-31" },
    decision: { kind: "waived" },
  });

async function answersOf(askline: Askline): Promise<string[]> {
  const ids: string[] = [];
  for (const [id, name] of [
    ["ESP", "Spain"],
    ["FRA", "France"],
    ["DEU", "Germany"],
  ] as const) {
    const outcome = await askline.ask({ question: mpoxIn(id, name), unsure: [] });
    if (!outcome.ok || outcome.value.kind === "refused") throw new Error("not answered");
    ids.push(outcome.value.answer.id);
  }
  return ids;
}

describe("provenance", () => {
  it("as PROV-JSON names every entity, activity and agent that its relations speak of", () =>
    inFolder(async (folder) => {
      const askline = await open(join(folder, "w"), "create-bundled");
      const [first = ""] = await answersOf(askline);
      await askline.recordDecision({ answerIds: [first], what: "order vaccine", who: "Minister of Health" });
      const path = join(folder, "prov.json");
      expect(await askline.exportProvenance({ of: {}, format: "prov-json", path })).toMatchObject({
        value: { answers: 3 },
      });
      const prov = JSON.parse(await readFile(path, "utf8"));
      expect(provJsonSchema.safeParse(prov).error?.issues).toBeUndefined();
      // The schema is no yes-man: a relation without what it needs, or an undeclared prefix, is refused.
      const [used] = Object.keys(prov.used);
      expect(provJsonSchema.safeParse({ ...prov, used: { [used ?? ""]: {} } }).success).toBe(false);
      expect(provJsonSchema.safeParse({ ...prov, prefix: {} }).success).toBe(false);
      expect(provJsonSchema.safeParse({ ...prov, made: {} }).success).toBe(false);
      const known = new Set(["entity", "activity", "agent"].flatMap((kind) => Object.keys(prov[kind])));
      const spokenOf = [
        "used",
        "wasGeneratedBy",
        "wasAttributedTo",
        "wasAssociatedWith",
        "wasDerivedFrom",
      ].flatMap((kind) =>
        Object.values<Record<string, string>>(prov[kind]).flatMap((relation) =>
          Object.entries(relation).flatMap(([name, value]) => (name === "prov:time" ? [] : [value])),
        ),
      );
      expect(spokenOf.filter((name) => !known.has(name))).toEqual([]);
      for (const name of known) expect(name).toMatch(/^askline:[A-Za-z0-9-]+$/);
      expect(Object.keys(prov.prefix)).toEqual(["askline"]);
      expect(Object.keys(prov.wasDerivedFrom)).toHaveLength(3);
      await askline.close();
    }));

  it("as a research crate is read by an independent library, with runs, data and results in their places", () =>
    inFolder(async (folder) => {
      const askline = await open(join(folder, "w"), "create-bundled");
      const ids = await answersOf(askline);
      const path = join(folder, "crate");
      await askline.exportProvenance({ of: {}, format: "ro-crate", path });
      const text = await readFile(join(path, "ro-crate-metadata.json"), "utf8");
      const crate = new ROCrate(JSON.parse(text), { array: true, link: true });
      expect(crate.root.conformsTo.map((one: { "@id": string }) => one["@id"])).toEqual([
        "https://w3id.org/ro/wfrun/process/0.5",
      ]);
      const actions = crate.root.mentions;
      expect(actions).toHaveLength(3);
      for (const action of actions) {
        expect(action["@type"]).toEqual(["CreateAction"]);
        expect(action.instrument[0]["@type"]).toEqual(["SoftwareApplication"]);
        expect(action.instrument[0].softwareVersion[0]).toMatch(/\d/);
        expect(action.object.length).toBeGreaterThan(1);
        expect(action.agent[0].name).toEqual(["test"]);
      }
      const results = actions.map((action: { result: { "@id": string }[] }) => action.result[0]?.["@id"]);
      expect(results).toEqual(ids.map((id) => `answers/${id}.json`));
      for (const result of results)
        expect(JSON.parse(await readFile(join(path, result), "utf8")).schema).toBe("askline/answer/1");
      await askline.close();
    }));

  it("names bytes as RFC 6920 does in its own example", () => {
    // The SHA-256 of "Hello World!", section 8.1.
    expect(namedByHash("7f83b1657ff1fc53b92dc18148a1d65dfc2d4b1fa3d677284addd200126d9069")).toBe(
      "ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk",
    );
  });
});

describe("replaying a stretch of time", () => {
  it("tells how far it is, and sums the verdicts up", () =>
    inFolder(async (folder) => {
      const askline = await open(join(folder, "w"), "create-bundled");
      await answersOf(askline);
      const seen: number[] = [];
      const onStage = ({ share }: { share: number | null }) => share !== null && seen.push(share);
      const summary = await askline.replayPeriod({}, { onStage });
      expect(summary).toMatchObject({ ok: true, value: { answers: 3, replayed: 3, identical: 3 } });
      expect(seen.at(-1)).toBeGreaterThan(0);
      await askline.close();
    }));

  it("stops when it is cancelled, and says how far it came", () =>
    inFolder(async (folder) => {
      const askline = await open(join(folder, "w"), "create-bundled");
      await answersOf(askline);
      const stop = new AbortController();
      const onStage = ({ share }: { share: number | null }) => share !== null && share > 0.3 && stop.abort();
      const summary = await askline.replayPeriod({}, { signal: stop.signal, onStage });
      expect(summary).toMatchObject({ ok: true, value: { answers: 3, replayed: 1 } });
      await askline.close();
    }));
});
