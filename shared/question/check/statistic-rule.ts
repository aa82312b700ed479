import { areaById } from "../../places/gazetteer.ts";
import { levelName } from "../../places/level-words.ts";
import type { Behaviour } from "../../vocabulary/behaviour.ts";
import type { Language } from "../../vocabulary/concept.ts";
import { legalityOf, type StatisticKind } from "../../vocabulary/legal-statistics.ts";
import type { Finding } from "../finding.ts";
import { acrossOf, type MeasureRef, type Question, type Statistic } from "../question.ts";
import { frameWords } from "../sentence/frame-words.ts";
import { statisticWords } from "../sentence/statistic-words.ts";
import type { FindingWords } from "./finding-texts.ts";
import { type CheckContext, languageOf, wordsOf } from "./findings.ts";

/** A statistic with sound settings where it needs some; null for those that cannot be made without a choice. */
export function statisticOf(kind: StatisticKind): Statistic | null {
  switch (kind) {
    case "quantile":
      return { kind, q: 0.9 };
    case "change":
      return { kind, as: "absolute" };
    case "rate":
      return { kind, of: "total" };
    case "periods-meeting":
    case "places-meeting":
      return null;
    default:
      return { kind };
  }
}

/**
 * Whether the statistic may be made of the measure. A concept may be held with several behaviours (cases as a flow and as
 * a running total): it is enough that one of them allows it.
 */
export function statisticFindings(
  question: Question,
  measure: MeasureRef,
  behaviours: readonly Behaviour[],
  asked: CheckContext,
): Finding[] {
  const language = languageOf(asked);
  const words = wordsOf(asked);
  const together = putsPlacesTogether(question);
  const context = { severalPlaces: together, language };
  const verdicts = behaviours.map((behaviour) => ({
    behaviour,
    legality: legalityOf(measure.statistic.kind, behaviour, context),
  }));
  const refused = verdicts[0];
  if (!refused || refused.legality.legal || verdicts.some(({ legality }) => legality.legal)) return [];
  const { behaviour, legality } = refused;
  const fixes = legality.nearest.flatMap((kind) => {
    const statistic = statisticOf(kind);
    if (!statistic) return [];
    const label = words.fix.statistic(
      statisticWords(statistic, frameWords(language).grains.day[1], language),
    );
    return [{ label, patch: { measure: { ...measure, statistic } } }];
  });
  return [
    {
      code: codeOf(behaviour, measure.statistic.kind),
      severity: "stops",
      text: legality.reason,
      // Where several places are in the way, each may have its own figure.
      fixes: [...(together ? eachPlace(question, language, words) : []), ...fixes].slice(0, 3),
    },
  ];
}

/** One figure for each of the places named, where they are of one level. */
function eachPlace({ place }: Question, language: Language, words: FindingWords): Finding["fixes"] {
  const levels = new Set((place?.areas ?? []).map(({ id }) => areaById(id)?.level));
  const [level] = levels;
  if (!place || levels.size !== 1 || level === undefined || level === "world") return [];
  const name = levelName(level, "one", undefined, language);
  return [{ label: words.fix.eachPlace(name), patch: { place: { areas: place.areas, by: level } } }];
}

/** One figure over several named places, not one for each. */
const putsPlacesTogether = ({ place, measure }: Question): boolean =>
  place !== undefined &&
  (measure === undefined || acrossOf(measure.statistic) === null) &&
  place.by === undefined &&
  place.areas.length > 1;

function codeOf(behaviour: Behaviour, kind: StatisticKind): Finding["code"] {
  if (kind === "total" && behaviour === "stock") return "stock-added-over-time";
  if (kind === "total" && (behaviour === "ratio" || behaviour === "index")) return "ratio-summed";
  return behaviour === "index" ? "index-over-places" : "statistic-not-legal";
}
