import { assertNever } from "../result.ts";
import type { Behaviour } from "./behaviour.ts";
import type { Concept, Language } from "./concept.ts";
import { legalitySentences } from "./sentences.ts";

/** What can be made of a measure; the kinds of the question's statistic (question/question.ts), held equal by a test. */
export const STATISTIC_KINDS = [
  "latest",
  "total",
  "mean",
  "median",
  "quantile",
  "peak",
  "lowest",
  "change",
  "share",
  "rate",
  "records",
  "periods-meeting",
  "places-meeting",
  "largest-correction",
] as const;
export type StatisticKind = (typeof STATISTIC_KINDS)[number];

/** Whether a statistic may be made of a measure; if not, why in one plain sentence, and the nearest that may. */
export type Legality =
  | { readonly legal: true }
  | { readonly legal: false; readonly reason: string; readonly nearest: readonly StatisticKind[] };

/**
 * What the answer is made from.
 * - severalPlaces: the values of several places are put together into one number
 * - rolling: each value already covers several periods (a 7-day sum)
 * - weighted: the denominator of a ratio is at hand, so that a mean over places can be weighted by it
 */
export type LegalityContext = {
  readonly severalPlaces?: boolean;
  readonly rolling?: boolean;
  readonly weighted?: boolean;
  /** The language the reason is said in; English unless said. */
  readonly language?: Language;
};

const LEGAL: Legality = { legal: true };

/**
 * Which statistics are legal for a measure of this behaviour: the table of design/domain.md, "Measures: what may be
 * added up". This is the one place that decides it; builder, question check, matcher and planner all ask here.
 */
export function legalStatistics(
  behaviour: Behaviour,
  context: LegalityContext = {},
): Readonly<Record<StatisticKind, Legality>> {
  const of = (kind: StatisticKind): Legality => legalityOf(kind, behaviour, context);
  return {
    latest: of("latest"),
    total: of("total"),
    mean: of("mean"),
    median: of("median"),
    quantile: of("quantile"),
    peak: of("peak"),
    lowest: of("lowest"),
    change: of("change"),
    share: of("share"),
    rate: of("rate"),
    records: of("records"),
    "periods-meeting": of("periods-meeting"),
    "places-meeting": of("places-meeting"),
    "largest-correction": of("largest-correction"),
  };
}

/** Legality of one statistic; see `legalStatistics`. What is offered instead is legal in the same context. */
export function legalityOf(
  kind: StatisticKind,
  behaviour: Behaviour,
  context: LegalityContext = {},
): Legality {
  const refusal = refusalOf(kind, behaviour, context);
  if (refusal === null) return LEGAL;
  const near = [...refusal.nearest, "places-meeting" as const];
  const nearest = near.filter(
    (other, at) => near.indexOf(other) === at && refusalOf(other, behaviour, context) === null,
  );
  return { legal: false, reason: refusal.reason, nearest };
}

/** Why a statistic is refused and what lies near it, legal or not; null when nothing speaks against it. */
type Refusal = { readonly reason: string; readonly nearest: readonly StatisticKind[] } | null;

function refusalOf(kind: StatisticKind, behaviour: Behaviour, context: LegalityContext): Refusal {
  // Counting rows, and judging each place on its own, never adds values up.
  if (kind === "records" || kind === "places-meeting") return null;
  const sentences = legalitySentences(context.language ?? "en");
  if (kind === "largest-correction" && behaviour !== "cumulative") {
    return { reason: sentences.onlyCumulativeCorrects, nearest: ["lowest", "change"] };
  }
  switch (behaviour) {
    case "flow":
      return context.rolling && kind === "total"
        ? { reason: sentences.rollingTotal, nearest: ["peak", "mean", "latest"] }
        : null;
    case "cumulative":
    case "event":
      return null;
    case "stock":
      return kind === "total" ? { reason: sentences.stockTotal, nearest: ["peak", "mean", "latest"] } : null;
    case "ratio":
    case "index":
      return scaleRefusal(kind, behaviour, context);
    default:
      return assertNever(behaviour);
  }
}

/** Ratios and indexes: values on a scale, which never add up. */
function scaleRefusal(kind: StatisticKind, behaviour: "ratio" | "index", context: LegalityContext): Refusal {
  const words = legalitySentences(context.language ?? "en")[behaviour];
  if (kind === "total") return { reason: words.total, nearest: ["mean", "latest", "peak"] };
  if (kind === "share") return { reason: words.share, nearest: ["mean", "latest"] };
  if (kind === "rate") return { reason: words.rate, nearest: ["latest", "mean"] };
  const canWeight = behaviour === "ratio" && context.weighted === true;
  return context.severalPlaces && !canWeight ? { reason: words.severalPlaces, nearest: [] } : null;
}

/** What is meant when a question names no statistic and the concept's own usual one does not fit the behaviour. */
const USUAL: Readonly<Record<Behaviour, StatisticKind>> = {
  flow: "total",
  stock: "latest",
  cumulative: "total",
  ratio: "mean",
  index: "latest",
  event: "records",
};

/**
 * The statistic that is meant when none is named: the concept's usual one if it is legal for the behaviour at hand
 * (a dataset's measure may behave otherwise than its concept usually does), else the behaviour's.
 */
export function usualStatistic(
  concept: Pick<Concept, "usualStatistic" | "behaviour">,
  behaviour: Behaviour = concept.behaviour,
): StatisticKind {
  const usual = concept.usualStatistic;
  if (usual === "records" && behaviour !== "event") return USUAL[behaviour];
  return legalityOf(usual, behaviour).legal ? usual : USUAL[behaviour];
}
