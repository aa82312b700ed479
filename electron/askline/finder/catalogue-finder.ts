import type { Finder, Shelf } from "./finder.ts";
import { finderHere } from "./finder-here.ts";
import { finderInThread } from "./finder-thread.ts";

/**
 * Imported catalogues of more bytes than this are searched in a thread of their own: some 3,000 entries, which take some
 * 3 ms to search, while starting a thread takes a tenth of a second and its own memory.
 */
const WORTH_A_THREAD = 6_000_000;

/** The finder over the catalogue as it is at each moment. */
export type CatalogueFinder = Omit<Finder, "take"> & {
  /** The catalogue has changed: what is asked from now on is answered over it as it is now. */
  readonly changed: () => void;
  /** Starts to read the catalogue, if it is so large that it is better not to wait for the first question. */
  readonly warm: () => void;
};

/** Makes the finder; nothing is read before something is asked or it is warmed. */
export function catalogueFinder(shelf: () => Shelf): CatalogueFinder {
  let finder: Finder | null = null;
  let inThread = false;
  let stale = true;
  const current = (): Finder => {
    if (finder && !stale) return finder;
    const now = shelf();
    const large = now.files.reduce((sum, { bytes }) => sum + bytes, 0) > WORTH_A_THREAD;
    if (finder === null || (large && !inThread)) {
      finder = large ? finderInThread() : finderHere();
      inThread = large;
    }
    stale = false;
    // Whoever asks waits for it; a thread that cannot start says so to them.
    finder.take(now).catch(() => undefined);
    return finder;
  };
  return {
    changed: () => {
      stale = true;
      // A large catalogue is read ahead: whoever asks next should not wait for it.
      if (inThread) current();
    },
    warm: () => {
      if (shelf().files.length > 0) current();
    },
    search: (text, limit) => current().search(text, limit),
    find: (text, most) => current().find(text, most),
    page: (asked, today) => current().page(asked, today),
    reading: () => current().reading(),
    close: async () => {
      await finder?.close();
      finder = null;
    },
  };
}
