import type { ChannelName } from "../../shared/api.ts";

/** What has to be asked again after an entry was changed: everything that rests on what datasets say of themselves. */
export const ENTRY_CHANGED: readonly ChannelName[] = [
  "catalogue.entry",
  "catalogue.concepts",
  "catalogue.concept",
  "catalogue.disagreements",
  "catalogue.standing",
  "datasets.list",
  "datasets.page",
  "datasets.get",
  "vocabulary.get",
  "question.look",
  "question.suggestions",
  "question.choices",
];
