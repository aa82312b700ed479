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
  [{ is: "statistic", statistic: "median" }, "médiane|médian|médians"],
  [{ is: "statistic", statistic: "total" }, "au total|en tout|somme"],
  [{ is: "statistic", statistic: "latest" }, "actuellement|en ce moment|dernier chiffre"],
  [{ is: "statistic", statistic: "share" }, "part de|proportion de|pourcentage de|quelle part de"],
  [{ is: "grain", grain: "day" }, "jour|jours"],
  [{ is: "grain", grain: "week" }, "semaine|semaines"],
  [{ is: "grain", grain: "year" }, "année|années|an|ans"],
  [{ is: "grain", grain: "day", adverb: true }, "par jour|chaque jour|quotidien|quotidienne|quotidiens"],
  [{ is: "grain", grain: "week", adverb: true }, "par semaine|chaque semaine|hebdomadaire|hebdomadaires"],
  [{ is: "grain", grain: "month", adverb: true }, "par mois|chaque mois|mensuel|mensuelle|mensuels"],
  [{ is: "grain", grain: "year", adverb: true }, "par an|chaque année|annuel|annuelle|annuels"],
  [{ is: "level", level: "adm1" }, "régions|provinces|états"],
  [{ is: "level", level: "adm2" }, "départements|comtés|comté"],
  [
    { is: "statistic", statistic: "change" },
    "baissé|baisse|diminué|diminution|augmenté|augmentation|hausse|reculé|recul|progressé|évolué|changé|chuté|chute",
  ],
  [{ is: "statistic", statistic: "difference" }, "différence|écart|différence entre|écart entre"],
  [{ is: "how-much" }, "de combien|quel est|quelle est"],
  [
    { is: "comparator", op: ">" },
    "supérieur à|supérieure à|au-dessus de|dépassé|dépasse|dépassaient|dépasser",
  ],
  [{ is: "comparator", op: "<" }, "inférieur à|inférieure à|au-dessous de|en dessous de"],
  [{ is: "comparator", op: ">=" }, "au moins|d'au moins|au minimum"],
  [{ is: "among" }, "parmi les"],
  [{ is: "not" }, "aucun|aucune"],
  [{ is: "kind", kind: "trend" }, "évolution|évolution de|tendance|au fil du temps"],
  [{ is: "kind", kind: "forecast" }, "prévision|prévisions|attendre|à prévoir|prévus"],
  [{ is: "kind", kind: "coverage" }, "assez de|suffisamment de|suffisants"],
  [{ is: "according" }, "selon|d'après"],
  [{ is: "together" }, "ensemble"],
  [{ is: "each" }, "par"],
  [{ is: "per" }, "pour chaque"],
  [{ is: "level", level: "country" }, "pays"],
  [{ is: "versus" }, "par rapport à|comparé à|comparée à|comparés à"],
  [{ is: "new" }, "nouveau|nouveaux|nouvelle|nouvelles"],
  [{ is: "world" }, "dans le monde|monde entier"],
  [{ is: "people" }, "personnes|habitants de|gens"],
  [
    { is: "filler" },
    "pendant|durant|a-t-il|a-t-elle|t|enregistrés|enregistré|enregistrées|signalés|signalées|signalé|y a t il|nombre|dus|due|dues|dû|liés à|parmi|pour|dans|sur|aux|leurs|chiffre|chiffres|en|au|la|le|de|et",
  ],
];
