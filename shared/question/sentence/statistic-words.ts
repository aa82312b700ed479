import type { Language } from "../../vocabulary/concept.ts";
import { acrossOf, type Statistic, type Threshold } from "../question.ts";

type Phrases = {
  readonly of: Readonly<
    Record<
      Exclude<Statistic["kind"], "quantile" | "change" | "rate" | "periods-meeting" | "places-meeting">,
      string
    >
  >;
  readonly quantile: (percent: number) => string;
  readonly change: Readonly<Record<"absolute" | "percent", string>>;
  readonly rate: (of: string) => string;
  readonly periodsMeeting: (grain: string, limit: string, share: boolean) => string;
  readonly placesMeeting: (level: string, limit: string, share: boolean) => string;
  readonly across: (statistic: string, level: string) => string;
  readonly eachEvent: (statistic: string) => string;
  readonly operators: Readonly<Record<Threshold["op"], string>>;
};

const EN: Phrases = {
  of: {
    latest: "latest value",
    total: "total",
    mean: "average",
    median: "median",
    peak: "highest value",
    lowest: "lowest value",
    share: "share of the whole",
    records: "number of records",
    "largest-correction": "largest downward correction",
  },
  quantile: (percent) => `${percent}th percentile`,
  change: { absolute: "change", percent: "change in per cent" },
  rate: (of) => `rate of the ${of}`,
  periodsMeeting: (grain, limit, share) => `${share ? "share" : "number"} of ${grain} ${limit}`,
  placesMeeting: (level, limit, share) => `${share ? "share" : "number"} of ${level} ${limit}`,
  across: (statistic, level) => `${statistic} across ${level}`,
  eachEvent: (statistic) => `${statistic} of single events`,
  operators: {
    ">": "above",
    ">=": "at least",
    "<": "below",
    "<=": "at most",
    "=": "exactly",
    "!=": "other than",
  },
};

const FR: Phrases = {
  of: {
    latest: "dernière valeur",
    total: "total",
    mean: "moyenne",
    median: "médiane",
    peak: "maximum",
    lowest: "minimum",
    share: "part de l’ensemble",
    records: "nombre d’enregistrements",
    "largest-correction": "plus forte correction à la baisse",
  },
  quantile: (percent) => `quantile ${percent} %`,
  change: { absolute: "variation", percent: "variation en pour cent" },
  rate: (of) => `taux (${of})`,
  periodsMeeting: (grain, limit, share) => `${share ? "part" : "nombre"} de ${grain} ${limit}`,
  placesMeeting: (level, limit, share) => `${share ? "part" : "nombre"} de ${level} ${limit}`,
  across: (statistic, level) => `${statistic} sur les ${level}`,
  eachEvent: (statistic) => `${statistic} des événements un à un`,
  operators: {
    ">": "au-dessus de",
    ">=": "au moins",
    "<": "au-dessous de",
    "<=": "au plus",
    "=": "égal à",
    "!=": "autre que",
  },
};

const PHRASES: Readonly<Record<Language, Phrases>> = { en: EN, fr: FR };

/** A number as the language writes it, with thousands marked: 3,000. */
export const numberWords = (value: number, language: Language): string =>
  value.toLocaleString(language === "fr" ? "fr-FR" : "en-GB");

/** A limit in words: "above 3,000". */
export const limitWords = ({ op, value }: Threshold, language: Language): string =>
  `${PHRASES[language].operators[op]} ${numberWords(value, language)}`;

/**
 * What is made of the measure, in words; `grain` is the word for the periods counted, `level` for the places, both in the
 * plural.
 */
export function statisticWords(
  statistic: Statistic,
  grain: string,
  language: Language,
  level: string = language === "fr" ? "lieux" : "places",
): string {
  const phrases = PHRASES[language];
  const over = acrossOf(statistic);
  const plain = statisticAlone(statistic, grain, language, level);
  if (over === "places") return phrases.across(plain, level);
  return over === "records" ? phrases.eachEvent(plain) : plain;
}

function statisticAlone(statistic: Statistic, grain: string, language: Language, level: string): string {
  const phrases = PHRASES[language];
  switch (statistic.kind) {
    case "quantile":
      return phrases.quantile(Math.round(statistic.q * 100));
    case "change":
      return phrases.change[statistic.as];
    case "rate":
      return phrases.rate(phrases.of[statistic.of]);
    case "periods-meeting":
      return phrases.periodsMeeting(
        grain,
        limitWords(statistic.condition, language),
        statistic.as === "share",
      );
    case "places-meeting":
      return phrases.placesMeeting(
        level,
        limitWords(statistic.condition, language),
        statistic.as === "share",
      );
    default:
      return phrases.of[statistic.kind];
  }
}
