import { open } from "node:fs/promises";
import { setImmediate as breathe } from "node:timers/promises";
import { type ChainHead, EMPTY_HEAD, linkProblem, readLine } from "../../../shared/ledger/chain.ts";
import type { LedgerEvent } from "../../../shared/ledger/event.ts";
import { startClaims, startPlaces } from "../../../shared/ledger/union.ts";
import { fail, ok, type Problem, type Result } from "../../../shared/result.ts";
import { errorCode, fileProblem } from "../file-problem.ts";
import { MARK_EVERY } from "../ledger/book.ts";
import { type Checkpoint, checkpointProblems, readCheckpoints } from "../ledger/checkpoints.ts";
import { hashText } from "../ledger/hash-text.ts";
import { readLines } from "../ledger/read-lines.ts";
import { closedSegments, segmentPath } from "../ledger/segments.ts";
import type { Mark } from "../ledger/snapshot.ts";

/** A chain of events that can be read by position. */
export type ReadableChain = {
  readonly count: () => number;
  readonly events: (from: number, to: number) => readonly LedgerEvent[];
};

/** A part of a file to be copied: whole lines from its first byte on. */
export type Piece = { readonly path: string; readonly bytes: number };

/** Another laptop's ledger, read and checked event by event. */
export type CheckedChain = {
  readonly folder: string;
  /** Hash of the first event: the chain's name. */
  readonly chain: string;
  readonly events: number;
  readonly head: ChainHead;
  /** The moment of the last event in the common order. */
  readonly until: string;
  /** The lines that were found right, in order. */
  readonly pieces: readonly Piece[];
  readonly marks: readonly Mark[];
  readonly checkpoints: readonly Checkpoint[];
  /** What was wrong with the first event that was not taken; null when all were. */
  readonly broken: string | null;
  /** How many of its first events are known here already. */
  readonly shared: number;
  /** Answers it gave, by id, with the SHA-256 of their files. */
  readonly answers: ReadonlyMap<string, string>;
  /** Versions of catalogue entries it speaks of. */
  readonly versions: readonly { readonly dataset: string; readonly entrySha256: string }[];
};

/** What is known already: chains, and ids that were given. */
export type KnownHere = {
  readonly chains: readonly ReadableChain[];
  readonly hasId: (id: string) => boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
};

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
/** A clock may be wrong, but no event may pull the common order into a far future. Milliseconds. */
const MOST_AHEAD = 366 * 86_400_000;
const LINES_AT_ONCE = 256;

/**
 * Reads the ledger of another laptop in `folder` and checks all of it: own hash, link, number and time of every event, and
 * the signatures of its checkpoints. It is taken up to the last event that is right and signed for: what stands before is
 * proven by the chain, what comes behind is not anybody's yet. It is refused whole when nobody signed it, when it is not
 * what was signed, or when it claims things of others as its own.
 */
export async function readIncoming(folder: string, known: KnownHere): Promise<Result<CheckedChain | null>> {
  try {
    const { checkpoints, problems } = await readCheckpoints(folder);
    if (problems[0]) return fail(notTaken(problems[0].text));
    const read = await readAll(folder, known, checkpoints);
    if (!read.ok) return read;
    const { taken, hashAt, head, broken } = read.value;
    if (head.seq < 0) return broken === null ? ok(null) : fail(notTaken(broken));
    const unlike = checkpointProblems(checkpoints, hashAt, head);
    const rewritten = unlike.find(({ kind }) => kind === "not-as-signed");
    if (rewritten) return fail(notTaken(rewritten.text));
    if (taken === null)
      return fail({
        ...notTaken("Nobody signed it, so nobody can tell whose events these are."),
        remedy:
          "Open that workspace in Askline on its own laptop and close it again, or make a bundle there.",
      });
    const behind = head.seq + 1 - taken.events;
    return ok({
      ...taken,
      checkpoints: checkpoints.filter(({ seq }) => seq < taken.events),
      broken: broken ?? unlike[0]?.text ?? (behind > 0 ? notSigned(behind) : null),
    });
  } catch (error) {
    return fail(fileProblem(error, "read the other ledger"));
  }
}

const notSigned = (events: number): string =>
  `The last ${events === 1 ? "event is" : `${events} events are`} not signed yet: they come when that laptop closes its workspace or makes a bundle.`;

type Taken = Omit<CheckedChain, "checkpoints" | "broken">;

/** What reading came to: the part that is signed for, what is where checkpoints stand, and how far it was right. */
type Read = {
  readonly taken: Taken | null;
  readonly hashAt: ReadonlyMap<number, string>;
  readonly head: ChainHead;
  readonly broken: string | null;
};

async function readAll(
  folder: string,
  known: KnownHere,
  checkpoints: readonly Checkpoint[],
): Promise<Result<Read>> {
  const wanted = new Map(checkpoints.map(({ seq, hash }) => [seq, hash]));
  const placeOf = startPlaces();
  const claims = startClaims(known.hasId);
  const isShared = startSharing(known.chains);
  const pieces: Piece[] = [];
  const marks: Mark[] = [];
  const answers: (readonly [string, string])[] = [];
  const versions: { dataset: string; entrySha256: string }[] = [];
  const hashAt = new Map<number, string>();
  let head = EMPTY_HEAD;
  let [chain, until] = ["", ""];
  let [events, shared, line, written] = [0, 0, 0, 0];
  let broken: string | null = null;
  let claimed: Problem | null = null;
  let taken: Taken | null = null;

  const check = (text: string): boolean => {
    line += 1;
    const { event, problem } = readLine(text, line, hashText);
    const wrong = problem ?? (event && (linkProblem(head, event, line) ?? timeProblem(event, known.now)));
    if (wrong || !event) {
      broken = wrong?.text ?? `Line ${line} is not an event.`;
      return false;
    }
    const here = isShared(event);
    const claim = claims(event, !here);
    if (claim) {
      claimed = notTaken(claim.text);
      return false;
    }
    if (here) shared += 1;
    if (events === 0) chain = event.hash;
    if (events % MARK_EVERY === 0)
      marks.push({ segment: 0, offset: written, position: events, seq: event.seq, line: line - 1 });
    head = { seq: event.seq, hash: event.hash };
    until = placeOf(event).moment;
    events += 1;
    if (event.kind === "run-finished") answers.push([event.payload.answerId, event.payload.answerSha256]);
    if (event.kind === "dataset-imported" || event.kind === "dataset-revised")
      versions.push({ dataset: event.payload.dataset, entrySha256: event.payload.entrySha256 });
    return true;
  };
  /** Called behind each right line: `here` is the file it stands in, up to and with it. */
  const sign = (here: Piece) => {
    if (!wanted.has(head.seq)) return;
    hashAt.set(head.seq, head.hash);
    if (wanted.get(head.seq) !== head.hash) return;
    taken = {
      ...{ folder, chain, events, head, until, shared },
      pieces: [...pieces, here],
      marks: [...marks],
      answers: new Map(answers),
      versions: [...versions],
    };
  };
  const closed = await closedSegments(folder);
  for (let segment = 0; segment <= closed && broken === null && claimed === null; segment += 1) {
    const path = await segmentPath(folder, segment);
    const handle = await openIfThere(path);
    if (handle === null) break;
    let right = 0;
    try {
      for (let more = true; more; ) {
        let lines = 0;
        more = false;
        await readLines(handle, right, ({ text, next }) => {
          if (!check(text)) return false;
          written += next - right;
          right = next;
          sign({ path, bytes: right });
          lines += 1;
          more = lines === LINES_AT_ONCE;
          return !more;
        });
        await breathe();
      }
    } finally {
      await handle.close();
    }
    pieces.push({ path, bytes: right });
  }
  return claimed ? fail(claimed) : ok({ taken, hashAt, head, broken });
}

/** Says of each event of a chain in turn whether some known chain has it: chains part once and never meet again. */
function startSharing(chains: readonly ReadableChain[]): (event: LedgerEvent) => boolean {
  let alike = chains.map((chain) => eachEvent(chain));
  return ({ hash }) => {
    alike = alike.filter((events) => {
      const step = events.next();
      return !step.done && step.value.hash === hash;
    });
    return alike.length > 0;
  };
}

const EVENTS_AT_ONCE = 500;

/** The events of a chain one after the other, read a page at a time. */
export function* eachEvent(chain: ReadableChain, from = 0): Generator<LedgerEvent> {
  const count = chain.count();
  for (let at = from; at < count; at += EVENTS_AT_ONCE)
    yield* chain.events(at, Math.min(count, at + EVENTS_AT_ONCE));
}

function timeProblem({ seq, time }: LedgerEvent, now: number): { readonly text: string } | null {
  if (TIME.test(time) && !(Date.parse(time) > now + MOST_AHEAD)) return null;
  return { text: `Event ${seq} has a time that cannot be right (${time.slice(0, 40)}).` };
}

async function openIfThere(path: string) {
  try {
    return await open(path, "r");
  } catch (error) {
    if (errorCode(error) === "ENOENT") return null;
    throw error;
  }
}

const notTaken = (why: string): Problem => ({
  code: "damaged-file",
  message: `The other ledger was not taken in. ${why}`,
  meaning: "Nothing of it was added. This workspace is as it was.",
  remedy: "Ask its owner for it again, from the laptop where it was written.",
});
