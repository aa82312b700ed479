import { parentPort } from "node:worker_threads";
import { guardMemory } from "./memory.ts";
import type { GuardCall, GuardReply } from "./thread-messages.ts";

/** Entry of the guard's thread: takes calls in turn, gives replies, nothing else. */
const memory = guardMemory();
const port = parentPort;

const run = async ({ ask }: GuardCall): Promise<unknown> => {
  switch (ask.name) {
    case "tell":
      return memory.tell(...ask.with);
    case "read":
      return memory.read(...ask.with);
    case "hold":
      return memory.hold(...ask.with);
    case "keep":
      return memory.keep(...ask.with);
    case "forget":
      return memory.forget(...ask.with);
  }
};

port?.on("message", (call: GuardCall) => {
  const answer = (reply: Omit<GuardReply, "number">) => port.postMessage({ number: call.number, ...reply });
  run(call).then(
    (value) => answer({ value }),
    (error: unknown) =>
      answer({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
