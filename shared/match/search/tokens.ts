import snowball from "snowball-stemmers";

const stemmer = snowball.newStemmer("english");
const stems = new Map<string, string>();

/** Most words kept with their stem; a catalogue of 100,000 entries has fewer different ones. */
const MOST_STEMS = 400_000;

/** Words whose stem would fall together with an unrelated word, or that the stemmer leaves apart from their plural. */
const IRREGULAR: Readonly<Record<string, string>> = {
  children: "child",
  women: "woman",
  men: "man",
  people: "peopl",
  lorries: "lorri",
  feet: "foot",
  teeth: "tooth",
  mice: "mous",
  lives: "life",
  wolves: "wolf",
  died: "die",
  dying: "die",
  dies: "die",
  news: "news",
  aids: "aids",
  training: "training",
  trainings: "training",
  emergency: "emergency",
  emergencies: "emergency",
  important: "important",
  securities: "securities",
  customer: "customer",
  customers: "customer",
  authority: "authority",
  authorities: "authority",
  organization: "organis",
  organizations: "organis",
  universities: "univers-school",
  university: "univers-school",
};

/** American spelling of common British forms, so that both meet in one stem. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [
    /^(col|fl[ae]v|lab|neighb|harb|hon|hum|rum|vap|behavi|fav|arm|val|vig)our(s|ed|ing|hood|hoods|er|ers|s'|able|al)?$/,
    "$1or$2",
  ],
  [/^(cent|lit|met|theat|fib|calib)re(s)?$/, "$1er$2"],
  [/^(kilomet|centimet|millimet)re(s)?$/, "$1er$2"],
  [/^(\w{3,})isation(s)?$/, "$1ization$2"],
  [/^(\w{4,})ise(s|d)?$/, "$1ize$2"],
  [/^(\w{4,})ising$/, "$1izing"],
  [/^anaem/, "anem"],
  [/^haem/, "hem"],
  [/^oestro/, "estro"],
  [/^paed/, "ped"],
  [/^diarrhoea/, "diarrhea"],
  [/^gynaec/, "gynec"],
  [/^orthopaed/, "orthoped"],
  [/^(defen|offen|licen)ce(s)?$/, "$1se$2"],
  [/^programme(s|d)?$/, "program$1"],
  [/^tyre(s)?$/, "tire$1"],
  [/^grey/, "gray"],
  [/^plough/, "plow"],
  [/^aluminium$/, "aluminum"],
  [/^sulph/, "sulf"],
  [/^(travel|cancel|label|model|signal|fuel|control)l(ed|ing|er|ers)$/, "$1$2"],
  [/^(ag)eing$/, "$1ing"],
  [/^cheque(s)?$/, "check$1"],
  [/^aeroplane(s)?$/, "airplane$1"],
  [/^mould/, "mold"],
];

const NOT_IZE = new Set([
  "exercise",
  "promise",
  "premise",
  "precise",
  "otherwise",
  "likewise",
  "enterprise",
  "merchandise",
  "surprise",
  "franchise",
  "expertise",
  "raised",
  "praise",
  "disguise",
  "compromise",
  "supervise",
  "advise",
  "revise",
  "cruise",
  "bruise",
  "raise",
]);

function american(word: string): string {
  if (NOT_IZE.has(word)) return word;
  for (const [pattern, replacement] of SPELLINGS) {
    if (pattern.test(word)) return word.replace(pattern, replacement);
  }
  return word;
}

const stemOf = (word: string): string =>
  Object.hasOwn(IRREGULAR, word) ? (IRREGULAR[word] ?? word) : stemmer.stem(word);

/** The stem of one lower-case word: British and American spellings, plurals and verb forms meet. */
export function stem(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const made = /\d/.test(word) ? word : stemOf(american(word));
  if (stems.size > MOST_STEMS) stems.clear();
  stems.set(word, made);
  return made;
}

const WORD = /[\p{L}\p{N}]+/gu;
const SUFFIX = /['’](s|re|ve|ll|d|t|m)\b/g;

/** The words of a text, lower case, accents kept apart from letters dropped, possessives cut. */
export function words(text: string): string[] {
  const plain = text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(SUFFIX, "");
  return plain.match(WORD) ?? [];
}

/** Words that carry no meaning in a title or a description. */
export const EMPTY_WORDS: ReadonlySet<string> = new Set(
  (
    "a an and are as at be been being but by for from had has have he her his i if in into is it its me my no nor not of off on or our " +
    "she so than that the their them then there these they this those to too up us was we were will with you your can could would should may " +
    "might must do does did done which who whom whose what when where why how any all each per via etc eg ie also such"
  ).split(" "),
);

/** Stems of a text without empty words; single letters are dropped, numbers kept. */
export function tokens(text: string): string[] {
  const result: string[] = [];
  for (const word of words(text)) {
    if (EMPTY_WORDS.has(word) || (word.length === 1 && !/\d/.test(word))) continue;
    result.push(stem(word));
  }
  return result;
}
