import { replyToCalls } from "../../threads/reply-to-calls.ts";
import type { GuardCall } from "./calls.ts";
import { guardMemory } from "./memory.ts";

/** Entry of the guard's thread. */
const memory = guardMemory();

replyToCalls((ask: GuardCall) => {
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
});
