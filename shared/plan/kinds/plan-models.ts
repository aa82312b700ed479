import type { Result } from "../../result.ts";
import type { Grain, IsoDate } from "../../time/grain.ts";
import { addPeriods } from "../../time/periods.ts";
import type { Plan } from "../plan.ts";
import { addBranch, type Draft, finish } from "../plan-draft.ts";
import { notAnswerable } from "../refusals.ts";
import { assumed, refused } from "../sentences.ts";
import { nowWindow } from "../windows.ts";
import { GRAIN_WORDS } from "../words.ts";
import { timeColumn } from "./plan-branch.ts";

/** Periods ahead where the question does not say: two weeks of days, else four periods. */
const HORIZON: Readonly<Record<Grain, number>> = {
  hour: 24,
  day: 14,
  week: 4,
  month: 3,
  quarter: 2,
  year: 2,
};

/** What is to be expected: the series up to the window's end, continued. */
export function planForecast(draft: Draft): Result<Plan> {
  const { question } = draft.ask;
  const grain = modelGrain(draft);
  if (grain === null) return notAnswerable(refused.noTime);
  if (severalSeries(draft)) return notAnswerable(refused.onePlaceAtATime);
  const series = addBranch(draft, { ...draft.base, series: grain });
  if (!series.ok) return series;
  draft.steps.push({
    kind: "model",
    as: "answer.model",
    of: series.value,
    method: "damped-smoothing",
    grain,
    horizon: question.horizon ?? HORIZON[grain],
  });
  return finish(draft, "answer.model");
}

/** Periods looked at on either side where no time is named: enough for a level and a slope, near enough to be about the event. */
const AROUND = 60;

const around = (grain: Grain, on: IsoDate): { from: IsoDate; to: IsoDate } => ({
  from: addPeriods(grain === "hour" ? "day" : grain, on, -AROUND),
  to: addPeriods(grain === "hour" ? "day" : grain, on, AROUND),
});

/** Did the measure change after the intervention: the series before and after its date. */
export function planImpact(draft: Draft): Result<Plan> {
  const { intervention } = draft.ask.question;
  if (intervention === undefined) return notAnswerable(refused.noIntervention);
  const grain = modelGrain(draft);
  if (grain === null) return notAnswerable(refused.noTime);
  if (severalSeries(draft)) return notAnswerable(refused.onePlaceAtATime);
  const open = draft.window.from === undefined && draft.window.to === undefined;
  const windows = open ? [nowWindow(around(grain, intervention.on))] : draft.base.windows;
  if (open) draft.assumptions.push(assumed.aroundIntervention(`${AROUND} ${GRAIN_WORDS[grain].many}`));
  const series = addBranch(draft, { ...draft.base, series: grain, windows });
  if (!series.ok) return series;
  draft.steps.push({
    kind: "model",
    as: "answer.model",
    of: series.value,
    method: "segmented-regression",
    grain,
    on: intervention.on,
    what: intervention.what,
  });
  return finish(draft, "answer.model");
}

/** The asked grain where the data are that fine, else the data's own; null without dates. */
function modelGrain(draft: Draft): Grain | null {
  const time = timeColumn(draft.dataset);
  if (time === null) return null;
  const order: readonly Grain[] = ["hour", "day", "week", "month", "quarter", "year"];
  const asked = draft.ask.question.time?.grain;
  return asked !== undefined && order.indexOf(asked) > order.indexOf(time.grain) ? asked : time.grain;
}

const severalSeries = ({ base }: Draft): boolean => base.by !== undefined || base.dimensions.length > 0;
