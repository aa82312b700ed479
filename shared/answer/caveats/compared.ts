import { dateWords } from "../../plan/words.ts";
import { daysBetween } from "../../time/calendar.ts";
import type { Caveat } from "../answer.ts";
import type { Context } from "../context.ts";
import { changePercent, showNumber, showSigned } from "../rounding.ts";
import { atWords } from "../wording/subject-words.ts";
import { addsPlaces, windowFacts } from "./facts.ts";

/** What stands in the way of comparing like with like: other reporting places or periods, revisions between versions. */
export function comparedSides(context: Context): Caveat[] {
  if (context.figures.compared.length === 0) return [];
  return [
    ...otherPlaces(context),
    ...otherPeriods(context),
    ...otherLengths(context),
    ...otherEnd(context),
    ...revised(context),
  ];
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

/** Periods whose lengths differ by less than this, a leap day in a quarter, are as good as equal. */
const ALIKE = 0.02;

/**
 * Calendar months of unlike length: what is added up over 31 days is more than over 28 even where nothing changed. Serious
 * where the comparison by day goes the other way.
 */
function otherLengths({ figures, plan }: Context): Caveat[] {
  const { branch } = figures.main;
  const adds = branch.fold?.fold.kind === "total" || branch.fold?.fold.kind === "records";
  // Windows that are no whole months, of another length, are told by the plan.
  const isTold = plan.assumptions.some(({ code }) => code === "unlike-periods");
  const [now, then, ...more] = branch.windows.windows.map(daysOf);
  if (!adds || isTold || now == null || then == null || more.length > 0 || now === then) return [];
  if (Math.abs(now - then) < ALIKE * Math.max(now, then)) return [];
  const lengths = `The one period has ${showNumber(now)} days, the other ${showNumber(then)}`;
  const [only, ...others] = figures.compared;
  const other = only?.other ?? 0;
  if (only?.now.value == null || other <= 0 || others.length > 0 || only.errors !== undefined)
    return [lengthCaveat(`${lengths}.`, "notable", [now, then])];
  const byDay = only.now.value / now / (other / then) - 1;
  const turns = Math.sign(byDay) !== Math.sign(only.difference ?? 0);
  const text = `${lengths}; by day the change is ${showSigned(changePercent(byDay))} %.`;
  return [lengthCaveat(text, turns ? "serious" : "notable", [now, then])];
}

const lengthCaveat = (text: string, severity: Caveat["severity"], values: readonly number[]): Caveat => ({
  code: "unlike-periods",
  severity,
  text,
  evidence: { values: [...values] },
});

const daysOf = ({ from, to }: { readonly from?: string | undefined; readonly to?: string | undefined }) =>
  from === undefined || to === undefined ? null : daysBetween(from, to) + 1;

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
