/** Lets at most `limit` jobs run at once; the others start in the order in which they came. */
export type Queue = {
  readonly run: <T>(signal: AbortSignal, onWait: () => void, work: () => Promise<T>) => Promise<T>;
};

/** Makes a queue. A job that is stopped while it waits starts at once, so that it can end at once. */
export function createQueue(limit: number): Queue {
  // A place is taken in the same moment in which it is granted: nobody can come in between.
  let taken = 0;
  const waiting: (() => void)[] = [];
  const enter = (signal: AbortSignal, onWait: () => void): Promise<void> => {
    if (taken < limit || signal.aborted) {
      taken += 1;
      return Promise.resolve();
    }
    onWait();
    return new Promise((resolve) => {
      const go = () => {
        signal.removeEventListener("abort", leave);
        taken += 1;
        resolve();
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
      await enter(signal, onWait);
      try {
        return await work();
      } finally {
        taken -= 1;
        if (taken < limit) waiting.shift()?.();
      }
    },
  };
}
