import { canonicalJson, sha256Hex } from "../canonical.ts";
import { eventSchema, type Happening, type LedgerEvent } from "./event.ts";

/** The `prev` of the first event: nothing came before. */
export const FIRST_PREV = "0".repeat(64);

/** Where a chain stands: what the next event links to. */
export type ChainHead = { readonly seq: number; readonly hash: string };

/** The head of a ledger with no events. */
export const EMPTY_HEAD: ChainHead = { seq: -1, hash: FIRST_PREV };

/** An event before it is linked: what happened, when (UTC, ISO 8601 with milliseconds) and who did it. */
export type Entry = { readonly time: string; readonly actor: string; readonly happening: Happening };

/** The hash an event must carry: SHA-256 over the canonical JSON of all its other fields. */
export function eventHash(event: Omit<LedgerEvent, "hash">): string {
  const { hash: _, ...rest } = { hash: undefined, ...event };
  return sha256Hex(canonicalJson(rest));
}

/** Computes SHA-256 of a text as 64 hex digits; where the machine has a faster one than sha256Hex, it is handed in. */
export type HashText = (text: string) => string;

/** Links an entry to the end of a chain. */
export function linkEvent(head: ChainHead, entry: Entry, hashText: HashText = sha256Hex): LedgerEvent {
  return linkLine(head, entry, hashText).event;
}

/** Links an entry to the end of a chain, and gives the line of the file with it: canonical JSON is made once only. */
export function linkLine(
  head: ChainHead,
  entry: Entry,
  hashText: HashText = sha256Hex,
): { readonly event: LedgerEvent; readonly line: string } {
  const unsealed = {
    seq: head.seq + 1,
    time: entry.time,
    actor: entry.actor,
    prev: head.hash,
    ...entry.happening,
  };
  const text = canonicalJson(unsealed);
  const hash = hashText(text);
  // Canonical JSON sorts its keys: "hash" belongs right before "kind", and only "actor", a plain text, stands before it.
  const at = text.indexOf(',"kind":"');
  return {
    event: { ...unsealed, hash },
    line: `${text.slice(0, at)},"hash":"${hash}"${text.slice(at)}`,
  };
}

/** The parts of a line that the chain is made of. */
export type LineLink = { readonly seq: number; readonly hash: string; readonly prev: string };

const HASH_KEY = ',"hash":"';
const LINK_END = /,"prev":"([0-9a-f]{64})","seq":(0|[1-9]\d{0,15}),"time":"[^"\\]*"\}$/;

/**
 * Checks a line's own hash on its text, without parsing it: the hash is cut out and the rest hashed. Null when the line is
 * not canonical JSON or its hash does not fit; `readLine` then tells which. A quote inside a text is always escaped, so
 * the sequences looked for cannot be part of one.
 */
export function linkOfLine(text: string, hashText: HashText): LineLink | null {
  const at = text.indexOf(HASH_KEY);
  const from = at + HASH_KEY.length;
  const hash = text.slice(from, from + 64);
  if (at < 0 || text[from + 64] !== '"' || text[from + 65] !== ",") return null;
  if (hashText(text.slice(0, at) + text.slice(from + 65)) !== hash) return null;
  const end = LINK_END.exec(text.slice(-220));
  const [, prev, seq] = end ?? [];
  return prev === undefined || seq === undefined ? null : { seq: Number(seq), hash, prev };
}

/** One event as a line of the ledger file: canonical JSON, no line break inside. */
export const eventLine = (event: LedgerEvent): string => canonicalJson(event);

/** Something wrong with one line of a ledger. Lines count from 1. */
export type ChainProblem = {
  readonly line: number;
  readonly seq: number | null;
  readonly kind:
    | "unreadable"
    | "altered"
    | "not-linked"
    | "out-of-order"
    /** A signed checkpoint names an event that is not there any more. */
    | "cut-off"
    /** The event is not the one that was signed. */
    | "not-as-signed"
    | "bad-signature";
  readonly text: string;
};

/** What one line of a ledger turned out to be. */
export type ReadLine =
  | { readonly event: LedgerEvent; readonly problem: ChainProblem | null }
  | { readonly event: null; readonly problem: ChainProblem };

/** Parses one line; an event whose own hash does not fit is given together with the problem. */
export function readLine(text: string, line: number, hashText: HashText = sha256Hex): ReadLine {
  const unreadable = (why: string): ReadLine => ({
    event: null,
    problem: { line, seq: null, kind: "unreadable", text: `Line ${line} is not a ledger event: ${why}.` },
  });
  const value = parseJson(text);
  if (value === undefined) return unreadable("it is not complete JSON");
  const parsed = eventSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return unreadable(`${issue?.path.join(".") || "the line"}: ${issue?.message ?? "unexpected shape"}`);
  }
  const event = parsed.data;
  // The hash is taken over the line as it stands, so that a field this version does not know still counts.
  if (linkOfLine(text, hashText)?.hash !== event.hash && hashOfLine(value, hashText) !== event.hash)
    return {
      event,
      problem: {
        line,
        seq: event.seq,
        kind: "altered",
        text: `Event ${event.seq} (line ${line}) was altered: its content does not fit its own hash.`,
      },
    };
  return { event, problem: null };
}

/** Whether an event follows the head; null when it does. */
export function linkProblem(
  head: ChainHead,
  event: Pick<LineLink, "seq" | "prev">,
  line: number,
): ChainProblem | null {
  const about = { line, seq: event.seq };
  if (event.seq !== head.seq + 1)
    return {
      ...about,
      kind: "out-of-order",
      text: `Event ${event.seq} (line ${line}) stands where event ${head.seq + 1} belongs: events are missing, repeated or out of order.`,
    };
  if (event.prev !== head.hash)
    return {
      ...about,
      kind: "not-linked",
      text: `Event ${event.seq} (line ${line}) does not link to the event before it.`,
    };
  return null;
}

/** A whole ledger read: every readable event, the head for the next one, and what is wrong, in order of lines. */
export type ReadLedger = {
  readonly events: readonly LedgerEvent[];
  readonly head: ChainHead;
  readonly problems: readonly ChainProblem[];
};

/** Reads all lines of a ledger. A broken event is reported by name; what comes after it stays readable and is checked from there. */
export function readLedger(lines: Iterable<string>): ReadLedger {
  const events: LedgerEvent[] = [];
  const problems: ChainProblem[] = [];
  let head = EMPTY_HEAD;
  let line = 0;
  for (const text of lines) {
    line += 1;
    const read = readLine(text, line);
    if (read.problem) problems.push(read.problem);
    if (!read.event) continue;
    const link = linkProblem(head, read.event, line);
    if (link) problems.push(link);
    events.push(read.event);
    head = { seq: read.event.seq, hash: read.event.hash };
  }
  return { events, head, problems };
}

function hashOfLine(value: unknown, hashText: HashText): string | null {
  if (typeof value !== "object" || value === null) return null;
  const { hash: _, ...rest } = value as { hash?: unknown };
  return hashText(canonicalJson(rest));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
