import type { askChannels } from "../shared/api/ask.ts";
import { ok } from "../shared/result.ts";
import type { Handlers, InWorkspace } from "./handlers.ts";
import type { Runs } from "./runs.ts";

/** What answers the channels that help to ask. */
export function askHandlers(inWorkspace: InWorkspace, runs: Runs): Pick<Handlers, keyof typeof askChannels> {
  return {
    "question.preview": ({ runId, question }) =>
      inWorkspace((askline) => runs.during(runId, (options) => askline.asking.preview(question, options))),
    "question.examples": ({ language }) =>
      inWorkspace(async (askline) => ok(await askline.asking.examples(language))),
    "vocabulary.own": () => inWorkspace((askline) => ok(askline.asking.ownWords())),
    "vocabulary.check": (change) => inWorkspace((askline) => ok(askline.asking.checkWord(change))),
    "vocabulary.save": (change) => inWorkspace((askline) => askline.asking.saveWord(change)),
    "vocabulary.remove": ({ id }) => inWorkspace((askline) => askline.asking.removeWord(id)),
  };
}
