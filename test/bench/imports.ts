import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type CellValue, writeXlsx } from "hucre/xlsx";
import { importMetadata } from "../../electron/importers/metadata/import-metadata.ts";
import { startTestEngine, value } from "../engine/engine-fixture.ts";
import { median } from "./measure.ts";

const SHARED = join(import.meta.dirname, "..", "..", "..", "shared", "catalogue");
const CATALOGUES = [
  "us-federal-data.json.gz",
  "owid-datapackages.jsonl.gz",
  "aws-open-data.jsonl.gz",
  "hdx-entries.jsonl.gz",
  "worldbank-indicators.jsonl.gz",
].map((name) => join(SHARED, name));

/** Seconds, entries of catalogues and cells of tables; `null` where the real catalogues are not there. */
export type ImportBench = {
  readonly entries: { readonly count: number; readonly refused: number; readonly seconds: number } | null;
  /** Seconds for a million cells, the middle one of three. */
  readonly csvPerMillion: number;
  readonly xlsxPerMillion: number;
};

/** How long it takes to bring things in: real catalogues by the entry, tables by the million cells. */
export async function benchImports(folder: string, say: (line: string) => void): Promise<ImportBench> {
  const entries = CATALOGUES.every(existsSync) ? await benchEntries() : null;
  say(
    entries === null
      ? "imports: skipped the real catalogues, which are not here"
      : `imports: ${entries.count} real entries in ${entries.seconds.toFixed(1)} s, ${entries.refused} refused`,
  );
  const tables = await benchTables(folder);
  say(
    `imports: a million cells in ${tables.csvPerMillion.toFixed(2)} s from CSV, ${tables.xlsxPerMillion.toFixed(2)} s from .xlsx`,
  );
  return { entries, ...tables };
}

const secondsOf = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
};

async function benchEntries(): Promise<ImportBench["entries"]> {
  const read = { count: 0, refused: 0 };
  const seconds = await secondsOf(async () => {
    const report = value(await importMetadata({ paths: CATALOGUES, existing: () => undefined }));
    for (const file of report.files) {
      read.count += file.added;
      read.refused += file.rejectedCount;
    }
  });
  return { ...read, seconds };
}

const ROWS = 100_000;
const NAMES = ["place", "date", "count", "share", "kind", "flag", "level", "total", "note", "code"];

/** A line of ten cells of the usual kinds. */
const lineAt = (at: number): CellValue[] => [
  ...[`place ${at % 400}`, new Date(Date.UTC(2020, 0, 1 + (at % 300))), at, at / 7, `x${at % 50}`],
  ...[at % 2, 3.5, at * 3, `note ${at % 1000}`, `0${at % 90}`],
];

const written = (cell: CellValue): string =>
  cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell);

async function benchTables(folder: string): Promise<Pick<ImportBench, "csvPerMillion" | "xlsxPerMillion">> {
  const lines = Array.from({ length: ROWS }, (_, at) => lineAt(at));
  const csv = join(folder, "table.csv");
  const xlsx = join(folder, "table.xlsx");
  writeFileSync(csv, [NAMES.join(","), ...lines.map((line) => line.map(written).join(","))].join("\n"));
  writeFileSync(xlsx, await writeXlsx({ sheets: [{ name: "Table", rows: [NAMES, ...lines] }] }));
  const engine = startTestEngine();
  try {
    const middle = async (path: string, format: "csv" | "xlsx"): Promise<number> => {
      const took: number[] = [];
      for (let turn = 0; turn < 3; turn += 1) {
        const target = join(folder, `${format}-${turn}.arrow`);
        took.push(await secondsOf(async () => value(await engine.engine.convert({ path, format }, target))));
      }
      return median(took);
    };
    return { csvPerMillion: await middle(csv, "csv"), xlsxPerMillion: await middle(xlsx, "xlsx") };
  } finally {
    await engine.end();
  }
}
