import type { Level } from "../places/area.ts";
import { countryOf, parentsOf } from "../places/containment.ts";
import { areaById } from "../places/gazetteer.ts";
import { levelInFull, levelName } from "../places/level-words.ts";
import { dateWords } from "../time/span-words.ts";
import type { Language, Vocabulary } from "../vocabulary/concept.ts";
import { dimensionById } from "../vocabulary/hierarchy.ts";
import { conceptLabel, dimensionLabel, measureLabel } from "../vocabulary/words.ts";
import type { Part } from "./parts.ts";
import {
  type Against,
  type AreaRef,
  acrossOf,
  type Condition,
  type MeasureRef,
  type Question,
  UNKNOWN,
} from "./question.ts";
import { type FrameWords, frameWords } from "./sentence/frame-words.ts";
import { limitWords, numberWords, statisticWords } from "./sentence/statistic-words.ts";

/** A stretch of the sentence: a control for a part, or plain words between them (part null). */
export type SentencePart = { readonly part: Part | null; readonly text: string; readonly missing: boolean };

type Words = { readonly vocabulary: Vocabulary; readonly language: Language; readonly frame: FrameWords };

const plain = (text: string): SentencePart => ({ part: null, text, missing: false });
const control = (part: Part, text: string | null, otherwise: string): SentencePart =>
  text === null ? { part, text: otherwise, missing: true } : { part, text, missing: false };

/**
 * The question as one sentence whose parts are controls: "Trend of [COVID-19 deaths], [total], in [Italy] from … to …,
 * by [week], compared with [nothing]". Parts still to be chosen say so. The same question always gives the same sentence.
 */
export function questionSentence(
  question: Question,
  vocabulary: Vocabulary,
  language: Language,
): SentencePart[] {
  const frame = frameWords(language);
  const words = { vocabulary, language, frame };
  return [
    control("kind", frame.kinds[question.kind], ""),
    plain(frame.of),
    control("measure", measureWords(question.measure, words), frame.choose.measure),
    ...secondParts(question, words),
    ...statisticParts(question, words),
    ...placeParts(question, words),
    ...timeParts(question, words),
    ...detailParts(question, words),
    ...(question.dataset === undefined ? [] : [plain(`, ${frame.fromTable(question.dataset)}`)]),
    ...kindParts(question, words),
  ];
}

/** The sentence as plain text, for lists, reports and the ledger. */
export function sentenceText(parts: readonly SentencePart[]): string {
  const text = parts
    .map(({ text: piece }) => piece)
    .join(" ")
    .replace(/ +,/g, ",")
    .trim();
  return `${text}.`;
}

const measureWords = (measure: MeasureRef | undefined, { vocabulary, language }: Words): string | null =>
  measure ? measureLabel(vocabulary, measure, language) : null;

function secondParts(question: Question, words: Words): SentencePart[] {
  const { frame } = words;
  if (question.kind !== "coverage" && question.kind !== "relationship" && !question.second) return [];
  return [
    plain(question.kind === "coverage" ? frame.against : frame.and),
    control("second", measureWords(question.second, words), frame.choose.second),
  ];
}

function statisticParts(question: Question, { frame, language, vocabulary }: Words): SentencePart[] {
  const { measure, per, place, time } = question;
  if (!measure) return [];
  const grain = frame.grains[time?.grain ?? "day"][1];
  const level = place?.by ? levelIn(place.by, "many", countryOfAreas(place.areas), language) : undefined;
  const scale = per ? numberWords(per.scale, language) : "";
  return [
    plain(","),
    control("statistic", statisticWords(measure.statistic, grain, language, level), ""),
    ...(per
      ? [control("per", frame.per(scale, conceptLabel(vocabulary, per.concept, language).toLowerCase()), "")]
      : []),
  ];
}

function placeParts({ place, measure, kind }: Question, words: Words): SentencePart[] {
  const { frame, language } = words;
  const everywhere = place?.areas.length === 0;
  const by = place?.by;
  // A count of places and a ranking name their level elsewhere.
  const across = measure ? acrossOf(measure.statistic) === "places" : false;
  const says = by && measure?.statistic.kind !== "places-meeting" && kind !== "ranking" && !across;
  return [
    plain(everywhere ? "," : `, ${frame.inPlace}`),
    control(
      "place",
      place ? (everywhere ? frame.everywhere : areasWords(place.areas, words)) : null,
      frame.choose.place,
    ),
    ...(says
      ? [
          plain(frame.forEach),
          control("level", levelIn(by, "one", countryOfAreas(place.areas), language), ""),
        ]
      : []),
  ];
}

/** Places by name; those inside a country with what they lie in: "Lee, Florida, United States", "Kenema, Sierra Leone". */
function areasWords(areas: readonly AreaRef[], { frame }: Words): string {
  const names = areas.map(({ id, name }) => {
    const country = countryOf(id);
    const [nearest] = parentsOf(id);
    const middle = nearest && nearest !== country ? areaById(nearest)?.name : undefined;
    const outer = country && country !== id ? areaById(country)?.name : undefined;
    return [name, ...(outer ? [middle, outer] : [])].filter((one) => one !== undefined).join(", ");
  });
  return names.length < 2
    ? (names[0] ?? "")
    : `${names.slice(0, -1).join(", ")} ${frame.and} ${names.at(-1)}`;
}

/** A label within a sentence: small letters, but for abbreviations ("WHO region"). */
const inSentence = (label: string): string =>
  label.replace(/\p{L}[\p{L}\p{M}]*/gu, (word) => (/^\p{Lu}{2,}$/u.test(word) ? word : word.toLowerCase()));

/** A level by its country's own word; without a country by both common ones, as "region" alone may be one of the world. */
const levelIn = (level: Level, count: "one" | "many", country?: string, language: Language = "en"): string =>
  country === undefined && level === "adm1" && language === "en"
    ? levelInFull(level, count)
    : levelName(level, count, country, language);

/** The country all areas lie in, so that its own word for a level can be used (state, county). */
function countryOfAreas(areas: readonly { readonly id: string }[]): string | undefined {
  const countries = new Set(areas.map(({ id }) => id.split("/")[0]));
  return countries.size === 1 ? [...countries][0] : undefined;
}

function timeParts({ time, kind, measure }: Question, { frame, language }: Words): SentencePart[] {
  const grain = measure?.statistic.kind === "periods-meeting" ? undefined : time?.grain;
  const series = kind === "trend" || kind === "forecast" || kind === "impact";
  const steps =
    grain !== undefined || series
      ? [plain(`, ${frame.by}`), control("grain", grain ? frame.grains[grain][0] : null, frame.choose.grain)]
      : [];
  return [...spanParts(time ?? {}, frame, (date) => dateWords(date, language)), ...steps];
}

/** The window as two controls, one where it is a day, all time or still to be chosen. */
function spanParts(
  time: NonNullable<Question["time"]>,
  frame: FrameWords,
  day: (date: string) => string,
): SentencePart[] {
  const { from, to } = time;
  if (time.any) return [plain(","), control("from", frame.allTimes, "")];
  if (!from && !to) return [plain(","), control("from", null, frame.choose.time)];
  if (from && from === to) return [plain(frame.on), control("from", day(from), "")];
  return [
    ...(from ? [plain(frame.from), control("from", day(from), "")] : []),
    ...(to ? [plain(from ? frame.to : frame.upTo), control("to", day(to), "")] : []),
  ];
}

function detailParts(question: Question, words: Words): SentencePart[] {
  const { frame, vocabulary, language } = words;
  const dimension = (id: string) => inSentence(dimensionLabel(vocabulary, id, language));
  return [
    ...(question.where.length > 0
      ? [
          plain(`, ${frame.only}`),
          control(
            "where",
            question.where.map((one) => conditionWords(one, words)).join(` ${frame.and} `),
            "",
          ),
        ]
      : []),
    ...(question.by.length > 0
      ? [plain(`, ${frame.by}`), control("by", question.by.map(dimension).join(` ${frame.and} `), "")]
      : []),
    ...(question.asPublished
      ? [plain(`, ${frame.published}`), control("published", dateWords(question.asPublished, language), "")]
      : []),
  ];
}

/** A condition as one would say it: "aged at least 70", "outside Hubei", "case status confirmed". */
function conditionWords(
  { dimension, op, values }: Condition,
  { frame, vocabulary, language }: Words,
): string {
  const places = values.map((value) => areaById(String(value))?.name ?? String(value)).join(` ${frame.or} `);
  if (dimension === "place") return op === "not-in" ? frame.outside(places) : frame.partIn(places);
  if (dimension === "origin" && op === "in") return frame.comingFrom(places);
  const known = dimensionById(vocabulary, dimension);
  const label = inSentence((known ? dimensionLabel : conceptLabel)(vocabulary, dimension, language));
  if (op === "not-in" && values.includes(UNKNOWN)) return frame.known(label);
  if (op !== "in" && op !== "not-in") {
    const [value] = values;
    const limit = typeof value === "number" ? limitWords({ op, value }, language) : `${op} ${value}`;
    return dimension === "age-group" ? frame.aged(limit) : frame.withLimit(label, limit);
  }
  // Codes of one or two letters ("y") are shown by the first word people have for them.
  const said = values.map(
    (value) => (String(value).length <= 2 ? known?.values[String(value)]?.[0] : undefined) ?? String(value),
  );
  const list = said.join(` ${frame.or} `);
  return `${op === "not-in" ? `${frame.not} ` : ""}${said.every((one) => one.toLowerCase() === label.toLowerCase()) ? "" : `${label} `}${list}`;
}

function kindParts(question: Question, words: Words): SentencePart[] {
  const { frame, language } = words;
  const parts: SentencePart[] = [];
  if (question.kind === "ranking") {
    const { top, from } = question.rank ?? { top: 10, from: "highest" };
    const by = question.place?.by;
    const level = by
      ? levelIn(by, top === 1 ? "one" : "many", countryOfAreas(question.place?.areas ?? []), words.language)
      : null;
    parts.push(
      plain(","),
      control("rank", frame.top(top, from === "highest"), ""),
      // What is ranked may be a breakdown ("by cause"), which stands before.
      ...(level === null && question.by.length > 0 ? [] : [control("level", level, frame.choose.level)]),
    );
  }
  if (question.kind === "forecast") {
    const grain = frame.grains[question.time?.grain ?? "day"][1];
    parts.push(plain(","), control("horizon", frame.ahead(question.horizon ?? 7, grain), ""));
  }
  if (question.kind === "impact") {
    const { intervention } = question;
    const text = intervention ? `${intervention.what}, ${dateWords(intervention.on, language)}` : null;
    parts.push(plain(`, ${frame.since}`), control("intervention", text, frame.choose.intervention));
  }
  const missing = question.kind === "comparison" && !question.against;
  const against = question.against ? againstWords(question.against, words) : missing ? null : frame.nothing;
  parts.push(plain(`, ${frame.comparedWith}`), control("against", against, frame.choose.against));
  return parts;
}

function againstWords(against: Against, words: Words): string {
  const { frame, language } = words;
  const { comparisons } = frame;
  switch (against.kind) {
    case "previous-period":
      return comparisons.previous;
    case "same-period-last-year":
      return comparisons.lastYear;
    case "window":
      return comparisons.window(dateWords(against.from, language), dateWords(against.to, language));
    case "place":
      return areasWords(against.areas, words);
    case "pre-crisis-median":
      return comparisons.preCrisis(against.years);
    case "target":
      return comparisons.target(numberWords(against.value, language));
    default:
      return comparisons.version(dateWords(against.asOf, language));
  }
}
