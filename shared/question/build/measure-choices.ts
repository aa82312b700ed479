import type { Behaviour } from "../../vocabulary/behaviour.ts";
import type { Concept, Language } from "../../vocabulary/concept.ts";
import { conceptById, subjectById } from "../../vocabulary/hierarchy.ts";
import { legalityOf, STATISTIC_KINDS, usualStatistic } from "../../vocabulary/legal-statistics.ts";
import { conceptLabel, formsOf, subjectLabel } from "../../vocabulary/words.ts";
import type { MeasureRef, Question, Statistic } from "../question.ts";
import { frameWords } from "../sentence/frame-words.ts";
import { numberWords, statisticWords } from "../sentence/statistic-words.ts";
import { legalStatistic, plainStatistic } from "./apply.ts";
import type { BuilderFacts, Option } from "./choice.ts";

/** True when all typed words begin words of one of the names. */
export function fits(typed: string, names: readonly string[]): boolean {
  const words = typed
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  return names.some((name) => {
    const parts = name.toLowerCase().split(/[^\p{L}\p{N}]+/u);
    return words.every((word) => parts.some((part) => part.startsWith(word)));
  });
}

/** What can be measured: first what datasets here measure, by how many do, then, when typed, what the vocabulary knows besides. */
export function measureOptions(
  question: Question,
  facts: BuilderFacts,
  part: "measure" | "second",
): Option[] {
  const { vocabulary, datasets } = facts.lexicon;
  const seen = new Map<string, { concept: string; subject: string | undefined; datasets: Set<string> }>();
  for (const dataset of datasets) {
    for (const { concept, subject } of dataset.concepts) {
      const key = `${concept} ${subject ?? ""}`;
      const entry = seen.get(key) ?? { concept, subject: subject ?? undefined, datasets: new Set<string>() };
      entry.datasets.add(dataset.id);
      seen.set(key, entry);
    }
  }
  const measured = [...seen.values()].sort((a, b) => b.datasets.size - a.datasets.size);
  const options = measured.flatMap(({ concept, subject }) =>
    measureOption(question, facts, part, concept, subject),
  );
  if (facts.typed.trim() === "") return options;
  const known = new Set(measured.map(({ concept }) => concept));
  const others = vocabulary.concepts.filter((concept) => !known.has(concept.id));
  return [
    ...options,
    ...others.flatMap((concept) => measureOption(question, facts, part, concept.id, undefined)),
  ];
}

function measureOption(
  question: Question,
  facts: BuilderFacts,
  part: "measure" | "second",
  id: string,
  subject: string | undefined,
): Option[] {
  const { vocabulary } = facts.lexicon;
  const concept = conceptById(vocabulary, id);
  if (!concept) return [];
  const about = subject ? subjectById(vocabulary, subject) : undefined;
  const names = [...formsOf(concept), ...(about ? formsOf(about) : [])];
  const together = [names.join(" ")];
  if (!fits(facts.typed, names) && !fits(facts.typed, together)) return [];
  const before = question[part];
  const same = before?.concept === id;
  const measure: MeasureRef = {
    concept: id,
    ...(subject && { subject }),
    statistic: legalStatistic(
      { concept: id, statistic: before && same ? before.statistic : keptStatistic(before, concept) },
      vocabulary,
    ),
  };
  const label = conceptLabel(vocabulary, id, facts.language);
  return [
    {
      id: `${id}${subject ? `/${subject}` : ""}`,
      label: subject ? `${label} (${subjectLabel(vocabulary, subject, facts.language)})` : label,
      detail: concept.words[facts.language]?.definition ?? concept.words.en?.definition ?? null,
      patch: { [part]: measure },
    },
  ];
}

/** A statistic that was chosen on purpose stays with a new measure; the usual one of the old measure does not. */
function keptStatistic(before: MeasureRef | undefined, concept: Concept): MeasureRef["statistic"] {
  const kept = before && ["mean", "median", "peak", "lowest", "change"].includes(before.statistic.kind);
  return kept ? before.statistic : plainStatistic(usualStatistic(concept));
}

/** Every statistic; those that the measure does not allow say why. */
export function statisticOptions(question: Question, facts: BuilderFacts): Option[] {
  const { measure } = question;
  if (!measure) return [];
  const concept = conceptById(facts.lexicon.vocabulary, measure.concept);
  const behaviour = concept?.behaviour ?? "flow";
  const words = frameWords(facts.language);
  const grain = question.time?.grain ?? "day";
  return STATISTIC_KINDS.map((kind): Option => {
    const same = measure.statistic.kind === kind ? measure.statistic : null;
    const condition = "condition" in measure.statistic ? measure.statistic.condition : null;
    const fresh = plainStatistic(kind);
    const statistic = same ?? ("condition" in fresh && condition ? { ...fresh, condition } : fresh);
    return {
      id: kind,
      label: statisticWords(statistic, words.grains[grain][1], facts.language),
      detail: null,
      patch: { measure: { ...measure, statistic } },
      reason: illegalBecause(kind, behaviour, facts.language),
    };
  }).filter(({ label }) => fits(facts.typed, [label]));
}

/** Why a statistic is not legal for a measure; counts may come as running totals, which allow corrections. */
function illegalBecause(
  kind: (typeof STATISTIC_KINDS)[number],
  behaviour: Behaviour,
  language: Language,
): string | null {
  const verdict = legalityOf(kind, behaviour, { language });
  if (verdict.legal) return null;
  if (behaviour === "flow" && legalityOf(kind, "cumulative").legal) return null;
  return verdict.reason;
}

const SCALES = [100_000, 1_000_000, 1_000, 100, 1];

/** What a rate may be divided by. */
export function denominatorOptions(question: Question, facts: BuilderFacts): Option[] {
  const { measure } = question;
  const { vocabulary } = facts.lexicon;
  if (!measure) return [];
  const concept = conceptById(vocabulary, measure.concept);
  const words = frameWords(facts.language);
  const none: Option = {
    id: "none",
    label: words.nothing,
    detail: null,
    patch: {
      per: undefined,
      measure: {
        ...measure,
        statistic: concept ? plainStatistic(usualStatistic(concept)) : measure.statistic,
      },
    },
  };
  const { kind } = measure.statistic;
  const of = kind === "peak" || kind === "mean" || kind === "latest" ? kind : ("total" as const);
  const statistic: Statistic = kind === "rate" ? measure.statistic : { kind: "rate", of };
  const rates = (concept?.denominators ?? []).flatMap((id) =>
    SCALES.map(
      (scale): Option => ({
        id: `${id}/${scale}`,
        label: words.per(numberWords(scale, facts.language), conceptLabel(vocabulary, id, facts.language)),
        detail: null,
        patch: { per: { concept: id, scale }, measure: { ...measure, statistic } },
        reason: concept ? illegalBecause("rate", concept.behaviour, facts.language) : null,
      }),
    ),
  );
  return [none, ...rates].filter(({ label }) => fits(facts.typed, [label]));
}
