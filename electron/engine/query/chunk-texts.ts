import duckdb from "@duckdb/node-bindings";

/** Longest text that DuckDB keeps inside its 16-byte string_t; longer ones are a length, a prefix and an address. */
const INLINE = 12;

/**
 * Memory is mapped by pages of at least 4 KiB: a page that holds one byte of a text can be read whole. Texts of a chunk lie
 * close together, so that a few dozen pages bring what would else be thousands of calls to DuckDB, half a microsecond each.
 */
const PAGE = 4096;
/** Pages of a stretch that are looked up together. */
const STRETCH = 256;
/** Texts for each page, at least, for pages to be worth it. */
const TEXTS_PER_PAGE = 4;

/** Some pages that follow one another, as they were when they were read. */
type Run = { readonly first: number; readonly bytes: Uint8Array };
type Stretch = { readonly wanted: Uint8Array<ArrayBuffer>; readonly runs: (Run | undefined)[] };

/**
 * Copies the texts of a chunk into `target`, one after the other. `strings`: the chunk's string_t as four words each;
 * `ends`: where each text ends in `target`, so that its length is the distance to the one before.
 */
export function copyTexts(strings: Uint32Array, ends: Int32Array, target: Uint8Array): void {
  const bytes = new Uint8Array(strings.buffer, strings.byteOffset, strings.byteLength);
  const stretches = readPages(strings, ends);
  let from = 0;
  for (let row = 0; row < ends.length; row += 1) {
    const to = ends[row] ?? from;
    const size = to - from;
    if (size <= INLINE) copyBytes(bytes, row * 16 + 4, target, from, size);
    else {
      const [low, page] = addressAt(strings, row);
      const run = stretches?.get(Math.floor(page / STRETCH))?.runs[page % STRETCH];
      const at = run === undefined ? 0 : (page - run.first) * PAGE + (low % PAGE);
      if (run === undefined || at + size > run.bytes.length) target.set(pointedTo(strings, row, size), from);
      else copyBytes(run.bytes, at, target, from, size);
    }
    from = to;
  }
}

/** A few bytes are sooner copied one by one than by making a view of them. */
const FEW = 48;

function copyBytes(source: Uint8Array, at: number, target: Uint8Array, to: number, size: number): void {
  if (size > FEW) target.set(source.subarray(at, at + size), to);
  else for (let byte = 0; byte < size; byte += 1) target[to + byte] = source[at + byte] ?? 0;
}

/** The pages that the longer texts of a chunk lie in; null where those are too many to be worth it. */
function readPages(strings: Uint32Array, ends: Int32Array): ReadonlyMap<number, Stretch> | null {
  const stretches = new Map<number, Stretch>();
  let pages = 0;
  let texts = 0;
  let from = 0;
  let latest = -1;
  let wanted = new Uint8Array(STRETCH);
  for (let row = 0; row < ends.length; row += 1) {
    const to = ends[row] ?? from;
    const size = to - from;
    from = to;
    if (size <= INLINE || size > PAGE) continue;
    texts += 1;
    const [low, page] = addressAt(strings, row);
    const number = Math.floor(page / STRETCH);
    if (latest !== number) {
      const stretch = stretches.get(number) ?? { wanted: new Uint8Array(STRETCH), runs: [] };
      stretches.set(number, stretch);
      latest = number;
      wanted = stretch.wanted;
    }
    const last = Math.min(STRETCH - 1, (page % STRETCH) + ((low % PAGE) + size > PAGE ? 1 : 0));
    for (let at = page % STRETCH; at <= last; at += 1) {
      if (wanted[at] === 1) continue;
      wanted[at] = 1;
      pages += 1;
    }
  }
  if (pages * TEXTS_PER_PAGE > texts) return null;
  for (const [number, stretch] of stretches) readRuns(number * STRETCH, stretch);
  return stretches;
}

function readRuns(start: number, { wanted, runs }: Stretch): void {
  for (let at = 0; at < STRETCH; at += 1) {
    if (wanted[at] !== 1) continue;
    let end = at;
    while (end < STRETCH && wanted[end] === 1) end += 1;
    const address = new ArrayBuffer(8);
    new DataView(address).setBigUint64(0, BigInt(start + at) * BigInt(PAGE), true);
    const run = {
      first: start + at,
      bytes: duckdb.get_data_from_pointer(address, 0, (end - at) * PAGE),
    };
    for (; at < end; at += 1) runs[at] = run;
  }
}

/** The address in a row's string_t: its lower 32 bits, and its page. */
const addressAt = (strings: Uint32Array, row: number): readonly [number, number] => {
  const low = strings[row * 4 + 2] ?? 0;
  return [low, (strings[row * 4 + 3] ?? 0) * (0x1_0000_0000 / PAGE) + Math.floor(low / PAGE)];
};

const pointedTo = (strings: Uint32Array, row: number, size: number): Uint8Array =>
  duckdb.get_data_from_pointer(strings.buffer as ArrayBuffer, strings.byteOffset + row * 16 + 8, size);
