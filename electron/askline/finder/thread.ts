import { replyToCalls } from "../../threads/reply-to-calls.ts";
import type { FinderCall } from "./calls.ts";
import { finderHere } from "./finder-here.ts";

/** Entry of the thread that finds. */
const finder = finderHere();

replyToCalls((ask: FinderCall) => {
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
});
