import { randomBytes } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { canonicalJson } from "../../../shared/canonical.ts";
import { syncFolder, writeFileAtomic } from "../atomic-file.ts";
import { errorCode } from "../file-problem.ts";
import { lastWhere } from "../ledger/book.ts";
import { checkLedger } from "../ledger/check/check-ledger.ts";
import { signedBy } from "../ledger/checkpoints.ts";
import { readPage } from "../ledger/pages.ts";
import { ledgerFile } from "../ledger/segments.ts";
import type { Verified } from "../ledger/verify.ts";
import type { CheckedChain, Piece, ReadableChain } from "./incoming-chain.ts";

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** What is kept beside another laptop's events: whose they are, how many, and where they lie. */
const aboutSchema = z.object({
  schema: z.literal("askline/other-ledger/1"),
  chain: hash,
  events: z.number().int().positive(),
  head: z.object({ seq: z.number().int(), hash }),
  until: z.string(),
  bytes: z.number().int(),
  broken: z.string().nullable(),
  /** Whose keys signed how far; events behind that nobody has signed yet. */
  signed: z.array(
    z.object({
      key: hash,
      name: z.string(),
      signer: z.string(),
      checkpoints: z.number(),
      upTo: z.number(),
    }),
  ),
  marks: z.array(
    z.object({
      segment: z.number(),
      offset: z.number(),
      position: z.number(),
      seq: z.number(),
      line: z.number(),
    }),
  ),
});

/** Another laptop's ledger as it is kept here. Its name says what is in it: chain and last event. */
export type KeptChain = ReadableChain &
  Omit<z.infer<typeof aboutSchema>, "schema" | "events" | "marks"> & {
    readonly name: string;
    readonly folder: string;
    readonly pieces: readonly Piece[];
    /** Checks every line again, and what was signed. */
    readonly verify: () => Promise<Verified | null>;
  };

/** The folder name of a chain: it says what is in it. */
export const chainName = ({ chain, head }: Pick<CheckedChain, "chain" | "head">): string =>
  `${chain.slice(0, 24)}-${head.hash.slice(0, 24)}`;

const NAME = /^[0-9a-f]{24}-[0-9a-f]{24}$/;

/** All ledgers of other laptops that are kept in `folder`, by name. One that is not whole is left out and named. */
export async function readKept(
  folder: string,
): Promise<{ readonly chains: KeptChain[]; readonly problems: string[] }> {
  const chains: KeptChain[] = [];
  const problems: string[] = [];
  for (const name of await namesIn(folder)) {
    try {
      chains.push(await openKept(join(folder, name), name));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      problems.push(`The ledger ${name} of another laptop cannot be read (${why}). Take it in again.`);
    }
  }
  return { chains, problems };
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => NAME.test(name)).sort();
  } catch (error) {
    if (errorCode(error) === "ENOENT") return [];
    throw error;
  }
}

async function openKept(folder: string, name: string): Promise<KeptChain> {
  const about = aboutSchema.parse(JSON.parse(await readFile(join(folder, "about.json"), "utf8")));
  const { size } = await stat(ledgerFile(folder));
  if (size !== about.bytes) throw new Error(`its file has ${size} bytes, not ${about.bytes}`);
  const { marks, events, schema: _, ...rest } = about;
  const book = {
    markBefore: (position: number) => lastWhere(marks, (mark) => mark.position <= position),
    place: () => ({ segment: 0, offset: about.bytes }),
  };
  return {
    ...rest,
    name,
    folder,
    pieces: [{ path: ledgerFile(folder), bytes: about.bytes }],
    verify: () => checkLedger({ folder, end: { segment: 0, offset: about.bytes }, expected: about.head }),
    count: () => events,
    events: (from, to) => readPage(folder, book, from, Math.min(to, events)),
  };
}

/**
 * Keeps a chain in `folder`; the folder appears under its name only when it is whole and on the disk. Chains that it
 * continues go: all their events are in it.
 */
export async function keepChain(
  folder: string,
  checked: CheckedChain,
  before: readonly KeptChain[],
): Promise<KeptChain> {
  const name = chainName(checked);
  const kept = before.find((one) => one.name === name);
  if (kept) return kept;
  const making = join(folder, `.making-${process.pid}-${randomBytes(6).toString("hex")}`);
  try {
    await mkdir(making, { recursive: true });
    await copyPieces(checked, ledgerFile(making));
    await writeFileAtomic(
      join(making, "checkpoints.jsonl"),
      checked.checkpoints.map((one) => `${canonicalJson(one)}\n`).join(""),
    );
    const { chain, events, head, until, broken, marks } = checked;
    await writeFileAtomic(
      join(making, "about.json"),
      JSON.stringify({
        schema: "askline/other-ledger/1",
        ...{ chain, events, head, until, broken, marks },
        bytes: (await stat(ledgerFile(making))).size,
        signed: signedBy(checked.checkpoints),
      }),
    );
    await rename(making, join(folder, name));
    await syncFolder(folder);
  } finally {
    await rm(making, { recursive: true, force: true }).catch(() => undefined);
  }
  const fresh = await openKept(join(folder, name), name);
  for (const old of before)
    if (old.chain === fresh.chain && isInside(old, fresh))
      await rm(old.folder, { recursive: true, force: true });
  return fresh;
}

/** Whether all events of one chain are the first ones of another: its last event is in it. */
const isInside = (old: KeptChain, fresh: ReadableChain): boolean =>
  fresh.events(old.count() - 1, old.count())[0]?.hash === old.head.hash;

async function copyPieces({ pieces }: CheckedChain, to: string): Promise<void> {
  const out = createWriteStream(to, { flags: "wx" });
  try {
    for (const { path, bytes } of pieces)
      if (bytes > 0) await pipeline(createReadStream(path, { end: bytes - 1 }), out, { end: false });
  } finally {
    await new Promise<void>((done) => out.end(done));
  }
  const handle = await open(to, "r+");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
