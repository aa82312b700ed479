/** Lets at most so many jobs run at once; the others start in the order in which they came. */
export type Queue = {
  readonly run: <T>(signal: AbortSignal, onWait: () => void, work: () => Promise<T>) => Promise<T>;
};

/** A job that has run for this long, in milliseconds, lets one of those that wait run beside it. */
const LONG_MS = 1000;

/** How many jobs may run at once where some of them are long. */
export const mostAtOnce = (limit: number): number => 2 * limit;

/**
 * Makes a queue for `limit` jobs at once. Long jobs must not keep the others waiting to their end: beside each that has run for
 * a second another may start, up to twice the limit in all. A job that is stopped while it waits starts at once, so that
 * it can end at once.
 */
export function createQueue(limit: number, longMs = LONG_MS): Queue {
  // A place is taken in the same moment in which it is granted: nobody can come in between.
  const running = new Set<{ isLong: boolean }>();
  const waiting: (() => void)[] = [];
  const isFree = (): boolean => {
    const short = [...running].filter(({ isLong }) => !isLong).length;
    return short < limit && running.size < mostAtOnce(limit);
  };
  const admit = (): void => {
    while (waiting.length > 0 && isFree()) waiting.shift()?.();
  };
  const enter = (signal: AbortSignal, onWait: () => void): Promise<{ isLong: boolean }> => {
    const place = { isLong: false };
    if ((waiting.length === 0 && isFree()) || signal.aborted) {
      running.add(place);
      return Promise.resolve(place);
    }
    onWait();
    return new Promise((resolve) => {
      const go = () => {
        signal.removeEventListener("abort", leave);
        running.add(place);
        resolve(place);
      };
      const leave = () => {
        waiting.splice(waiting.indexOf(go), 1);
        go();
      };
      waiting.push(go);
      signal.addEventListener("abort", leave, { once: true });
    });
  };
  return {
    run: async (signal, onWait, work) => {
      const place = await enter(signal, onWait);
      const timer = setTimeout(() => {
        place.isLong = true;
        admit();
      }, longMs);
      try {
        return await work();
      } finally {
        clearTimeout(timer);
        running.delete(place);
        admit();
      }
    },
  };
}
