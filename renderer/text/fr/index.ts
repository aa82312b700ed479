import type { en } from "../en/index.ts";
import type { Message } from "../message.ts";
import { ask } from "./ask.ts";
import { askCompare } from "./ask-compare.ts";
import { askLearn } from "./ask-learn.ts";
import { askPreview } from "./ask-preview.ts";
import { frame } from "./frame.ts";
import { glossary } from "./glossary.ts";
import { words } from "./words.ts";

/** French so far: the frame and the Ask page. What is missing is shown in English. */
export const fr: Partial<Record<keyof typeof en, Message>> = {
  ...frame,
  ...ask,
  ...askCompare,
  ...askLearn,
  ...askPreview,
  ...glossary,
  ...words,
};
