/** Different texts, each with a number in the order of its first coming, found by their UTF-8 bytes without making strings. */
export type TextTable = {
  /** The number of the text `bytes[from … to]`, given now if it has none. */
  readonly add: (bytes: DataView, from: number, to: number) => number;
  /** The number of a text, -1 where it has none. */
  readonly find: (bytes: DataView, from: number, to: number) => number;
  readonly size: () => number;
  /** Bytes of all texts together. */
  readonly bytes: () => number;
  /** The texts by their numbers. */
  readonly texts: () => readonly string[];
};

/** Multipliers of MurmurHash3 (Appleby), 32 bits. */
const [FIRST, SECOND, LAST] = [0xcc9e2d51, 0x1b873593, 0x85ebca6b] as const;

/** A hash of `bytes[from … to]`, four bytes at a time; the last four overlap with those before. */
function hashOf(bytes: DataView, from: number, to: number): number {
  let hash = to - from;
  const whole = to - 4;
  if (whole < from) {
    for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ bytes.getUint8(at), FIRST);
  } else {
    for (let at = from; at < whole; at += 4) {
      hash = Math.imul(hash ^ Math.imul(bytes.getInt32(at, true), FIRST), SECOND);
      hash ^= hash >>> 15;
    }
    hash = Math.imul(hash ^ Math.imul(bytes.getInt32(whole, true), FIRST), SECOND);
  }
  hash = Math.imul(hash ^ (hash >>> 15), LAST);
  return hash ^ (hash >>> 13);
}

/** A view of bytes as the table reads them. */
export const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** An empty table. */
export function createTextTable(): TextTable {
  // Two numbers a slot: the hash of a text, and its number plus one; 0 where the slot is empty.
  let slots = new Int32Array(2048);
  let ends = new Uint32Array(512);
  let content = new Uint8Array(8192);
  let view = viewOf(content);
  let count = 0;

  const startOf = (entry: number): number => (entry === 0 ? 0 : (ends[entry - 1] ?? 0));

  const isSame = (entry: number, bytes: DataView, from: number, to: number): boolean => {
    const start = startOf(entry);
    const length = to - from;
    if ((ends[entry] ?? 0) - start !== length) return false;
    const whole = length - 4;
    if (whole < 0) {
      for (let at = 0; at < length; at += 1)
        if (view.getUint8(start + at) !== bytes.getUint8(from + at)) return false;
      return true;
    }
    for (let at = 0; at < whole; at += 4)
      if (view.getInt32(start + at) !== bytes.getInt32(from + at)) return false;
    return view.getInt32(start + whole) === bytes.getInt32(from + whole);
  };

  /** Where the slot of a text is: its own, or the empty one where it would go. */
  const slotOf = (hash: number, bytes: DataView, from: number, to: number): number => {
    const mask = slots.length - 1;
    let slot = (hash << 1) & mask;
    for (;;) {
      const entry = (slots[slot + 1] ?? 0) - 1;
      if (entry < 0 || (slots[slot] === hash && isSame(entry, bytes, from, to))) return slot;
      slot = (slot + 2) & mask;
    }
  };

  const grow = (): void => {
    const before = slots;
    slots = new Int32Array(before.length * 2);
    const mask = slots.length - 1;
    for (let from = 0; from < before.length; from += 2) {
      const [hash = 0, entry = 0] = [before[from], before[from + 1]];
      if (entry === 0) continue;
      let slot = (hash << 1) & mask;
      while (slots[slot + 1] !== 0) slot = (slot + 2) & mask;
      slots[slot] = hash;
      slots[slot + 1] = entry;
    }
    const more = new Uint32Array(slots.length / 4);
    more.set(ends);
    ends = more;
  };

  return {
    add: (bytes, from, to) => {
      const hash = hashOf(bytes, from, to);
      const slot = slotOf(hash, bytes, from, to);
      const known = (slots[slot + 1] ?? 0) - 1;
      if (known >= 0) return known;
      const entry = count;
      const start = startOf(entry);
      const end = start + to - from;
      if (end > content.length) {
        const more = new Uint8Array(Math.max(end, content.length * 2));
        more.set(content);
        content = more;
        view = viewOf(content);
      }
      for (let at = from; at < to; at += 1) content[start + at - from] = bytes.getUint8(at);
      ends[entry] = end;
      slots[slot] = hash;
      slots[slot + 1] = entry + 1;
      count += 1;
      // At most half of the slots are taken, so that a search is short and always ends.
      if (count * 4 >= slots.length) grow();
      return entry;
    },
    find: (bytes, from, to) => (slots[slotOf(hashOf(bytes, from, to), bytes, from, to) + 1] ?? 0) - 1,
    size: () => count,
    bytes: () => startOf(count),
    texts: () => {
      const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
      return Array.from({ length: count }, (_, entry) =>
        decoder.decode(content.subarray(startOf(entry), ends[entry])),
      );
    },
  };
}
