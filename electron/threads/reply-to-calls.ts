import { parentPort } from "node:worker_threads";

/** A call of a thread, by number. Both ends are ours and of one build: nothing here comes from outside. */
export type Call<Ask> = { readonly number: number; readonly ask: Ask };

/** What a call came to, or how it failed. */
export type Reply = { readonly number: number; readonly value?: unknown; readonly failed?: string };

/** The thread's own end: takes calls, gives replies, nothing else. */
export function replyToCalls<Ask>(run: (ask: Ask) => unknown): void {
  const port = parentPort;
  port?.on("message", async ({ number, ask }: Call<Ask>) => {
    const reply = (came: Omit<Reply, "number">) => port.postMessage({ number, ...came });
    try {
      reply({ value: await run(ask) });
    } catch (error) {
      reply({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  });
}
