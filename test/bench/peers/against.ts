import type { Engine, EngineFile } from "../../../electron/engine/engine.ts";
import { decodeTable } from "../../../shared/answer/table/table.ts";
import { tableName } from "../../../shared/plan/sql-names.ts";
import { interleave, type Measure, must, ratio } from "../measure.ts";
import { SHAPES } from "../shapes.ts";
import { type PeerCell, withPeers } from "./peers.ts";

/** Peers hold the whole table in the memory of this process. */
const PEERS_UP_TO = 10_000_000;

/** Sums of floating numbers in another order differ in their last digits. */
const SAME = 1e-9;

/**
 * Each of the six shapes over the store against every peer that can be had, warm, in turns, all with the machine's threads
 * where they have them. Throws when a peer's result is not ours to the last row: then the two did not do the same.
 */
export async function againstPeers({
  rows,
  file,
  engine,
  pairs,
  say,
}: {
  readonly rows: number;
  readonly file: EngineFile;
  readonly engine: Engine;
  readonly pairs: number;
  readonly say: (line: string) => void;
}): Promise<Measure[]> {
  if (rows > PEERS_UP_TO) return [];
  const measures: Measure[] = [];
  const sql = SHAPES.map(([, shape]) => shape);
  await withPeers(file.path, sql, say, async (peer) => {
    for (const [index, [name, text]] of SHAPES.entries()) {
      const shape = peer.shapes[index];
      if (shape === undefined) continue;
      const ours = text.replaceAll("$T", tableName(file.sha256));
      const ask = async () => must(await engine.query({ sql: ours, params: [], files: [file] }));
      let theirs: readonly (readonly PeerCell[])[];
      try {
        theirs = shape.rows();
      } catch (cause) {
        say(
          `  peer ${peer.name} cannot answer "${name}" (${cause instanceof Error ? cause.message : cause})`,
        );
        continue;
      }
      const difference = differenceOf(decodeTable((await ask()).ipc).rows, theirs);
      if (difference !== null) throw new Error(`${peer.name} answers "${name}" differently: ${difference}`);
      const times = await interleave(pairs, [ask, async () => shape.ask()]);
      measures.push(ratio(`ours ÷ ${peer.name}: ${name}`, times, 1));
    }
  });
  return measures;
}

/** Where two results differ, in words; null when they are the same rows in whatever order. */
export function differenceOf(
  ours: readonly (readonly unknown[])[],
  theirs: readonly (readonly unknown[])[],
): string | null {
  if (ours.length !== theirs.length) return `${theirs.length} rows instead of ${ours.length}`;
  const [mine, other] = [ours, theirs].map((rows) => rows.map((row) => row.map(plain)).sort(byNames));
  for (const [row, cells] of (mine ?? []).entries()) {
    for (const [column, cell] of cells.entries()) {
      const found = other?.[row]?.[column];
      if (!isSame(cell, found)) return `${String(found)} instead of ${String(cell)}`;
    }
  }
  return null;
}

type Plain = string | number | null | readonly number[];

/** Numbers as numbers, however they are written, days as days, lists of numbers as such. */
function plain(cell: unknown): Plain {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === "number" || typeof cell === "bigint") return Number(cell);
  const text = String(cell);
  if (text.startsWith("[")) return text.slice(1, -1).split(",").map(Number);
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text.replace(/T00:00:00.*$/, "");
}

const isSame = (one: Plain | undefined, other: Plain | undefined): boolean => {
  if (typeof one === "number" && typeof other === "number")
    return Math.abs(one - other) <= SAME * Math.max(1, Math.abs(one));
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((value, index) => isSame(value, other[index]));
  return one === other;
};

/** By the first two columns: in every shape they tell the rows apart. */
function byNames(a: readonly Plain[], b: readonly Plain[]): number {
  for (const column of [0, 1]) {
    const [one, other] = [String(a[column]), String(b[column])];
    if (one !== other) return one < other ? -1 : 1;
  }
  return 0;
}
