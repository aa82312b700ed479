import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { text } from "../../shared/plan/compile/fragment.ts";
import { quantileStatement, type Spread } from "../../shared/plan/compile/quantile-sql.ts";

describe("exact quantiles by cells", () => {
  let db: DuckDBConnection;
  beforeAll(async () => {
    db = await (await DuckDBInstance.create(":memory:", { threads: "2" })).connect();
  });

  async function numbers(sql: string): Promise<unknown[]> {
    return (await (await db.run(sql)).getRows()).map(([value]) => value);
  }

  /** By cells, and as DuckDB does it itself; only finite numbers count. */
  async function both(from: string, spread: Spread, at: readonly number[]) {
    const ours = quantileStatement({ rows: text(from), counts: text("isfinite(v::DOUBLE)"), spread }, at);
    const list = at.map((q) => `${q}::DOUBLE`).join(", ");
    return {
      ways: ours === null ? "none" : await numbers(`SELECT unnest(v) FROM (${ours.sql})`),
      plain: await numbers(
        `SELECT unnest(coalesce((SELECT quantile_cont(v, [${list}]) FROM (${from}) WHERE isfinite(v::DOUBLE)), [NULL FOR x IN [${list}]]))`,
      ),
    };
  }

  const spreadOf = async (from: string): Promise<Spread> => {
    const [least, lower, middle, upper, most] = (
      await numbers(
        `SELECT unnest(quantile_cont(v::DOUBLE, [0, 0.25, 0.5, 0.75, 1])) FROM (${from}) WHERE isfinite(v::DOUBLE)`,
      )
    ).map(Number);
    return [least ?? 0, lower ?? 0, middle ?? 0, upper ?? 0, most ?? 0];
  };

  const amount = fc.oneof(
    fc.integer({ min: -40, max: 40 }),
    fc.integer({ min: -20_000, max: 20_000 }),
    fc.double({ noNaN: true, min: -1e6, max: 1e6 }),
    fc.double({ noNaN: true, min: 0, max: 1 }).map((x) => x ** 30 * 1e9),
    fc.constantFrom(0, 0, 0, 7, -0.5, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
    fc.constant(null),
  );
  const places = fc.array(
    fc.oneof(fc.constantFrom(0, 0.1, 0.25, 0.5, 0.9, 1), fc.double({ noNaN: true, min: 0, max: 1 })),
    {
      minLength: 1,
      maxLength: 3,
    },
  );
  const sqlOf = (value: number | null): string =>
    value === null
      ? "NULL"
      : Number.isFinite(value)
        ? `${value}::DOUBLE`
        : `'${value > 0 ? "" : "-"}inf'::DOUBLE`;

  it("are quantile_cont's to the last bit, whatever the values and whatever was thought of their spread", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(amount, { minLength: 1, maxLength: 60 }),
        places,
        fc.option(
          fc
            .array(fc.double({ noNaN: true, min: -1e5, max: 1e5 }), { minLength: 5, maxLength: 5 })
            .map((five) => five.toSorted((a, b) => a - b)),
        ),
        async (values, at, guess) => {
          const from = `SELECT unnest([${values.map(sqlOf).join(", ")}]) AS v`;
          const [a = 0, b = 0, c = 0, d = 0, e = 0] = guess ?? [];
          const found = await both(from, guess === null ? await spreadOf(from) : [a, b, c, d, e], at);
          if (found.ways !== "none") expect(found.ways).toEqual(found.plain);
        },
      ),
      { numRuns: 300 },
    );
  });

  const large: readonly (readonly [string, string])[] = [
    ["spread evenly", "(hash(i) % 1000003) / 997.0"],
    ["whole numbers", "(hash(i) % 4001)::INTEGER - 2000"],
    ["whole numbers of 64 bits", "(hash(i) % 4001)::BIGINT * 1000000007"],
    ["far from zero", "1000000 + (hash(i) % 1000003) / 1e6"],
    ["a few very large", "exp(((hash(i) % 1000003) / 100000.0)) * 7"],
    ["mostly zero", "CASE WHEN hash(i) % 10 < 7 THEN 0 ELSE (hash(i) % 100003) / 3.0 END"],
    ["all the same", "3.25::DOUBLE"],
    ["two values", "CASE WHEN i % 2 = 0 THEN 1 ELSE 70000 END::DOUBLE"],
    ["many in one narrow place", "CASE WHEN i % 3 = 0 THEN i ELSE (hash(i) % 1000) / 1e6 END::DOUBLE"],
    ["every third missing", "CASE WHEN i % 3 > 0 THEN (hash(i) % 5000) / 7 END"],
  ];
  it.each(large)("are quantile_cont's of 150,000 values: %s", async (_, value) => {
    const from = `SELECT ${value} AS v FROM range(150000) AS r(i)`;
    const found = await both(from, await spreadOf(from), [0, 0.1, 0.333, 0.9, 1]);
    if (found.ways !== "none") expect(found.ways).toEqual(found.plain);
  });

  it("are missing where there is no value", async () => {
    const found = await both("SELECT NULL::DOUBLE AS v", [0, 250, 500, 750, 1000], [0.5, 0.9]);
    expect(found.ways).toEqual([null, null]);
  });

  it("are left to quantile_cont where cells could not tell the values apart", async () => {
    const from = "SELECT 1 AS v";
    expect((await both(from, [-1e12, -1e-3, 0, 1e-3, 1e12], [0.5])).ways).toBe("none");
  });

  it("read the values twice, by cells or where these do not do", async () => {
    await db.run("CREATE TABLE evenly AS SELECT (hash(i) % 1000003) / 997.0 AS v FROM range(150000) AS r(i)");
    const reads = async (spread: Spread): Promise<number> => {
      const source = { rows: text("SELECT v FROM evenly"), counts: text("TRUE"), spread };
      const ours = quantileStatement(source, [0.5]);
      const told = await (await db.run(`EXPLAIN (ANALYZE, FORMAT json) ${ours?.sql}`)).getRows();
      return [...String(told[0]?.[1]).matchAll(/"operator_rows_scanned": 150000\b/g)].length;
    };
    expect(await reads([0, 250, 500, 750, 1003])).toBe(2);
    // The values lie beyond what they were thought to be.
    expect(await reads([0, 1e-3, 2e-3, 3e-3, 4e-3])).toBe(2);
  });
});
