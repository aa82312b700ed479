import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";

/** Text that a compressed file may hold at most. */
export const LARGEST_TEXT = 2 * 1024 ** 3;
/** Real texts shrink to a tenth; beyond this a compressed file is made to overwhelm. Small files may be odd. */
const LARGEST_RATIO = 200;
const RATIO_MATTERS_FROM = 50 * 1024 ** 2;

/** A file whose contents are far larger than the file. */
export class OverlargeFileError extends Error {
  override readonly name = "OverlargeFileError";
}

/** Whether a file is compressed with gzip, by its first bytes. */
async function isGzip(path: string): Promise<boolean> {
  for await (const chunk of createReadStream(path, { start: 0, end: 1 })) {
    const bytes: Buffer = chunk;
    return bytes[0] === 0x1f && bytes[1] === 0x8b;
  }
  return false;
}

/**
 * The text of a file piece by piece, unpacked if it is gzip; UTF-8, or UTF-16 with its mark. Bytes that are no text become
 * the replacement character. `onBytes` hears how many bytes of the file have been read. Throws OverlargeFileError.
 */
export async function* textOf(
  path: string,
  onBytes: (bytes: number) => void,
  signal?: AbortSignal,
): AsyncGenerator<string> {
  const gzip = await isGzip(path);
  const source = createReadStream(path, {
    highWaterMark: 256 * 1024,
    ...(signal === undefined ? {} : { signal }),
  });
  const unpacked = gzip ? source.pipe(createGunzip()) : source;
  source.on("error", (error) => unpacked.destroy(error));
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  let out = 0;
  try {
    for await (const chunk of unpacked) {
      const bytes: Buffer = chunk;
      out += bytes.length;
      onBytes(source.bytesRead);
      if (out > LARGEST_TEXT || (out > RATIO_MATTERS_FROM && out > source.bytesRead * LARGEST_RATIO)) {
        throw new OverlargeFileError(`${out} bytes from ${source.bytesRead}`);
      }
      decoder ??= new TextDecoder(encodingOf(bytes));
      yield decoder.decode(bytes, { stream: true });
    }
    if (decoder !== null) yield decoder.decode();
  } finally {
    source.destroy();
    unpacked.destroy();
  }
}

function encodingOf(start: Buffer): string {
  if (start[0] === 0xff && start[1] === 0xfe) return "utf-16le";
  return start[0] === 0xfe && start[1] === 0xff ? "utf-16be" : "utf-8";
}
