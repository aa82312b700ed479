import { appendFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { canonicalJson } from "../../../shared/canonical.ts";
import type { ChainHead, ChainProblem } from "../../../shared/ledger/chain.ts";
import { errorCode } from "../file-problem.ts";
import { isSignedBy, keyName, type Signer } from "./signing.ts";

/** A signed statement: at this time, the ledger's event `seq` had this hash. */
const checkpointSchema = z.object({
  schema: z.literal("askline/checkpoint/1"),
  seq: z.number().int().nonnegative(),
  hash: z.string(),
  time: z.string(),
  /** Ed25519 public key as 64 hex digits. */
  key: z.string().regex(/^[0-9a-f]{64}$/),
  /** Who says they are the holder of the key. */
  signer: z.string(),
  signature: z.string(),
});
export type Checkpoint = z.infer<typeof checkpointSchema>;

/** Where the signed checkpoints of a ledger lie. */
export const checkpointFile = (folder: string): string => join(folder, "checkpoints.jsonl");

const signedText = ({ signature: _, ...rest }: Checkpoint): string => canonicalJson(rest);

/** Signs where the ledger stands and adds it to the list. Nothing depends on it being there, so it is not waited for. */
export async function addCheckpoint(
  folder: string,
  head: ChainHead,
  about: { readonly time: string; readonly name: string; readonly signer: Signer },
): Promise<void> {
  const unsigned: Checkpoint = {
    schema: "askline/checkpoint/1",
    seq: head.seq,
    hash: head.hash,
    time: about.time,
    key: about.signer.key,
    signer: about.name,
    signature: "",
  };
  const checkpoint = { ...unsigned, signature: about.signer.sign(signedText(unsigned)) };
  await appendFile(checkpointFile(folder), `${canonicalJson(checkpoint)}\n`, { flush: true });
}

/** Whether this key has signed just this event already: opening and closing alone adds nothing. */
export async function isSignedAt(folder: string, head: ChainHead, key: string): Promise<boolean> {
  const { checkpoints } = await readCheckpoints(folder);
  return checkpoints.some((one) => one.seq === head.seq && one.hash === head.hash && one.key === key);
}

/** All checkpoints. A torn last line is left out; a line that is none is a problem. */
export async function readCheckpoints(
  folder: string,
): Promise<{ readonly checkpoints: Checkpoint[]; readonly problems: ChainProblem[] }> {
  let text: string;
  try {
    text = await readFile(checkpointFile(folder), "utf8");
  } catch (error) {
    if (errorCode(error) === "ENOENT") return { checkpoints: [], problems: [] };
    throw error;
  }
  const checkpoints: Checkpoint[] = [];
  const problems: ChainProblem[] = [];
  for (const [i, line] of text.split("\n").slice(0, -1).entries()) {
    const parsed = parse(line);
    if (parsed === null || !isSignedBy(parsed.key, signedText(parsed), parsed.signature))
      problems.push({
        line: i + 1,
        seq: parsed?.seq ?? null,
        kind: "bad-signature",
        text: `Checkpoint ${i + 1} (file checkpoints.jsonl) is not what was signed.`,
      });
    else checkpoints.push(parsed);
  }
  return { checkpoints, problems };
}

/** Whose key signed how far: one entry per key. */
export type SignedBy = {
  readonly key: string;
  /** A short form of the key that people can compare. */
  readonly name: string;
  readonly signer: string;
  readonly checkpoints: number;
  readonly upTo: number;
};

/** Sums checkpoints up by key. */
export function signedBy(checkpoints: readonly Checkpoint[]): SignedBy[] {
  const keys = new Map<string, SignedBy>();
  for (const { key, signer, seq } of checkpoints) {
    const known = keys.get(key);
    keys.set(key, {
      key,
      name: keyName(key),
      signer,
      checkpoints: (known?.checkpoints ?? 0) + 1,
      upTo: Math.max(known?.upTo ?? 0, seq),
    });
  }
  return [...keys.values()];
}

/** What is wrong with a ledger by what was signed: `hashAt` gives the hash of the event with that number. */
export function checkpointProblems(
  checkpoints: readonly Checkpoint[],
  hashAt: ReadonlyMap<number, string>,
  head: ChainHead,
): ChainProblem[] {
  return checkpoints.flatMap((checkpoint): ChainProblem[] => {
    const { seq, hash, time, signer } = checkpoint;
    if (hashAt.get(seq) === hash) return [];
    if (seq > head.seq)
      return [
        {
          line: 0,
          seq,
          kind: "cut-off",
          text: `The ledger ends at event ${head.seq}, but ${signer} signed event ${seq} at ${time}: events are missing at the end.`,
        },
      ];
    return [
      {
        line: 0,
        seq,
        kind: "not-as-signed",
        text: `Event ${seq} is not the one ${signer} signed at ${time}: it, or an event before it, was replaced.`,
      },
    ];
  });
}

function parse(line: string): Checkpoint | null {
  try {
    return checkpointSchema.parse(JSON.parse(line));
  } catch {
    return null;
  }
}
