import { open } from "node:fs/promises";
import { setImmediate as breathe } from "node:timers/promises";
import {
  type ChainHead,
  type ChainProblem,
  EMPTY_HEAD,
  linkOfLine,
  linkProblem,
  readLine,
} from "../../../shared/ledger/chain.ts";
import { checkpointProblems, readCheckpoints, type SignedBy, signedBy } from "./checkpoints.ts";
import { hashText } from "./hash-text.ts";
import { readLines } from "./read-lines.ts";
import { segmentPath } from "./segments.ts";
import type { Place } from "./snapshot.ts";

/** What a check of every line came to. */
export type Verified = {
  readonly problems: readonly ChainProblem[];
  readonly events: number;
  readonly head: ChainHead;
  readonly signed: readonly SignedBy[];
};

/** After so many lines others get their turn: some milliseconds. */
const LINES_AT_ONCE = 256;

/**
 * Checks every line of the ledger from its first byte to `end`, where event `expected` is the last: own hash, number, link, and what was signed. Whoever runs
 * beside it in this process goes on meanwhile. Gives null when stopped.
 */
export async function verifyLedger(
  folder: string,
  { end, expected }: { readonly end: Place; readonly expected: ChainHead },
  signal?: AbortSignal,
): Promise<Verified | null> {
  const { checkpoints, problems: unsound } = await readCheckpoints(folder);
  const wanted = new Set(checkpoints.map(({ seq }) => seq));
  const hashAt = new Map<number, string>();
  const problems: ChainProblem[] = [];
  let head = EMPTY_HEAD;
  let line = 0;
  let events = 0;
  const check = (text: string) => {
    line += 1;
    const link = linkOfLine(text, hashText) ?? slowly(text, line, problems);
    if (!link) return;
    const problem = linkProblem(head, link, line);
    if (problem) problems.push(problem);
    head = { seq: link.seq, hash: link.hash };
    events += 1;
    if (wanted.has(link.seq)) hashAt.set(link.seq, link.hash);
  };
  for (let segment = 0; segment <= end.segment; segment += 1) {
    const handle = await open(await segmentPath(folder, segment), "r");
    const stop = segment === end.segment ? end.offset : Number.POSITIVE_INFINITY;
    try {
      for (let at = 0; at < stop; ) {
        const from = at;
        let taken = 0;
        await readLines(handle, at, ({ text, next }) => {
          check(text);
          at = next;
          taken += 1;
          return taken < LINES_AT_ONCE && at < stop;
        });
        if (at === from) break;
        await breathe();
        if (signal?.aborted) return null;
      }
    } finally {
      await handle.close();
    }
  }
  if (problems.length === 0 && head.hash !== expected.hash)
    problems.push({
      line: 0,
      seq: expected.seq,
      kind: "cut-off",
      text: `The ledger on the disk ends at event ${head.seq}, but event ${expected.seq} was there when it was opened.`,
    });
  problems.push(...unsound, ...checkpointProblems(checkpoints, hashAt, head));
  return { problems, events, head, signed: signedBy(checkpoints) };
}

/** A line that is not plainly right is read with care, to say what is wrong with it. */
function slowly(text: string, line: number, problems: ChainProblem[]) {
  const read = readLine(text, line, hashText);
  if (read.problem) problems.push(read.problem);
  return read.event;
}
