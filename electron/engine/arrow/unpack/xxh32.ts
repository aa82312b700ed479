/** Primes of XXH32 (xxHash specification, version 0.1.1). */
const P1 = 0x9e3779b1;
const P2 = 0x85ebca77;
const P3 = 0xc2b2ae3d;
const P4 = 0x27d4eb2f;
const P5 = 0x165667b1;

const turn = (value: number, by: number): number => (value << by) | (value >>> (32 - by));
const round = (sum: number, word: number): number => Math.imul(turn((sum + Math.imul(word, P2)) | 0, 13), P1);

/** A checksum that takes in bytes as they come. */
export type Checksum = { readonly add: (bytes: Uint8Array) => void; readonly value: () => number };

/** XXH32 with seed 0, the checksum of LZ4 frames. */
export function xxh32(): Checksum {
  let [a, b, c, d] = [(P1 + P2) | 0, P2 | 0, 0, -P1 | 0];
  let total = 0;
  const rest = new Uint8Array(16);
  let held = 0;

  const stripe = (view: DataView, at: number): void => {
    a = round(a, view.getInt32(at, true));
    b = round(b, view.getInt32(at + 4, true));
    c = round(c, view.getInt32(at + 8, true));
    d = round(d, view.getInt32(at + 12, true));
  };

  return {
    add: (bytes) => {
      total += bytes.length;
      let at = 0;
      if (held > 0) {
        at = Math.min(16 - held, bytes.length);
        rest.set(bytes.subarray(0, at), held);
        held += at;
        if (held < 16) return;
        stripe(new DataView(rest.buffer), 0);
        held = 0;
      }
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      for (; at + 16 <= bytes.length; at += 16) stripe(view, at);
      rest.set(bytes.subarray(at));
      held = bytes.length - at;
    },
    value: () => {
      let sum = total >= 16 ? (turn(a, 1) + turn(b, 7) + turn(c, 12) + turn(d, 18)) | 0 : P5 | 0;
      sum = (sum + total) | 0;
      const view = new DataView(rest.buffer);
      let at = 0;
      for (; at + 4 <= held; at += 4)
        sum = Math.imul(turn((sum + Math.imul(view.getInt32(at, true), P3)) | 0, 17), P4);
      for (; at < held; at += 1) sum = Math.imul(turn((sum + Math.imul(rest[at] ?? 0, P5)) | 0, 11), P1);
      sum = Math.imul(sum ^ (sum >>> 15), P2);
      sum = Math.imul(sum ^ (sum >>> 13), P3);
      return (sum ^ (sum >>> 16)) >>> 0;
    },
  };
}
