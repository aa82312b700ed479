import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { benchAnswers } from "./answers.ts";
import { listBreaks } from "./breaks.ts";
import { benchDamage } from "./damage.ts";
import { benchEngine } from "./engine.ts";
import { benchGrowth } from "./growth.ts";
import { benchGuard } from "./guard.ts";
import { benchImports } from "./imports.ts";
import { run as benchLedger } from "./ledger.ts";
import { benchMatch } from "./match.ts";
import { benchSteady } from "./steady.ts";
import { benchTimeline } from "./timeline.ts";

/** Measures the rooms behind the window: catalogue, ledger and engine. `--rows` sets the engine's table sizes; `--peers=none` leaves the other engines out. */
const { values } = parseArgs({
  options: {
    only: { type: "string" },
    rows: { type: "string" },
    pairs: { type: "string", default: "5" },
    times: { type: "string", default: "3000" },
    peers: { type: "string", default: "all" },
    json: { type: "string" },
  },
});
const wanted = (room: string): boolean => values.only === undefined || values.only === room;
const sizes = values.rows?.split(",").map(Number);
const folder = await mkdtemp(join(tmpdir(), "askline-bench-"));
const report: Record<string, unknown> = {};
try {
  if (wanted("match")) {
    const lines: string[] = [];
    await benchMatch((line) => {
      lines.push(line);
      console.log(line);
    });
    report.match = lines;
  }
  if (wanted("ledger")) report.ledger = await benchLedger();
  if (wanted("timeline")) report.timeline = benchTimeline([10_000, 100_000, 1_000_000], console.log);
  if (wanted("engine"))
    report.engine = await benchEngine({
      folder,
      rows: sizes ?? [1_000_000, 10_000_000],
      pairs: Number(values.pairs),
      peers: values.peers !== "none",
      say: console.log,
    });
  // Fifty million rows need 7 GB of disk and some minutes: only when asked for.
  if (values.only === "growth")
    report.growth = await benchGrowth({
      folder,
      rows: sizes ?? [1_000_000, 10_000_000, 50_000_000],
      say: console.log,
    });
  if (wanted("damage")) report.damage = await benchDamage(Number(values.times), console.log);
  if (wanted("steady")) report.steady = await benchSteady(folder, console.log);
  if (wanted("guard")) report.guard = await benchGuard(console.log);
  // A list to be read, no time to be measured: only when asked for.
  if (values.only === "breaks") report.breaks = await listBreaks(console.log);
  if (wanted("imports")) report.imports = await benchImports(folder, console.log);
  if (wanted("answers"))
    report.answers = await benchAnswers({
      folder,
      rows: Math.max(...(sizes ?? [10_000_000])),
      pairs: Number(values.pairs),
      say: console.log,
    });
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(report, null, 2)}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
