import { listWords } from "../../plan/words.ts";
import type { Caveat } from "../answer.ts";
import type { Context } from "../context.ts";
import { showNumber } from "../rounding.ts";
import { atWords } from "../wording/subject-words.ts";
import { addsPlaces, factsOf, placeNameOf, windowFacts } from "./facts.ts";

/** Places that reported in the window but not at the moment the figure is about, and places without a base for a rate. */
export function missingPlaces(context: Context): Caveat[] {
  return [...notAtTheLast(context), ...withoutBase(context)];
}

function notAtTheLast(context: Context): Caveat[] {
  const facts = windowFacts(context);
  const late = factsOf(context.figures.main.late);
  const fold = context.figures.main.branch.fold?.fold.kind;
  if (!facts || !addsPlaces(context) || late.length === 0 || facts.last === null) return [];
  const places = late.map((row) => placeNameOf(context, row));
  if (fold === "level") {
    const first = late[0]?.t;
    return [
      {
        code: "places-differ",
        severity: "notable",
        text: `${showNumber(late[0]?.n ?? late.length)} places last reported before ${atWords(facts.last)}; their last figure, the oldest of ${atWords(first ?? "")}, is used.`,
        evidence: {
          count: late[0]?.n ?? late.length,
          places: places.slice(0, 50),
          dates: late.slice(0, 50).map(({ t }) => t ?? ""),
        },
      },
    ];
  }
  if (fold !== "latest" || facts.lastPlaces >= facts.mostPlaces) return [];
  const missing = facts.mostPlaces - facts.lastPlaces;
  return [
    {
      code: "missing-places",
      severity: "serious",
      text: `${showNumber(facts.lastPlaces)} of ${showNumber(facts.mostPlaces)} places reported at the last moment (${atWords(facts.last)}); missing are ${listWords(places)}.`,
      evidence: { count: missing, places: places.slice(0, 50) },
    },
  ];
}

function withoutBase({ figures, plan }: Context): Caveat[] {
  if (figures.unmatched.length === 0 || plan.statistic.kind !== "rate") return [];
  return [
    {
      code: "missing-places",
      severity: "serious",
      text: `No base is known for ${listWords(figures.unmatched)}; no rate is given there.`,
      evidence: { count: figures.unmatched.length, places: figures.unmatched.slice(0, 50) },
    },
  ];
}
