/** Bytes that are appended to, in memory that doubles. */
export class GrowingBytes {
  #content = new Uint8Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Makes room for `count` more bytes and returns where they go. */
  extend(count: number): Uint8Array {
    const needed = this.#length + count;
    if (needed > this.#content.length) {
      const larger = new Uint8Array(Math.max(needed, this.#content.length * 2));
      larger.set(this.#content.subarray(0, this.#length));
      this.#content = larger;
    }
    const room = this.#content.subarray(this.#length, needed);
    this.#length = needed;
    return room;
  }

  append(bytes: Uint8Array): void {
    this.extend(bytes.length).set(bytes);
  }

  /** The bytes so far; valid until the next change. */
  bytes(): Uint8Array {
    return this.#content.subarray(0, this.#length);
  }

  /** The bytes so far, without the spare room. */
  taken(): Uint8Array {
    return this.#content.slice(0, this.#length);
  }
}

/** Truth values, one bit each, that are appended to. */
export class GrowingBits {
  readonly #bytes = new GrowingBytes();
  #length = 0;
  #zeros = 0;

  /** How many of the bits are 0. */
  get zeros(): number {
    return this.#zeros;
  }

  /** Appends `count` bits, taken from `bits` (bit 0 first), or ones where `bits` is null. */
  append(bits: Uint8Array | null, count: number): void {
    const needed = Math.ceil((this.#length + count) / 8) - this.#bytes.length;
    if (needed > 0) this.#bytes.extend(needed).fill(0);
    const target = this.#bytes.bytes();
    const start = this.#length;
    this.#length += count;
    if (bits === null && start % 8 === 0) {
      target.fill(0xff, start >> 3, (start + count) >> 3);
      const rest = count & 7;
      if (rest > 0) target[(start + count) >> 3] = (1 << rest) - 1;
      return;
    }
    for (let index = 0; index < count; index += 1) {
      const at = start + index;
      if (bits === null || ((bits[index >> 3] ?? 0) & (1 << (index & 7))) !== 0) {
        target[at >> 3] = (target[at >> 3] ?? 0) | (1 << (at & 7));
      } else {
        this.#zeros += 1;
      }
    }
  }

  taken(): Uint8Array {
    return this.#bytes.taken();
  }
}
