/** Lets at most `limit` jobs run at once; the others start in the order in which they came. */
export type Queue = {
  readonly run: <T>(signal: AbortSignal, onWait: () => void, work: () => Promise<T>) => Promise<T>;
};

/** Makes a queue. A job that is stopped while it waits starts at once, so that it can end at once. */
export function createQueue(limit: number): Queue {
  let running = 0;
  const waiting: (() => void)[] = [];
  const place = (signal: AbortSignal, onWait: () => void): Promise<void> => {
    if (running < limit) return Promise.resolve();
    onWait();
    return new Promise((resolve) => {
      const go = () => {
        signal.removeEventListener("abort", leave);
        resolve();
      };
      const leave = () => {
        waiting.splice(waiting.indexOf(go), 1);
        resolve();
      };
      waiting.push(go);
      signal.addEventListener("abort", leave, { once: true });
    });
  };
  return {
    run: async (signal, onWait, work) => {
      await place(signal, onWait);
      running += 1;
      try {
        return await work();
      } finally {
        running -= 1;
        if (running < limit) waiting.shift()?.();
      }
    },
  };
}
