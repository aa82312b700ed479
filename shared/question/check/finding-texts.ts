import type { Language } from "../../vocabulary/concept.ts";

/** All sentences of the question check, one each: what is wrong and why it matters; and the labels of what mends it. */
export type FindingWords = {
  readonly noMeasure: string;
  readonly noPlace: string;
  readonly noTime: string;
  readonly noGrain: string;
  readonly reversed: string;
  readonly future: string;
  readonly reachesFuture: string;
  readonly rateNeedsDenominator: string;
  readonly unlikePeriods: string;
  readonly unfinished: (grain: string) => string;
  readonly twoQuestions: string;
  readonly vague: (word: string) => string;
  readonly leading: (word: string) => string;
  readonly solutionFirst: (words: string) => string;
  readonly causal: (word: string) => string;
  readonly tooNarrow: string;
  readonly noDecision: string;
  readonly noComparison: string;
  readonly noNeed: string;
  readonly noSecond: string;
  readonly sameMeasures: string;
  readonly noRankLevel: string;
  readonly noIntervention: string;
  readonly horizonLong: string;
  readonly fix: {
    readonly everywhere: string;
    readonly allTimes: string;
    readonly swap: string;
    readonly untilToday: string;
    readonly lastWeeks: string;
    readonly forecast: string;
    readonly grain: (grain: string) => string;
    readonly statistic: (words: string) => string;
    readonly perPopulation: string;
    readonly noRate: string;
    readonly lastFull: (grain: string) => string;
    readonly sameLength: string;
    readonly previous: string;
    readonly lastYear: string;
    readonly waive: string;
    readonly rankBy: (level: string) => string;
    readonly shorter: (count: number) => string;
    readonly asSituation: string;
    readonly asTrend: string;
    readonly eachPlace: (level: string) => string;
    readonly widen: string;
    readonly neutral: string;
    readonly firstOnly: string;
    readonly measure: (label: string) => string;
    readonly alone: string;
  };
};

const EN: FindingWords = {
  noMeasure: "Say what is to be counted or measured.",
  noPlace: "Say for which place.",
  noTime: "Say for which time.",
  noGrain: "Say in which steps the change is to be shown.",
  reversed: "The time ends before it begins.",
  future: "The time begins after today; there can be no figures yet.",
  reachesFuture: "The time reaches beyond today; figures end today at the latest.",
  rateNeedsDenominator: "A rate needs something to be divided by, such as the population.",
  unlikePeriods: "The two periods have different lengths, so their totals cannot be compared like with like.",
  unfinished: (grain) => `The last ${grain} is not over yet; its figure will look too low.`,
  twoQuestions: "This looks like two questions. Ask one at a time; the second can follow.",
  vague: (word) => `“${word}” can mean many things. Say what is to be counted.`,
  leading: (word) => `“${word}” already judges. Ask what happened; the figures will show it.`,
  solutionFirst: (words) =>
    `“${words}” asks the data to prove a point. Ask what changed, and let the answer decide.`,
  causal: (word) =>
    `“${word}” asks for a cause. Figures alone cannot show one; say what happened and when to see whether the level changed.`,
  tooNarrow: "So many conditions leave few people; the figures may be hidden or mean little.",
  noDecision: "Say what is to be decided with the answer, or that nothing is.",
  noComparison: "Say what the figure is to be compared with.",
  noNeed: "Say what the supply is needed for.",
  noSecond: "Say which second measure it is held against.",
  sameMeasures: "Both measures are the same.",
  noRankLevel: "Say what is ranked: countries, regions, districts.",
  noIntervention: "Say what happened and on which day.",
  horizonLong: "The forecast reaches further than half the time it learns from; it would be a guess.",
  fix: {
    everywhere: "Everywhere the data cover",
    allTimes: "All times the data cover",
    swap: "Swap the two dates",
    untilToday: "End today",
    lastWeeks: "The last four weeks",
    forecast: "Ask what is to be expected",
    grain: (grain) => `By ${grain}`,
    statistic: (words) => `Ask for the ${words}`,
    perPopulation: "Per 100,000 people",
    noRate: "Ask for the total instead",
    lastFull: (grain) => `End with the last full ${grain}`,
    sameLength: "Compare with the period before, of the same length",
    previous: "The period before",
    lastYear: "The same period a year earlier",
    waive: "No decision depends on it",
    rankBy: (level) => `Rank ${level}`,
    shorter: (count) => `Look ${count} ahead`,
    asSituation: "Ask how it stands instead",
    asTrend: "Ask how it changed over time",
    eachPlace: (level) => `One figure for each ${level}`,
    widen: "Leave out the last condition",
    neutral: "Ask it in neutral words",
    firstOnly: "Ask only the first question",
    measure: (label) => `Ask for ${label}`,
    alone: "Ask for one measure alone",
  },
};

const FR: FindingWords = {
  noMeasure: "Dites ce qu’il faut compter ou mesurer.",
  noPlace: "Dites pour quel lieu.",
  noTime: "Dites pour quelle période.",
  noGrain: "Dites par quels pas le changement doit être montré.",
  reversed: "La période finit avant de commencer.",
  future: "La période commence après aujourd’hui ; il n’y a pas encore de chiffres.",
  reachesFuture: "La période va au-delà d’aujourd’hui ; les chiffres s’arrêtent au plus tard aujourd’hui.",
  rateNeedsDenominator: "Un taux doit être rapporté à quelque chose, par exemple à la population.",
  unlikePeriods: "Les deux périodes n’ont pas la même longueur ; leurs totaux ne sont pas comparables.",
  unfinished: (grain) => `La dernière période (${grain}) n’est pas terminée ; son chiffre paraîtra trop bas.`,
  twoQuestions: "Cela ressemble à deux questions. Posez-en une à la fois ; la seconde peut suivre.",
  vague: (word) => `« ${word} » peut vouloir dire bien des choses. Dites ce qu’il faut compter.`,
  leading: (word) => `« ${word} » juge déjà. Demandez ce qui s’est passé ; les chiffres le montreront.`,
  solutionFirst: (words) =>
    `« ${words} » demande aux données de prouver une thèse. Demandez ce qui a changé, et laissez la réponse trancher.`,
  causal: (word) =>
    `« ${word} » demande une cause. Les chiffres seuls n’en montrent pas ; dites ce qui s’est passé et quand, pour voir si le niveau a changé.`,
  tooNarrow:
    "Tant de conditions laissent peu de personnes ; les chiffres peuvent être masqués ou dire peu de chose.",
  noDecision: "Dites ce qui sera décidé avec la réponse, ou que rien ne le sera.",
  noComparison: "Dites à quoi le chiffre doit être comparé.",
  noNeed: "Dites à quel besoin l’offre répond.",
  noSecond: "Dites à quelle seconde mesure elle est rapportée.",
  sameMeasures: "Les deux mesures sont les mêmes.",
  noRankLevel: "Dites ce qui est classé : pays, régions, districts.",
  noIntervention: "Dites ce qui s’est passé et quel jour.",
  horizonLong:
    "La prévision va plus loin que la moitié du temps dont elle apprend ; ce serait une devinette.",
  fix: {
    everywhere: "Partout où il y a des données",
    allTimes: "Toute la période des données",
    swap: "Échanger les deux dates",
    untilToday: "Finir aujourd’hui",
    lastWeeks: "Les quatre dernières semaines",
    forecast: "Demander à quoi s’attendre",
    grain: (grain) => `Par ${grain}`,
    statistic: (words) => `Demander : ${words}`,
    perPopulation: "Pour 100 000 habitants",
    noRate: "Demander plutôt le total",
    lastFull: (grain) => `Finir avec la dernière période complète (${grain})`,
    sameLength: "Comparer à la période précédente, de même longueur",
    previous: "La période précédente",
    lastYear: "La même période un an plus tôt",
    waive: "Aucune décision n’en dépend",
    rankBy: (level) => `Classer les ${level}`,
    shorter: (count) => `Regarder ${count} pas plus loin`,
    asSituation: "Demander plutôt où l’on en est",
    asTrend: "Demander comment cela a évolué",
    eachPlace: (level) => `Un chiffre pour chaque lieu (${level})`,
    widen: "Retirer la dernière condition",
    neutral: "Le demander en mots neutres",
    firstOnly: "Ne poser que la première question",
    measure: (label) => `Demander : ${label}`,
    alone: "Ne demander qu’une mesure",
  },
};

const WORDS: Readonly<Record<Language, FindingWords>> = { en: EN, fr: FR };

/** The check's sentences and button labels in a language. */
export const findingWords = (language: Language): FindingWords => WORDS[language];
