import type { Collection } from "./collection.ts";
import weakWords from "./data/weak-words.json" with { type: "json" };
import { documentsWith, idf, type QueryPart } from "./rank.ts";
import { stem, tokens } from "./tokens.ts";

/** Beyond this a rare word of a title (a code, a name) does not make the rest of the title weigh less. */
const MOST_IDF = 6;

/** Words of the packaging ("data", "API", "annual report") say nothing of what is inside. */
const PACKAGING = new Set(weakWords.packaging.split(" ").map(stem));
const PACKAGING_WEIGHT = 0.2;

/**
 * How much of a title is what the question asks for, 0…1: the share of its words, rarer ones counting more, that are
 * wordings of the question's parts. "Hurricane Evacuation Routes" is all about the question that mentions them;
 * "Survey of plan sponsors in hurricane areas" is not.
 */
export function aboutness(parts: readonly QueryPart[], collection: Collection): (title: string) => number {
  const wanted = new Map<string, number>();
  for (const part of parts) {
    for (const wording of part.wordings) {
      const weight = wording.weight * Math.min(1, part.weight);
      for (const stem of wording.stems) wanted.set(stem, Math.max(weight, wanted.get(stem) ?? 0));
    }
  }
  const rarity = new Map<string, number>();
  const rarityOf = (stem: string): number => {
    const known = rarity.get(stem);
    if (known !== undefined) return known;
    const rare = Math.min(MOST_IDF, idf(collection.size, documentsWith(collection, stem)));
    const made = /^\d+$/.test(stem) || PACKAGING.has(stem) ? rare * PACKAGING_WEIGHT : rare;
    rarity.set(stem, made);
    return made;
  };
  return (title) => {
    let about = 0;
    let all = 0;
    for (const stem of new Set(tokens(title))) {
      const weight = rarityOf(stem);
      all += weight;
      about += weight * (wanted.get(stem) ?? 0);
    }
    return all === 0 ? 0 : about / all;
  };
}
