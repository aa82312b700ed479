import { sampleOf } from "../plan/sample/sample-plan.ts";
import type { Caveat } from "./answer.ts";
import { addsOverTime, windowFacts } from "./caveats/facts.ts";
import type { Context } from "./context.ts";
import { sampledWords } from "./sampled/sampled-words.ts";
import type { Hedge } from "./wording/sentence.ts";

/** Serious caveats that the answer's own sentence ends with, the first of these that there is. */
const SAID: readonly Caveat["code"][] = [
  "places-differ",
  "unlike-periods",
  "break-in-series",
  "outlier",
  "window-cut",
  "low-coverage",
];

/**
 * Serious caveats change the answer's sentence itself: a count or sum with parts known to be missing is "at least" so much,
 * and what stands in the way of the number most is said in one sentence more.
 */
export function hedgeOf(context: Context, caveats: readonly Caveat[]): Hedge {
  const draw = sampleOf(context.plan);
  if (draw !== null) return { least: false, note: sampledWords.note(draw) };
  const serious = caveats.filter(({ severity }) => severity === "serious");
  const has = (code: Caveat["code"]): boolean => serious.some((caveat) => caveat.code === code);
  const facts = windowFacts(context);
  const late =
    has("missing-places") &&
    context.figures.main.branch.fold?.fold.kind === "latest" &&
    facts !== null &&
    // How many places there are figures for tells about few people: said in general, by the caveat.
    context.hidden === null
      ? `Only ${facts.lastPlaces} of ${facts.mostPlaces} places had reported.`
      : "";
  const cut = addsUp(context) && (has("window-cut") || has("low-coverage"));
  return {
    least: (has("missing-periods") && addsOverTime(context)) || late !== "" || cut,
    note: late !== "" ? late : noteOf(serious.filter((caveat) => addsUp(context) || isLong(caveat))),
  };
}

/** The first of the serious caveats that belong into the sentence. */
function noteOf(serious: readonly Caveat[]): string {
  const found = SAID.flatMap((code) => serious.filter((caveat) => caveat.code === code));
  return found[0]?.text ?? "";
}

/** A peak or a mean hardly changes by a few days that are missing at the end of the window. */
const isLong = ({ code, evidence }: Caveat): boolean => code !== "window-cut" || (evidence.count ?? 0) > 7;

/** Whether the figure is a sum or count that is too small when rows are missing. */
function addsUp({ plan, measure }: Context): boolean {
  const { kind } = plan.statistic;
  const counts = kind === "records" && measure.behaviour === "event";
  return counts || (kind === "total" && ["flow", "event", "cumulative"].includes(measure.behaviour));
}
