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
import { ledgers } from "./ledgers.ts";
import { limits } from "./limits.ts";
import { placeNames } from "./place-names.ts";
import { review } from "./review.ts";
import { reviewTimeline } from "./review-timeline.ts";
import { settings } from "./settings.ts";
import { words } from "./words.ts";

/** Every message in English, the language the others fall back to. */
export const en = {
  ...frame,
  ...ask,
  ...askCompare,
  ...askLearn,
  ...askPreview,
  ...glossary,
  ...words,
  ...answer,
  ...answers,
  ...catalogue,
  ...catalogueEdit,
  ...catalogueEntry,
  ...catalogueImport,
  ...catalogueSources,
  ...ledgers,
  ...limits,
  ...placeNames,
  ...review,
  ...reviewTimeline,
  ...settings,
} as const;
