import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fileNameFor } from "../../electron/workspace/file-name.ts";
import { open } from "../askline/open.ts";
import { askline } from "./run-cli.ts";

let folder: string;
let workspace: string;

const MPOX = "How many mpox cases were confirmed in Spain in July 2022?";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "askline-cli-"));
  workspace = join(folder, "workspace");
  await (await open(workspace, "create-bundled")).close();
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs a command in the test's workspace. */
const run = (...args: string[]) => askline([...args, "--workspace", workspace], folder);

const question = (part: Record<string, unknown>) =>
  JSON.stringify({
    version: 1,
    text: "",
    asked: "2026-11-24",
    kind: "situation",
    measure: { concept: "cases", subject: "mpox", statistic: { kind: "total" } },
    place: { areas: [{ id: "ESP", name: "Spain" }] },
    time: { from: "2022-07-01", to: "2022-07-31" },
    ...part,
  });

describe("askline on the command line", () => {
  it("answers a question in plain words with the number, its caveats and its source", async () => {
    const said = await run("ask", "--text", MPOX, "--json");
    expect(said.err).toBe("");
    expect(said.status).toBe(0);
    const { question: asked, match, answer } = JSON.parse(said.out);
    expect(asked.unsure).toEqual([]);
    expect(match[0]).toMatchObject({ dataset: "mpox-2022-country-daily" });
    expect(match[0].criteria.length).toBeGreaterThan(5);
    expect(answer).toMatchObject({
      value: 3104,
      unit: expect.any(String),
      sentence: expect.stringContaining("3,104"),
    });
    expect(answer.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect(answer.sources[0]).toMatchObject({
      dataset: "mpox-2022-country-daily",
      licence: expect.any(String),
    });
    expect(answer.sql).toContain("SELECT");
    expect(answer.table.columns.length).toBe(answer.table.rows[0].length);
  });

  it("gives a structured question the same answer, replays it as identical in a fresh process, and verifies", async () => {
    await writeFile(join(folder, "question.json"), question({}));
    const said = await run("ask", "--question", "question.json", "--json");
    expect(said.status).toBe(0);
    const { id, value } = JSON.parse(said.out).answer;
    expect(value).toBe(3104);
    const replayed = await run("replay", id, "--json");
    expect(JSON.parse(replayed.out)).toMatchObject({ verdict: "identical" });
    expect(replayed.status).toBe(0);
    const verified = await run("verify");
    expect(verified.out).toContain("The ledger is intact");
    expect(verified.status).toBe(0);
  });

  it("exports an answer in four formats, with a note of caveats and source beside the tables", async () => {
    const asked = JSON.parse((await run("ask", "--text", MPOX, "--json")).out);
    for (const format of ["json", "csv", "arrow", "parquet"]) {
      const said = await run("export", asked.answer.id, "--format", format, "--out", `answer.${format}`);
      expect(said).toMatchObject({ status: 0, err: "" });
      expect((await readFile(join(folder, `answer.${format}`))).length).toBeGreaterThan(10);
    }
    expect(await readFile(join(folder, "answer.csv"), "utf8")).toContain("3104");
    const note = JSON.parse(await readFile(join(folder, "answer.csv.about.json"), "utf8"));
    expect(note).toMatchObject({ rows: 1, fingerprint: asked.answer.fingerprint });
    expect(note.sources[0].licence).toBeTruthy();
  });

  it("refuses what no dataset here can answer, says why, and leaves with status 1", async () => {
    const said = await run(
      "ask",
      "--text",
      "How many refugees from Ukraine were registered in Poland at the end of 2022?",
      "--json",
    );
    expect(said.status).toBe(1);
    const { refused } = JSON.parse(said.out);
    expect(refused.reasons.join(" ")).toMatch(/refugee/i);
  });

  it.each([
    ["malformed JSON", "{ not json", /is not JSON/],
    ["another shape", '{"version":1}', /is not a question as Askline writes it/],
  ])("calls a question file with %s wrong usage", async (_, text, message) => {
    await writeFile(join(folder, "bad.json"), text);
    const said = await run("ask", "--question", "bad.json");
    expect(said.status).toBe(2);
    expect(said.err).toMatch(message);
    expect(said.out).toBe("");
  });

  it("refuses reversed dates with the reason, not an empty answer", async () => {
    await writeFile(
      join(folder, "reversed.json"),
      question({ time: { from: "2022-07-31", to: "2022-07-01" } }),
    );
    const said = await run("ask", "--question", "reversed.json", "--json");
    expect(said.status).toBe(1);
    expect(JSON.parse(said.out).refused).toMatchObject({ code: "not-well-formed" });
  });

  it("refuses a question about a dataset it does not have", async () => {
    await writeFile(join(folder, "unknown.json"), question({ dataset: "no-such-dataset" }));
    const said = await run("ask", "--question", "unknown.json", "--json");
    expect(said.status).toBe(1);
    expect(JSON.parse(said.out).refused.reasons.join(" ")).not.toBe("");
  });

  it.each([
    [["ask"], /--question FILE or as --text/],
    [["export", "A-1", "--format", "docx", "--out", "x"], /cannot write “docx”/],
    [["match", "--text", "x", "--limit", "none"], /whole number/],
    [["fly"], /unknown command/],
  ])("leaves with status 2 after %j", async (args, message) => {
    const said = await run(...args);
    expect(said.status).toBe(2);
    expect(said.err).toMatch(message);
  });

  it("says that a folder is no workspace, and touches nothing in it", async () => {
    const said = await askline(["datasets", "--workspace", folder], folder);
    expect(said.status).toBe(1);
    expect(said.err).toContain("is not an Askline workspace");
  });

  it("says how far the sources of one thing differ, and who is designated where", async () => {
    const said = await run("sources", "deaths", "--subject", "covid-19", "--in", "Canada");
    expect(said).toMatchObject({ status: 0, err: "" });
    expect(said.out).toContain("On the 420 figures that both have");
    expect(said.out).toContain("in Canada: COVID-19 cases by province and day");
    const nowhere = await run("sources", "deaths", "--in", "Atlantis");
    expect(nowhere).toMatchObject({ status: 1, out: "" });
    expect(nowhere.err).toContain("No place is called “Atlantis”");
  });

  it("lists its datasets and shows how words are read", async () => {
    const listed = await run("datasets", "--json");
    expect(JSON.parse(listed.out).map((dataset: { id: string }) => dataset.id)).toContain(
      "mpox-2022-country-daily",
    );
    const parsed = await run("parse", "--text", MPOX, "--json");
    expect(JSON.parse(parsed.out).question).toMatchObject({
      measure: { concept: "cases", subject: "mpox" },
      unsure: [],
    });
  });

  it("writes a ranking of many questions in TREC run format", async () => {
    await writeFile(
      join(folder, "topics.jsonl"),
      `${JSON.stringify({ qid: "q1", text: "ebola cases in Guinea" })}\n`,
    );
    const said = await run("match", "--questions", "topics.jsonl", "--run-file", "out.run");
    expect(said.status).toBe(0);
    const [first = ""] = (await readFile(join(folder, "out.run"), "utf8")).split("\n");
    expect(first).toMatch(/^q1 Q0 ebola\S* 1 \d+\.\d+ askline$/);
  });

  it("notices an answer that was changed after it was sealed", async () => {
    const copy = join(folder, "copy");
    await cp(workspace, copy, { recursive: true });
    const { id } = JSON.parse(
      (await askline(["ask", "--text", MPOX, "--json", "--workspace", copy])).out,
    ).answer;
    const file = join(copy, "answers", fileNameFor(id), "answer.json");
    await writeFile(file, (await readFile(file, "utf8")).replaceAll("3104", "3105"));
    const verified = await askline(["verify", "--workspace", copy]);
    expect(verified.status).toBe(1);
    expect(verified.out).toContain(id);
    const replayed = await askline(["replay", id, "--workspace", copy]);
    expect(replayed.status).toBe(1);
    expect(replayed.err).toContain("changed after it was sealed");
  });

  it("explains itself", async () => {
    const said = await askline(["--help"]);
    expect(said.status).toBe(0);
    for (const command of ["ask", "parse", "match", "import", "datasets", "replay", "verify", "export"])
      expect(said.out).toContain(command);
  });
}, 120_000);
