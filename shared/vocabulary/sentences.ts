import type { Language } from "./concept.ts";

/** The vocabulary room's sentences, in one place. */

/** Why a statistic may not be made of a measure. */
export type LegalitySentences = {
  readonly stockTotal: string;
  readonly rollingTotal: string;
  readonly onlyCumulativeCorrects: string;
} & Readonly<
  Record<
    "ratio" | "index",
    { readonly total: string; readonly share: string; readonly rate: string; readonly severalPlaces: string }
  >
>;

const LEGALITY_EN: LegalitySentences = {
  stockTotal:
    "This counts what is there at a moment, so adding up days would count the same ones again and again.",
  rollingTotal:
    "Each value already covers several days, so adding them up would count the same events more than once.",
  onlyCumulativeCorrects: "Only a running total can be corrected downwards; this measure is not one.",
  ratio: {
    total: "This is a rate or share, and rates do not add up.",
    share: "This is already a rate or share, so it has no parts that make up a whole.",
    rate: "This is already a rate or share, so it is not divided by a population again.",
    severalPlaces:
      "Rates of several places make one number only when each is weighted by its own base, which is not at hand; show them place by place.",
  },
  index: {
    total: "This is a score on a scale, and scores do not add up.",
    share: "This is a score on a scale, so it has no parts that make up a whole.",
    rate: "This is a score on a scale, so dividing it by a population has no meaning.",
    severalPlaces: "Scores of several places do not make one score; show them place by place.",
  },
};

const LEGALITY_FR: LegalitySentences = {
  stockTotal:
    "Ceci compte ce qui est là à un moment donné ; additionner les jours compterait les mêmes encore et encore.",
  rollingTotal:
    "Chaque valeur couvre déjà plusieurs jours ; les additionner compterait plusieurs fois les mêmes faits.",
  onlyCumulativeCorrects: "Seul un cumul peut être corrigé à la baisse ; cette mesure n’en est pas un.",
  ratio: {
    total: "Ceci est un taux ou une part, et les taux ne s’additionnent pas.",
    share: "Ceci est déjà un taux ou une part ; il n’a pas de parties qui forment un tout.",
    rate: "Ceci est déjà un taux ou une part ; on ne le divise pas encore par une population.",
    severalPlaces:
      "Les taux de plusieurs lieux ne font un seul chiffre que si chacun est pondéré par sa propre base, qui manque ici ; montrez-les lieu par lieu.",
  },
  index: {
    total: "Ceci est une note sur une échelle, et les notes ne s’additionnent pas.",
    share: "Ceci est une note sur une échelle ; elle n’a pas de parties qui forment un tout.",
    rate: "Ceci est une note sur une échelle ; la diviser par une population n’a pas de sens.",
    severalPlaces: "Les notes de plusieurs lieux ne font pas une seule note ; montrez-les lieu par lieu.",
  },
};

/** The sentences on what is legal, in a language. */
export const legalitySentences = (language: Language): LegalitySentences =>
  language === "fr" ? LEGALITY_FR : LEGALITY_EN;

/** What is wrong with words that a workspace adds. */
export const vocabularySentences = {
  duplicate: (kind: string, id: string) => `The ${kind} “${id}” is there twice; the first one is kept.`,
  replaces: (kind: string, id: string) =>
    `The ${kind} “${id}” is one of Askline's own; yours was left out. Choose another id.`,
  unknownBroader: (kind: string, id: string, broader: string) =>
    `The ${kind} “${id}” names “${broader}” as its wider ${kind}, which does not exist; the link was left out.`,
  cycle: (kind: string, id: string) =>
    `The ${kind} “${id}” is its own wider ${kind} by a circle; its links were left out.`,
  unknownDenominator: (id: string, denominator: string) =>
    `The concept “${id}” names “${denominator}” as its base, which does not exist; it was left out.`,
  unknownSubject: (id: string, subject: string) =>
    `The concept “${id}” names the subject “${subject}”, which does not exist; it was left out.`,
  sameForm: (kind: string, form: string, id: string, other: string) =>
    `“${form}” already means ${kind} “${other}”; with “${id}” it now has two readings, so Askline will ask which.`,
  noWords: (kind: string, id: string) => `The ${kind} “${id}” has no words in any language; it was left out.`,
  datesReversed: (id: string) => `The event “${id}” ends before it begins; its dates were left out.`,
} as const;
