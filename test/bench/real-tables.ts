import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  Data,
  Field,
  makeData,
  Null,
  RecordBatch,
  Schema,
  Struct,
  Table,
  tableFromIPC,
  tableToIPC,
} from "apache-arrow";
import { z } from "zod";
import { decodeTable } from "../../shared/answer/table/table.ts";
import { tableName } from "../../shared/plan/sql-names.ts";
import type { BenchOptions, BenchReport } from "./engine.ts";
import { hashOf, interleave, type Measure, median, must, tableOf } from "./measure.ts";
import { againstPeers, standing } from "./peers/against.ts";
import { type ShapeTable, shapesOf, spreadIn } from "./shapes.ts";
import { benchEngineHost } from "./shipped-engine.ts";

/** Where the real tables lie beside the repository. */
const DATA = join(import.meta.dirname, "..", "..", "..", "shared", "data");

/** So many of the largest tables are asked. */
const TABLES = 2;

const factsSchema = z.object({
  title: z.string(),
  rowCount: z.number(),
  columns: z.array(z.object({ name: z.string(), type: z.string() })),
});
type Facts = z.infer<typeof factsSchema>;

/** Which of a real table's columns stand for the bench's: found by their types alone. */
type Roles = { readonly [role in "day" | "region" | "facility" | "cases" | "rate"]: string };

/**
 * The six kinds of question over the largest real tables that have what they need (a day, a place, whole numbers), with the
 * peers beside: on real columns, at the size that most crisis data have. Says so where there are no such tables.
 */
export async function benchRealTables(options: BenchOptions): Promise<BenchReport> {
  const report: BenchReport = [];
  for (const { id, facts, roles } of largest()) {
    options.say(`\nReal table: ${facts.title}, ${facts.rowCount.toLocaleString("en")} rows`);
    const columns = Object.entries(roles).map(([role, column]) => `${column} as ${role}`);
    options.say(`  (${columns.join(", ")})`);
    report.push({ rows: facts.rowCount, measures: await benchTable(options, id, roles) });
  }
  if (report.length === 0) options.say("\nReal tables: skipped, as ../shared/data is not there");
  return report;
}

function largest(): { readonly id: string; readonly facts: Facts; readonly roles: Roles }[] {
  if (!existsSync(DATA)) return [];
  return readdirSync(DATA)
    .filter((id) => existsSync(join(DATA, id, "data.arrow")))
    .flatMap((id) => {
      const read = factsSchema.safeParse(JSON.parse(readFileSync(join(DATA, id, "dataset.json"), "utf8")));
      const roles = read.success ? rolesOf(read.data) : null;
      return read.success && roles !== null ? [{ id, facts: read.data, roles }] : [];
    })
    .toSorted((a, b) => b.facts.rowCount - a.facts.rowCount)
    .slice(0, TABLES);
}

function rolesOf({ columns }: Facts): Roles | null {
  const named = (type: RegExp): string[] =>
    columns.filter((column) => type.test(column.type)).map(({ name }) => name);
  const [day] = named(/^Date32/);
  const texts = named(/^(Dictionary|Utf8)/);
  const [cases] = named(/^Int32/).slice(-1);
  const rate = named(/^Float64/).at(-1) ?? cases;
  const [region, facility = region] = texts;
  if (day === undefined || region === undefined || facility === undefined) return null;
  return cases === undefined || rate === undefined ? null : { day, region, facility, cases, rate };
}

async function benchTable(options: BenchOptions, id: string, roles: Roles): Promise<readonly Measure[]> {
  mkdirSync(options.folder, { recursive: true });
  const path = join(options.folder, `real-${id}.arrow`);
  writeFileSync(path, renamed(tableFromIPC(readFileSync(join(DATA, id, "data.arrow"))), roles));
  const file = { path, sha256: await hashOf(path) };
  const cacheFolder = join(options.folder, "real-cache");
  const { engine } = benchEngineHost(cacheFolder);
  const ask = async (sql: string) =>
    must(
      await engine.query({ sql: sql.replaceAll("$T", tableName(file.sha256)), params: [], files: [file] }),
    );
  try {
    const spread = spreadIn(must(await engine.profile(file)), "rate");
    const middle = decodeTable(
      (
        await ask(
          "SELECT region::VARCHAR, max(day)::VARCHAR, (max(day) - 30)::VARCHAR FROM $T WHERE rate IS NOT NULL AND region IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1",
        )
      ).ipc,
    );
    const [region, to, from] = (middle.rows[0] ?? []).map(String);
    const table: ShapeTable = { region: region ?? "", from: from ?? "", to: to ?? "", spread };
    const measures: Measure[] = [];
    const told = (found: readonly Measure[]) => options.say(tableOf(found));
    for (const { name, asked } of shapesOf(table)) {
      const [times = []] = await interleave(options.pairs * 2, [() => ask(asked)]);
      measures.push({ name, value: median(times), unit: "ms", limit: null });
    }
    told(measures);
    if (options.peers) {
      const found = await againstPeers({
        file,
        table,
        engine,
        pairs: options.pairs * 2,
        told,
        say: options.say,
      });
      options.say(standing(found));
      measures.push(...found);
    }
    return measures;
  } finally {
    await engine.close();
    rmSync(cacheFolder, { recursive: true, force: true });
  }
}

/** The columns of the roles alone, under the roles' names: the peers know these names. */
function renamed(table: Table, roles: Roles): Uint8Array {
  const at = Object.values(roles).map((column) => {
    const index = table.schema.fields.findIndex(({ name }) => name === column);
    if (index < 0) throw new Error(`The table has no column ${column}.`);
    return index;
  });
  const names = Object.keys(roles);
  const fields = at.map(
    (index, role) => new Field(names[role] ?? "", table.schema.fields[index]?.type ?? new Null(), true),
  );
  const schema = new Schema(fields);
  const batches = table.batches.map((batch) => {
    const children = at.flatMap((index, role) => {
      const child = batch.data.children[index];
      return child === undefined ? [] : [at.indexOf(index) < role ? copied(child) : child];
    });
    const type = new Struct(fields);
    return new RecordBatch(schema, makeData({ type, length: batch.numRows, nullCount: 0, children }));
  });
  return tableToIPC(new Table(schema, batches), "file");
}

/** Memory that stands twice is written once by the library, and the file comes out cut short: so it is copied. */
function copied(child: Data): Data {
  const { valueOffsets, values, nullBitmap, typeIds } = child;
  const buffers = [valueOffsets, values, nullBitmap, typeIds].map((one) => one?.slice());
  const { type, offset, length, nullCount, children, dictionary } = child;
  return new Data(
    type,
    offset,
    length,
    nullCount,
    buffers as unknown as Data["buffers"],
    children,
    dictionary,
  );
}
