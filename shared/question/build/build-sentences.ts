import type { Language } from "../../vocabulary/concept.ts";
import type { Kind } from "../question.ts";

/** What the builder says beside its choices, by language; data, so that a language is one more entry. */
export type BuildWords = {
  readonly everywhere: string;
  readonly everywhereDetail: string;
  readonly oneFigure: string;
  readonly together: (names: readonly string[], more: string) => string;
  readonly levelNeeded: string;
  readonly notFiner: (level: string, places: readonly string[]) => string;
  readonly allTime: string;
  readonly wholeOf: (title: string) => string;
  readonly lastDays: (days: number) => string;
  readonly year: (year: string) => string;
  readonly noStart: string;
  readonly noEnd: string;
  readonly endBeforeStart: string;
  readonly noGrain: string;
  readonly seriesNeedsGrain: string;
  readonly nothing: string;
  readonly newest: string;
  readonly publishedBy: (day: string) => string;
  readonly noVersions: string;
  readonly previousPeriod: string;
  readonly samePeriodLastYear: string;
  readonly versionOf: (day: string) => string;
  readonly needsClosedWindow: string;
  readonly samePlace: string;
  readonly top: (top: number, from: "highest" | "lowest") => string;
  readonly ahead: (count: number) => string;
  readonly event: (name: string, on: string) => string;
  readonly waive: string;
  readonly takeOut: (dimension: string) => string;
  readonly onlyWhere: (dimension: string, value: string) => string;
  readonly kinds: Readonly<Record<Kind, string>>;
};

const listed = (names: readonly string[], and: string): string =>
  names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} ${and} ${names.at(-1)}`;

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

const EN: BuildWords = {
  everywhere: "everywhere",
  everywhereDetail: "all places that the data cover, put together",
  oneFigure: "one figure for all",
  together: (names, more) => listed([...names, more], "and"),
  levelNeeded: "This question compares places, so it needs to know which ones.",
  notFiner: (level, places) => `${capital(level)} do not lie inside ${listed(places, "and")}.`,
  allTime: "all times there are",
  wholeOf: (title) => `all that “${title}” covers`,
  lastDays: (days) => `the last ${days} days`,
  year: (year) => `the year ${year}`,
  noStart: "no start: up to the end",
  noEnd: "no end: up to the newest figure",
  endBeforeStart: "The end would lie before the start.",
  noGrain: "no periods",
  seriesNeedsGrain: "A series needs the length of its periods.",
  nothing: "nothing",
  newest: "the newest version",
  publishedBy: (day) => `as published on ${day}`,
  noVersions: "No dataset here keeps earlier versions of these figures.",
  previousPeriod: "the previous period",
  samePeriodLastYear: "the same period last year",
  versionOf: (day) => `the figures published on ${day}`,
  needsClosedWindow: "To compare periods, the question needs a first and a last day.",
  samePlace: "This is the place that is asked about.",
  top: (top, from) => `the ${top} ${from}`,
  ahead: (count) => (count === 1 ? "1 period ahead" : `${count} periods ahead`),
  event: (name, on) => `${name}, ${on}`,
  waive: "no decision hangs on it",
  takeOut: (dimension) => `without the condition on ${dimension}`,
  onlyWhere: (dimension, value) => `${dimension}: ${value}`,
  kinds: {
    situation: "how much, how many, now or over a time",
    trend: "how is it changing",
    comparison: "more or less than before, or than elsewhere",
    ranking: "where is it highest or lowest",
    coverage: "is supply enough for need",
    relationship: "do two things move together",
    forecast: "what is to be expected",
    impact: "did something change after an event or measure",
  },
};

const FR: BuildWords = {
  everywhere: "partout",
  everywhereDetail: "tous les lieux que les données couvrent, réunis",
  oneFigure: "un seul chiffre pour tout",
  together: (names, more) => listed([...names, more], "et"),
  levelNeeded: "Cette question compare des lieux : il faut savoir lesquels.",
  notFiner: (level, places) => `${capital(level)} : pas à l’intérieur de ${listed(places, "et")}.`,
  allTime: "toutes les dates disponibles",
  wholeOf: (title) => `tout ce que couvre « ${title} »`,
  lastDays: (days) => `les ${days} derniers jours`,
  year: (year) => `l’année ${year}`,
  noStart: "sans début : jusqu’à la fin",
  noEnd: "sans fin : jusqu’au dernier chiffre",
  endBeforeStart: "La fin viendrait avant le début.",
  noGrain: "sans périodes",
  seriesNeedsGrain: "Une série a besoin de la longueur de ses périodes.",
  nothing: "rien",
  newest: "la version la plus récente",
  publishedBy: (day) => `tel que publié le ${day}`,
  noVersions: "Aucun jeu de données ici ne garde d’anciennes versions de ces chiffres.",
  previousPeriod: "la période précédente",
  samePeriodLastYear: "la même période l’an dernier",
  versionOf: (day) => `les chiffres publiés le ${day}`,
  needsClosedWindow: "Pour comparer des périodes, il faut un premier et un dernier jour.",
  samePlace: "C’est le lieu sur lequel porte la question.",
  top: (top, from) => `les ${top} plus ${from === "highest" ? "hauts" : "bas"}`,
  ahead: (count) => (count === 1 ? "1 période à venir" : `${count} périodes à venir`),
  event: (name, on) => `${name}, ${on}`,
  waive: "aucune décision n’en dépend",
  takeOut: (dimension) => `sans la condition sur ${dimension}`,
  onlyWhere: (dimension, value) => `${dimension} : ${value}`,
  kinds: {
    situation: "combien, maintenant ou sur une durée",
    trend: "comment cela change",
    comparison: "plus ou moins qu’avant, ou qu’ailleurs",
    ranking: "où est-ce le plus haut ou le plus bas",
    coverage: "l’offre suffit-elle au besoin",
    relationship: "deux choses évoluent-elles ensemble",
    forecast: "à quoi s’attendre",
    impact: "quelque chose a-t-il changé après un événement ou une mesure",
  },
};

const WORDS: Readonly<Record<Language, BuildWords>> = { en: EN, fr: FR };

/** The builder's words in a language. */
export const buildWords = (language: Language): BuildWords => WORDS[language];
