import { daysBetween } from "../time/calendar.ts";
import type { Answer } from "./answer.ts";
import { windowFacts } from "./caveats/facts.ts";
import type { Context } from "./context.ts";
import { dayOf, grainWords } from "./periods.ts";
import { showNumber } from "./rounding.ts";

/** How many of the window's periods have data, by the data's own rhythm; null where a window or rhythm is not known. */
export function coverageOf(context: Context): Answer["coverage"] {
  const facts = windowFacts(context);
  const time = context.figures.main.branch.scan.time;
  if (!facts || time === null || facts.first === null || facts.last === null) return null;
  const fold = context.figures.main.branch.fold?.fold.kind;
  if (fold === "level" || context.figures.main.branch.windows.each !== undefined) return null;
  // Figures of places told apart are each of their own last moment.
  const together = context.figures.main.branch.aggregate.place.kind === "all";
  if (fold === "latest") return together && facts.mostPlaces > 1 ? placesCovered(facts) : null;
  if (time.grain === "hour") return null;
  const from = context.window.from ?? dayOf(facts.first);
  const to = context.window.to ?? dayOf(facts.last);
  const days = daysBetween(from, to) + 1;
  const length = { day: 1, week: 7, month: 30.44, quarter: 91.3, year: 365.25 }[time.grain];
  const expected = Math.max(facts.instants, Math.round(days / length));
  return {
    reported: facts.instants,
    expected,
    text: `${showNumber(facts.instants)} of ${showNumber(expected)} ${grainWords(time.grain, expected)} have data.`,
  };
}

const placesCovered = ({
  lastPlaces,
  mostPlaces,
}: {
  lastPlaces: number;
  mostPlaces: number;
}): Answer["coverage"] => ({
  reported: lastPlaces,
  expected: mostPlaces,
  text: `${showNumber(lastPlaces)} of ${showNumber(mostPlaces)} places reported.`,
});
