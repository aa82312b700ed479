import { parentPort } from "node:worker_threads";
import { finderHere } from "./finder-here.ts";
import type { FinderCall, FinderReply } from "./thread-messages.ts";

/** Entry of the thread that finds: takes calls, gives replies, nothing else. */
const finder = finderHere();
const port = parentPort;

const run = ({ ask }: FinderCall): Promise<unknown> => {
  switch (ask.name) {
    case "take":
      return finder.take(...ask.with);
    case "search":
      return finder.search(...ask.with);
    case "find":
      return finder.find(...ask.with);
    case "page":
      return finder.page(...ask.with);
    case "reading":
      return finder.reading();
  }
};

port?.on("message", (call: FinderCall) => {
  const answer = (reply: Omit<FinderReply, "number">) => port.postMessage({ number: call.number, ...reply });
  run(call).then(
    (value) => answer({ value }),
    (error: unknown) =>
      answer({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
