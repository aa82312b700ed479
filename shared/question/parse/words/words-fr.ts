import type { WordLine } from "./words.ts";

/** Articles and auxiliaries of French. None of them is an English word that carries meaning. */
export const SKIPPED_FR: ReadonlySet<string> = new Set(
  "les des du une est sont ete etait etaient avait avaient ont eu qui que cette ces ce il elle ils elles".split(
    " ",
  ),
);

/** The grammar words of French: proof that a language is data. Dates are in time-words.ts. */
export const WORDS_FR: readonly WordLine[] = [
  [{ is: "how-many" }, "combien|combien de|nombre de|le nombre de"],
  [{ is: "which" }, "quel|quelle|quels|quelles"],
  [{ is: "where" }, "où|dans quels pays|dans quel pays"],
  [
    { is: "statistic", statistic: "highest" },
    "le plus élevé|la plus élevée|maximal|maximum|pic|plus grand nombre|le plus de",
  ],
  [{ is: "statistic", statistic: "lowest" }, "le plus bas|minimal|le moins de"],
  [{ is: "statistic", statistic: "mean" }, "en moyenne|moyenne|moyenne de"],
  [{ is: "statistic", statistic: "median" }, "médiane"],
  [{ is: "statistic", statistic: "total" }, "au total|en tout|somme"],
  [{ is: "statistic", statistic: "latest" }, "actuellement|en ce moment|dernier chiffre"],
  [{ is: "statistic", statistic: "share" }, "part de|proportion de|pourcentage de|quelle part de"],
  [{ is: "each" }, "par"],
  [{ is: "per" }, "pour chaque"],
  [{ is: "level", level: "country" }, "pays"],
  [{ is: "versus" }, "par rapport à|comparé à|comparée à|comparés à"],
  [{ is: "new" }, "nouveau|nouveaux|nouvelle|nouvelles"],
  [{ is: "world" }, "dans le monde|monde entier"],
  [{ is: "people" }, "personnes|habitants de|gens"],
  [
    { is: "filler" },
    "y a t il|nombre|dus|due|dues|dû|liés à|parmi|pour|dans|sur|aux|leurs|chiffre|chiffres|en|au|la|le|de|et",
  ],
];
