import type { Grain } from '../../time/grain.ts';

/**
 * The words of dates, English and French, in the form `plain` gives them. A further language is a further block here.
 * Months map to 1–12, numbers to their value.
 */
const MONTH_NAMES: readonly (readonly string[])[] = [
  ['january', 'jan', 'janvier'],
  ['february', 'feb', 'fevrier', 'fevr'],
  ['march', 'mar', 'mars'],
  ['april', 'apr', 'avril'],
  ['may', 'mai'],
  ['june', 'jun', 'juin'],
  ['july', 'jul', 'juillet'],
  ['august', 'aug', 'aout'],
  ['september', 'sept', 'sep', 'septembre'],
  ['october', 'oct', 'octobre'],
  ['november', 'nov', 'novembre'],
  ['december', 'dec', 'decembre'],
];

export const MONTHS: ReadonlyMap<string, number> = new Map(
  MONTH_NAMES.flatMap((names, i) => names.map((name) => [name, i + 1] as const)),
);

/** Month words that are also common words: they count as months only beside a number or after a time preposition. */
export const DOUBTFUL_MONTHS: ReadonlySet<string> = new Set(['may', 'march', 'mar', 'sep', 'dec', 'jan', 'mai']);

export const NUMBER_WORDS: ReadonlyMap<string, number> = new Map([
  ['a', 1], ['an', 1], ['one', 1], ['two', 2], ['three', 3], ['four', 4], ['five', 5], ['six', 6], ['seven', 7],
  ['eight', 8], ['nine', 9], ['ten', 10], ['eleven', 11], ['twelve', 12], ['thirteen', 13], ['fourteen', 14],
  ['fifteen', 15], ['twenty', 20], ['thirty', 30], ['forty', 40], ['fifty', 50], ['sixty', 60], ['seventy', 70],
  ['eighty', 80], ['ninety', 90],
  ['un', 1], ['une', 1], ['deux', 2], ['trois', 3], ['quatre', 4], ['cinq', 5], ['dix', 10],
]);

export const ORDINALS: ReadonlyMap<string, number> = new Map([
  ['first', 1], ['second', 2], ['third', 3], ['fourth', 4], ['premier', 1], ['deuxieme', 2], ['troisieme', 3], ['quatrieme', 4],
]);

export const GRAIN_WORDS: ReadonlyMap<string, Grain> = new Map([
  ['hour', 'hour'], ['hours', 'hour'],
  ['day', 'day'], ['days', 'day'], ['jour', 'day'], ['jours', 'day'],
  ['week', 'week'], ['weeks', 'week'], ['semaine', 'week'], ['semaines', 'week'],
  ['fortnight', 'week'],
  ['month', 'month'], ['months', 'month'], ['mois', 'month'],
  ['quarter', 'quarter'], ['quarters', 'quarter'], ['trimestre', 'quarter'],
  ['year', 'year'], ['years', 'year'], ['annee', 'year'], ['annees', 'year'], ['an', 'year'], ['ans', 'year'],
]);

/** What a preposition says of the date behind it. */
export type TimeRole = 'within' | 'by' | 'since' | 'before' | 'after' | 'point';

/** Longer openings first. */
export const OPENINGS: readonly (readonly [readonly string[], TimeRole])[] = [
  [['up', 'to', 'and', 'including'], 'by'],
  [['no', 'later', 'than'], 'by'],
  [['over', 'the', 'course', 'of'], 'within'],
  [['in', 'the', 'course', 'of'], 'within'],
  [['as', 'of'], 'by'],
  [['as', 'at'], 'by'],
  [['up', 'to'], 'by'],
  [['up', 'until'], 'by'],
  [['prior', 'to'], 'before'],
  [['ahead', 'of'], 'before'],
  [['starting', 'on'], 'since'],
  [['starting', 'from'], 'since'],
  [['starting', 'in'], 'since'],
  [['beginning', 'on'], 'since'],
  [['depuis', 'le'], 'since'],
  [['avant', 'le'], 'before'],
  [['jusqu', 'au'], 'by'],
  [['jusqu', 'en'], 'by'],
  [['au', 'cours', 'de'], 'within'],
  [['by'], 'by'],
  [['until'], 'by'],
  [['till'], 'by'],
  [['through'], 'by'],
  [['thru'], 'by'],
  [['since'], 'since'],
  [['from'], 'since'],
  [['depuis'], 'since'],
  [['before'], 'before'],
  [['avant'], 'before'],
  [['after'], 'after'],
  [['following'], 'after'],
  [['apres'], 'after'],
  [['in'], 'within'],
  [['on'], 'within'],
  [['at'], 'within'],
  [['during'], 'within'],
  [['for'], 'within'],
  [['over'], 'within'],
  [['throughout'], 'within'],
  [['within'], 'within'],
  [['of'], 'within'],
  [['en'], 'within'],
  [['pendant'], 'within'],
  [['au'], 'within'],
  [['le'], 'within'],
];

/** All times the data have. */
export const ALL_TIMES: readonly (readonly string[])[] = [
  ['over', 'all', 'weeks'], ['over', 'all', 'years'], ['over', 'all', 'months'], ['over', 'all', 'days'],
  ['in', 'all', 'weeks'], ['in', 'all', 'years'], ['in', 'all', 'months'],
  ['over', 'the', 'whole', 'period'], ['over', 'the', 'entire', 'period'], ['in', 'the', 'whole', 'period'],
  ['over', 'the', 'whole', 'series'], ['in', 'the', 'whole', 'series'], ['over', 'the', 'entire', 'series'],
  ['in', 'the', 'entire', 'series'],
  ['over', 'the', 'whole', 'record'], ['in', 'the', 'whole', 'record'], ['over', 'the', 'full', 'period'],
  ['over', 'the', 'full', 'record'], ['over', 'the', 'whole', 'time'], ['during', 'the', 'whole', 'period'],
  ['over', 'all', 'time'], ['of', 'all', 'time'], ['in', 'all', 'time'], ['all', 'weeks'], ['all', 'years'], ['all', 'months'], ['all', 'days'],
  ['all', 'time'], ['ever', 'recorded'], ['on', 'record'], ['ever'], ['at', 'any', 'time'], ['at', 'any', 'point'], ['so', 'far'], ['to', 'date'],
];
