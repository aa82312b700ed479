import { beforeAll, describe, expect, it } from "vitest";
import type { Dataset } from "../../shared/catalogue/dataset.ts";
import { compilePlan } from "../../shared/plan/compile.ts";
import type { CompiledQuery } from "../../shared/plan/plan.ts";
import { planQuestion } from "../../shared/plan/plan-question.ts";
import { type Question, questionSchema } from "../../shared/question/question.ts";
import { builtInVocabulary } from "../../shared/vocabulary/built-in.ts";
import { madeTable } from "./made-table.ts";
import { Database } from "./real-tables.ts";

const SHA = "5ca2".padEnd(64, "0");
const VALUE_COLUMNS = ["day", "place", "value"];

const described = (rows: number): Dataset =>
  madeTable({
    columns: [
      { name: "day", type: "DATE", role: "time", time: { storedAs: "date", grain: "day" } },
      { name: "place", type: "VARCHAR", role: "place", level: "country", codeSystem: "names" },
      { name: "sex", type: "VARCHAR", role: "dimension", concept: "sex" },
      { name: "value", type: "INTEGER", role: "measure" },
      { name: "tests", type: "INTEGER", role: "measure" },
      { name: "note", type: "VARCHAR", role: "attribute" },
    ],
    measures: [
      { id: "flow", label: "cases", column: "value", concept: "cases", unit: "cases", behaviour: "flow" },
    ],
    placeValues: {
      place: ["A", "B", "C"].map((value, index) => ({ value, area: ["AAA", "BBB", "CCC"][index] ?? null })),
    },
    distributions: [{ mediaType: "x", held: true, sha256: SHA, profile: { sha256: SHA, rows, columns: [] } }],
  });

const asked = (part: Partial<Question>): Question =>
  questionSchema.parse({
    version: 1,
    text: "",
    asked: "2026-11-24",
    kind: "situation",
    measure: { concept: "cases", statistic: { kind: "total" } },
    decision: { kind: "waived" },
    place: { areas: [] },
    time: { from: "2021-01-05", to: "2021-02-03" },
    ...part,
  });

/** One read of the file in DuckDB's own plan: the columns it takes up, and what it leaves rows out by. */
type Scan = { readonly columns: readonly string[]; readonly filters: string };
type Node = { readonly name: string; readonly children: readonly Node[]; readonly extra_info: Details };
type Details = Readonly<Record<string, string | readonly string[]>>;

function scansOf(node: Node): Scan[] {
  const below = node.children.flatMap(scansOf);
  if (node.name.trim() !== "SEQ_SCAN") return below;
  const { Projections: taken = [], Filters: by = "" } = node.extra_info;
  return [...below, { columns: [taken].flat(), filters: [by].flat().join(" AND ") }];
}

describe("what DuckDB reads of a file for a question", () => {
  let db: Database;
  beforeAll(async () => {
    db = await Database.open();
    await db.create(
      SHA,
      `SELECT DATE '2020-11-01' + (range % 120)::INTEGER AS day, ['A', 'B', 'C'][1 + range % 3] AS place,
         ['f', 'm'][1 + range % 2] AS sex, range::INTEGER AS value, 1 AS tests, 'x' || range AS note FROM range(20000)`,
    );
  });

  async function compiled(question: Question, rows: number): Promise<readonly CompiledQuery[]> {
    const dataset = described(rows);
    const plan = planQuestion({
      question,
      entry: {
        dataset: "made",
        title: "",
        verdict: "answers",
        score: 1,
        measure: "flow",
        criteria: [],
        reason: "",
      },
      datasets: [dataset],
      vocabulary: builtInVocabulary(),
    });
    if (!plan.ok) throw new Error(plan.problem.message);
    return compilePlan(plan.value, [dataset]);
  }

  async function scans(question: Question, rows: number): Promise<Scan[]> {
    const [query] = await compiled(question, rows);
    if (query === undefined) throw new Error("Nothing to run.");
    const { rows: explained } = await db.run({ ...query, sql: `EXPLAIN (FORMAT json) ${query.sql}` });
    const roots: readonly Node[] = JSON.parse(String(explained[0]?.[1]));
    return roots.flatMap(scansOf);
  }

  const shapes: readonly (readonly [string, Partial<Question>])[] = [
    ["a total", {}],
    ["a trend by week", { kind: "trend", time: { from: "2021-01-05", to: "2021-02-03", grain: "week" } }],
    ["a peak", { measure: { concept: "cases", statistic: { kind: "peak" } } }],
    [
      "a mean by place",
      { measure: { concept: "cases", statistic: { kind: "mean" } }, place: { areas: [], by: "country" } },
    ],
    ["a comparison", { kind: "comparison", against: { kind: "previous-period" } }],
    ["a total of one place", { place: { areas: [{ id: "AAA", name: "A" }] } }],
  ];
  for (const rows of [1000, 20_000_000]) {
    it.each(shapes)(
      `reads the file once and its needed columns only, of ${rows} rows, for %s`,
      async (_, part) => {
        const found = await scans(asked(part), rows);
        expect(found).toHaveLength(1);
        for (const column of found[0]?.columns ?? []) expect(VALUE_COLUMNS).toContain(column);
      },
    );
  }

  it.each([1000, 20_000_000])("leaves dates out where the file is read, of %i rows", async (rows) => {
    for (const [, part] of shapes.slice(0, 4)) {
      const [scan] = await scans(asked(part), rows);
      expect(scan?.filters).toMatch(/day\s*>=\s*'2021-01-05'/);
      expect(scan?.filters).toMatch(/day\s*<=\s*'2021-02-03'/);
    }
  });

  it("reads two periods that lie close together as one range", async () => {
    const [scan] = await scans(
      asked({ kind: "comparison", against: { kind: "previous-period" } }),
      20_000_000,
    );
    expect(scan?.filters).toMatch(/day\s*>=\s*'2020-12-01'/);
    expect(scan?.filters).not.toContain(" OR ");
  });

  it("leaves other places out where the file is read", async () => {
    const [scan] = await scans(asked({ place: { areas: [{ id: "AAA", name: "A" }] } }), 1000);
    expect(scan?.filters).toMatch(/place\s*=\s*'A'/);
  });

  it("looks at some rows first where a large file's days may be proven by them, and reads only needed columns", async () => {
    const some = { areas: ["AAA", "BBB"].map((id) => ({ id, name: id })), by: "country" as const };
    const found = await scans(asked({ place: some }), 20_000_000);
    for (const { columns } of found) for (const column of columns) expect(VALUE_COLUMNS).toContain(column);
    // The sum; some rows; all rows again, which runs only where those proved nothing.
    expect(found).toHaveLength(3);
  });

  it("asks what a large file holds at its instants apart, alike for all windows, and only for the file's own rows", async () => {
    const instants = async (part: Partial<Question>) =>
      (await compiled(asked(part), 20_000_000)).find(({ name }) => name === "instants");
    const [year, ranking, all] = [
      await instants({ place: { areas: [], by: "country" } }),
      await instants({ kind: "ranking", place: { areas: [], by: "country" } }),
      await instants({ time: { any: true }, place: { areas: [], by: "country" } }),
    ];
    expect(year?.keep).toBe(true);
    expect(ranking).toEqual(year);
    expect(all).toEqual(year);
    expect(await instants({ place: { areas: [{ id: "AAA", name: "A" }] } })).toBeUndefined();
    expect((await compiled(asked({}), 1000)).map(({ name }) => name)).not.toContain("instants");
  });
});
