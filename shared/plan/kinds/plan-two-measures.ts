import type { Dataset, Measure } from "../../catalogue/dataset.ts";
import { ok, type Result } from "../../result.ts";
import type { Grain } from "../../time/grain.ts";
import { isKindOf } from "../../vocabulary/hierarchy.ts";
import { isCoarser } from "../fold-of.ts";
import type { Plan } from "../plan.ts";
import { addBranch, type Draft, finish, grainFor } from "../plan-draft.ts";
import { notAnswerable } from "../refusals.ts";
import { refused } from "../sentences.ts";
import { timeColumn } from "./plan-branch.ts";

/**
 * Is supply enough for need: the first measure divided by the second of the same place, in per cent; with a grain, per
 * period too. The line below which supply does not reach is the decision's rule, else 100 %.
 */
export function planCoverage(draft: Draft): Result<Plan> {
  const { question } = draft.ask;
  const overTime = question.time?.grain !== undefined && question.place?.by === undefined;
  const both = planBoth(draft, overTime ? grainFor(draft, draft.window) : null);
  if (!both.ok) return both;
  draft.steps.push({ kind: "join", as: "answer.ratio", ...both.value, how: "ratio", scale: 100 });
  return finish(draft, "answer.ratio");
}

/**
 * Do two things move together: ranks of both measures over the periods of one place, or, by place, over places in one
 * window.
 */
export function planRelationship(draft: Draft): Result<Plan> {
  const acrossPlaces = draft.ask.question.place?.by !== undefined;
  const grain = acrossPlaces ? null : pairGrain(draft);
  const both = planBoth(draft, grain);
  if (!both.ok) return both;
  draft.steps.push(
    { kind: "join", as: "answer.pairs", ...both.value, how: "pair", scale: 1 },
    {
      kind: "model",
      as: "answer.model",
      of: "answer.pairs",
      method: "rank-correlation",
      grain: grain ?? "day",
    },
  );
  return finish(draft, "answer.model");
}

/** Both measures' branches: figures per place, or series by a grain. */
function planBoth(draft: Draft, series: Grain | null): Result<{ left: string; right: string }> {
  const other = secondMeasure(draft);
  const second = draft.ask.question.second;
  if (other === null || second === undefined) return notAnswerable(refused.noSecond);
  const left = addBranch(draft, { ...draft.base, series, aligned: true });
  if (!left.ok) return left;
  const right = addBranch(draft, {
    ...draft.base,
    name: "second",
    dataset: other.dataset,
    measure: other.measure,
    entry: null,
    statistic: second.statistic,
    where: other.dataset.id === draft.dataset.id ? draft.base.where : [],
    version: undefined,
    series,
    aligned: true,
  });
  return right.ok ? ok({ left: left.value, right: right.value }) : right;
}

/** The second measure: of the joined table the match named, else of the same table. */
function secondMeasure({ ask, dataset }: Draft): { dataset: Dataset; measure: Measure } | null {
  const { entry, datasets, question, vocabulary } = ask;
  const joined = datasets.find(({ id }) => id === entry.join?.dataset);
  const named = joined?.measures.find(({ id }) => id === entry.join?.measure);
  if (joined && named) return { dataset: joined, measure: named };
  const wanted = question.second?.concept;
  if (wanted === undefined) return null;
  const own = dataset.measures.filter(({ concept }) => isKindOf(vocabulary, concept, wanted));
  const measure = own.find(({ preferred }) => preferred) ?? own[0];
  return measure ? { dataset, measure } : null;
}

/** The coarser of both tables' grains, or the asked one where that is coarser still. */
function pairGrain(draft: Draft): Grain {
  const asked = draft.ask.question.time?.grain;
  const own = timeColumn(draft.dataset)?.grain ?? "day";
  const other = secondMeasure(draft);
  const others = other ? (timeColumn(other.dataset)?.grain ?? own) : own;
  const least = isCoarser(others, own) ? others : own;
  return asked !== undefined && isCoarser(asked, least) ? asked : least;
}
