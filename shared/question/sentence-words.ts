import type { Level } from "../places/area.ts";
import type { Grain } from "../time/grain.ts";
import type { Language } from "../vocabulary/concept.ts";
import type { Comparator, Kind, Statistic } from "./question.ts";

/** All words of the question's sentence in one language. A further language is a further value of this type. */
export type SentenceWords = {
  readonly kind: Readonly<Record<Kind, string>>;
  readonly of: string;
  readonly in: string;
  readonly everywhere: string;
  readonly from: string;
  readonly to: string;
  readonly upTo: string;
  readonly since: string;
  readonly on: string;
  readonly anyTime: string;
  readonly by: string;
  readonly only: string;
  readonly and: string;
  readonly or: string;
  readonly comparedWith: string;
  readonly nothing: string;
  readonly decision: string;
  readonly notNeeded: string;
  readonly missing: Readonly<Record<"measure" | "second" | "place" | "time" | "level" | "decision" | "intervention" | "against", string>>;
  readonly about: (subject: string) => string;
  readonly statistic: (statistic: Statistic, grain: Grain, level: string) => string;
  readonly per: (scale: string, concept: string) => string;
  readonly grain: Readonly<Record<Grain, string>>;
  readonly grains: Readonly<Record<Grain, string>>;
  readonly levels: Readonly<Record<Level, string>>;
  readonly rank: (top: number, from: "highest" | "lowest") => string;
  readonly condition: (dimension: string, op: Comparator | "in" | "not-in", values: string) => string;
  readonly age: (op: Comparator, value: number) => string;
  readonly outside: (places: string) => string;
  readonly origin: (places: string) => string;
  readonly partIn: (places: string) => string;
  readonly against: {
    readonly "previous-period": string;
    readonly "same-period-last-year": string;
    readonly "pre-crisis-median": (years: number, before: string) => string;
    readonly target: (value: string) => string;
    readonly "published-version": (date: string) => string;
  };
  readonly published: (date: string) => string;
  readonly second: Readonly<Record<"coverage" | "relationship", string>>;
  readonly ahead: (count: number, grain: string) => string;
  readonly intervention: (what: string, on: string) => string;
  readonly stated: (what: string, by: string | null, rule: string | null) => string;
  readonly limit: (op: Comparator, value: string) => string;
  readonly number: (value: number) => string;
};

const LIMITS_EN: Readonly<Record<Comparator, string>> = {
  ">": "above",
  ">=": "at least",
  "<": "below",
  "<=": "at most",
  "=": "exactly",
  "!=": "other than",
};

const numberIn = (language: string) => {
  const format = new Intl.NumberFormat(language, { maximumFractionDigits: 6 });
  return (value: number): string => format.format(value);
};
const numberEn = numberIn("en");
const limitEn = (op: Comparator, value: string): string => `${LIMITS_EN[op]} ${value}`;

const GRAIN_EN: Readonly<Record<Grain, string>> = { hour: "hour", day: "day", week: "week", month: "month", quarter: "quarter", year: "year" };
const GRAINS_EN: Readonly<Record<Grain, string>> = { hour: "hours", day: "days", week: "weeks", month: "months", quarter: "quarters", year: "years" };

function statisticEn(statistic: Statistic, grain: Grain, level: string): string {
  switch (statistic.kind) {
    case "latest":
      return "latest value";
    case "total":
      return "total";
    case "mean":
      return "average";
    case "median":
      return "median";
    case "quantile":
      return `${Math.round(statistic.q * 100)}th percentile`;
    case "peak":
      return "highest value";
    case "lowest":
      return "lowest value";
    case "change":
      return statistic.as === "percent" ? "change in percent" : "change";
    case "share":
      return "share of the whole";
    case "rate":
      return `rate of the ${{ latest: "latest value", total: "total", mean: "average", peak: "highest value" }[statistic.of]}`;
    case "records":
      return "number of records";
    case "periods-meeting":
      return `${statistic.as === "share" ? "share" : "number"} of ${GRAINS_EN[grain]} ${limitEn(statistic.condition.op, numberEn(statistic.condition.value))}`;
    case "places-meeting":
      return `${statistic.as === "share" ? "share" : "number"} of ${level} ${limitEn(statistic.condition.op, numberEn(statistic.condition.value))}`;
    case "largest-correction":
      return "largest downward correction";
  }
}

const EN: SentenceWords = {
  kind: {
    situation: "Situation",
    trend: "Trend",
    comparison: "Comparison",
    ranking: "Ranking",
    coverage: "Coverage",
    relationship: "Relationship",
    forecast: "Forecast",
    impact: "Impact",
  },
  of: "of",
  in: "in",
  everywhere: "everywhere",
  from: "from",
  to: "to",
  upTo: "up to",
  since: "since",
  on: "on",
  anyTime: "over all time",
  by: "by",
  only: "only",
  and: "and",
  or: "or",
  comparedWith: "compared with",
  nothing: "nothing",
  decision: "Decision:",
  notNeeded: "none needed",
  missing: {
    measure: "choose a measure",
    second: "choose a second measure",
    place: "choose a place",
    time: "choose a time",
    level: "choose a level",
    decision: "what will be decided?",
    intervention: "what happened, and when?",
    against: "choose a comparison",
  },
  about: (subject) => `(${subject})`,
  statistic: statisticEn,
  per: (scale, concept) => `per ${scale} ${concept}`,
  grain: GRAIN_EN,
  grains: GRAINS_EN,
  levels: {
    world: "worlds",
    region: "world regions",
    country: "countries",
    adm1: "regions",
    adm2: "districts",
    adm3: "municipalities",
    facility: "sites",
  },
  rank: (top, from) => (top === 1 ? `the ${from}` : `the ${top} ${from}`),
  condition: (dimension, op, values) =>
    op === "in" ? `${dimension} ${values}` : op === "not-in" ? `${dimension} not ${values}` : `with ${dimension} ${limitEn(op, values)}`,
  age: (op, value) => `aged ${limitEn(op, String(value))}`,
  outside: (places) => `outside ${places}`,
  origin: (places) => `from ${places}`,
  partIn: (places) => `the part in ${places}`,
  against: {
    "previous-period": "the previous period",
    "same-period-last-year": "the same period last year",
    "pre-crisis-median": (years, before) => `the median of the ${years} years before ${before}`,
    target: (value) => `a target of ${value}`,
    "published-version": (date) => `the figures published on ${date}`,
  },
  published: (date) => `as published on ${date}`,
  second: { coverage: "for the need of", relationship: "and" },
  ahead: (count, grain) => `for the next ${count} ${grain}`,
  intervention: (what, on) => `before and after ${what} on ${on}`,
  stated: (what, by, rule) => `${what}${by ? ` by ${by}` : ""}${rule ? `, if ${rule}` : ""}`,
  limit: limitEn,
  number: numberEn,
};

const LIMITS_FR: Readonly<Record<Comparator, string>> = {
  ">": "au-dessus de",
  ">=": "au moins",
  "<": "au-dessous de",
  "<=": "au plus",
  "=": "exactement",
  "!=": "autre que",
};
const numberFr = numberIn("fr");
const limitFr = (op: Comparator, value: string): string => `${LIMITS_FR[op]} ${value}`;
const GRAIN_FR: Readonly<Record<Grain, string>> = { hour: "heure", day: "jour", week: "semaine", month: "mois", quarter: "trimestre", year: "année" };
const GRAINS_FR: Readonly<Record<Grain, string>> = { hour: "heures", day: "jours", week: "semaines", month: "mois", quarter: "trimestres", year: "années" };

function statisticFr(statistic: Statistic, grain: Grain, level: string): string {
  switch (statistic.kind) {
    case "latest":
      return "dernière valeur";
    case "total":
      return "total";
    case "mean":
      return "moyenne";
    case "median":
      return "médiane";
    case "quantile":
      return `${Math.round(statistic.q * 100)}e centile`;
    case "peak":
      return "valeur la plus haute";
    case "lowest":
      return "valeur la plus basse";
    case "change":
      return statistic.as === "percent" ? "variation en pour cent" : "variation";
    case "share":
      return "part de l’ensemble";
    case "rate":
      return `taux (${{ latest: "dernière valeur", total: "total", mean: "moyenne", peak: "valeur la plus haute" }[statistic.of]})`;
    case "records":
      return "nombre d’enregistrements";
    case "periods-meeting":
      return `${statistic.as === "share" ? "part des" : "nombre de"} ${GRAINS_FR[grain]} ${limitFr(statistic.condition.op, numberFr(statistic.condition.value))}`;
    case "places-meeting":
      return `${statistic.as === "share" ? "part des" : "nombre de"} ${level} ${limitFr(statistic.condition.op, numberFr(statistic.condition.value))}`;
    case "largest-correction":
      return "plus forte correction à la baisse";
  }
}

const FR: SentenceWords = {
  kind: {
    situation: "Situation",
    trend: "Évolution",
    comparison: "Comparaison",
    ranking: "Classement",
    coverage: "Couverture",
    relationship: "Lien",
    forecast: "Prévision",
    impact: "Effet",
  },
  of: "de",
  in: "en",
  everywhere: "partout",
  from: "du",
  to: "au",
  upTo: "jusqu’au",
  since: "depuis le",
  on: "le",
  anyTime: "sur toute la période",
  by: "par",
  only: "seulement",
  and: "et",
  or: "ou",
  comparedWith: "par rapport à",
  nothing: "rien",
  decision: "Décision :",
  notNeeded: "aucune",
  missing: {
    measure: "choisir une mesure",
    second: "choisir une seconde mesure",
    place: "choisir un lieu",
    time: "choisir une période",
    level: "choisir un niveau",
    decision: "que faut-il décider ?",
    intervention: "que s’est-il passé, et quand ?",
    against: "choisir une comparaison",
  },
  about: (subject) => `(${subject})`,
  statistic: statisticFr,
  per: (scale, concept) => `pour ${scale} (${concept})`,
  grain: GRAIN_FR,
  grains: GRAINS_FR,
  levels: {
    world: "mondes",
    region: "régions du monde",
    country: "pays",
    adm1: "régions",
    adm2: "districts",
    adm3: "communes",
    facility: "sites",
  },
  rank: (top, from) => `les ${top} ${from === "highest" ? "plus élevés" : "plus bas"}`,
  condition: (dimension, op, values) =>
    op === "in" ? `${dimension} : ${values}` : op === "not-in" ? `${dimension} : pas ${values}` : `${dimension} ${limitFr(op, values)}`,
  age: (op, value) => `âge ${limitFr(op, String(value))}`,
  outside: (places) => `hors ${places}`,
  origin: (places) => `venant de ${places}`,
  partIn: (places) => `la part en ${places}`,
  against: {
    "previous-period": "la période précédente",
    "same-period-last-year": "la même période un an plus tôt",
    "pre-crisis-median": (years, before) => `la médiane des ${years} années avant le ${before}`,
    target: (value) => `un objectif de ${value}`,
    "published-version": (date) => `les chiffres publiés le ${date}`,
  },
  published: (date) => `tels que publiés le ${date}`,
  second: { coverage: "pour le besoin de", relationship: "avec" },
  ahead: (count, grain) => `${count} ${grain} à l’avance`,
  intervention: (what, on) => `avant et après ${what} le ${on}`,
  stated: (what, by, rule) => `${what}${by ? ` avant le ${by}` : ""}${rule ? `, si ${rule}` : ""}`,
  limit: limitFr,
  number: numberFr,
};

/** The words of the sentence by language. */
export const SENTENCE_WORDS: Readonly<Record<Language, SentenceWords>> = { en: EN, fr: FR };
