import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LoadedFile } from "../../electron/engine/engine.ts";
import type { Job } from "../../electron/engine/job.ts";
import { streamBytes } from "../../electron/engine/query/encode.ts";
import { execute } from "../../electron/engine/query/execute.ts";
import { createMembers, withTypedTexts } from "../../electron/engine/query/typed-texts.ts";
import { checkQuery } from "../../electron/engine/query/walls.ts";
import { decodeTable } from "../../shared/answer/table/table.ts";
import type { SqlValue } from "../../shared/plan/plan.ts";
import { storeAlias, tableName } from "../../shared/plan/sql-names.ts";

const FILE = { sha256: "a".repeat(64), path: "" };
const OTHER = { sha256: "b".repeat(64), path: "" };
const T = tableName(FILE.sha256);
const U = tableName(OTHER.sha256);
const MEMBERS = ["", "Côte d’Ivoire", "it's", "North", "South", "?", "$1", "日本"];
const STRANGERS = ["Nowhere", "north", "North ", "it''s", "'"];

let instance: DuckDBInstance;
let connection: DuckDBConnection;
const columns = (place: "ENUM" | "VARCHAR"): LoadedFile => ({
  rows: 60_000,
  columns: [
    { name: "Place", type: place, arrowType: "" },
    { name: "text", type: "VARCHAR", arrowType: "" },
    { name: "n", type: "BIGINT", arrowType: "" },
  ],
  refused: [],
});
const known = { loaded: [columns("ENUM"), columns("ENUM")], members: createMembers() };
const job: Job = { signal: new AbortController().signal, report: () => undefined };

beforeAll(async () => {
  instance = await DuckDBInstance.create(":memory:");
  connection = await instance.connect();
  const list = MEMBERS.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map((text) => `'${text.replaceAll("'", "''")}'`)
    .join(", ");
  for (const [{ sha256 }, members] of [
    [FILE, list],
    [OTHER, "'East', 'North'"],
  ] as const) {
    await connection.run(`ATTACH ':memory:' AS ${storeAlias(sha256)}`);
    // Every tenth row has no place; "text" holds the same as plain text.
    await connection.run(
      `CREATE TABLE ${tableName(sha256)} AS
       SELECT CAST(text AS ENUM (${members})) AS "Place", text, n FROM
         (SELECT CASE WHEN range % 10 = 9 THEN NULL ELSE ([${members}])[1 + range % len([${members}])] END AS text,
            range AS n FROM range(60000))`,
    );
  }
});
afterAll(() => {
  connection.closeSync();
  instance.closeSync();
});

async function asked(sql: string, params: readonly SqlValue[], typed: boolean, files = [FILE]) {
  const query = { sql, params, files };
  const encoder = await execute(connection, query, job, typed ? known : null);
  return decodeTable(streamBytes(encoder.batch())).rows;
}

async function typedSql(sql: string, params: readonly SqlValue[], files = [FILE]) {
  const query = { sql, params, files };
  return withTypedTexts(connection, query, await checkQuery(connection, sql, files), known);
}

describe("texts compared with a column of codes", () => {
  it("are given as codes where they are members", async () => {
    expect((await typedSql(`SELECT count(*) FROM ${T} AS t WHERE t.place = ?`, ["North"]))?.sql).toBe(
      `SELECT count(*) FROM ${T} AS t WHERE t.place = cast_to_type(?, "t"."place")`,
    );
    expect(
      await typedSql(`SELECT count(*) FROM ${T} WHERE "Place" IN (?, ?)`, ["Nowhere", "日本"]),
    ).toMatchObject({
      sql: `SELECT count(*) FROM ${T} WHERE "Place" IN (cast_to_type(?, "Place"), cast_to_type(?, "Place"))`,
      params: ["日本", "日本"],
    });
    expect((await typedSql(`SELECT '日本?' FROM ${T} WHERE 'it''s' <> Place AND text = ?`, ["x"]))?.sql).toBe(
      `SELECT '日本?' FROM ${T} WHERE cast_to_type('it''s', "Place") <> Place AND text = ?`,
    );
  });

  it("stay as they are where that is not certain, or not worth it", async () => {
    const plain = `SELECT count(*) FROM ${T} WHERE Place = ?`;
    expect(await typedSql(plain, ["Nowhere"])).toBeNull();
    expect(await typedSql(plain, [null])).toBeNull();
    expect(await typedSql(`SELECT count(*) FROM ${T} WHERE Place IN ('North', 'Nowhere')`, [])).toBeNull();
    expect(await typedSql(`SELECT count(*) FROM ${T} WHERE Place = $1 OR text = $1`, ["North"])).toBeNull();
    expect(
      await typedSql(`SELECT count(*) FROM ${T} WHERE n = 7 /* ? */ AND Place = ?`, ["North"]),
    ).toBeNull();
    expect(await typedSql(`SELECT count(*) FROM ${T} WHERE text = ?`, ["North"])).toBeNull();
    const few = { ...known, loaded: [{ ...columns("ENUM"), rows: 10 }] };
    const query = { sql: plain, params: ["North"], files: [FILE] };
    const compared = await checkQuery(connection, plain, [FILE]);
    expect(await withTypedTexts(connection, query, compared, few)).toBeNull();
  });

  it("give the rows that the texts themselves give: members, strangers, lists, negated, missing", async () => {
    const value = fc.constantFrom<SqlValue>(...MEMBERS, ...STRANGERS, null);
    const condition = fc.oneof(
      fc
        .tuple(fc.constantFrom("=", "<>", "IS DISTINCT FROM", "IS NOT DISTINCT FROM"), value)
        .map(([op, one]) => ({
          sql: (column: string) => `${column} ${op} ?`,
          params: [one],
        })),
      fc
        .tuple(fc.constantFrom("IN", "NOT IN"), fc.array(value, { minLength: 1, maxLength: 4 }))
        .map(([op, many]) => ({
          sql: (column: string) => `${column} ${op} (${many.map(() => "?").join(", ")})`,
          params: many,
        })),
    );
    const shape = fc.constantFrom<(sql: string) => string>(
      (sql) => sql,
      (sql) => `NOT (${sql})`,
      (sql) => `(${sql}) IS NULL`,
      (sql) => `(n % 3 = 0 OR ${sql})`,
    );
    await fc.assert(
      fc.asyncProperty(condition, shape, async ({ sql, params }, shaped) => {
        const count = (column: string) => `SELECT count(*), sum(n) FROM ${T} WHERE ${shaped(sql(column))}`;
        expect(await asked(count("Place"), params, true)).toEqual(await asked(count("text"), params, false));
      }),
      { numRuns: 60 },
    );
  });

  it("are right where a name stands for another column, and where tables are joined", async () => {
    for (const [sql, params, files] of [
      // A name given in the query: another column of codes, a plain text, a number.
      [
        `WITH c AS (SELECT Place AS text, n FROM ${T}) SELECT count(*) FROM c WHERE text = ?`,
        ["North"],
        [FILE],
      ],
      [
        `WITH c AS (SELECT text AS Place FROM ${T}) SELECT count(*) FROM c WHERE Place = ?`,
        ["North"],
        [FILE],
      ],
      [
        `WITH c AS (SELECT n AS Place FROM ${T}) SELECT count(*) FROM c WHERE CAST(Place AS VARCHAR) = ?`,
        ["7"],
        [FILE],
      ],
      [`SELECT count(*) FROM ${T} t JOIN ${U} u USING (n) WHERE t.Place = ?`, ["South"], [FILE, OTHER]],
      [
        `SELECT count(*) FROM ${T} t JOIN ${U} u USING (n) WHERE u.Place = ? AND t.Place = ?`,
        ["North", "North"],
        [FILE, OTHER],
      ],
      [
        `SELECT CASE Place WHEN ? THEN 'yes' ELSE 'no' END AS is, count(*) FROM ${T} GROUP BY ALL ORDER BY 1`,
        ["North"],
        [FILE],
      ],
      [`SELECT Place, count(*) FROM ${T} GROUP BY Place HAVING Place <> ? ORDER BY Place`, ["North"], [FILE]],
    ] as const) {
      expect(await asked(sql, params, true, [...files])).toEqual(await asked(sql, params, false, [...files]));
    }
  });

  it("are asked as texts after all where the other column does not have the member", async () => {
    // “text” of the second file is the first one's place: East is a member there, and none here.
    const loaded = [columns("ENUM")];
    const files = [OTHER];
    const sql = `WITH c AS (SELECT CAST(NULL AS VARCHAR) AS x, Place FROM (SELECT CAST('a' AS ENUM ('a', 'b')) AS Place FROM ${U})) SELECT count(*) FROM c WHERE Place = ?`;
    const encoder = await execute(connection, { sql, params: ["East"], files }, job, {
      loaded,
      members: createMembers(),
    });
    expect(decodeTable(streamBytes(encoder.batch())).rows).toEqual([[0]]);
  });
});
