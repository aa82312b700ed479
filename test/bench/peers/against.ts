import type { Engine, EngineFile } from "../../../electron/engine/engine.ts";
import { decodeTable } from "../../../shared/answer/table/table.ts";
import { tableName } from "../../../shared/plan/sql-names.ts";
import { type Measure, median, must, ratio } from "../measure.ts";
import { type Shape, type ShapeTable, shapesOf } from "../shapes.ts";
import { openPeer, type Peer } from "./peer.ts";
import { PEERS } from "./peers.ts";

/** Sums of floating numbers in another order differ in their last digits. */
const SAME = 1e-9;

/** Turns of one shape against one peer end after so long; the first pair is always measured. */
const SHAPE_MS = 15_000;

/** What is asked, and of which table. */
export type Contest = {
  readonly file: EngineFile;
  readonly table: ShapeTable;
  readonly engine: Engine;
  readonly pairs: number;
  /** What is told of each peer as soon as it is there. */
  readonly told: (measures: readonly Measure[]) => void;
  readonly say: (line: string) => void;
};

/**
 * Each of the six shapes over the store, asked as Askline asks it, against every peer that can be had, asked in the quickest
 * way we know; warm, in turns, all with the machine's threads where they have them. A peer has a process of its own, ended
 * before the next begins, and its times are its own. Ours are from the asking to the rows, through the engine's process. A
 * peer whose result is not ours to the last row did not do the same, and is not compared.
 */
export async function againstPeers(contest: Contest): Promise<Measure[]> {
  const { file, table, told, say } = contest;
  const shapes = shapesOf(table);
  const measures: Measure[] = [];
  for (const peer of PEERS) {
    let open: Peer;
    try {
      open = await openPeer(peer, { path: file.path, table, shapes });
    } catch (cause) {
      say(`  peer ${peer.name} left out: ${wordsOf(cause)}`);
      continue;
    }
    try {
      for (const [index, shape] of shapes.entries()) {
        const found = await compared(
          contest,
          shape,
          () => open.rows(index),
          () => open.time(index),
        );
        if (typeof found === "string") {
          say(`  peer ${peer.name}, ${shape.name}: ${found}`);
          continue;
        }
        const measure = ratio(`ours ÷ ${peer.name}: ${shape.name}`, found, 1);
        measures.push(measure);
        told([measure]);
      }
    } finally {
      await open.close();
    }
  }
  return measures;
}

/** Our times and the peer's in turns, or why they are not to be compared. */
async function compared(
  { engine, file, pairs }: Contest,
  shape: Shape,
  rows: () => ReturnType<Peer["rows"]>,
  time: () => Promise<number>,
): Promise<readonly (readonly number[])[] | string> {
  const sql = shape.asked.replaceAll("$T", tableName(file.sha256));
  const ask = async () => must(await engine.query({ sql, params: [], files: [file] }));
  try {
    const difference = differenceOf(decodeTable((await ask()).ipc).rows, await rows());
    if (difference !== null) return `another answer (${difference}), so not compared`;
    const times: readonly [number[], number[]] = [[], []];
    const began = performance.now();
    await ask();
    await time();
    do {
      const start = performance.now();
      await ask();
      times[0].push(performance.now() - start);
      times[1].push(await time());
    } while (times[0].length < pairs && performance.now() - began < SHAPE_MS);
    return times;
  } catch (cause) {
    return `no answer (${wordsOf(cause)})`;
  }
}

/** What it says for the six shapes: the most that a peer was ahead, and where. */
export function standing(measures: readonly Measure[]): string {
  const behind = measures.filter(({ value }) => value > 1);
  if (measures.length === 0) return "  no peer was to be had";
  if (behind.length === 0) return `  ahead of every peer in all ${measures.length} comparisons`;
  const listed = behind
    .toSorted((a, b) => b.value - a.value)
    .map(({ name, value }) => `${name.replace("ours ÷ ", "")} ${value.toFixed(2)} ×`);
  return `  ahead in ${measures.length - behind.length} of ${measures.length} comparisons (median ${median(measures.map(({ value }) => value)).toFixed(2)} ×); behind: ${listed.join("; ")}`;
}

const wordsOf = (cause: unknown): string =>
  (cause instanceof Error ? cause.message : String(cause)).split("\n")[0] ?? "";

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
