import type { en } from "../en/index.ts";
import type { Message } from "../message.ts";
import { ask } from "./ask.ts";
import { frame } from "./frame.ts";

/** French so far: the frame and the Ask page. What is missing is shown in English. */
export const fr: Partial<Record<keyof typeof en, Message>> = { ...frame, ...ask };
