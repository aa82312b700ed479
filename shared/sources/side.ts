import type { Dataset, Measure } from "../catalogue/dataset.ts";
import { timeCoverageOf } from "../catalogue/time-coverage.ts";
import type { AreaId } from "../places/area.ts";
import { placeName } from "../places/gazetteer.ts";
import { type Branch, branchesOf } from "../plan/compile/branch.ts";
import { planBranch } from "../plan/kinds/plan-branch.ts";
import type { Condition, Question } from "../question/question.ts";
import { ok, type Result } from "../result.ts";
import type { IsoDate } from "../time/grain.ts";
import type { Vocabulary } from "../vocabulary/concept.ts";
import type { PlacesOfLevel } from "./shared-places.ts";

/** One of the two tables, ready to be read: its rows and filters as a plan has them, its places, and its day where it has no dates. */
export type Side = {
  readonly dataset: Dataset;
  readonly measure: Measure;
  readonly branch: Branch;
  readonly places: PlacesOfLevel;
  /** Only these are compared. */
  readonly areas: ReadonlySet<AreaId>;
  readonly asOf: IsoDate | null;
};

export type SideAsk = Omit<Side, "branch" | "asOf"> & {
  readonly conditions: readonly Condition[];
  readonly vocabulary: Vocabulary;
};

/** What the planner asks a question for; nothing of it is a person's. */
const NO_QUESTION: Question = {
  version: 1,
  text: "",
  asked: "1970-01-01",
  kind: "situation",
  by: [],
  where: [],
};

/** Reads a table as a question about every place of the level would, without putting anything together yet. */
export function planSide({ conditions, vocabulary, ...side }: SideAsk): Result<Side> {
  const { dataset, measure, places } = side;
  const planned = planBranch({
    name: "main",
    question: NO_QUESTION,
    dataset,
    measure,
    entry: null,
    vocabulary,
    statistic: { kind: "latest" },
    windows: [{ id: "now" }],
    // Asked for by name, a place is its own total row where the table has one; by level, all places without such rows.
    areas: places.hasTotals ? [...side.areas].map((id) => ({ id, name: placeName(id) })) : [],
    by: places.from === "whole" || places.hasTotals ? undefined : places.level,
    where: [...conditions],
    dimensions: [],
    version: undefined,
    series: null,
    apart: true,
  });
  if (!planned.ok) return planned;
  const [branch] = branchesOf({
    version: 1,
    kind: "situation",
    statistic: { kind: "latest" },
    steps: [...planned.value.steps],
    result: planned.value.last,
    assumptions: [],
  });
  if (branch === undefined) throw new Error("A planned branch has no scan.");
  return ok({
    ...side,
    // Only what picks rows is of use here: neither differences nor folds nor the short cuts of large files.
    branch: {
      ...branch,
      difference: false,
      periods: null,
      fold: null,
      series: false,
      scan: { ...branch.scan, large: false },
    },
    asOf: branch.scan.time === null ? dayOf(dataset) : null,
  });
}

/** The one day that a table without dates is about, where its description names one. */
function dayOf(dataset: Dataset): IsoDate | null {
  const time = timeCoverageOf(dataset);
  return time !== null && time.from === time.to ? time.to : null;
}
