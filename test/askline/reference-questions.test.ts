import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Askline } from "../../electron/askline.ts";
import { questionSchema } from "../../shared/question/question.ts";
import { inFolder, open, sharedFolder } from "./open.ts";
import { askOwn, type OwnRow, ownQuestions } from "./own-questions.ts";

const data = join(sharedFolder, "data");
const there = existsSync(data);

/** The reference questions as they come: expected numbers were computed by other people with other tools. */
const referenceSchema = z.object({
  id: z.string(),
  question: z.string(),
  answerable: z.boolean(),
  datasets: z.array(z.string()),
  expected: z.object({ value: z.number(), tolerance: z.number() }).nullable(),
  reason: z.string().optional(),
});
type Reference = z.infer<typeof referenceSchema>;

const readReferences = (): Reference[] =>
  readFileSync(join(sharedFolder, "questions", "dev.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => referenceSchema.parse(JSON.parse(line)));

const structuredSchema = z.array(z.object({ id: z.string(), question: questionSchema }));
const structured = new Map(
  structuredSchema
    .parse(JSON.parse(readFileSync(new URL("../question/dev-questions.json", import.meta.url), "utf8")))
    .map(({ id, question }) => [id, question]),
);

type Scored = { id: string; right: boolean; replay: string; said: string };

describe.skipIf(!there)("the reference questions, on a workspace with all thirty tables", () => {
  let folder: string;
  let askline: Askline;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "askline-thirty-"));
    askline = await open(join(folder, "workspace"), "create-empty");
    const tables = readdirSync(data).filter((name) => !name.endsWith(".md"));
    const report = await askline.importPaths(
      tables.map((name) => join(data, name)),
      {},
    );
    expect(report).toMatchObject({ ok: true, value: { added: tables.length, rejected: 0 } });
  }, 240_000);
  afterAll(async () => {
    await askline.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Asks, compares with the independent number, and replays what was answered. */
  async function score(
    reference: Reference,
    ask: () => ReturnType<Askline["ask"]>,
  ): Promise<Scored & { unsure: readonly string[] }> {
    const outcome = await ask();
    const base = { id: reference.id, replay: "", unsure: [] as readonly string[] };
    if (!outcome.ok)
      return {
        ...base,
        right: false,
        said: `problem: ${outcome.problem.message} ${outcome.problem.detail ?? ""}`,
      };
    if (outcome.value.kind === "refused") {
      const said = `refused: ${outcome.value.refusal.reasons.join(" ")}`;
      return { ...base, right: !reference.answerable, said };
    }
    const { answer } = outcome.value;
    const { expected } = reference;
    const right =
      expected !== null &&
      answer.value !== null &&
      Math.abs(answer.value - expected.value) <= Math.max(1, Math.abs(expected.value)) * expected.tolerance &&
      reference.datasets.every((id) => answer.sources.some((source) => source.dataset === id));
    const replayed = await askline.replay(answer.id, {});
    const replay = replayed.ok ? replayed.value.verdict : replayed.problem.code;
    return {
      id: reference.id,
      right,
      replay,
      unsure: answer.unsure,
      said: `${answer.value} · ${answer.sentence}`,
    };
  }

  const print = (title: string, rows: readonly Scored[]) => {
    const right = rows.filter((row) => row.right).length;
    const lines = rows.map(
      (row) => `  ${row.right ? "right" : "WRONG"}  ${row.id}  ${row.replay.padEnd(10)} ${row.said}`,
    );
    console.log(`${title}: ${right} of ${rows.length} right\n${lines.join("\n")}`);
  };

  it("written as structured questions: the independent number, or a refusal", async () => {
    const rows: Scored[] = [];
    for (const reference of readReferences()) {
      const question = structured.get(reference.id);
      if (!question) throw new Error(`No structured question for ${reference.id}`);
      rows.push(await score(reference, () => askline.ask({ question, unsure: [] })));
    }
    print("structured", rows);
    expect(rows.filter((row) => !row.right).map((row) => row.id)).toEqual([]);
    expect(rows.map((row) => row.replay).filter((replay) => replay !== "" && replay !== "identical")).toEqual(
      [],
    );
  }, 120_000);

  it("replay identically in a fresh process, with every cache gone, in another time zone and another locale", async () => {
    await askline.close();
    const workspace = join(folder, "workspace");
    await rm(join(workspace, "cache"), { recursive: true, force: true });
    const again = spawnSync(
      process.execPath,
      ["--import", "tsx", "electron/cli.ts", "replay-all", "--workspace", workspace, "--json"],
      {
        cwd: join(import.meta.dirname, "../.."),
        encoding: "utf8",
        env: {
          ...process.env,
          TZ: "Pacific/Kiritimati",
          LC_ALL: "ar_EG.UTF-8",
          LANG: "ar_EG.UTF-8",
          ASKLINE_KEY: join(folder, "key"),
        },
      },
    );
    expect(again.stderr).toBe("");
    const summary = JSON.parse(again.stdout);
    expect(summary.rows.filter((row: { verdict: string }) => row.verdict !== "identical")).toEqual([]);
    expect(summary).toMatchObject({ identical: summary.answers, replayed: summary.answers });
    expect(summary.answers).toBeGreaterThanOrEqual(15);
    askline = await open(workspace, "fail");
  }, 120_000);

  it("in plain words: the number, or honest about what was not understood", async () => {
    const rows: (Scored & { answerable: boolean; unsure: readonly string[] })[] = [];
    for (const reference of readReferences()) {
      const { question, unsure, gaps } = askline.parse(reference.question);
      const waived = { ...question, decision: { kind: "waived" as const } };
      const row = await score(reference, () => askline.ask({ question: waived, unsure, gaps }));
      rows.push({ ...row, answerable: reference.answerable, unsure });
    }
    print("plain words", rows);
    const silentlyWrong = rows.filter(
      (row) => !row.right && !row.said.startsWith("refused") && row.unsure.length === 0,
    );
    expect(silentlyWrong.map((row) => row.id)).toEqual([]);
    expect(rows.filter((row) => row.answerable && row.right).length).toBeGreaterThanOrEqual(13);
    expect(rows.filter((row) => !row.answerable && !row.right).map((row) => row.id)).toEqual([]);
  }, 120_000);

  it("questions of our own, in plain words, over every table: the statement's number, or the right reason for none", async () => {
    const rows: OwnRow[] = [];
    for (const own of ownQuestions) rows.push(await askOwn(askline, own));
    const lines = rows.map(
      ({ own, right, said }) => `  ${right ? "right" : "WRONG"}  ${own.id}  ${own.text}\n         ${said}`,
    );
    const right = rows.filter((row) => row.right).length;
    console.log(`own questions: ${right} of ${rows.length} right\n${lines.join("\n")}`);
    expect(rows.filter((row) => !row.right).map(({ own, said }) => `${own.text} → ${said}`)).toEqual([]);
    const asked = new Set(
      ownQuestions.flatMap(({ sql }) => [...(sql ?? "").matchAll(/\{([a-z0-9-]+)\}/g)].map(([, id]) => id)),
    );
    expect(readdirSync(data).filter((name) => !name.endsWith(".md") && !asked.has(name))).toEqual([]);
  }, 120_000);
});

/** What the twelve bundled tables can answer of it: the numbers were computed from the source files by other tools. */
const ON_BUNDLED: Readonly<Record<string, number>> = {
  "dev-04": 45,
  "dev-05": 120_042,
  "dev-06": 3104,
  "dev-07": 258,
  "dev-09": 4512,
  "dev-11": 67,
  "dev-12": -348_840,
  "dev-14": 1649.8349,
  "dev-15": 68_192,
};
const NOT_ON_BUNDLED = ["dev-01", "dev-02", "dev-13", "dev-16", "dev-17", "dev-18", "dev-19", "dev-20"];

describe("the reference questions on the bundled workspace", () => {
  it(
    "give the independent number or a refusal, and replay the same in a fresh process",
    () =>
      inFolder(async (folder) => {
        const at = join(folder, "w");
        const first = await open(at, "create-bundled");
        const ids: string[] = [];
        for (const [id, expected] of Object.entries(ON_BUNDLED)) {
          const question = structured.get(id);
          if (!question) throw new Error(`No structured question for ${id}`);
          const outcome = await first.ask({ question, unsure: [] });
          if (!outcome.ok || outcome.value.kind !== "answered") throw new Error(`${id} was not answered`);
          expect([id, outcome.value.answer.value]).toEqual([id, expect.closeTo(expected, 3)]);
          ids.push(outcome.value.answer.id);
        }
        for (const id of NOT_ON_BUNDLED) {
          const question = structured.get(id);
          if (!question) throw new Error(`No structured question for ${id}`);
          expect([id, await first.ask({ question, unsure: [] })]).toMatchObject([
            id,
            { ok: true, value: { kind: "refused" } },
          ]);
        }
        await first.close();
        await rm(join(at, "cache"), { recursive: true, force: true });
        const later = await open(at, "fail");
        for (const id of ids)
          expect(await later.replay(id, {})).toMatchObject({ ok: true, value: { verdict: "identical" } });
        expect(await later.verify()).toMatchObject({ intact: true });
        await later.close();
      }),
    120_000,
  );
});

if (!there) console.log("skipped: the reference tables (../shared) are not on this machine");
