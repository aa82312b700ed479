import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fromBufferPromise } from "yauzl";
import { createEngineHost } from "../../electron/engine/host.ts";
import { nodeEngineProcesses } from "../../electron/engine/start-node.ts";
import { reportDocx } from "../../electron/exporters/report/docx.ts";
import { reportHtml } from "../../electron/exporters/report/html.ts";
import { chartData } from "../../renderer/charts/chart-data.ts";
import type { AnswerTable } from "../../shared/answer/answer.ts";
import { type Composed, composeAnswer } from "../../shared/answer/compose.ts";
import { changePercent, rounded, showNumber } from "../../shared/answer/rounding.ts";
import { sampledWords } from "../../shared/answer/sampled/sampled-words.ts";
import type { RawTable } from "../../shared/answer/table/read-result.ts";
import { decodeTable, encodeAnswerTable } from "../../shared/answer/table/table.ts";
import { sha256Hex } from "../../shared/canonical.ts";
import type { Dataset } from "../../shared/catalogue/dataset.ts";
import { compilePlan } from "../../shared/plan/compile.ts";
import { planQuestion } from "../../shared/plan/plan-question.ts";
import { samplePlan } from "../../shared/plan/sample/sample-plan.ts";
import { tableName } from "../../shared/plan/sql-names.ts";
import { type Question, questionSchema } from "../../shared/question/question.ts";
import { addDays } from "../../shared/time/calendar.ts";
import { builtInVocabulary } from "../../shared/vocabulary/built-in.ts";
import { madeTable } from "../plan/made-table.ts";
import { Database } from "../plan/real-tables.ts";
import { noReport } from "./answer-for.ts";
import { numbersIn } from "./numbers-in.ts";

const vocabulary = builtInVocabulary();
const START = "2021-01-04";
const DAYS = 84;
const PLACES = Array.from({ length: 12 }, (_, nth) => `Place${String.fromCharCode(65 + nth)}`);

/** A table of days and places with a count, another count, and beds, of which one measure has a denominator. */
function tableOf(sha256: string): Dataset {
  const measure = (id: string, behaviour: string, column: string) => ({
    ...{ id, label: id, column, concept: `of-${id}`, unit: `${id} units`, behaviour },
  });
  return madeTable({
    columns: [
      { name: "day", type: "Date32[day]", role: "time", time: { storedAs: "date", grain: "day" } },
      { name: "place", type: "Utf8", role: "place", level: "country", codeSystem: "names" },
      { name: "a", type: "Float64", role: "measure" },
      { name: "b", type: "Float64", role: "measure" },
    ],
    measures: [
      measure("flow", "flow", "a"),
      measure("other", "flow", "b"),
      measure("stock", "stock", "a"),
      measure("second", "stock", "b"),
    ],
    placeValues: {
      place: PLACES.map((value, nth) => ({ value, area: `M${String.fromCharCode(65 + nth)}X` })),
    },
    distributions: [
      { mediaType: "x", held: true, sha256, profile: { sha256, rows: PLACES.length * DAYS, columns: [] } },
    ],
  });
}

type Kind = {
  readonly name: string;
  readonly measure: string;
  readonly second?: string;
  readonly sampled?: true;
} & {
  readonly question: Record<string, unknown>;
};

const of = (id: string, kind: string, more: Record<string, unknown> = {}) => ({
  concept: `of-${id}`,
  statistic: { kind, ...more },
});
const weeks = { from: START, to: addDays(START, DAYS - 1), grain: "week" };

/** Each of the eight kinds, and what comes from a sample. */
const KINDS: readonly Kind[] = [
  { name: "situation", measure: "flow", question: { measure: of("flow", "total") } },
  {
    name: "situation by place",
    measure: "stock",
    question: { measure: of("stock", "latest"), place: { areas: [], by: "country" } },
  },
  { name: "mean", measure: "stock", question: { measure: of("stock", "mean") } },
  { name: "trend", measure: "flow", question: { kind: "trend", measure: of("flow", "total"), time: weeks } },
  {
    name: "trend by place",
    measure: "flow",
    question: {
      kind: "trend",
      measure: of("flow", "total"),
      time: weeks,
      place: { areas: [], by: "country" },
    },
  },
  {
    name: "comparison",
    measure: "flow",
    question: {
      kind: "comparison",
      measure: of("flow", "total"),
      time: { from: addDays(START, 28), to: addDays(START, 55) },
      against: { kind: "previous-period" },
    },
  },
  {
    name: "comparison by place",
    measure: "flow",
    question: {
      kind: "comparison",
      measure: of("flow", "total"),
      time: { from: addDays(START, 28), to: addDays(START, 55) },
      against: { kind: "previous-period" },
      place: { areas: [], by: "country" },
    },
  },
  {
    name: "ranking",
    measure: "flow",
    question: {
      kind: "ranking",
      measure: of("flow", "total"),
      place: { areas: [], by: "country" },
      rank: { top: 4, from: "highest" },
    },
  },
  {
    name: "coverage",
    measure: "stock",
    second: "second",
    question: {
      kind: "coverage",
      measure: of("stock", "latest"),
      second: of("second", "latest"),
      place: { areas: [], by: "country" },
    },
  },
  {
    name: "relationship",
    measure: "flow",
    second: "other",
    question: {
      kind: "relationship",
      measure: of("flow", "total"),
      second: of("other", "total"),
      time: weeks,
    },
  },
  {
    name: "forecast",
    measure: "stock",
    question: {
      kind: "forecast",
      horizon: 7,
      measure: of("stock", "latest"),
      place: { areas: [{ id: "MAX", name: "PlaceA" }] },
    },
  },
  {
    name: "impact",
    measure: "stock",
    question: {
      kind: "impact",
      measure: of("stock", "latest"),
      intervention: { what: "the rule", on: addDays(START, 40) },
      place: { areas: [{ id: "MBX", name: "PlaceB" }] },
      time: { from: START, to: addDays(START, DAYS - 1), grain: "day" },
    },
  },
  { name: "sampled total", measure: "flow", sampled: true, question: { measure: of("flow", "total") } },
  {
    name: "sampled comparison",
    measure: "flow",
    sampled: true,
    question: {
      kind: "comparison",
      measure: of("flow", "total"),
      time: { from: addDays(START, 28), to: addDays(START, 55) },
      against: { kind: "previous-period" },
    },
  },
  {
    name: "sampled trend",
    measure: "flow",
    sampled: true,
    question: { kind: "trend", measure: of("flow", "total"), time: weeks },
  },
];

const numbersOf = ({ rows }: Pick<AnswerTable, "rows">): number[] =>
  rows.flatMap((row) => row.filter((cell): cell is number => typeof cell === "number"));

/** Whether two numbers are the same once both are rounded as answers round. */
const same = (a: number, b: number): boolean =>
  Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));

/** Numbers a sentence counts with: places, periods, rows, and the ranks of the first few. */
const isCount = (number: number): boolean => Number.isInteger(number) && number >= 0 && number <= DAYS;

/** Percentages that a trend or ranking is told in, worked out again from the table alone. */
function relative(answer: Composed): number[] {
  const at = answer.table.columns.findIndex(({ name }) => name === "value");
  const values = answer.table.rows.flatMap((row) => {
    const cell = row[at];
    return typeof cell === "number" ? [cell] : [];
  });
  const [first, last] = [values[0] ?? 0, values.at(-1) ?? 0];
  const recent = values.slice(-5);
  const pace = ((recent.at(-1) ?? 0) / (recent[0] ?? 1)) ** (1 / (recent.length - 1)) - 1;
  return [changePercent((last - first) / Math.abs(first)), changePercent(pace, 2)];
}

describe("the same number in sentence, chart, table and every file", () => {
  const scratch = mkdtempSync(join(tmpdir(), "askline-same-"));
  const engine = createEngineHost(nodeEngineProcesses(), { cacheFolder: join(scratch, "cache") });
  let db: Database;
  const kept: { readonly name: string; readonly answer: Composed }[] = [];
  let made = 0;
  beforeAll(async () => {
    db = await Database.open();
  });
  afterAll(async () => {
    await engine.close();
    rmSync(scratch, { recursive: true, force: true });
  });

  /** Random levels, weekdays and growth for each place; values with decimals now and then. */
  async function load(seed: number): Promise<Dataset> {
    made += 1;
    const sha256 = made.toString(16).padStart(16, "a").padEnd(64, "0");
    await db.create(
      sha256,
      `SELECT DATE '${START}' + CAST(d AS INTEGER) AS day, p.name AS place,
        round((200 + 40 * p.nth) * (1 + 0.3 * sin(d / ${6 + (seed % 9)}.0 + p.nth)) * (0.9 + 0.2 * (hash(d * 31 + p.nth * 7 + ${seed}) % 1000) / 1000.0), ${seed % 3}) AS a,
        round((300 + 20 * p.nth) * (1 + 0.3 * sin(d / ${5 + (seed % 7)}.0 + p.nth)) * (0.9 + 0.2 * (hash(d * 17 + p.nth * 3 + ${seed}) % 1000) / 1000.0), ${seed % 2}) AS b
       FROM generate_series(0, ${DAYS - 1}) AS g(d), (VALUES ${PLACES.map((name, nth) => `('${name}', ${nth})`).join(", ")}) AS p(name, nth)`,
    );
    return tableOf(sha256);
  }

  async function answer(
    dataset: Dataset,
    { measure, second, sampled, question }: Kind,
  ): Promise<Composed | null> {
    const asked: Question = questionSchema.parse({
      ...{ version: 1, text: "", asked: "2026-11-24", kind: "situation", decision: { kind: "waived" } },
      place: { areas: [] },
      time: { any: true },
      ...question,
    });
    const join =
      second === undefined
        ? {}
        : {
            join: {
              dataset: "made",
              measure: second,
              role: "second-measure" as const,
              on: ["place" as const],
              matched: null,
              text: "",
            },
          };
    const planned = planQuestion({
      question: asked,
      entry: {
        ...{ dataset: "made", title: "", verdict: second ? "answers-together" : "answers", score: 1 },
        ...{ measure, criteria: [], reason: "" },
        ...join,
      },
      datasets: [dataset],
      vocabulary,
    });
    if (!planned.ok) throw new Error(`${measure}: ${planned.problem.message}`);
    const plan = sampled ? samplePlan(planned.value, { oneIn: 2, seed: 7 }) : planned;
    if (!plan.ok) throw new Error(plan.problem.message);
    const tables: Record<string, RawTable> = {};
    for (const query of compilePlan(plan.value, [dataset])) tables[query.name] = await db.run(query);
    const composed = composeAnswer({
      ...{ plan: plan.value, question: asked, datasets: [dataset], tables, vocabulary },
      ...{ report: noReport, unsure: [], today: "2021-04-01" },
    });
    // A forecast without skill is refused: that is an answer too, but one without numbers.
    if (!composed.ok && asked.kind === "forecast") return null;
    if (!composed.ok) throw new Error(composed.problem.message);
    return composed.value;
  }

  function holds(name: string, given: Composed): void {
    const cells = numbersOf(given.table);
    const known = [...cells, ...cells.map(Math.abs)];
    const has = (number: number): boolean => known.some((cell) => same(cell, number));
    inTable(name, given, has);
    inSentence(name, given, has);
    inChart(name, given, has);
  }

  test.each(KINDS.map((kind): [string, Kind] => [kind.name, kind]))("%s", async (name, kind) => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 100_000 }), async (seed) => {
        const given = await answer(await load(seed), kind);
        if (given === null) return;
        holds(name, given);
        kept.push({ name, answer: given });
      }),
      { numRuns: 4 },
    );
    expect(kept.some((one) => one.name === name)).toBe(true);
  });

  test("files hold the table's numbers and the sentence: CSV, Arrow, JSON, a web page, a Word file", async () => {
    const last = KINDS.flatMap(({ name }) => kept.findLast((one) => one.name === name) ?? []);
    expect(last).toHaveLength(KINDS.length);
    for (const [nth, { name, answer: given }] of last.entries()) {
      const bytes = encodeAnswerTable(given.table);
      expect(
        decodeTable(bytes).rows.map((row) => row.map(plain)),
        name,
      ).toEqual(given.table.rows.map((row) => row.map(plain)));
      expect(JSON.parse(JSON.stringify(given)), name).toEqual(given);
      // The engine writes all tables in one way: those of each shape are enough.
      if (!["comparison", "coverage", "impact", "relationship", "sampled trend"].includes(name)) continue;
      const [path, csv] = [join(scratch, `${nth}.arrow`), join(scratch, `${nth}.csv`)];
      writeFileSync(path, bytes);
      const sha256 = sha256Hex(bytes);
      const written = await engine.write(
        { sql: `SELECT * FROM ${tableName(sha256)}`, params: [], files: [{ sha256, path }] },
        { format: "csv", path: csv },
      );
      expect(written.ok, name).toBe(true);
      const read = readFileSync(csv, "utf8").trimEnd().split("\n").slice(1);
      const numeric = given.table.columns.flatMap(({ type }, at) => (type === "number" ? [at] : []));
      expect(
        read.map((line) => numeric.map((at) => Number(line.split(",")[at] || Number.NaN))),
        name,
      ).toEqual(
        given.table.rows.map((row) => numeric.map((at) => (row[at] === null ? Number.NaN : row[at]))),
      );
    }
    const report = {
      title: "Answers",
      layout: "who" as const,
      madeAt: "2026-11-24",
      blocks: last.map(({ answer: { sentence } }) => ({ kind: "paragraph" as const, text: sentence })),
    };
    const numbers = last.flatMap(({ answer: { sentence } }) => numbersIn(sentence));
    const html = [...reportHtml(report).matchAll(/<p>(.*?)<\/p>/g)].map(([, text]) => text ?? "");
    expect(html.flatMap(numbersIn)).toEqual(numbers);
    const word = await wordParagraphs(Buffer.from(await reportDocx(report)));
    expect(word.slice(1).flatMap(numbersIn)).toEqual(numbers);
  });
});

type Has = (number: number) => boolean;

/** The answer's one number and its limits stand in the table, and in the sentence as they are shown. */
function inTable(name: string, { sentence, value, interval }: Composed, has: Has): void {
  // Where a sample leaves open which side is higher, the sentence gives the limits only.
  const isOpen = sentence.includes(sampledWords.unsure);
  const ends = interval ? [interval.low, interval.high] : [];
  for (const number of [...(value === null ? [] : [value]), ...ends])
    expect(has(rounded(number)), `${name}: ${number} in the table`).toBe(true);
  for (const number of [...(value === null || isOpen ? [] : [value]), ...ends])
    expect(sentence, name).toContain(showNumber(Math.abs(rounded(number))));
}

/** Every number of the sentence stands in the table, counts places or periods, or is worked out from the table alone. */
function inSentence(name: string, answer: Composed, has: Has): void {
  // What the sentence repeats of caveats is theirs.
  const own = answer.caveats.reduce((text, caveat) => text.replace(caveat.text, ""), answer.sentence);
  const derived = answer.chart.kind === "line" ? relative(answer).map(Math.abs) : [];
  const isShare = (number: number): boolean => answer.chart.kind === "ranking" && number > 0 && number < 100;
  for (const number of numbersIn(own))
    expect(
      has(number) ||
        isCount(number) ||
        number === 100 ||
        isShare(number) ||
        derived.some((one) => same(one, Math.abs(number))),
      `${name}: ${number} of “${own}” in the table`,
    ).toBe(true);
}

/** What is drawn is the table's own, to the digit. */
function inChart(name: string, { chart, table, value }: Composed, has: Has): void {
  const drawn = chart.behind ?? table;
  const points = chartData(drawn, chart).points.flatMap(({ values }) =>
    values.filter((point): point is number => point !== null),
  );
  const cells = new Set(numbersOf(drawn));
  for (const point of points) expect(cells.has(point), `${name}: ${point} drawn`).toBe(true);
  if (chart.mark !== undefined && value !== null) expect(rounded(chart.mark.value)).toBe(rounded(value));
  if (chart.x === "side") for (const point of points) expect(has(point), name).toBe(true);
}

/** A cell as text, so that dates and numbers of both sides compare alike. */
const plain = (cell: unknown): string =>
  cell === null || cell === undefined
    ? ""
    : typeof cell === "number"
      ? String(cell)
      : String(cell).slice(0, 10);

/** The paragraphs of a Word file, read by a library that knows nothing of how it was made. */
async function wordParagraphs(bytes: Buffer): Promise<string[]> {
  const zip = await fromBufferPromise(bytes);
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName !== "word/document.xml") continue;
    const pieces: Buffer[] = [];
    for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece);
    const xml = Buffer.concat(pieces).toString("utf8");
    return [...xml.matchAll(/<w:p>.*?<\/w:p>/gs)].map(([paragraph]) =>
      [...paragraph.matchAll(/<w:t[^>]*>(.*?)<\/w:t>/gs)].map(([, text]) => text ?? "").join(""),
    );
  }
  throw new Error("There is no document in the file.");
}
