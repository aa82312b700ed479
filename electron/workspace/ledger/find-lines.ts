import { open, stat } from "node:fs/promises";

const LINE_END = 0x0a;
const PIECE = 4 << 20;

/**
 * Finds the lines of a file in which one of these texts stands, in order. The bytes are searched as they are: a gigabyte
 * takes about a second, and others have their turn between pieces. Lines are given without their end.
 */
export async function findLines(
  path: string,
  bytes: number,
  texts: readonly string[],
  take: (line: string) => void,
): Promise<void> {
  const wanted = texts.map((text) => Buffer.from(text, "utf8"));
  const end = Math.min(bytes, (await stat(path)).size);
  const handle = await open(path, "r");
  try {
    let rest: Buffer = Buffer.alloc(0);
    for (let at = 0; at < end; ) {
      const piece = Buffer.allocUnsafe(Math.min(PIECE, end - at));
      const { bytesRead } = await handle.read(piece, 0, piece.length, at);
      if (bytesRead === 0) break;
      at += bytesRead;
      const all =
        rest.length === 0
          ? piece.subarray(0, bytesRead)
          : Buffer.concat([rest, piece.subarray(0, bytesRead)]);
      const whole = all.lastIndexOf(LINE_END) + 1;
      for (const [from, to] of linesWith(all.subarray(0, whole), wanted))
        take(all.toString("utf8", from, to));
      rest = all.subarray(whole);
    }
  } finally {
    await handle.close();
  }
}

/** Where the lines begin and end that hold one of the texts, each once, in order. */
function linesWith(bytes: Buffer, texts: readonly Buffer[]): (readonly [number, number])[] {
  const found = new Map<number, number>();
  for (const text of texts) {
    for (let hit = bytes.indexOf(text); hit >= 0; ) {
      const from = bytes.lastIndexOf(LINE_END, hit) + 1;
      const to = bytes.indexOf(LINE_END, hit);
      found.set(from, to);
      hit = bytes.indexOf(text, to);
    }
  }
  return [...found].sort((a, b) => a[0] - b[0]);
}
