import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { benchPress } from "./press.ts";

/** Measures answering and sending in the real window over large tables. `--rows` sets their sizes, `--pairs` how often. */
const { values } = parseArgs({
  options: {
    rows: { type: "string", default: "1000000,10000000" },
    pairs: { type: "string", default: "5" },
    json: { type: "string" },
  },
  strict: false,
});
const folder = await mkdtemp(join(tmpdir(), "askline-press-"));
try {
  const report: unknown[] = [];
  for (const rows of String(values.rows).split(",").map(Number))
    report.push({
      rows,
      measures: await benchPress({ folder, rows, pairs: Number(values.pairs), say: console.log }),
    });
  if (typeof values.json === "string")
    await writeFile(`${values.json}.press`, `${JSON.stringify(report, null, 2)}\n`);
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
