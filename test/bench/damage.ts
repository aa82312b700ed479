import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { decodeTable } from "../../shared/answer/table/table.ts";
import { tableName } from "../../shared/plan/sql-names.ts";
import { damagedCopy, differsFromOtherReader, randomNumbers } from "../engine/damaged-copy.ts";
import { startTestEngine, value } from "../engine/engine-fixture.ts";

const SHARED = join(import.meta.dirname, "..", "..", "..", "shared");
/** Larger files are left out: each is read thousands of times. */
const LARGEST = 1024 * 1024;

/** How damaged files fared, by outcome. `same`: read, with the values of the undamaged file. */
export type DamageBench = {
  readonly files: number;
  readonly tried: number;
  readonly outcomes: Readonly<Record<string, number>>;
  /** Engine processes that ended, and files read with values that neither the undamaged file has nor another reader sees: both must be none. */
  readonly crashes: number;
  readonly wrong: readonly string[];
};

/** Reads thousands of damaged copies of real files: the golden ones and the data of the catalogue, where they are here. */
export async function benchDamage(times: number, say: (line: string) => void): Promise<DamageBench | null> {
  const victims = filesUnder(join(SHARED, "arrow-golden")).concat(filesUnder(join(SHARED, "data")));
  if (victims.length === 0) {
    say("damage: skipped, there are no real files here");
    return null;
  }
  const engine = startTestEngine({ storesMb: 200 });
  const random = randomNumbers(2_026);
  const outcomes: Record<string, number> = {};
  const wrong: string[] = [];
  const readRows = async (bytes: Uint8Array) => {
    const file = engine.file(bytes, "damaged.arrow");
    const loaded = await engine.engine.load(file);
    if (!loaded.ok) return loaded;
    const rows = await engine.engine.query({
      sql: `SELECT * FROM ${tableName(file.sha256)} LIMIT 20000`,
      params: [],
      files: [file],
    });
    return rows.ok
      ? { ok: true as const, columns: loaded.value.columns, rows: loaded.value.rows, ipc: value(rows).ipc }
      : rows;
  };
  try {
    for (let count = 0; count < times; count += 1) {
      const path = victims[Math.floor(random() * victims.length)] ?? "";
      const original = Uint8Array.from(readFileSync(path));
      const hurt = damagedCopy(original, random);
      const read = await readRows(hurt);
      let outcome = "read, other values";
      if (!read.ok) outcome = read.problem.code;
      else {
        const ours = decodeTable(read.ipc);
        const whole = await readRows(original);
        if (whole.ok && isDeepStrictEqual(decodeTable(whole.ipc).rows, ours.rows))
          outcome = "read, same values";
        else if (read.rows <= 20_000) {
          const differs = differsFromOtherReader(hurt, ours, read.columns);
          if (differs !== null) wrong.push(`${path}: ${differs}`);
        }
      }
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    }
    const crashes = engine.pids.length - 1;
    const told = Object.entries(outcomes).map(([name, count]) => `${count} ${name}`);
    say(`damage: ${times} damaged copies of ${victims.length} real files: ${told.join(", ")}`);
    say(
      `damage: ${crashes} ends of the process, ${wrong.length} read with values that neither the whole file nor another reader has`,
    );
    for (const line of wrong.slice(0, 10)) say(`  ${line}`);
    return { files: victims.length, tried: times, outcomes, crashes, wrong };
  } finally {
    await engine.end();
  }
}

function filesUnder(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(arrow|arrow_file|stream)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => statSync(path).size <= LARGEST);
}
