import { dateWords } from "../../time/span-words.ts";
import { dimensionLabel, formsOf, subjectLabel } from "../../vocabulary/words.ts";
import { KINDS, type Question } from "../question.ts";
import { frameWords } from "../sentence/frame-words.ts";
import type { SentencePart } from "../sentence.ts";
import { applyChoice } from "./apply.ts";
import { buildWords } from "./build-sentences.ts";
import { type BuilderChoice, type BuilderFacts, MOST_CHOICES, type Option } from "./choice.ts";
import { denominatorOptions, fits, measureOptions, statisticOptions } from "./measure-choices.ts";
import { levelOptions, placeOptions } from "./place-choices.ts";
import { endOptions, grainOptions } from "./time-choices.ts";

type Part = NonNullable<SentencePart["part"]>;

/**
 * The choices for a part of the question, those that datasets can answer first, each with how many could. What is not
 * legal stays in the list, last, and says why. At most `MOST_CHOICES`; typing narrows them.
 */
export function choicesFor(question: Question, part: string, facts: BuilderFacts): BuilderChoice[] {
  const options = optionsFor(question, part, facts).slice(0, MOST_CHOICES);
  const choices = options.map(({ reason, ...option }): BuilderChoice => {
    if (reason) return { ...option, legal: false, reason, datasets: 0 };
    const next = applyChoice(
      question,
      { label: option.label, patch: option.patch },
      facts.lexicon.vocabulary,
    );
    return { ...option, legal: true, reason: null, datasets: facts.count(next) };
  });
  const rank = (choice: BuilderChoice): number => (choice.legal ? (choice.datasets > 0 ? 0 : 1) : 2);
  return choices
    .map((choice, i) => ({ choice, i }))
    .sort((a, b) => rank(a.choice) - rank(b.choice) || a.i - b.i)
    .map(({ choice }) => choice);
}

function optionsFor(question: Question, name: string, facts: BuilderFacts): Option[] {
  const part = name as Part;
  switch (part) {
    case "kind":
      return kindOptions(question, facts);
    case "measure":
    case "second":
      return measureOptions(question, facts, part);
    case "statistic":
      return statisticOptions(question, facts);
    case "per":
      return denominatorOptions(question, facts);
    case "place":
      return placeOptions(question, facts);
    case "level":
      return levelOptions(question, facts);
    case "from":
    case "to":
      return endOptions(question, facts, part);
    case "grain":
      return grainOptions(question, facts);
    case "by":
      return breakdownOptions(question, facts);
    case "where":
      return conditionOptions(question, facts);
    case "against":
      return againstOptions(question, facts);
    case "rank":
      return rankOptions(question, facts);
    case "horizon":
      return horizonOptions(facts);
    case "intervention":
      return interventionOptions(facts);
    case "decision":
      return [
        {
          id: "waive",
          label: buildWords(facts.language).waive,
          detail: null,
          patch: { decision: { kind: "waived" } },
        },
      ];
    case "published":
      return versionOptions(facts);
    default:
      return [];
  }
}

const AHEAD = [1, 2, 4, 8, 12, 26];

const horizonOptions = ({ language, typed }: BuilderFacts): Option[] =>
  AHEAD.map((count) => ({
    id: String(count),
    label: buildWords(language).ahead(count),
    detail: null,
    patch: { horizon: count },
  })).filter(({ label }) => fits(typed, [label]));

/** The newest version, and every earlier one that a dataset on the measure keeps, newest first. */
function versionOptions({ versions, language, typed }: BuilderFacts): Option[] {
  const say = buildWords(language);
  const newest: Option = {
    id: "newest",
    label: say.newest,
    detail: null,
    patch: { asPublished: undefined },
    reason: null,
  };
  const each = versions.map(
    (day): Option => ({
      id: day,
      label: say.publishedBy(dateWords(day, language)),
      detail: null,
      patch: { asPublished: day },
    }),
  );
  const none: Option = { ...newest, id: "none", label: say.publishedBy("…"), reason: say.noVersions };
  return [newest, ...(versions.length === 0 ? [none] : each)].filter(({ id, label }) =>
    fits(typed, [label, id]),
  );
}

function kindOptions(question: Question, facts: BuilderFacts): Option[] {
  const { kinds } = frameWords(facts.language);
  const say = buildWords(facts.language);
  return KINDS.map((kind): Option => {
    // Only what is compared makes a comparison: leaving one leaves the other.
    const drops = question.kind === "comparison" && kind === "situation" ? { against: undefined } : {};
    const begins =
      kind === "comparison" && !question.against && closed(question)
        ? { against: { kind: "previous-period" as const } }
        : {};
    return { id: kind, label: kinds[kind], detail: say.kinds[kind], patch: { kind, ...drops, ...begins } };
  }).filter(({ label, detail }) => fits(facts.typed, [label, detail ?? ""]));
}

const closed = (question: Question): boolean =>
  question.time?.from !== undefined && question.time.to !== undefined;

/** Dimensions that a column of some dataset on the measure holds. */
function heldDimensions(question: Question, facts: BuilderFacts): Set<string> {
  const fitting = new Set(
    facts.lexicon.datasets
      .filter(({ concepts }) => concepts.some(({ concept }) => concept === question.measure?.concept))
      .map(({ id }) => id),
  );
  return new Set(
    facts.lexicon.values
      .filter(({ datasets }) => datasets.some((id) => fitting.has(id)))
      .map(({ dimension }) => dimension),
  );
}

function breakdownOptions(question: Question, facts: BuilderFacts): Option[] {
  const { vocabulary } = facts.lexicon;
  const say = buildWords(facts.language);
  const none: Option = { id: "none", label: say.nothing, detail: null, patch: { by: [] } };
  const held = [...heldDimensions(question, facts)].map((id): Option => {
    const has = question.by.includes(id);
    const by = has ? question.by.filter((one) => one !== id) : [...question.by, id];
    return { id, label: dimensionLabel(vocabulary, id, facts.language), detail: null, patch: { by } };
  });
  return [none, ...held].filter(({ label }) => fits(facts.typed, [label]));
}

function conditionOptions(question: Question, facts: BuilderFacts): Option[] {
  const { vocabulary, values } = facts.lexicon;
  const say = buildWords(facts.language);
  const held = heldDimensions(question, facts);
  const taken = question.where.map((condition): Option => {
    const where = question.where.filter((one) => one !== condition);
    return {
      id: `without/${condition.dimension}`,
      label: say.takeOut(dimensionLabel(vocabulary, condition.dimension, facts.language)),
      detail: null,
      patch: { where },
    };
  });
  const more = values
    .filter(({ dimension }) => held.has(dimension))
    .map(({ dimension, value }): Option => {
      const others = question.where.filter((condition) => condition.dimension !== dimension);
      return {
        id: `${dimension}/${value}`,
        label: say.onlyWhere(dimensionLabel(vocabulary, dimension, facts.language), value),
        detail: null,
        patch: { where: [...others, { dimension, op: "in", values: [value] }] },
      };
    });
  return [...taken, ...more].filter(({ label }) => fits(facts.typed, [label]));
}

function againstOptions(question: Question, facts: BuilderFacts): Option[] {
  const needed = question.kind === "comparison";
  const say = buildWords(facts.language);
  const open = closed(question) ? null : say.needsClosedWindow;
  const fixed: Option[] = [
    {
      id: "nothing",
      label: say.nothing,
      detail: null,
      patch: { against: undefined, ...(needed && { kind: "situation" as const }) },
    },
    {
      id: "previous-period",
      label: say.previousPeriod,
      detail: null,
      patch: { against: { kind: "previous-period" } },
      reason: open,
    },
    {
      id: "same-period-last-year",
      label: say.samePeriodLastYear,
      detail: null,
      patch: { against: { kind: "same-period-last-year" } },
      reason: open,
    },
  ];
  const typed = facts.typed.trim();
  // Without a word typed, the newest versions are enough to be found.
  const versions = (typed === "" ? facts.versions.slice(0, 5) : facts.versions).map(
    (day): Option => ({
      id: `version/${day}`,
      label: say.versionOf(dateWords(day, facts.language)),
      detail: null,
      patch: { against: { kind: "published-version", asOf: day } },
    }),
  );
  const places =
    typed === "" ? [] : facts.lexicon.areas.filter((area) => fits(typed, [area.name])).slice(0, 15);
  const others = places.map(
    (area): Option => ({
      id: `place/${area.id}`,
      label: area.name,
      detail: null,
      patch: { against: { kind: "place", areas: [{ id: area.id, name: area.name }] } },
      reason: question.place?.areas.some(({ id }) => id === area.id) ? say.samePlace : null,
    }),
  );
  return [...[...fixed, ...versions].filter(({ label }) => fits(typed, [label])), ...others];
}

function rankOptions(_question: Question, facts: BuilderFacts): Option[] {
  return [5, 10, 20, 1, 3, 50]
    .flatMap((top) =>
      (["highest", "lowest"] as const).map(
        (from): Option => ({
          id: `${from}/${top}`,
          label: buildWords(facts.language).top(top, from),
          detail: null,
          patch: { rank: { top, from } },
        }),
      ),
    )
    .filter(({ label }) => fits(facts.typed, [label]));
}

/** Named events with a day, found by name. */
function interventionOptions(facts: BuilderFacts): Option[] {
  const { vocabulary } = facts.lexicon;
  return vocabulary.subjects.flatMap((subject): Option[] => {
    const on = subject.struck ?? subject.from;
    if (subject.kind !== "event" || !on || !fits(facts.typed, formsOf(subject))) return [];
    const what = subjectLabel(vocabulary, subject.id, facts.language);
    return [
      {
        id: subject.id,
        label: buildWords(facts.language).event(what, dateWords(on, facts.language)),
        detail: null,
        patch: { intervention: { what, on } },
      },
    ];
  });
}
