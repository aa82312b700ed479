import type { Level } from "../../../places/area.ts";
import type { Grain } from "../../../time/grain.ts";
import type { Comparator, Kind } from "../../question.ts";

/** What a statistic word asks for, before the context decides between peak and ranking, total and latest. */
export type StatisticWord =
  | "highest"
  | "lowest"
  | "mean"
  | "median"
  | "total"
  | "latest"
  | "change"
  | "difference"
  | "share"
  | "records"
  | "correction"
  | "rate";

/** The grammar words of questions: what they do in a sentence, not what they are about. */
export type Word =
  | { readonly is: "how-many" | "how-much" | "which" | "where" | "when" }
  | { readonly is: "statistic"; readonly statistic: StatisticWord }
  | { readonly is: "quantile"; readonly q: number }
  | { readonly is: "comparator"; readonly op: Comparator }
  | { readonly is: "per" | "each" | "one" }
  | { readonly is: "grain"; readonly grain: Grain; readonly adverb?: true }
  | { readonly is: "level"; readonly level: Level }
  | { readonly is: "kind"; readonly kind: Kind }
  | { readonly is: "versus" }
  | { readonly is: "against"; readonly against: "previous-period" | "same-period-last-year" | "normal" }
  | { readonly is: "published" | "as-published" | "version" }
  | { readonly is: "except" }
  | { readonly is: "according" }
  | { readonly is: "new" | "together" | "reading" | "aged" | "older" | "younger" }
  | { readonly is: "number"; readonly value: number; readonly multiplies?: true }
  | { readonly is: "top" | "percent" | "event" | "unit" | "everywhere" }
  | { readonly is: "world" }
  | { readonly is: "and" | "or" | "of" | "in" | "among" | "from" | "to" | "between" | "than" | "not" }
  | { readonly is: "people" }
  /** Says something about the asking or the decision, nothing that data could answer. */
  | { readonly is: "advice" }
  /** Carries no meaning of its own. */
  | { readonly is: "filler" };

/** One line of a word file: a meaning and the phrases that carry it, parted by bars. */
export type WordLine = readonly [Word, string];
