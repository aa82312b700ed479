import { Table, tableToIPC, Utf8, vectorFromArray } from "apache-arrow";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTextTable, viewOf } from "../../electron/engine/arrow/text-table.ts";
import type { EngineFile } from "../../electron/engine/engine.ts";
import { tableName } from "../../shared/plan/sql-names.ts";
import { startTestEngine, type TestEngine, value } from "./engine-fixture.ts";

const ROWS = 20_000;
const WORDS = ["", "a", "B", "b", "ab", "Ä", "é", "z", "Zürich", "%", "_", "日本", "😀", "\uffee", "null"];
const LONG = ["a long name of a clinic", "a long name of a clinid", "\ufeffa mark before"];

let engine: TestEngine;
beforeAll(() => {
  engine = startTestEngine();
});
afterAll(() => engine.end());

const wordAt = (row: number): string | null => {
  const all = [...WORDS, ...LONG];
  return row % 11 === 3 ? null : (all[(row * 7919) % all.length] ?? null);
};

function fileOf(texts: readonly (string | null)[]): EngineFile {
  const n = Int32Array.from(texts, (_, row) => row);
  const table = new Table({ word: vectorFromArray(texts, new Utf8()), n: vectorFromArray(n) });
  return engine.file(tableToIPC(table, "file"));
}

const typeOf = async (file: EngineFile) =>
  value(await engine.engine.load(file)).columns.find(({ name }) => name === "word")?.type;

describe("a column of text that holds few texts", () => {
  let file: EngineFile;
  const words = Array.from({ length: ROWS }, (_, row) => wordAt(row));
  beforeAll(() => {
    file = fileOf(words);
  });

  it("is stored as codes, with every row's text unchanged", async () => {
    expect(await typeOf(file)).toBe("ENUM");
    // As hexadecimal digits: reading a result back leaves out a mark at the beginning of a text.
    const sql = `SELECT hex(encode(word::VARCHAR)) FROM ${tableName(file.sha256)} ORDER BY n`;
    const { rows } = await engine.rows(sql, [file]);
    const hex = (word: string | null) =>
      word === null ? null : Buffer.from(word, "utf8").toString("hex").toUpperCase();
    expect(rows.map(([word]) => word)).toEqual(words.map(hex));
  });

  it.each([
    "SELECT word, count(*) FROM T GROUP BY word ORDER BY word",
    "SELECT word, sum(n) AS s FROM T GROUP BY word ORDER BY s DESC, word LIMIT 5",
    "SELECT DISTINCT word FROM T ORDER BY word DESC NULLS LAST",
    "SELECT min(word), max(word), count(DISTINCT word), count(word), arg_max(word, n), mode(word) FROM T",
    "SELECT count(*) FROM T WHERE word < 'b'",
    "SELECT count(*) FROM T WHERE word BETWEEN 'a' AND 'b'",
    "SELECT count(*) FROM T WHERE word > n::VARCHAR",
    "SELECT count(*) FROM T WHERE word LIKE '%a%' OR word ILIKE 'Z%'",
    "SELECT count(*) FROM T WHERE word IN ('a', 'nowhere', '日本') AND word <> 'nowhere'",
    "SELECT count(*) FROM T WHERE word NOT IN ('a', 'nowhere')",
    "SELECT word || '!' AS w, count(*) FROM T GROUP BY ALL ORDER BY ALL",
    "SELECT coalesce(word, 'none') AS w, count(*) FROM T GROUP BY ALL ORDER BY ALL",
    "SELECT CASE WHEN n % 2 = 0 THEN word ELSE 'odd' END AS w, count(*) FROM T GROUP BY ALL ORDER BY ALL",
    "SELECT coalesce(nullif(word, ''), 'empty') AS w, count(*) FROM T GROUP BY ALL ORDER BY ALL",
    "SELECT DISTINCT upper(word), lower(word), length(word), substr(word, 2, 1), starts_with(word, 'a') FROM T ORDER BY ALL",
    "SELECT string_agg(DISTINCT word, '|' ORDER BY word) FROM T",
    "SELECT greatest(word, 'm') AS g, least(word, 'm') AS l, count(*) FROM T GROUP BY ALL ORDER BY ALL",
    "SELECT word FROM T WHERE n < 20 UNION ALL SELECT 'added' ORDER BY 1",
    "SELECT count(*) FROM T a JOIN (SELECT word || '' AS other, min(n) AS n FROM T GROUP BY 1) b ON a.word = b.other",
    "SELECT count(*) FROM T a JOIN T b ON a.word = b.word AND a.n + 7 = b.n",
    "SELECT word, n, rank() OVER (ORDER BY word DESC, n) AS r FROM T ORDER BY r LIMIT 9",
    "SELECT word, coalesce(lag(word) OVER (ORDER BY n), 'first') FROM T ORDER BY n LIMIT 9",
    "SELECT count(*) FROM T WHERE word = '7' OR TRY_CAST(word AS DOUBLE) IS NOT NULL",
    "SELECT regexp_replace(word, 'a', 'o') AS w, count(*) FROM T WHERE regexp_matches(word, '^[a-z]') GROUP BY ALL ORDER BY ALL",
  ])("answers as the text itself would: %s", async (sql) => {
    const stored = tableName(file.sha256);
    const asText = `(SELECT CAST(word AS VARCHAR) AS word, n FROM ${stored})`;
    // Each of the two is asked with the names a query gives its tables.
    const over = (from: string) =>
      sql.replaceAll(/\bFROM T\b|\bJOIN T\b/g, (found) => found.replace("T", from));
    const coded = await engine.rows(over(stored), [file]);
    const plain = await engine.rows(over(asText), [file]);
    expect(coded.rows).toEqual(plain.rows);
    expect(coded.rows.length).toBeGreaterThan(0);
  });
});

describe("a column of text stays text", () => {
  const many = Array.from({ length: ROWS }, (_, row) => `text ${row % 6000}`);

  it.each([
    ["where most of its texts are different", many],
    ["where a late row brings a zero character", [...many.map(() => "a"), "a\0b"]],
    ["where it holds no text at all", many.map(() => null)],
    ["where the table is small", ["a", "a", "a", "a", "b"]],
  ])("%s", async (_, texts) => {
    const file = fileOf(texts);
    expect(await typeOf(file)).toBe("VARCHAR");
    const { rows } = await engine.rows(`SELECT word FROM ${tableName(file.sha256)} ORDER BY n`, [file]);
    expect(rows.map(([word]) => word)).toEqual(texts);
  });
});

describe("the table of texts", () => {
  it("gives each text one number, and tells texts apart by every byte", () => {
    const text = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom(...WORDS, ...LONG));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 1500, size: "max" }), (texts) => {
        const table = createTextTable();
        const numbers = new Map<string, number>();
        for (const each of texts) {
          const bytes = Buffer.from(`??${each}?`, "utf8");
          const [from, to] = [2, bytes.length - 1];
          const known = numbers.get(each);
          expect(table.find(viewOf(bytes), from, to)).toBe(known ?? -1);
          numbers.set(each, known ?? numbers.size);
          expect(table.add(viewOf(bytes), from, to)).toBe(numbers.get(each));
        }
        expect(table.texts()).toEqual([...numbers.keys()]);
        expect(table.size()).toBe(numbers.size);
      }),
      { numRuns: 20 },
    );
  });
});
