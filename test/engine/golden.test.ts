import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { storedNames } from "../../electron/engine/arrow/column-names.ts";
import { quoteName, tableName } from "../../shared/plan/sql-names.ts";
import { existingFile, startTestEngine, type TestEngine, value } from "./engine-fixture.ts";
import { expectedColumns, goldenSchema } from "./golden-json.ts";

const ROOT = "../shared/arrow-golden";

/** Types for which leaving a column out is right: they hold no single value a cell, or more than DuckDB can hold. */
const MAY_BE_REFUSED =
  /^(list|largelist|listview|largelistview|fixedsizelist|map|union|struct|decimal|interval MONTH_DAY_NANO)/;

const files = existsSync(ROOT)
  ? readdirSync(ROOT, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap(({ name }) =>
        readdirSync(join(ROOT, name))
          .filter((file) => /\.(arrow_file|stream)$/.test(file))
          .map((file) => join(name, file)),
      )
  : [];

if (files.length === 0) console.log("skipped: the golden Arrow files are not here");

describe.skipIf(files.length === 0)("Arrow files of other implementations", () => {
  let engine: TestEngine;
  beforeAll(() => {
    engine = startTestEngine();
  });
  afterAll(() => engine.end());

  it.each(files)("%s has the values of its JSON", async (name) => {
    const path = join(ROOT, name);
    const file = existingFile(path);
    const json = gunzipSync(readFileSync(path.replace(/\.(arrow_file|stream)$/, ".json.gz")));
    const expected = expectedColumns(goldenSchema.parse(JSON.parse(json.toString("utf8"))));
    const loaded = await engine.engine.load(file);
    if (!loaded.ok) {
      // Only a file of nothing but nested columns may come to nothing.
      expect(loaded.problem.code).toBe("unsupported-type");
      expect(expected.filter(({ type }) => !MAY_BE_REFUSED.test(type))).toEqual([]);
      return;
    }
    const { columns, refused } = loaded.value;
    const names = storedNames(expected.map(({ name }) => name));
    const expectedAs = (stored: string) => expected[names.indexOf(stored)];
    expect(columns.length + refused.length).toBe(expected.length);
    for (const left of refused) {
      expect(expectedAs(left.name)?.type, `${left.name}: ${left.reason}`).toMatch(MAY_BE_REFUSED);
    }
    for (const column of columns) {
      const select = column.type === "INTERVAL" ? intervalParts(column.name) : quoteName(column.name);
      const { rows } = await engine.rows(`SELECT ${select} FROM ${tableName(file.sha256)}`, [file]);
      const cells = rows.map(([cell]) => cell);
      expect(cells, `${column.name} (${column.arrowType})`).toEqual(expectedAs(column.name)?.cells);
    }
    const profile = value(await engine.engine.profile(file));
    expect(profile.rows).toBe(loaded.value.rows);
  });
});

/** An interval as "months days microseconds". */
const intervalParts = (name: string): string => {
  const column = quoteName(name);
  return `datepart('year', ${column}) * 12 + datepart('month', ${column}) || ' ' || datepart('day', ${column}) || ' ' ||
    (datepart('hour', ${column}) * 3600000000 + datepart('minute', ${column}) * 60000000 + datepart('microsecond', ${column}))`;
};
