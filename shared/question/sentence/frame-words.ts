import type { Grain } from "../../time/grain.ts";
import type { Language } from "../../vocabulary/concept.ts";
import type { Kind } from "../question.ts";

/** The words around the parts of a question's sentence, by language; data, so that a language is one more entry. */
export type FrameWords = {
  readonly kinds: Readonly<Record<Kind, string>>;
  readonly grains: Readonly<Record<Grain, readonly [one: string, many: string]>>;
  readonly of: string;
  readonly and: string;
  readonly against: string;
  readonly inPlace: string;
  readonly from: string;
  readonly to: string;
  readonly upTo: string;
  readonly by: string;
  readonly forEach: string;
  readonly on: string;
  readonly or: string;
  readonly only: string;
  readonly not: string;
  readonly withLimit: (what: string, limit: string) => string;
  readonly aged: (limit: string) => string;
  readonly outside: (places: string) => string;
  readonly partIn: (places: string) => string;
  readonly comingFrom: (places: string) => string;
  readonly per: (scale: string, what: string) => string;
  readonly comparedWith: string;
  readonly top: (count: number, highest: boolean) => string;
  readonly known: (what: string) => string;
  readonly published: string;
  readonly fromTable: (name: string) => string;
  readonly ahead: (count: number, grain: string) => string;
  readonly since: string;
  readonly choose: Readonly<
    Record<"measure" | "second" | "place" | "level" | "time" | "grain" | "intervention" | "against", string>
  >;
  readonly everywhere: string;
  readonly allTimes: string;
  readonly nothing: string;
  readonly comparisons: {
    readonly previous: string;
    readonly lastYear: string;
    readonly window: (from: string, to: string) => string;
    readonly preCrisis: (years: number) => string;
    readonly target: (value: string) => string;
    readonly version: (day: string) => string;
  };
};

const EN: FrameWords = {
  kinds: {
    situation: "Situation",
    trend: "Trend",
    comparison: "Comparison",
    ranking: "Ranking",
    coverage: "Coverage",
    relationship: "Relationship",
    forecast: "Forecast",
    impact: "Impact",
  },
  grains: {
    hour: ["hour", "hours"],
    day: ["day", "days"],
    week: ["week", "weeks"],
    month: ["month", "months"],
    quarter: ["quarter", "quarters"],
    year: ["year", "years"],
  },
  of: "of",
  and: "and",
  against: "against",
  inPlace: "in",
  from: "from",
  to: "to",
  upTo: "up to",
  by: "by",
  forEach: "for each",
  on: "on",
  or: "or",
  only: "only",
  not: "not",
  withLimit: (what, limit) => `with ${what} ${limit}`,
  aged: (limit) => `aged ${limit}`,
  outside: (places) => `outside ${places}`,
  partIn: (places) => `the part in ${places}`,
  comingFrom: (places) => `from ${places}`,
  per: (scale, what) => `per ${scale} ${what}`,
  comparedWith: "compared with",
  top: (count, highest) => `the ${count === 1 ? "" : `${count} `}${highest ? "highest" : "lowest"}`,
  known: (what) => `where ${what} is known`,
  published: "as published on",
  fromTable: (name) => `according to the table ${name}`,
  ahead: (count, grain) => `${count} ${grain} ahead`,
  since: "before and after",
  choose: {
    measure: "choose what to measure",
    second: "choose what it is needed for",
    place: "choose a place",
    level: "choose what is ranked",
    against: "choose a comparison",
    time: "choose the time",
    grain: "choose the step",
    intervention: "say what happened and when",
  },
  everywhere: "everywhere",
  allTimes: "over all times",
  nothing: "nothing",
  comparisons: {
    previous: "the period before",
    lastYear: "the same period a year earlier",
    window: (from, to) => `${from} to ${to}`,
    preCrisis: (years) => `the median of the ${years === 1 ? "year" : `${years} years`} before the crisis`,
    target: (value) => `a target of ${value}`,
    version: (day) => `the figures published on ${day}`,
  },
};

const FR: FrameWords = {
  kinds: {
    situation: "Situation",
    trend: "Tendance",
    comparison: "Comparaison",
    ranking: "Classement",
    coverage: "Couverture",
    relationship: "Relation",
    forecast: "Prévision",
    impact: "Impact",
  },
  grains: {
    hour: ["heure", "heures"],
    day: ["jour", "jours"],
    week: ["semaine", "semaines"],
    month: ["mois", "mois"],
    quarter: ["trimestre", "trimestres"],
    year: ["année", "années"],
  },
  of: "de :",
  and: "et",
  against: "par rapport à",
  inPlace: "lieu :",
  from: "du",
  to: "au",
  upTo: "jusqu’au",
  by: "par",
  forEach: "pour chaque",
  on: "le",
  or: "ou",
  only: "seulement",
  not: "sauf",
  withLimit: (what, limit) => `avec ${what} ${limit}`,
  aged: (limit) => `âge ${limit}`,
  outside: (places) => `hors ${places}`,
  partIn: (places) => `la part en ${places}`,
  comingFrom: (places) => `venant de ${places}`,
  per: (scale, what) => `pour ${scale} (${what})`,
  comparedWith: "comparé à",
  top: (count, highest) => (highest ? `les ${count} plus élevés` : `les ${count} plus bas`),
  known: (what) => `où ${what} est connu`,
  published: "tel que publié le",
  fromTable: (name) => `selon la table ${name}`,
  ahead: (count, grain) => `${count} ${grain} à venir`,
  since: "avant et après",
  choose: {
    measure: "choisir la mesure",
    second: "choisir le besoin",
    place: "choisir un lieu",
    level: "choisir ce qui est classé",
    against: "choisir une comparaison",
    time: "choisir la période",
    grain: "choisir le pas",
    intervention: "dire ce qui s’est passé et quand",
  },
  everywhere: "partout",
  allTimes: "sur toute la période",
  nothing: "rien",
  comparisons: {
    previous: "la période précédente",
    lastYear: "la même période un an plus tôt",
    window: (from, to) => `${from} – ${to}`,
    preCrisis: (years) => `la médiane des ${years} années avant la crise`,
    target: (value) => `un objectif de ${value}`,
    version: (day) => `les chiffres publiés jusqu’au ${day}`,
  },
};

const FRAMES: Readonly<Record<Language, FrameWords>> = { en: EN, fr: FR };

/** The frame's words in a language. */
export const frameWords = (language: Language): FrameWords => FRAMES[language];
