import { levelName } from "../places/level-words.ts";
import { periodsIn } from "../time/periods.ts";
import { conceptById } from "../vocabulary/hierarchy.ts";
import { usualStatistic } from "../vocabulary/legal-statistics.ts";
import { measureLabel } from "../vocabulary/words.ts";
import { type CheckContext, languageOf, stops, warns, wordsOf } from "./check/findings.ts";
import { statisticFindings, statisticOf } from "./check/statistic-rule.ts";
import { timeFindings } from "./check/time-rules.ts";
import { offers, wordingFindings } from "./check/wording.ts";
import type { Finding } from "./finding.ts";
import type { MeasureRef, Question } from "./question.ts";

export type { CheckContext } from "./check/findings.ts";

/** More conditions than this on one figure, and the group is likely too small to say anything. */
const MOST_CONDITIONS = 3;

/**
 * Checks a question against the rules of a well-formed one (design/domain.md, "Well-formed") and for the weaknesses of its
 * wording. One plain sentence each, the most serious first, with the nearest legal choices.
 */
export function checkQuestion(question: Question, context: CheckContext): Finding[] {
  const findings = [
    ...measureFindings(question, context),
    ...placeFindings(question, context),
    ...timeFindings(question, context),
    ...kindFindings(question, context),
    ...decisionFindings(question, context),
    ...wordingFindings(question, context),
  ];
  return [...findings.filter(isStop), ...findings.filter((finding) => !isStop(finding))];
}

const isStop = (finding: Finding): boolean => finding.severity === "stops";

/** Whether a question may be run: nothing was found that stops it. */
export const isWellFormed = (findings: readonly Finding[]): boolean => !findings.some(isStop);

function measureFindings(question: Question, context: CheckContext): Finding[] {
  const { measure, per } = question;
  const words = wordsOf(context);
  if (!measure) return [stops("no-measure", words.noMeasure, offers(context, words))];
  const held = context.behaviours?.(measure) ?? [];
  const usual = conceptById(context.vocabulary, measure.concept)?.behaviour;
  const findings = statisticFindings(
    question,
    measure,
    held.length > 0 ? held : usual ? [usual] : [],
    context,
  );
  if (measure.statistic.kind === "rate" && !per)
    findings.push(
      stops("rate-without-denominator", words.rateNeedsDenominator, [
        { label: words.fix.perPopulation, patch: { per: { concept: "population", scale: 100_000 } } },
        {
          label: words.fix.noRate,
          patch: { measure: { ...measure, statistic: { kind: measure.statistic.of } } },
        },
      ]),
    );
  if (question.where.length > MOST_CONDITIONS)
    findings.push(
      warns("group-too-small", words.tooNarrow, [
        { label: words.fix.widen, patch: { where: question.where.slice(0, -1) } },
      ]),
    );
  return findings;
}

function placeFindings({ place }: Question, context: CheckContext): Finding[] {
  if (place !== undefined) return [];
  const words = wordsOf(context);
  return [
    stops("no-place", words.noPlace, [{ label: words.fix.everywhere, patch: { place: { areas: [] } } }]),
  ];
}

/** What each kind of question needs beyond measure, place and time. */
function kindFindings(question: Question, context: CheckContext): Finding[] {
  const { kind, against, second, measure, place, intervention } = question;
  const words = wordsOf(context);
  const alone = { label: words.fix.asSituation, patch: { kind: "situation" as const, second: undefined } };
  switch (kind) {
    case "comparison":
      if (against) return [];
      return [
        stops("no-comparison", words.noComparison, [
          { label: words.fix.previous, patch: { against: { kind: "previous-period" } } },
          { label: words.fix.lastYear, patch: { against: { kind: "same-period-last-year" } } },
        ]),
      ];
    case "coverage":
    case "relationship": {
      const text = kind === "coverage" ? words.noNeed : words.noSecond;
      if (!second) return [stops("no-second-measure", text, [...partners(question, context), alone])];
      if (measure && second.concept === measure.concept && second.subject === measure.subject)
        return [
          stops("unlike-measures", words.sameMeasures, [
            ...partners(question, context),
            { ...alone, label: words.fix.alone },
          ]),
        ];
      return [];
    }
    case "ranking":
      if (place?.by || question.by.length > 0) return [];
      return [
        stops(
          "no-rank-level",
          words.noRankLevel,
          (["country", "adm1", "adm2"] as const).map((by) => ({
            label: words.fix.rankBy(levelName(by, "many", undefined, languageOf(context))),
            patch: { place: { areas: place?.areas ?? [], by } },
          })),
        ),
      ];
    case "impact":
      return intervention
        ? []
        : [
            stops("no-intervention", words.noIntervention, [
              { label: words.fix.asTrend, patch: { kind: "trend" } },
              alone,
            ]),
          ];
    case "forecast":
      return horizonFindings(question, context);
    default:
      return [];
  }
}

/** What a measure is naturally held against: beds against the patients whose usual base they are, patients against beds. */
function partners({ measure, kind }: Question, context: CheckContext): Finding["fixes"] {
  if (!measure) return [];
  const { vocabulary } = context;
  const concept = conceptById(vocabulary, measure.concept);
  const needs = vocabulary.concepts.filter(({ denominators }) => denominators.includes(measure.concept));
  const bases = (concept?.denominators ?? []).flatMap((id) => conceptById(vocabulary, id) ?? []);
  const found = kind === "coverage" ? needs : [...needs, ...bases];
  return found.slice(0, 2).map((other) => {
    const statistic = statisticOf(usualStatistic(other)) ?? { kind: "latest" as const };
    const second: MeasureRef = { concept: other.id, statistic };
    const label = measureLabel(vocabulary, second, languageOf(context));
    return { label: wordsOf(context).fix.measure(label), patch: { second } };
  });
}

/** A forecast further ahead than half of what it learns from has nothing to be tested on. */
function horizonFindings({ time, horizon }: Question, context: CheckContext): Finding[] {
  if (!time?.from || !time.to || !time.grain || horizon === undefined) return [];
  const most = Math.floor(periodsIn(time.grain, { from: time.from, to: time.to }) / 2);
  if (horizon <= most) return [];
  const words = wordsOf(context);
  return [
    warns(
      "horizon-too-long",
      words.horizonLong,
      most > 0
        ? [{ label: words.fix.shorter(most), patch: { horizon: most } }]
        : [{ label: words.fix.allTimes, patch: { time: { any: true, grain: time.grain } } }],
    ),
  ];
}

function decisionFindings({ decision }: Question, context: CheckContext): Finding[] {
  if (decision) return [];
  const words = wordsOf(context);
  return [
    stops("no-decision", words.noDecision, [
      { label: words.fix.waive, patch: { decision: { kind: "waived" } } },
    ]),
  ];
}
