import { spawnSync } from "node:child_process";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { tableFromArrays, tableFromIPC, tableToIPC } from "apache-arrow";
import { describe, expect, it } from "vitest";
import type { Askline } from "../../electron/askline.ts";
import type { EngineProcess } from "../../electron/engine/engine.ts";
import { nodeEngineProcesses } from "../../electron/engine/start-node.ts";
import { datasetSchema } from "../../shared/catalogue/dataset.ts";
import { currentDistribution } from "../../shared/catalogue/distribution.ts";
import { type Question, questionSchema } from "../../shared/question/question.ts";
import { bundled, inFolder, open } from "./open.ts";

const mpoxInSpain: Question = questionSchema.parse({
  version: 1,
  text: "How many mpox cases were confirmed in Spain in July 2022?",
  asked: "2026-11-24",
  kind: "situation",
  measure: { concept: "cases", subject: "mpox", statistic: { kind: "total" } },
  place: { areas: [{ id: "ESP", name: "Spain" }] },
  time: { from: "2022-07-01", to: "2022-07-31" },
  decision: { kind: "waived" },
});

const kinds = (askline: Askline) => askline.events(undefined, 1000).map((event) => event.kind);

async function answerOf(askline: Askline, question = mpoxInSpain) {
  const outcome = await askline.ask({ question, unsure: [] });
  if (!outcome.ok) throw new Error(outcome.problem.message);
  if (outcome.value.kind === "refused") throw new Error(outcome.value.refusal.reasons.join(" "));
  return outcome.value.answer;
}

/** The bundled mpox table as CSV, with seven more cases in Spain on 15 July 2022. */
async function revisedMpox(): Promise<string> {
  const entry = datasetSchema.parse(
    JSON.parse(
      await readFile(join(bundled, "catalogue", "datasets", "mpox-2022-country-daily.json"), "utf8"),
    ),
  );
  const sha256 = currentDistribution(entry)?.sha256;
  const table = tableFromIPC(await readFile(join(bundled, "data", `${sha256}.arrow`)));
  const lines = table.toArray().map((row) => {
    const day = new Date(Number(row.Date)).toISOString().slice(0, 10);
    const more = row.Country === "Spain" && day === "2022-07-15" ? 7 : 0;
    return `${day},"${row.Country}",${row.Cases + more},${row.Cumulative_cases}`;
  });
  return ["Date,Country,Cases,Cumulative_cases", ...lines, ""].join("\n");
}

const mpoxDescription = {
  id: "mpox-2022-country-daily",
  title: "Mpox 2022: confirmed cases by country and day",
  publisher: "Global.health",
  crisis: "Mpox 2022",
  licence: "CC-BY-4.0",
  granularity: "country / day",
  modified: "2022-09-30",
  columns: [
    { name: "Date", hxl: "#date" },
    { name: "Country", hxl: "#country+name" },
    {
      name: "Cases",
      unit: "people",
      hxl: "#affected+infected",
      accumulation: "incremental",
      description: "New confirmed cases",
    },
    {
      name: "Cumulative_cases",
      unit: "people",
      hxl: "#affected+infected",
      accumulation: "cumulative",
      description: "Running total",
    },
  ],
};

const isRequest = (message: unknown): boolean =>
  typeof message === "object" && message !== null && Reflect.get(message, "kind") === "request";

const asRoot = process.platform === "linux" && process.getuid?.() === 0;
const mount = (folder: string, options: string) =>
  spawnSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", folder]).status === 0;

describe("when something goes wrong", () => {
  it("stops a run that is cancelled and says so in the ledger; the next one works", () =>
    inFolder(async (folder) => {
      const askline = await open(join(folder, "w"), "create-bundled");
      const stop = new AbortController();
      stop.abort();
      const outcome = await askline.ask({ question: mpoxInSpain, unsure: [] }, { signal: stop.signal });
      expect(outcome).toMatchObject({ ok: false, problem: { code: "cancelled" } });
      expect(kinds(askline)[0]).toBe("run-cancelled");
      expect((await answerOf(askline)).value).toBe(3104);
      await askline.close();
    }));

  it("tells a question whose engine was killed, restarts the engine, and answers the next", () =>
    inFolder(async (folder) => {
      const started: EngineProcess[] = [];
      const start = nodeEngineProcesses();
      const askline = await open(join(folder, "w"), "create-bundled", {
        startEngine: () => {
          const process = start();
          const isFirst = started.length === 0;
          started.push(process);
          return {
            ...process,
            // The first engine dies with its first question in hand, however fast or slow the machine is.
            send: (message) => {
              process.send(message);
              if (isFirst && isRequest(message)) process.kill();
            },
          };
        },
      });
      const outcome = askline.ask({ question: mpoxInSpain, unsure: [] });
      expect(await outcome).toMatchObject({ ok: false, problem: { code: "engine-crashed" } });
      expect(kinds(askline)[0]).toBe("run-failed");
      expect((await answerOf(askline)).value).toBe(3104);
      expect(started.length).toBeGreaterThan(1);
      await askline.close();
    }));

  it("opens a read-only workspace for looking, and refuses to run what it could not record", (context) =>
    inFolder(async (folder) => {
      if (!asRoot || !mount(folder, "size=64m")) return context.skip("needs root to mount");
      try {
        const before = await open(join(folder, "w"), "create-bundled");
        const { id } = await answerOf(before);
        await before.close();
        spawnSync("mount", ["-o", "remount,ro", folder]);
        const askline = await open(join(folder, "w"), "fail");
        expect(askline.info().readOnly).toBe(true);
        expect(await askline.answer(id)).toMatchObject({ ok: true, value: { value: 3104 } });
        const outcome = await askline.ask({ question: mpoxInSpain, unsure: [] });
        expect(outcome).toMatchObject({ ok: false, problem: { code: "read-only" } });
        expect(await askline.saveDraft({ id: "d", question: mpoxInSpain, text: "" })).toMatchObject({
          ok: false,
        });
        await askline.close();
      } finally {
        spawnSync("umount", ["-l", folder]);
      }
    }));

  it("shows no answer when the disk is full, keeps all earlier ones, and leaves no half-written file", (context) =>
    inFolder(async (folder) => {
      if (!asRoot || !mount(folder, "size=30m")) return context.skip("needs root to mount");
      try {
        const askline = await open(join(folder, "w"), "create-bundled");
        const { id } = await answerOf(askline);
        await writeFile(join(folder, "filler"), Buffer.alloc(64 * 1024 * 1024)).catch(() => undefined);
        const outcome = await askline.ask({ question: mpoxInSpain, unsure: [] });
        expect(outcome).toMatchObject({ ok: false, problem: { code: "disk-full" } });
        await rm(join(folder, "filler"));
        expect(await askline.verify()).toMatchObject({ intact: true });
        expect(await askline.answer(id)).toMatchObject({ ok: true });
        const left = await readdir(join(folder, "w", "answers"));
        expect(left.filter((name) => name.startsWith("."))).toEqual([]);
        expect((await answerOf(askline)).value).toBe(3104);
        await askline.close();
      } finally {
        spawnSync("umount", ["-l", folder]);
      }
    }));

  it("exports no table that was changed after the answer was sealed, nor one without the note that belongs to it", () =>
    inFolder(async (folder) => {
      const askline = await open(join(folder, "w"), "create-bundled");
      const { id } = await answerOf(askline);
      const out = join(folder, "out");
      await mkdir(join(out, "table.csv.about.json"), { recursive: true });
      // A folder stands where the note would: the table does not stay without it.
      expect(await askline.exportAnswer(id, "csv", join(out, "table.csv"))).toMatchObject({ ok: false });
      expect(await readdir(out)).toEqual(["table.csv.about.json"]);
      const [kept = ""] = await readdir(join(folder, "w", "answers"));
      const table = join(folder, "w", "answers", kept, "result.arrow");
      const bytes = await readFile(table);
      for (const changed of [tableToIPC(tableFromArrays({ figure: [3105] })), bytes.subarray(0, 90), null]) {
        await (changed === null ? rm(table) : writeFile(table, changed));
        for (const format of ["csv", "arrow", "parquet", "askline"] as const) {
          const exported = await askline.exportAnswer(id, format, join(out, `other.${format}`));
          expect(exported).toMatchObject({
            ok: false,
            problem: { code: changed === null ? "not-found" : "damaged-file" },
          });
        }
      }
      expect(await readdir(out)).toEqual(["table.csv.about.json"]);
      await writeFile(table, bytes);
      expect(await askline.exportAnswer(id, "csv", join(out, "other.csv"))).toMatchObject({ ok: true });
      await askline.close();
    }));

  it("refuses what is no workspace, and a workspace file that is damaged", () =>
    inFolder(async (folder) => {
      await expect(open(folder, "fail")).rejects.toThrow("is not an Askline workspace");
      await writeFile(join(folder, "workspace.json"), "{");
      await expect(open(folder, "fail")).rejects.toThrow("is damaged");
    }));

  it("never puts a workspace among other files", () =>
    inFolder(async (folder) => {
      await writeFile(join(folder, "thesis.txt"), "mine");
      await expect(open(folder, "create-bundled")).rejects.toThrow("is not an Askline workspace");
      expect(await readdir(folder)).toEqual(["thesis.txt"]);
    }));

  it("leaves out a description that cannot be read and works with the rest", () =>
    inFolder(async (folder) => {
      const at = join(folder, "w");
      await (await open(at, "create-bundled")).close();
      const datasets = join(at, "catalogue", "datasets");
      const [first = ""] = await readdir(datasets);
      await writeFile(join(datasets, first), '{"schema": "something else"}');
      const askline = await open(at, "fail");
      expect((await askline.datasets()).length).toBeGreaterThanOrEqual(7);
      await askline.close();
    }));
});

describe("replaying an answer", () => {
  it("names the missing file by hash when its data are gone", () =>
    inFolder(async (folder) => {
      const askline = await open(join(folder, "w"), "create-bundled");
      const answer = await answerOf(askline);
      const sha256 = answer.sources[0]?.sha256 ?? "";
      await rm(join(folder, "w", "data", `${sha256}.arrow`));
      await rm(join(folder, "w", "cache"), { recursive: true, force: true });
      const replay = await askline.replay(answer.id, {});
      expect(replay).toMatchObject({ ok: true, value: { verdict: "cannot-replay" } });
      if (replay.ok) expect(replay.value.text).toContain(sha256);
      await askline.close();
    }));

  it("says what was revised when the dataset came again with other values", () =>
    inFolder(async (folder) => {
      const askline = await open(join(folder, "w"), "create-bundled");
      const answer = await answerOf(askline);
      const source = join(folder, "mpox-2022-country-daily");
      await mkdir(source);
      await writeFile(join(source, "data.csv"), await revisedMpox());
      await writeFile(join(source, "dataset.json"), JSON.stringify(mpoxDescription));
      expect(await askline.importPaths([source], {})).toMatchObject({
        ok: true,
        value: { updated: 1, rejected: 0 },
      });
      const replay = await askline.replay(answer.id, {});
      expect(replay).toMatchObject({
        ok: true,
        value: { verdict: "different", before: { value: 3104 }, after: { value: 3111 } },
      });
      if (replay.ok) expect(replay.value.reasons.map((reason) => reason.code)).toContain("revised-values");
      await askline.close();
    }));
});

describe("the list of answers", () => {
  it("is searched by words of question, answer and decision, also misspelt, and shows how each question ended", () =>
    inFolder(async (folder) => {
      const askline = await open(join(folder, "w"), "create-bundled");
      const { id } = await answerOf(askline);
      await askline.recordDecision({
        answerIds: [id],
        what: "order vaccine for the Canaries",
        who: "ministry",
      });
      await askline.ask({ question: { ...mpoxInSpain, dataset: "no-such-dataset" }, unsure: [] });
      expect(askline.answers("").map(({ state }) => state)).toEqual(["refused", "answered"]);
      for (const words of ["mpox", "3,104", "canaries", "minstry"])
        expect([words, askline.answers(words).map((answer) => answer.id)]).toEqual([
          words,
          expect.arrayContaining([id]),
        ]);
      expect(askline.answers("earthquake")).toEqual([]);
      await askline.close();
    }));
});
