import type { FileHandle } from "node:fs/promises";
import { mkdir, open, stat } from "node:fs/promises";
import { join } from "node:path";
import {
  type ChainHead,
  type ChainProblem,
  EMPTY_HEAD,
  linkLine,
  readLine,
} from "../../../shared/ledger/chain.ts";
import type { Chronicle } from "../../../shared/ledger/chronicle.ts";
import type { Happening, LedgerEvent } from "../../../shared/ledger/event.ts";
import { startFolds } from "../../../shared/ledger/folds.ts";
import type { History } from "../../../shared/ledger/history.ts";
import { fail, ok, type Problem, type Result } from "../../../shared/result.ts";
import { syncFolder, writeFileAtomic } from "../atomic-file.ts";
import { errorCode, fileProblem } from "../file-problem.ts";
import { withWriteLock } from "../write-lock.ts";
import { type Book, MARK_EVERY, openBook } from "./book.ts";
import { checkLedger } from "./check/check-ledger.ts";
import { addCheckpoint, isSignedAt } from "./checkpoints.ts";
import { hashText } from "./hash-text.ts";
import { readPage } from "./pages.ts";
import { readLines } from "./read-lines.ts";
import { closedSegments, openActive, rotate, segmentPath, sizeUnlessRotated } from "./segments.ts";
import type { Signer } from "./signing.ts";
import { readSnapshot, type Snapshot, writeSnapshot } from "./snapshot.ts";
import type { Verified } from "./verify.ts";

/** Something that happened, by whom; the ledger adds time, number and links. */
export type Happened = { readonly actor: string; readonly happening: Happening };

/** The ledger of a workspace: append-only JSON Lines files of hash-chained events, one after the other. */
export type Ledger = {
  readonly history: History;
  readonly chronicle: Chronicle;
  /** How many readable events there are. */
  readonly count: () => number;
  /** Events by position, from and to (exclusive), read from the files; without bounds all of them. */
  readonly events: (from?: number, to?: number) => readonly LedgerEvent[];
  /** Up to `limit` events before the one with number `seq`, oldest first. */
  readonly eventsBefore: (seq: number | undefined, limit: number) => readonly LedgerEvent[];
  readonly head: () => ChainHead;
  /** What was found wrong so far; a torn last line that was set aside is told in `tornTail`. */
  readonly problems: () => readonly ChainProblem[];
  readonly tornTail: () => string | null;
  /**
   * Appends events; resolves once they are on the disk (fsync). Appends that come while one is being written are
   * written together. On a problem none of them is in the ledger.
   */
  readonly append: (happened: readonly Happened[]) => Promise<Result<readonly LedgerEvent[]>>;
  /** Told of every event that becomes durable, also those another process wrote. */
  readonly subscribe: (listener: (event: LedgerEvent) => void) => () => void;
  /** Checks every line of every file again, and whose keys signed how far; null when it was stopped. */
  readonly verify: (signal?: AbortSignal) => Promise<Verified | null>;
  /** Signs where the ledger stands now, so that all of it is signed; false where there is no key. */
  readonly sign: () => Promise<boolean>;
  /** The files it lies in, in order, each with as many bytes as belong to it. */
  readonly pieces: () => Promise<readonly { readonly path: string; readonly bytes: number }[]>;
  readonly close: () => Promise<void>;
};

export type LedgerOptions = {
  /** Current time in milliseconds since 1970; passed in so that tests can set it. */
  readonly now: () => number;
  readonly readOnly: boolean;
  /** Makes written bytes durable; passed in so that tests can let it fail. */
  readonly sync?: (handle: FileHandle) => Promise<void>;
  /** A file for what was folded, so that opening reads only what came since. It may vanish at any time. */
  readonly snapshot?: string;
  /** Signs checkpoints, in whose name. Asked for at the first one. */
  readonly signer?: { readonly name: string; readonly open: () => Promise<Signer> } | undefined;
  /** Bytes after which a file is closed and the next one begun. */
  readonly rotateAt?: number;
  /** Milliseconds after which a ledger that was opened from a snapshot is checked in the background. */
  readonly checkAfterMs?: number;
};

const ROTATE_AT = 64 * 1024 * 1024;
/** Below this a ledger is read and checked whole at every start: it takes less than a blink. */
const SNAPSHOT_FROM = 5_000;
/** So many events may come before what was folded is kept anew. */
const SNAPSHOT_EVERY = 1_000;
const CHECKPOINT_EVERY = 10_000;
const CHECK_AFTER_MS = 10_000;

type Waiting = {
  readonly happened: readonly Happened[];
  readonly done: (result: Result<readonly LedgerEvent[]>) => void;
};

/** Opens (or begins) the ledger in `folder`, reads and checks what came since the last snapshot, and sets a torn last line aside. */
export async function openLedger(folder: string, options: LedgerOptions): Promise<Result<Ledger>> {
  const sync = options.sync ?? ((handle: FileHandle) => handle.datasync());
  const lock = join(folder, "lock");
  const listeners = new Set<(event: LedgerEvent) => void>();
  const time = () => new Date(options.now()).toISOString();
  let book: Book = openBook(null);
  let handle: FileHandle;
  let tornTail: string | null = null;
  let foundLater: readonly ChainProblem[] | null = null;
  /** Set when the disk could not be trusted any more; appends are refused from then on. */
  let broken: Problem | null = null;
  let kept = 0;
  let signed = EMPTY_HEAD.seq;

  const tell = (event: LedgerEvent | null) => {
    if (event) for (const listener of listeners) listener(event);
  };

  /** Takes in what is in the files beyond the book's place; returns the bytes of an unfinished last line, if any. */
  const readOn = async (): Promise<Buffer> => {
    const active = await closedSegments(folder);
    while (book.place().segment < active) {
      const { segment, offset } = book.place();
      const closed = await open(await segmentPath(folder, segment), "r");
      try {
        await readLines(closed, offset, (line) => {
          tell(book.takeLine(line.text, { segment, offset: line.next }));
          return true;
        });
      } finally {
        await closed.close();
      }
      book.nextSegment();
    }
    const { segment, offset } = book.place();
    if ((await handle.stat()).size < offset)
      throw new Error("The ledger became shorter while it was being read");
    return readLines(handle, offset, (line) => {
      tell(book.takeLine(line.text, { segment, offset: line.next }));
      return true;
    });
  };

  /** An unfinished last line was never acknowledged: it is kept in a file of its own and cut off. */
  const setAside = async (torn: Buffer) => {
    await writeFileAtomic(join(folder, `torn-${time().replace(/[:.]/g, "-")}.txt`), torn);
    await handle.truncate(book.place().offset);
    await sync(handle);
    tornTail = `The last entry of the ledger was cut short (${torn.length} bytes), probably by a power loss or a crash. It had not been confirmed to anyone. It was set aside and nothing else is affected.`;
  };

  const snapshot = options.snapshot === undefined ? null : await readSnapshot(options.snapshot);
  try {
    if (!options.readOnly) await mkdir(folder, { recursive: true });
    handle = await openActive(folder, options.readOnly);
    if (snapshot !== null && (await fits(folder, snapshot))) book = openBook(snapshot);
    kept = book.events();
    signed = book.head().seq;
    if (options.readOnly) {
      const torn = await readOn();
      if (torn.length > 0)
        tornTail = `The last entry of the ledger is cut short (${torn.length} bytes). The workspace is read-only, so it stays where it is; nothing else is affected.`;
    } else {
      await syncFolder(folder);
      await withWriteLock(lock, async () => {
        const torn = await readOn();
        if (torn.length > 0) await setAside(torn);
      });
    }
  } catch (error) {
    if (options.readOnly && errorCode(error) === "ENOENT") return ok(emptyReadOnly());
    return fail(fileProblem(error, "open the ledger"));
  }

  const write = async (batch: readonly Waiting[]): Promise<Result<readonly LedgerEvent[]>[]> =>
    withWriteLock(lock, async () => {
      const size = await sizeUnlessRotated(folder, handle);
      if (size === null) {
        await handle.close();
        handle = await openActive(folder, false);
      }
      if (size !== book.place().offset) {
        const torn = await readOn();
        if (torn.length > 0) await setAside(torn);
      }
      let next = book.head();
      const at = time();
      const linked = batch.map(({ happened }) =>
        happened.map(({ actor, happening }) => {
          const made = linkLine(next, { time: at, actor, happening }, hashText);
          next = { seq: made.event.seq, hash: made.event.hash };
          return { event: made.event, bytes: Buffer.from(`${made.line}\n`, "utf8") };
        }),
      );
      const { segment, offset } = book.place();
      try {
        await writeFully(handle, Buffer.concat(linked.flat().map(({ bytes }) => bytes)), offset);
        await sync(handle);
      } catch (error) {
        await undo(error, offset);
        throw error;
      }
      let end = offset;
      for (const { event, bytes } of linked.flat()) {
        end += bytes.length;
        book.takeEvent(event, { segment, offset: end });
        tell(event);
      }
      if (end > (options.rotateAt ?? ROTATE_AT)) await beginNext();
      return linked.map((own) => ok(own.map(({ event }) => event)));
    });

  /** Closes a file that is long enough. When that fails, the file in use goes on being used. */
  const beginNext = async () => {
    const begun = await rotate(folder).catch(() => null);
    if (begun === null) return;
    await handle.close();
    handle = begun;
    book.nextSegment();
    await checkpoint();
  };

  /** A checkpoint that cannot be written costs its signature only; events are durable without it. */
  const checkpoint = async () => {
    if (!options.signer || book.head().seq <= signed) return;
    const head = book.head();
    try {
      const signer = await options.signer.open();
      if (signed === EMPTY_HEAD.seq && (await isSignedAt(folder, head, signer.key))) {
        signed = head.seq;
        return;
      }
      await addCheckpoint(folder, head, { time: time(), name: options.signer.name, signer });
      signed = head.seq;
    } catch {
      // tried again at the next one
    }
  };

  /** Takes a failed write back. When even that fails, the file can no longer be trusted and appends stop. */
  const undo = async (cause: unknown, size: number) => {
    try {
      await handle.truncate(size);
      await sync(handle);
    } catch {
      broken = {
        ...fileProblem(cause, "write the ledger"),
        remedy:
          "Close Askline, check the disk, and open the workspace again: unfinished entries are set aside then.",
      };
    }
  };

  const waiting: Waiting[] = [];
  let writing: Promise<void> | null = null;
  const drain = async () => {
    while (waiting.length > 0) {
      const batch = waiting.splice(0);
      try {
        if (broken) throw broken;
        const results = await write(batch);
        batch.forEach(({ done }, i) => {
          done(results[i] ?? fail(fileProblem(undefined, "write the ledger")));
        });
        if (book.head().seq - signed >= CHECKPOINT_EVERY) await checkpoint();
      } catch (error) {
        const problem = error === broken && broken ? broken : fileProblem(error, "write the ledger");
        for (const { done } of batch) done(fail(problem));
      }
    }
    writing = null;
  };

  const stop = new AbortController();
  const verify = (signal?: AbortSignal) =>
    checkLedger({ folder, end: book.place(), expected: book.head() }, signal);
  /** What was folded earlier is believed at first, and checked when there is time. */
  const later =
    snapshot === null || kept === 0
      ? undefined
      : setTimeout(async () => {
          const verified = await verify(stop.signal).catch(() => null);
          if (verified) foundLater = verified.problems;
        }, options.checkAfterMs ?? CHECK_AFTER_MS).unref();

  return ok({
    history: book.fold.history,
    chronicle: book.fold.chronicle,
    count: book.events,
    events: (from = 0, to = book.events()) => readPage(folder, book, from, Math.min(to, book.events())),
    eventsBefore: (seq, limit) => {
      const end = seq === undefined ? book.events() : positionOf(folder, book, seq);
      return readPage(folder, book, Math.max(0, end - limit), end);
    },
    head: book.head,
    problems: () => foundLater ?? book.problems(),
    tornTail: () => tornTail,
    append: (happened) => {
      if (options.readOnly) return Promise.resolve(fail(fileProblem({ code: "EROFS" }, "write the ledger")));
      return new Promise((done) => {
        waiting.push({ happened, done });
        writing ??= drain();
      });
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    verify,
    sign: async () => {
      await writing;
      if (!options.readOnly && !broken) await checkpoint();
      return book.head().seq <= signed && options.signer !== undefined;
    },
    pieces: async () => {
      const { segment, offset } = book.place();
      const paths = await Promise.all(
        Array.from({ length: segment + 1 }, (_, ordinal) => segmentPath(folder, ordinal)),
      );
      return Promise.all(
        paths.map(async (path, ordinal) => ({
          path,
          bytes: ordinal === segment ? offset : (await stat(path)).size,
        })),
      );
    },
    close: async () => {
      clearTimeout(later);
      stop.abort();
      await writing;
      if (!options.readOnly && !broken) {
        await checkpoint();
        if (
          options.snapshot !== undefined &&
          book.events() >= SNAPSHOT_FROM &&
          book.events() - kept >= SNAPSHOT_EVERY
        )
          await writeSnapshot(options.snapshot, book.snapshot());
      }
      await handle.close();
    },
  });
}

/** Where in the order of events the first one stands whose number is at least `seq`. */
function positionOf(folder: string, book: Book, seq: number): number {
  const mark = book.markOfSeq(seq);
  const page = readPage(folder, book, mark.position, Math.min(mark.position + 2 * MARK_EVERY, book.events()));
  const found = page.findIndex((event) => event.seq >= seq);
  return found < 0 ? mark.position + page.length : mark.position + found;
}

/** Whether a snapshot is one of the ledger as it lies here: the last line that was folded is still where it was. */
async function fits(folder: string, { place, lastLine, head }: Snapshot): Promise<boolean> {
  try {
    if (place.segment > (await closedSegments(folder))) return false;
    const handle = await open(await segmentPath(folder, lastLine.segment), "r");
    try {
      let found = false;
      await readLines(handle, lastLine.offset, ({ text, next }) => {
        const { event, problem } = readLine(text, 1, hashText);
        found =
          problem === null &&
          event?.hash === head.hash &&
          (lastLine.segment < place.segment || next === place.offset);
        return false;
      });
      return found;
    } finally {
      await handle.close();
    }
  } catch {
    return false;
  }
}

async function writeFully(handle: FileHandle, bytes: Buffer, at: number): Promise<void> {
  let done = 0;
  while (done < bytes.length) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, at + done);
    done += bytesWritten;
  }
}

/** A read-only workspace in which nothing was ever asked. */
function emptyReadOnly(): Ledger {
  const nothing = startFolds();
  return {
    history: nothing.history,
    chronicle: nothing.chronicle,
    count: () => 0,
    events: () => [],
    eventsBefore: () => [],
    head: () => EMPTY_HEAD,
    problems: () => [],
    tornTail: () => null,
    append: () => Promise.resolve(fail(fileProblem({ code: "EROFS" }, "write the ledger"))),
    subscribe: () => () => undefined,
    verify: () => Promise.resolve({ problems: [], events: 0, head: EMPTY_HEAD, signed: [] }),
    sign: () => Promise.resolve(false),
    pieces: () => Promise.resolve([]),
    close: () => Promise.resolve(),
  };
}
