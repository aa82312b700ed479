import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { ArrowFault, damaged } from "./fault.ts";

/** Bytes that can be read at any position: a file, or memory. Reading past the end is a damaged file. */
export type ByteSource = {
  readonly size: number;
  /** Fills `target` with the bytes from `position` on. */
  readonly readInto: (target: Uint8Array, position: number) => void;
  /** Work to be done when the source is closed: to give back what reading it holds. */
  readonly onClose: (work: () => void) => void;
  readonly close: () => void;
};

/** Opens a file for reading in pieces, so that its size does not matter. Throws `data-missing` when it cannot be opened. */
export function openFile(path: string): ByteSource {
  let handle: number;
  try {
    handle = openSync(path, "r");
  } catch (cause) {
    throw new ArrowFault(
      "data-missing",
      "The data file is not there or cannot be opened.",
      cause instanceof Error ? cause.message : String(cause),
    );
  }
  const size = fstatSync(handle).size;
  let open = true;
  const atClose = new Set<() => void>();
  return {
    size,
    readInto: (target, position) => {
      if (position < 0 || position + target.length > size) damaged("it ends before its content does");
      let done = 0;
      while (done < target.length) {
        const got = readSync(handle, target, done, target.length - done, position + done);
        if (got === 0) damaged("it became shorter while it was read");
        done += got;
      }
    },
    onClose: (work) => {
      atClose.add(work);
    },
    close: () => {
      for (const work of atClose) work();
      atClose.clear();
      if (open) closeSync(handle);
      open = false;
    },
  };
}

/** Reads `length` bytes at `position` into new memory. */
export function readBytes(source: ByteSource, position: number, length: number): Uint8Array {
  if (length < 0 || position < 0 || position + length > source.size)
    damaged("it ends before its content does");
  const bytes = new Uint8Array(length);
  source.readInto(bytes, position);
  return bytes;
}
