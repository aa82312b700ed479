import { createWriteStream } from "node:fs";
import { mkdtemp, open, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { findLines } from "../../electron/workspace/ledger/find-lines.ts";
import { hashText } from "../../electron/workspace/ledger/hash-text.ts";
import { type Ledger, openLedger } from "../../electron/workspace/ledger/ledger.ts";
import { closedSegments } from "../../electron/workspace/ledger/segments.ts";
import { type ChainHead, EMPTY_HEAD, linkLine } from "../../shared/ledger/chain.ts";
import { startHistorySearch } from "../../shared/ledger/search-history.ts";
import { life } from "./ledger-life.ts";

const SIZES = [10_000, 100_000, 1_000_000];
/** As the real thing rotates. */
const SEGMENT_BYTES = 64 * 1024 * 1024;

/** Writes a ledger of that many events as it would lie on the disk after months, without waiting for the disk each time. */
export async function grow(folder: string, events: number): Promise<number> {
  const happenings = life();
  let head: ChainHead = EMPTY_HEAD;
  let [ordinal, bytes, all] = [0, 0, 0];
  const name = () => join(folder, `ledger-${String(ordinal).padStart(6, "0")}.jsonl`);
  let out = createWriteStream(name());
  const began = Date.UTC(2020, 0, 1);
  const end = (stream: typeof out) => new Promise<void>((done) => stream.end(done));
  for (let i = 0; i < events; i += 1) {
    const happening = happenings.next().value;
    const time = new Date(began + i * 60_000).toISOString();
    const { event, line } = linkLine(head, { time, actor: `person-${i % 7}`, happening }, hashText);
    head = { seq: event.seq, hash: event.hash };
    const text = `${line}\n`;
    bytes += text.length;
    all += text.length;
    if (!out.write(text)) await new Promise<void>((ready) => out.once("drain", () => ready()));
    if (bytes > SEGMENT_BYTES) {
      await end(out);
      ordinal += 1;
      bytes = 0;
      out = createWriteStream(name());
    }
  }
  await end(out);
  return all;
}

async function opened(folder: string, snapshot: string) {
  const began = performance.now();
  const before = process.cpuUsage();
  const ledger = await openLedger(folder, { now: Date.now, readOnly: false, snapshot });
  if (!ledger.ok) throw new Error(ledger.problem.message);
  const { user, system } = process.cpuUsage(before);
  return { ledger: ledger.value, ms: performance.now() - began, cpuMs: (user + system) / 1000 };
}

/** Appends from many hands at once for a while; each is told only when its event is on the disk. */
async function appendRate(folder: string, snapshot: string, hands: number, forMs: number): Promise<number> {
  const { ledger } = await opened(folder, snapshot);
  const until = performance.now() + forMs;
  let stored = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: hands }, async (_, hand) => {
      while (performance.now() < until) {
        const done = await ledger.append([
          {
            actor: "bench",
            happening: { kind: "answer-viewed", payload: { answerId: `B-${hand}-${stored}` } },
          },
        ]);
        if (done.ok) stored += 1;
      }
    }),
  );
  const rate = (1000 * stored) / (performance.now() - began);
  await ledger.close();
  return rate;
}

/** How often a second this disk confirms a small write by itself: the raw rate without any ledger. */
async function fsyncRate(folder: string, forMs: number): Promise<number> {
  const handle = await open(join(folder, "raw"), "w");
  const line = Buffer.alloc(300, 0x61);
  const began = performance.now();
  let syncs = 0;
  while (performance.now() - began < forMs) {
    await handle.write(line, 0, line.length, syncs * line.length);
    await handle.datasync();
    syncs += 1;
  }
  const rate = (1000 * syncs) / (performance.now() - began);
  await handle.close();
  return rate;
}

export type LedgerBench = {
  readonly rawSyncsPerSecond: number;
  readonly appendsPerSecond: readonly { readonly hands: number; readonly rate: number }[];
  readonly sizes: readonly {
    readonly events: number;
    readonly megabytes: number;
    readonly openMs: number;
    /** Computing time of all threads: what is left of openMs on a machine that does nothing else. */
    readonly openCpuMs: number;
    readonly rebuildMs: number;
    readonly snapshotMegabytes: number;
    readonly pageMs: number;
    readonly verifyMs: number;
    readonly longestPauseMs: number;
    /** Searching all answers by words, and by a misspelt one; making them searchable in the background. */
    readonly searchMs: number;
    readonly misspeltMs: number;
    readonly readyMs: number;
    /** Finding all events of one question in the files. */
    readonly lifeMs: number;
  }[];
};

/** Measures appends next to the raw disk, and opening, paging and checking at growing sizes. Prints as it goes. */
export async function run(
  sizes: readonly number[] = SIZES,
  say: (line: string) => void = console.log,
): Promise<LedgerBench> {
  const folder = await mkdtemp(join(tmpdir(), "askline-ledger-bench-"));
  try {
    const raw = await fsyncRate(folder, 2000);
    say(`ledger: this disk confirms ${Math.round(raw)} small writes a second, one at a time`);
    const appends: { hands: number; rate: number }[] = [];
    for (const hands of [1, 16, 64, 256]) {
      const rate = await appendRate(join(folder, `append-${hands}`), join(folder, `s-${hands}`), hands, 2000);
      appends.push({ hands, rate });
      say(`ledger: ${Math.round(rate)} durable appends a second from ${hands} at once`);
    }
    const grown: LedgerBench["sizes"][number][] = [];
    for (const events of sizes) grown.push(await measure(folder, events, say));
    return { rawSyncsPerSecond: raw, appendsPerSecond: appends, sizes: grown };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(folder: string, events: number, say: (line: string) => void) {
  const at = join(folder, `size-${events}`);
  const snapshot = join(folder, `snapshot-${events}`);
  await openLedger(at, { now: Date.now, readOnly: false }).then((made) =>
    made.ok ? made.value.close() : undefined,
  );
  await rm(join(at, "ledger.jsonl"), { force: true });
  const bytes = await grow(at, events);
  const rebuilt = await opened(at, snapshot);
  await rebuilt.ledger.close();
  const first = await opened(at, snapshot);
  if (first.ledger.count() !== events) throw new Error(`opened ${first.ledger.count()} of ${events} events`);
  await first.ledger.append([
    { actor: "bench", happening: { kind: "answer-viewed", payload: { answerId: "A-1" } } },
  ]);
  const paged = performance.now();
  const middle = first.ledger.eventsBefore(Math.floor(events / 2), 100);
  const pageMs = performance.now() - paged;
  if (middle.at(-1)?.seq !== Math.floor(events / 2) - 1) throw new Error("the page is not the one asked for");
  const searched = await searchTimes(first.ledger);
  const naming = performance.now();
  let named = 0;
  for (const { path, bytes: size } of await first.ledger.pieces())
    await findLines(path, size, ['"Q-1000"'], () => {
      named += 1;
    });
  const lifeMs = performance.now() - naming;
  if (named === 0) throw new Error("the events of a question were not found");
  const pauses = watchPauses();
  const checking = performance.now();
  const verified = await first.ledger.verify();
  const verifyMs = performance.now() - checking;
  const longestPauseMs = pauses();
  if (verified?.problems.length !== 0) throw new Error(verified?.problems[0]?.text ?? "not verified");
  await first.ledger.close();
  const again = await opened(at, snapshot);
  await again.ledger.close();
  const measured = {
    events,
    megabytes: bytes / 1e6,
    openMs: again.ms,
    openCpuMs: again.cpuMs,
    rebuildMs: rebuilt.ms,
    snapshotMegabytes: (await stat(snapshot).catch(() => ({ size: 0 }))).size / 1e6,
    pageMs,
    verifyMs,
    longestPauseMs,
    ...searched,
    lifeMs,
  };
  say(
    `ledger: ${events} events, ${measured.megabytes.toFixed(0)} MB in ${(await closedSegments(at)) + 1} files: opens in ${Math.round(measured.openMs)} ms, ${Math.round(measured.openCpuMs)} ms of it computing (without its snapshot of ${measured.snapshotMegabytes.toFixed(0)} MB in ${Math.round(measured.rebuildMs)} ms), a page of 100 from the middle in ${pageMs.toFixed(1)} ms, checked whole in ${Math.round(verifyMs)} ms with no pause over ${Math.round(longestPauseMs)} ms; answers searched in ${searched.searchMs.toFixed(1)} ms, misspelt in ${searched.misspeltMs.toFixed(1)} ms (made ready in ${Math.round(searched.readyMs)} ms while nobody waits), all events of one question found in ${Math.round(lifeMs)} ms`,
  );
  await rm(at, { recursive: true, force: true });
  await rm(snapshot, { force: true });
  return measured;
}

/** How long it takes to make the answers searchable, then to find by three words, and by a misspelt one. */
async function searchTimes(ledger: Ledger) {
  const search = startHistorySearch();
  const began = performance.now();
  while (search.prepare(ledger.history, 1000)) await new Promise((done) => setImmediate(done));
  const readyMs = performance.now() - began;
  const timed = (words: string): number => {
    const from = performance.now();
    if (search.find(ledger.history, words).length === 0) throw new Error(`nothing found for ${words}`);
    return performance.now() - from;
  };
  timed("india");
  const searchMs = Math.max(timed("new cases kenya"), timed("ward minister peru"), timed("week 12"));
  return { readyMs, searchMs, misspeltMs: timed("kenia cases") };
}

/** Watches how long others have to wait while something runs; call what it gives to stop and hear the longest wait in ms. */
function watchPauses(): () => number {
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last - 5);
    last = now;
  }, 5);
  return () => {
    clearInterval(timer);
    return longest;
  };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  await run(process.argv.length > 2 ? process.argv.slice(2).map(Number) : SIZES);
