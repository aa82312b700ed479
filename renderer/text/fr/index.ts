import type { en } from "../en/index.ts";
import type { Message } from "../message.ts";
import { answer } from "./answer.ts";
import { answers } from "./answers.ts";
import { ask } from "./ask.ts";
import { askCompare } from "./ask-compare.ts";
import { askLearn } from "./ask-learn.ts";
import { askPreview } from "./ask-preview.ts";
import { catalogue } from "./catalogue.ts";
import { catalogueEdit } from "./catalogue-edit.ts";
import { catalogueEntry } from "./catalogue-entry.ts";
import { catalogueImport } from "./catalogue-import.ts";
import { catalogueSources } from "./catalogue-sources.ts";
import { frame } from "./frame.ts";
import { glossary } from "./glossary.ts";
import { requests } from "./requests.ts";
import { review } from "./review.ts";
import { reviewTimeline } from "./review-timeline.ts";
import { words } from "./words.ts";

/** French so far: the frame, Ask, the catalogue with import and editing, answers and their list, requests and the review. What is missing is shown in English. */
export const fr: Partial<Record<keyof typeof en, Message>> = {
  ...frame,
  ...catalogue,
  ...catalogueEdit,
  ...catalogueEntry,
  ...catalogueImport,
  ...catalogueSources,
  ...ask,
  ...askCompare,
  ...askLearn,
  ...askPreview,
  ...glossary,
  ...answer,
  ...answers,
  ...requests,
  ...review,
  ...reviewTimeline,
  ...words,
};
