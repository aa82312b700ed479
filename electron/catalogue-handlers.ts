import type { catalogueChannels } from "../shared/api/catalogue.ts";
import type { importChannels } from "../shared/api/import.ts";
import type { listChannels } from "../shared/api/list.ts";
import type { sourceChannels } from "../shared/api/sources.ts";
import type { ListPage } from "../shared/catalogue/list/listing.ts";
import { ok } from "../shared/result.ts";
import type { GapNow } from "./askline/catalogue/gaps.ts";
import type { Handlers, InWorkspace, Output, Shell } from "./handlers.ts";
import type { Runs } from "./runs.ts";

/** What answers the channels about entries and imports. */
export function catalogueHandlers(
  inWorkspace: InWorkspace,
  runs: Runs,
  shell: Pick<Shell, "chooseImports">,
): Pick<
  Handlers,
  | keyof typeof catalogueChannels
  | keyof typeof importChannels
  | keyof typeof listChannels
  | keyof typeof sourceChannels
> {
  return {
    "catalogue.entry": ({ id, knownAt }) =>
      inWorkspace(async (askline) =>
        knownAt === undefined ? askline.catalogue.entry(id) : (await askline.asKnownAt(knownAt)).entry(id),
      ),
    "catalogue.difference": ({ id, before, after }) =>
      inWorkspace((askline) => askline.catalogue.difference(id, before, after)),
    "catalogue.save": (change) => inWorkspace((askline) => askline.catalogue.save(change)),
    "catalogue.restore": ({ id, entrySha256 }) =>
      inWorkspace((askline) => askline.catalogue.restore(id, entrySha256)),
    "catalogue.approve": (mark) => inWorkspace((askline) => askline.catalogue.approve(mark)),
    "datasets.page": ({ knownAt, ...asked }) =>
      inWorkspace(async (askline) => {
        const { page } = knownAt === undefined ? askline.catalogue : await askline.asKnownAt(knownAt);
        return ok(asPage(await page(asked)));
      }),
    "catalogue.reading": () =>
      inWorkspace(async (askline) => {
        const { share, damaged } = await askline.catalogue.reading();
        return ok({ share, damaged: [...damaged] });
      }),
    "catalogue.concepts": () => inWorkspace((askline) => ok(askline.catalogue.concepts())),
    "catalogue.concept": ({ knownAt, ...thing }) =>
      inWorkspace(async (askline) =>
        knownAt === undefined
          ? askline.catalogue.concept(thing)
          : (await askline.asKnownAt(knownAt)).concept(thing),
      ),
    "catalogue.disagreements": ({ knownAt, concept, subject, runId, ...asked }) =>
      inWorkspace((askline) =>
        runs.during(runId, async (options) => {
          const { disagreements } =
            knownAt === undefined ? askline.catalogue : await askline.asKnownAt(knownAt);
          return disagreements({ ...asked, thing: { concept, subject } }, options);
        }),
      ),
    "catalogue.standing": ({ runId, ...asked }) =>
      inWorkspace((askline) => runs.during(runId, (options) => askline.catalogue.standing(asked, options))),
    "catalogue.designate": (designation) =>
      inWorkspace((askline) => askline.catalogue.designate(designation)),
    "catalogue.gaps": () => inWorkspace(async (askline) => ok((await askline.catalogue.gaps()).map(asLine))),

    "import.pick": async ({ what }) => {
      const paths = await shell.chooseImports(what);
      return ok(paths === null ? null : [...paths]);
    },
    "import.preview": ({ runId, paths, part, choices }) =>
      inWorkspace((askline) =>
        runs.during(runId, (options) => askline.catalogue.preview(paths, { ...options, part, choices })),
      ),
    "import.confirm": ({ runId, files }) =>
      inWorkspace((askline) => runs.during(runId, (options) => askline.catalogue.confirm(files, options))),
    "import.paths": ({ paths, runId, choices }) =>
      inWorkspace((askline) =>
        runId === undefined
          ? askline.importPaths(paths, { choices })
          : runs.during(runId, (options) => askline.importPaths(paths, { ...options, choices })),
      ),
  };
}

const asPage = ({ total, rows, facets, axis }: ListPage): Output<"datasets.page"> => ({
  total,
  rows: rows.map((row) => ({ ...row, concepts: [...row.concepts] })),
  facets: {
    crisis: [...facets.crisis],
    publisher: [...facets.publisher],
    freshness: [...facets.freshness],
    access: [...facets.access],
    held: [...facets.held],
  },
  axis,
});

const asLine = (gap: GapNow): Output<"catalogue.gaps">[number] => ({
  ...gap,
  failing: [...gap.failing],
  questions: [...gap.questions],
});
