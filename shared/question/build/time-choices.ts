import { addDays, compareDates, dateParts } from "../../time/calendar.ts";
import { GRAINS } from "../../time/grain.ts";
import { dateWords } from "../../time/span-words.ts";
import type { Question } from "../question.ts";
import { frameWords } from "../sentence/frame-words.ts";
import { buildWords } from "./build-sentences.ts";
import type { BuilderFacts, Option } from "./choice.ts";
import { fits } from "./measure-choices.ts";

/** Windows to start from: all there is, what the datasets on the measure cover, recent days, single years. A day itself is picked in the calendar. */
export function windowOptions(question: Question, facts: BuilderFacts): Option[] {
  const grain = question.time?.grain;
  const keep = grain ? { grain } : {};
  const { today, language } = facts;
  const say = buildWords(language);
  const covering = facts.lexicon.datasets.filter(
    (dataset) =>
      dataset.time?.from &&
      dataset.time.to &&
      dataset.concepts.some(({ concept }) => concept === question.measure?.concept),
  );
  const options: Option[] = [
    { id: "any", label: say.allTime, detail: null, patch: { time: { any: true, ...keep } } },
    ...covering.slice(0, 6).flatMap((dataset): Option[] => {
      const { from, to } = dataset.time ?? {};
      if (!from || !to) return [];
      return [
        {
          id: `dataset/${dataset.id}`,
          label: say.wholeOf(dataset.title),
          detail: `${dateWords(from, language)} – ${dateWords(to, language)}`,
          patch: { time: { from, to, ...keep } },
        },
      ];
    }),
    ...[7, 28, 90].map(
      (days): Option => ({
        id: `last/${days}`,
        label: say.lastDays(days),
        detail: null,
        patch: { time: { from: addDays(today, -days), to: addDays(today, -1), ...keep } },
      }),
    ),
    ...years(
      covering.flatMap(({ time }) => [time?.from, time?.to]),
      today,
    ).map(
      (year): Option => ({
        id: `year/${year}`,
        label: say.year(String(year)),
        detail: null,
        patch: { time: { from: `${year}-01-01`, to: `${year}-12-31`, ...keep } },
      }),
    ),
  ];
  return options.filter(({ label }) => fits(facts.typed, [label]));
}

function years(dates: readonly (string | undefined)[], today: string): number[] {
  const known = dates.flatMap((date) => (date ? [dateParts(date).year] : []));
  const last = Math.min(dateParts(today).year, known.length > 0 ? Math.max(...known) : dateParts(today).year);
  const first = Math.max(known.length > 0 ? Math.min(...known) : last - 4, last - 9, 1000);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => last - i);
}

/** Moves one end of the window; an end before the start says so. */
export function endOptions(question: Question, facts: BuilderFacts, end: "from" | "to"): Option[] {
  const { time } = question;
  const say = buildWords(facts.language);
  const other = end === "from" ? time?.to : time?.from;
  const grain = time?.grain ? { grain: time.grain } : {};
  const open: Option[] =
    other === undefined
      ? []
      : [
          {
            id: "open",
            label: end === "from" ? say.noStart : say.noEnd,
            detail: null,
            patch: { time: { ...(end === "from" ? { to: other } : { from: other }), ...grain } },
          },
        ];
  const day = /^-?\d{4,6}-\d{2}-\d{2}$/.test(facts.typed.trim()) ? facts.typed.trim() : null;
  const picked: Option[] = day
    ? [
        {
          id: day,
          label: dateWords(day, facts.language),
          detail: null,
          patch: {
            time: {
              ...(end === "from"
                ? { from: day, ...(other && { to: other }) }
                : { to: day, ...(other && { from: other }) }),
              ...grain,
            },
          },
          reason:
            other && (end === "from" ? compareDates(day, other) > 0 : compareDates(other, day) > 0)
              ? say.endBeforeStart
              : null,
        },
      ]
    : [];
  return [...picked, ...open, ...(day ? [] : windowOptions(question, facts))];
}

/** Lengths of the periods that are looked at. */
export function grainOptions(question: Question, facts: BuilderFacts): Option[] {
  const { time } = question;
  const say = buildWords(facts.language);
  if (!time) return [];
  const series = ["trend", "relationship", "forecast", "impact"].includes(question.kind);
  const { grain: _grain, ...without } = time;
  const none: Option = {
    id: "none",
    label: say.noGrain,
    detail: null,
    patch: { time: without },
    reason: series ? say.seriesNeedsGrain : null,
  };
  const grains = GRAINS.map(
    (grain): Option => ({
      id: grain,
      label: frameWords(facts.language).grains[grain][0],
      detail: null,
      patch: { time: { ...time, grain } },
    }),
  );
  return [none, ...grains].filter(({ label }) => fits(facts.typed, [label]));
}
