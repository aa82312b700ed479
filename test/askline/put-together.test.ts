import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { putTogether } from "../../electron/askline/answer/put-together.ts";
import { inSlices } from "../../electron/threads/in-slices.ts";
import { answerText } from "../../electron/workspace/answer-text.ts";
import type { Answer } from "../../shared/answer/answer.ts";
import { composeAnswer } from "../../shared/answer/compose.ts";
import { answerFingerprint } from "../../shared/answer/fingerprint.ts";
import { columnsOfRows } from "../../shared/answer/table/result-columns.ts";
import { fingerprintOf } from "../../shared/canonical.ts";
import { protectCounts } from "../../shared/disclosure/protect-counts.ts";
import { questionMeaning } from "../../shared/question/canonical.ts";
import { builtInVocabulary } from "../../shared/vocabulary/built-in.ts";
import { describe as benchTable, planOf, questionOf } from "../bench/answer-questions.ts";

const part = {
  kind: "trend" as const,
  time: { any: true as const, grain: "week" as const },
  place: { areas: [], by: "adm1" as const },
};
const dataset = { ...benchTable("a".repeat(64), 1000), access: "open" as const };
const question = questionOf(part);
const plan = planOf({ part }, dataset);

/** The engine's table of so many places and weeks. */
function tableOf(places: number, weeks: number) {
  const names = ["part", "w", "area", "p1", "t", "t2", "v", "x", "y", "n", "nn", "m"];
  const columns = names.map((name) => ({ name, type: "text" }));
  const day = (week: number): string =>
    new Date(Date.UTC(2020, 0, 6) + week * 7 * 86_400_000).toISOString().slice(0, 10);
  const rows: (string | number | null)[][] = [
    ["fact", "now", null, null, day(weeks), day(0), weeks, places, places, 9, 9, 1],
  ];
  for (let place = 0; place < places; place += 1)
    for (let week = 0; week < weeks; week += 1)
      rows.push([
        "series",
        "now",
        null,
        `Région ${place}`,
        day(week),
        null,
        (place * 31 + week * 17) % 999,
        7,
        null,
        5,
        5,
        1,
      ]);
  return { columns, rows };
}

const askOf = (places: number, weeks: number) => ({
  plan,
  question,
  datasets: [dataset],
  tables: { result: tableOf(places, weeks) },
  vocabulary: builtInVocabulary(),
  report: {
    questionHash: "",
    entries: [],
    considered: 1,
    counts: {
      answers: 0,
      "answers-with-caveats": 0,
      "answers-together": 0,
      "must-be-requested": 0,
      cannot: 0,
    },
    gaps: [],
  },
  unsure: [],
  today: "2026-11-24",
  protect: protectCounts,
});

const composedOf = (ask: ReturnType<typeof askOf>) => {
  const composed = composeAnswer(ask);
  if (!composed.ok) throw new Error(composed.problem.message);
  return composed.value;
};

describe("a large answer", () => {
  const ask = askOf(120, 100);

  it("put together in slices is the same, with the fingerprint that the whole canonical JSON has", async () => {
    const made = await putTogether(ask, ["f"]);
    const composed = composedOf(ask);
    expect(made.ok && made.value.composed).toEqual(composed);
    const { columns, rows, suppressed } = composed.table;
    expect(rows).toHaveLength(12_000);
    const canonical = fingerprintOf({
      question: questionMeaning(question),
      files: ["f"],
      plan,
      table: { columns: columns.map(({ name, type, unit }) => ({ name, type, unit })), rows, suppressed },
    });
    expect(made.ok && made.value.fingerprint).toBe(canonical);
    expect(answerFingerprint(question, ["f"], plan, composed.table)).toBe(canonical);
  });

  it("lets other work have its turn, and can be stopped there", async () => {
    const stop = new AbortController();
    setImmediate(() => stop.abort());
    const made = await putTogether(askOf(400, 150), ["f"], stop.signal);
    expect(made.ok ? null : made.problem.code).toBe("cancelled");
  });

  it("is written as JSON that holds it, under the hash of its bytes", async () => {
    // Only what is written as it stands matters here.
    const answer = {
      schema: "askline/answer/1",
      ...composedOf(ask),
      unsure: ['a "word"'],
    } as unknown as Answer;
    const { pieces, sha256 } = await inSlices(answerText(answer));
    const bytes = Buffer.concat(pieces);
    expect(JSON.parse(bytes.toString("utf8"))).toEqual(JSON.parse(JSON.stringify(answer)));
    expect(sha256).toBe(createHash("sha256").update(bytes).digest("hex"));
  });

  it("of more than a million rows is refused with what to ask instead", async () => {
    const empty = tableOf(0, 0);
    const asColumns = { ...columnsOfRows(empty), length: 1_000_001 };
    const made = await putTogether({ ...ask, tables: { result: { ...empty, asColumns } } }, ["f"]);
    expect(made.ok ? null : made.problem).toMatchObject({
      code: "not-answerable",
      message: "The answer would be a table of 1,000,001 rows; up to 1,000,000 can be put together.",
    });
  });
});
