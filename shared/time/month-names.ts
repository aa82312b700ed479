/** Names and abbreviations of months, folded to lower case, English and French. */
const MONTH_NAMES: Readonly<Record<string, number>> = {
  january: 1,
  jan: 1,
  janvier: 1,
  janv: 1,
  february: 2,
  feb: 2,
  février: 2,
  fevrier: 2,
  févr: 2,
  fevr: 2,
  march: 3,
  mar: 3,
  mars: 3,
  april: 4,
  apr: 4,
  avril: 4,
  avr: 4,
  may: 5,
  mai: 5,
  june: 6,
  jun: 6,
  juin: 6,
  july: 7,
  jul: 7,
  juillet: 7,
  juil: 7,
  august: 8,
  aug: 8,
  août: 8,
  aout: 8,
  september: 9,
  sept: 9,
  sep: 9,
  septembre: 9,
  october: 10,
  oct: 10,
  octobre: 10,
  november: 11,
  nov: 11,
  novembre: 11,
  december: 12,
  dec: 12,
  décembre: 12,
  decembre: 12,
  déc: 12,
};

/** The month that a word names, 1 to 12. */
export const monthOf = (word: string): number | undefined => MONTH_NAMES[word.toLowerCase().replace(".", "")];

/** A pattern for any month name, longest first so that "sept" does not cut "september". */
export const MONTH_PATTERN = `(?:${Object.keys(MONTH_NAMES)
  .sort((a, b) => b.length - a.length)
  .join("|")})(?![\\p{L}])\\.?`;

/** Month names that are everyday words or too short to be sure of when they stand alone. */
const DOUBTFUL = new Set([
  "may",
  "march",
  "mars",
  "mar",
  "jan",
  "jun",
  "dec",
  "sep",
  "mai",
  "avr",
  "aug",
  "nov",
  "oct",
  "feb",
  "apr",
  "jul",
  "sept",
  "août",
  "aout",
]);

/** True for a month name that, standing alone, needs a word like "in" before it to be read as a month. */
export const isDoubtfulMonth = (word: string): boolean => DOUBTFUL.has(word.toLowerCase().replace(".", ""));

const NUMBERS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fourteen: 14,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  sixty: 60,
  ninety: 90,
  couple: 2,
  few: 3,
  un: 1,
  une: 1,
  deux: 2,
  trois: 3,
  quatre: 4,
  cinq: 5,
  sept: 7,
  huit: 8,
  neuf: 9,
  dix: 10,
  douze: 12,
  quinze: 15,
  trente: 30,
};

/** A pattern for a small number in digits or words. */
export const NUMBER_PATTERN =
  "(?:\\d{1,4}|a couple of|a few|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|fifteen|twenty|thirty|sixty|ninety|une?|deux|trois|quatre|cinq|sept|huit|neuf|dix|douze|quinze|trente)";

/** The number that digits or a word say; "a few" counts as three. */
export function numberOf(words: string): number {
  if (/^\d+$/.test(words)) return Number(words);
  const word = words
    .toLowerCase()
    .replace(/^an? (?=couple|few)/, "")
    .replace(/ of$/, "");
  return NUMBERS[word] ?? 1;
}
