import type { catalogueChannels } from "../shared/api-catalogue.ts";
import type { importChannels } from "../shared/api-import.ts";
import type { MissingData } from "../shared/ledger/gaps.ts";
import { ok } from "../shared/result.ts";
import type { Handlers, InWorkspace, Output, Shell } from "./handlers.ts";
import type { Runs } from "./runs.ts";

/** What answers the channels about entries and imports. */
export function catalogueHandlers(
  inWorkspace: InWorkspace,
  runs: Runs,
  shell: Pick<Shell, "chooseImports">,
): Pick<Handlers, keyof typeof catalogueChannels | keyof typeof importChannels> {
  return {
    "catalogue.entry": ({ id }) => inWorkspace((askline) => askline.catalogue.entry(id)),
    "catalogue.difference": ({ id, before, after }) =>
      inWorkspace((askline) => askline.catalogue.difference(id, before, after)),
    "catalogue.save": (change) => inWorkspace((askline) => askline.catalogue.save(change)),
    "catalogue.restore": ({ id, entrySha256 }) =>
      inWorkspace((askline) => askline.catalogue.restore(id, entrySha256)),
    "catalogue.approve": (mark) => inWorkspace((askline) => askline.catalogue.approve(mark)),
    "catalogue.concepts": () => inWorkspace((askline) => ok(askline.catalogue.concepts())),
    "catalogue.gaps": () => inWorkspace((askline) => ok(askline.catalogue.gaps().map(asLine))),

    "import.pick": async () => {
      const paths = await shell.chooseImports();
      return ok(paths === null ? null : [...paths]);
    },
    "import.preview": ({ runId, paths }) =>
      inWorkspace((askline) => runs.during(runId, (options) => askline.catalogue.preview(paths, options))),
    "import.confirm": ({ runId, files }) =>
      inWorkspace((askline) => runs.during(runId, (options) => askline.catalogue.confirm(files, options))),
    "import.paths": ({ paths, runId }) =>
      inWorkspace((askline) =>
        runId === undefined
          ? askline.importPaths(paths, {})
          : runs.during(runId, (options) => askline.importPaths(paths, options)),
      ),
  };
}

const asLine = (gap: MissingData): Output<"catalogue.gaps">[number] => ({
  ...gap,
  failing: [...gap.failing],
  questions: [...gap.questions],
});
