import { type FileHandle, mkdir, open } from "node:fs/promises";
import { join } from "node:path";
import {
  type ChainHead,
  type ChainProblem,
  EMPTY_HEAD,
  eventLine,
  linkEvent,
  linkProblem,
  readLine,
} from "../../shared/ledger/chain.ts";
import type { Happening, LedgerEvent } from "../../shared/ledger/event.ts";
import { fail, ok, type Problem, type Result } from "../../shared/result.ts";
import { syncFolder, writeFileAtomic } from "./atomic-file.ts";
import { errorCode, fileProblem } from "./file-problem.ts";
import { withWriteLock } from "./write-lock.ts";

/** Something that happened, by whom; the ledger adds time, number and links. */
export type Happened = { readonly actor: string; readonly happening: Happening };

/** The ledger of a workspace: one append-only JSON Lines file of hash-chained events. */
export type Ledger = {
  readonly events: () => readonly LedgerEvent[];
  readonly head: () => ChainHead;
  /** What was found wrong in the file so far; a torn last line that was set aside is told in `tornTail`. */
  readonly problems: () => readonly ChainProblem[];
  readonly tornTail: () => string | null;
  /**
   * Appends events; resolves once they are on the disk (fsync). Appends that come while one is being written are
   * written together. On a problem none of them is in the ledger.
   */
  readonly append: (happened: readonly Happened[]) => Promise<Result<readonly LedgerEvent[]>>;
  /** Told of every event that becomes durable, also those another process wrote. */
  readonly subscribe: (listener: (event: LedgerEvent) => void) => () => void;
  readonly close: () => Promise<void>;
};

export type LedgerOptions = {
  /** Current time in milliseconds since 1970; passed in so that tests can set it. */
  readonly now: () => number;
  readonly readOnly: boolean;
  /** Makes written bytes durable; passed in so that tests can let it fail. */
  readonly sync?: (handle: FileHandle) => Promise<void>;
};

/** The ledger's file in its folder. */
export const ledgerFile = (folder: string): string => join(folder, "ledger.jsonl");

type Waiting = {
  readonly happened: readonly Happened[];
  readonly done: (result: Result<readonly LedgerEvent[]>) => void;
};

/** Opens (or begins) the ledger in `folder`, reads and checks all events, and sets a torn last line aside. */
export async function openLedger(folder: string, options: LedgerOptions): Promise<Result<Ledger>> {
  const path = ledgerFile(folder);
  const sync = options.sync ?? ((handle: FileHandle) => handle.datasync());
  const events: LedgerEvent[] = [];
  const problems: ChainProblem[] = [];
  const listeners = new Set<(event: LedgerEvent) => void>();
  let head = EMPTY_HEAD;
  let size = 0;
  let lines = 0;
  let tornTail: string | null = null;
  /** Set when the disk could not be trusted any more; appends are refused from then on. */
  let broken: Problem | null = null;

  const take = (line: string) => {
    lines += 1;
    const read = readLine(line, lines);
    if (read.problem) problems.push(read.problem);
    if (!read.event) return;
    const link = linkProblem(head, read.event, lines);
    if (link) problems.push(link);
    keep(read.event);
  };
  const keep = (event: LedgerEvent) => {
    events.push(event);
    head = { seq: event.seq, hash: event.hash };
    for (const listener of listeners) listener(event);
  };

  /** Takes in what is in the file beyond `size`; returns the bytes of an unfinished last line, if any. */
  const readOn = async (handle: FileHandle): Promise<Buffer> => {
    const end = (await handle.stat()).size;
    const tail = Buffer.alloc(end - size);
    await readFully(handle, tail, size);
    const last = tail.lastIndexOf(0x0a);
    if (last >= 0) for (const line of tail.subarray(0, last).toString("utf8").split("\n")) take(line);
    size += last + 1;
    return tail.subarray(last + 1);
  };

  /** An unfinished last line was never acknowledged: it is kept in a file of its own and cut off. */
  const setAside = async (handle: FileHandle, torn: Buffer) => {
    const stamp = new Date(options.now()).toISOString().replace(/[:.]/g, "-");
    const aside = join(folder, `torn-${stamp}.txt`);
    await writeFileAtomic(aside, torn);
    await handle.truncate(size);
    await sync(handle);
    tornTail = `The last entry of the ledger was cut short (${torn.length} bytes), probably by a power loss or a crash. It had not been confirmed to anyone. It was set aside and nothing else is affected.`;
  };

  let handle: FileHandle;
  try {
    if (!options.readOnly) await mkdir(folder, { recursive: true });
    handle = await openFile(path, options.readOnly);
    if (options.readOnly) {
      const torn = await readOn(handle);
      if (torn.length > 0)
        tornTail = `The last entry of the ledger is cut short (${torn.length} bytes). The workspace is read-only, so it stays where it is; nothing else is affected.`;
    } else {
      await syncFolder(folder);
      await withWriteLock(join(folder, "lock"), async () => {
        const torn = await readOn(handle);
        if (torn.length > 0) await setAside(handle, torn);
      });
    }
  } catch (error) {
    if (options.readOnly && errorCode(error) === "ENOENT") return ok(emptyReadOnly());
    return fail(fileProblem(error, "open the ledger"));
  }

  const write = async (batch: readonly Waiting[]): Promise<Result<readonly LedgerEvent[]>[]> =>
    withWriteLock(join(folder, "lock"), async () => {
      const torn = await readOn(handle);
      if (torn.length > 0) await setAside(handle, torn);
      let next = head;
      const time = new Date(options.now()).toISOString();
      const linked = batch.map(({ happened }) =>
        happened.map(({ actor, happening }) => {
          const event = linkEvent(next, { time, actor, happening });
          next = { seq: event.seq, hash: event.hash };
          return event;
        }),
      );
      const bytes = Buffer.from(
        linked
          .flat()
          .map((event) => `${eventLine(event)}\n`)
          .join(""),
        "utf8",
      );
      try {
        await writeFully(handle, bytes, size);
        await sync(handle);
      } catch (error) {
        await undo(error);
        throw error;
      }
      size += bytes.length;
      lines += linked.flat().length;
      for (const event of linked.flat()) keep(event);
      return linked.map((own) => ok(own));
    });

  /** Takes a failed write back. When even that fails, the file can no longer be trusted and appends stop. */
  const undo = async (cause: unknown) => {
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
      } catch (error) {
        const problem = error === broken && broken ? broken : fileProblem(error, "write the ledger");
        for (const { done } of batch) done(fail(problem));
      }
    }
    writing = null;
  };

  return ok({
    events: () => events,
    head: () => head,
    problems: () => problems,
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
    close: async () => {
      await writing;
      await handle.close();
    },
  });
}

async function openFile(path: string, readOnly: boolean): Promise<FileHandle> {
  if (readOnly) return open(path, "r");
  try {
    return await open(path, "r+");
  } catch (error) {
    if (errorCode(error) !== "ENOENT") throw error;
    return open(path, "wx+");
  }
}

async function readFully(handle: FileHandle, into: Buffer, from: number): Promise<void> {
  let done = 0;
  while (done < into.length) {
    const { bytesRead } = await handle.read(into, done, into.length - done, from + done);
    if (bytesRead === 0) throw new Error("The ledger became shorter while it was being read");
    done += bytesRead;
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
  return {
    events: () => [],
    head: () => EMPTY_HEAD,
    problems: () => [],
    tornTail: () => null,
    append: () => Promise.resolve(fail(fileProblem({ code: "EROFS" }, "write the ledger"))),
    subscribe: () => () => undefined,
    close: () => Promise.resolve(),
  };
}
