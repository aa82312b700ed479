import { levelName } from "../places/level-words.ts";
import type { IsoDate } from "../time/grain.ts";
import { periodsIn } from "../time/periods.ts";
import type { Behaviour } from "../vocabulary/behaviour.ts";
import type { Vocabulary } from "../vocabulary/concept.ts";
import { conceptById } from "../vocabulary/hierarchy.ts";
import { findingTexts, fixLabels } from "./check/finding-texts.ts";
import { statisticFindings } from "./check/statistic-rule.ts";
import { stops, timeFindings, warns } from "./check/time-rules.ts";
import { wordingFindings } from "./check/wording.ts";
import type { Finding } from "./finding.ts";
import type { MeasureRef, Question } from "./question.ts";

/** What the check needs to know beside the question. */
export type CheckContext = {
  readonly vocabulary: Vocabulary;
  readonly today: IsoDate;
  /** The behaviours with which the measure is held here; the concept's usual one where none is. */
  readonly behaviours?: (measure: MeasureRef) => readonly Behaviour[];
};

/** More conditions than this on one figure, and the group is likely too small to say anything. */
const MOST_CONDITIONS = 3;

/**
 * Checks a question against the rules of a well-formed one (design/domain.md, "Well-formed") and for the weaknesses of its
 * wording. One plain sentence each, the most serious first, with the nearest legal choices.
 */
export function checkQuestion(question: Question, context: CheckContext): Finding[] {
  const findings = [
    ...measureFindings(question, context),
    ...placeFindings(question),
    ...timeFindings(question, context.today),
    ...kindFindings(question),
    ...decisionFindings(question),
    ...wordingFindings(question),
  ];
  return [...findings.filter(isStop), ...findings.filter((finding) => !isStop(finding))];
}

const isStop = (finding: Finding): boolean => finding.severity === "stops";

/** Whether a question may be run: nothing was found that stops it. */
export const isWellFormed = (findings: readonly Finding[]): boolean => !findings.some(isStop);

function measureFindings(question: Question, context: CheckContext): Finding[] {
  const { measure, per } = question;
  if (!measure) return [stops("no-measure", findingTexts.noMeasure, [])];
  const held = context.behaviours?.(measure) ?? [];
  const usual = conceptById(context.vocabulary, measure.concept)?.behaviour;
  const findings = statisticFindings(question, measure, held.length > 0 ? held : usual ? [usual] : []);
  if (measure.statistic.kind === "rate" && !per)
    findings.push(
      stops("rate-without-denominator", findingTexts.rateNeedsDenominator, [
        { label: fixLabels.perPopulation, patch: { per: { concept: "population", scale: 100_000 } } },
        {
          label: fixLabels.noRate,
          patch: { measure: { ...measure, statistic: { kind: measure.statistic.of } } },
        },
      ]),
    );
  if (question.where.length > MOST_CONDITIONS)
    findings.push(warns("group-too-small", findingTexts.tooNarrow, []));
  return findings;
}

function placeFindings({ place }: Question): Finding[] {
  if (place !== undefined) return [];
  return [
    stops("no-place", findingTexts.noPlace, [
      { label: fixLabels.everywhere, patch: { place: { areas: [] } } },
    ]),
  ];
}

/** What each kind of question needs beyond measure, place and time. */
function kindFindings(question: Question): Finding[] {
  const { kind, against, second, measure, place, intervention } = question;
  switch (kind) {
    case "comparison":
      if (against) return [];
      return [
        stops("no-comparison", findingTexts.noComparison, [
          { label: fixLabels.previous, patch: { against: { kind: "previous-period" } } },
          { label: fixLabels.lastYear, patch: { against: { kind: "same-period-last-year" } } },
        ]),
      ];
    case "coverage":
    case "relationship":
      if (!second) return [stops("no-second-measure", findingTexts.noSecond(kind), [])];
      if (measure && second.concept === measure.concept && second.subject === measure.subject)
        return [stops("unlike-measures", findingTexts.sameMeasures, [])];
      return [];
    case "ranking":
      if (place?.by || question.by.length > 0) return [];
      return [
        stops(
          "no-rank-level",
          findingTexts.noRankLevel,
          (["country", "adm1", "adm2"] as const).map((by) => ({
            label: fixLabels.rankBy(levelName(by, "many")),
            patch: { place: { areas: place?.areas ?? [], by } },
          })),
        ),
      ];
    case "impact":
      return intervention ? [] : [stops("no-intervention", findingTexts.noIntervention, [])];
    case "forecast":
      return horizonFindings(question);
    default:
      return [];
  }
}

/** A forecast further ahead than half of what it learns from has nothing to be tested on. */
function horizonFindings({ time, horizon }: Question): Finding[] {
  if (!time?.from || !time.to || !time.grain || horizon === undefined) return [];
  const most = Math.floor(periodsIn(time.grain, { from: time.from, to: time.to }) / 2);
  if (horizon <= most) return [];
  return [
    warns(
      "horizon-too-long",
      findingTexts.horizonLong,
      most > 0 ? [{ label: fixLabels.shorter(most), patch: { horizon: most } }] : [],
    ),
  ];
}

function decisionFindings({ decision }: Question): Finding[] {
  if (decision) return [];
  return [
    stops("no-decision", findingTexts.noDecision, [
      { label: fixLabels.waive, patch: { decision: { kind: "waived" } } },
    ]),
  ];
}
