import { createHash } from "node:crypto";
import { ArrowFault } from "../arrow/fault.ts";
import type { ByteSource } from "../arrow/source.ts";
import { type Job, throwIfStopped } from "../job.ts";

/** Bytes hashed at a time: about a millisecond, so that nothing else waits long for its turn. */
const PIECE = 1024 * 1024;

/**
 * Reads the whole file once, beside other work, and rejects with `data-changed` when its bytes are not those of the hash:
 * a store must never stand for other bytes than its name says.
 */
export function startHashCheck(source: ByteSource, sha256: string, job: Job): Promise<void> {
  const checked = checkHash(source, sha256, job);
  // It is awaited later; until then a mismatch is nobody's unhandled rejection.
  checked.catch(() => undefined);
  return checked;
}

async function checkHash(source: ByteSource, sha256: string, job: Job): Promise<void> {
  const hash = createHash("sha256");
  const piece = new Uint8Array(Math.min(PIECE, Math.max(1, source.size)));
  for (let at = 0; at < source.size; at += piece.length) {
    const part = piece.subarray(0, Math.min(piece.length, source.size - at));
    source.readInto(part, at);
    hash.update(part);
    await new Promise(setImmediate);
    throwIfStopped(job);
  }
  if (hash.digest("hex") !== sha256) {
    throw new ArrowFault(
      "data-changed",
      "The data file is not the one that was catalogued: its content changed.",
    );
  }
}
