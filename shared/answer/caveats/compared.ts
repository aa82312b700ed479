import { dateWords } from "../../plan/words.ts";
import type { Caveat } from "../answer.ts";
import type { Context } from "../context.ts";
import { showNumber, showSigned } from "../rounding.ts";
import { atWords } from "../wording/subject-words.ts";
import { addsPlaces, windowFacts } from "./facts.ts";

/** What stands in the way of comparing like with like: other reporting places or periods, revisions between versions. */
export function comparedSides(context: Context): Caveat[] {
  if (context.figures.compared.length === 0) return [];
  return [...otherPlaces(context), ...otherPeriods(context), ...otherEnd(context), ...revised(context)];
}

function otherPlaces(context: Context): Caveat[] {
  const [now, other] = [windowFacts(context), windowFacts(context, "then")];
  if (!now || !other || !addsPlaces(context) || now.mostPlaces === other.mostPlaces) return [];
  return [
    {
      code: "places-differ",
      severity: "serious",
      text: `${showNumber(now.mostPlaces)} places reported in the one period and ${showNumber(other.mostPlaces)} in the other; part of the difference comes from that.`,
      evidence: { values: [now.mostPlaces, other.mostPlaces] },
    },
  ];
}

function otherPeriods(context: Context): Caveat[] {
  const fold = context.figures.main.branch.fold?.fold.kind;
  if (fold !== "total" || context.measure.behaviour === "event") return [];
  const [now, other] = [windowFacts(context), windowFacts(context, "then")];
  if (!now || !other || context.measure.behaviour === "cumulative") return [];
  const [more, less] = [Math.max(now.instants, other.instants), Math.min(now.instants, other.instants)];
  // Months differ by up to three days; more is a matter of reporting.
  if (less === 0 || more - less <= Math.max(3, 0.1 * more)) return [];
  return [
    {
      code: "unlike-periods",
      severity: "serious",
      text: `The one period has ${showNumber(now.instants)} dates with figures, the other ${showNumber(other.instants)}.`,
      evidence: { values: [now.instants, other.instants] },
    },
  ];
}

/** Two places or versions whose data end on different days are not figures of the same day. */
function otherEnd(context: Context): Caveat[] {
  const other = context.figures.branches.find(({ branch }) => branch.name === "other");
  const [own, its] = [
    windowFacts(context)?.last ?? null,
    other?.fact.find(({ w }) => w === "now")?.t ?? null,
  ];
  if (own === null || its === null || own === its) return [];
  return [
    {
      code: "unlike-periods",
      severity: "serious",
      text: `The data of the one side end on ${atWords(own)}, those of the other on ${atWords(its)}; part of the difference comes from that.`,
      evidence: { dates: [own, its] },
    },
  ];
}

function revised(context: Context): Caveat[] {
  const { against } = context.question;
  if (against?.kind !== "published-version") return [];
  const changed = context.figures.compared.filter(
    ({ difference }) => difference !== null && difference !== 0,
  );
  const [first] = changed;
  if (!first || first.difference === null) return [];
  const versions = context.figures.branches.flatMap(({ version }) =>
    version.flatMap(({ t }) => (t === null ? [] : [t])),
  );
  return [
    {
      code: "revised-since",
      severity: "notable",
      text: `The source revised ${changed.length === 1 ? "this figure" : `${showNumber(changed.length)} of these figures`} between the versions of ${[
        ...versions,
      ]
        .sort()
        .map((day) => dateWords(day))
        .join(" and ")}${changed.length === 1 ? ` (${showSigned(first.difference)})` : ""}.`,
      evidence: {
        count: changed.length,
        dates: [...versions].sort(),
        values: changed.slice(0, 50).map(({ difference }) => difference ?? 0),
      },
    },
  ];
}
