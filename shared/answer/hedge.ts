import { sampleOf } from "../plan/sample/sample-plan.ts";
import type { Caveat } from "./answer.ts";
import { addsOverTime, windowFacts } from "./caveats/facts.ts";
import type { Context } from "./context.ts";
import { sampledWords } from "./sampled/sampled-words.ts";
import { alsoWords } from "./wording/hedge-words.ts";
import type { Hedge } from "./wording/sentence.ts";

/**
 * Serious caveats in the order in which the answer's own sentence tells them: first what makes it another question, then
 * what makes its sides unlike, then what is missing, then whose data they are. What a kind's method brings with it
 * (association, the limits of a forecast or a sample) stands in the sentence of that kind.
 */
const SAID: readonly Caveat["code"][] = [
  "not-understood",
  "unit-differs",
  "assumed",
  "places-differ",
  "unlike-periods",
  "break-in-series",
  "outlier",
  "window-cut",
  "low-coverage",
  "missing-places",
  "missing-periods",
  "joined-with-loss",
  "corrections-set-aside",
  "revised-since",
  "small-numbers",
  "denominator-other-year",
  "rolled-up",
  "rolling-values",
  "smoothed-values",
  "unfinished-last-period",
  "not-authoritative",
  "stale",
  "age-unknown",
  "source-note",
];

/**
 * Serious caveats change the answer's sentence itself: a count or sum with parts known to be missing is "at least" so much;
 * the gravest is said in one sentence more, all others are named after it.
 */
export function hedgeOf(context: Context, caveats: readonly Caveat[]): Hedge {
  const draw = sampleOf(context.plan);
  const serious = caveats.filter(({ severity }) => severity === "serious");
  if (draw !== null) {
    const besides = serious.filter(({ code }) => code !== "sampled");
    return { least: false, note: [sampledWords.note(draw), noteOf(besides)].filter(Boolean).join(" ") };
  }
  const has = (code: Caveat["code"]): boolean => serious.some((caveat) => caveat.code === code);
  const facts = windowFacts(context);
  const late =
    has("missing-places") &&
    context.figures.main.branch.fold?.fold.kind === "latest" &&
    facts !== null &&
    facts.lastPlaces < facts.mostPlaces &&
    // How many places there are figures for tells about few people: said in general, by the caveat.
    context.hidden === null
      ? `Only ${facts.lastPlaces} of ${facts.mostPlaces} places had reported.`
      : "";
  const gapped = has("missing-periods") && addsOverTime(context);
  const cut = addsUp(context) && (has("window-cut") || has("low-coverage"));
  const said = serious.filter(
    (caveat) =>
      // "At least" says it.
      !(caveat.code === "missing-periods" && gapped) && !(caveat.code === "missing-places" && late !== ""),
  );
  return {
    least: gapped || late !== "" || cut,
    note: late === "" ? noteOf(said) : [late, alsoWords(inOrder(said))].filter(Boolean).join(" "),
  };
}

const inOrder = (serious: readonly Caveat[]): readonly Caveat[] =>
  SAID.flatMap((code) => serious.filter((caveat) => caveat.code === code));

/** The gravest of the serious caveats in its own words, the others named. */
export function noteOf(serious: readonly Caveat[]): string {
  const [first, ...others] = inOrder(serious);
  return first === undefined ? "" : [first.text, alsoWords(others)].filter(Boolean).join(" ");
}

/** Whether the figure is a sum or count that is too small when rows are missing. */
function addsUp({ plan, measure }: Context): boolean {
  const { kind } = plan.statistic;
  const counts = kind === "records" && measure.behaviour === "event";
  return counts || (kind === "total" && ["flow", "event", "cumulative"].includes(measure.behaviour));
}
