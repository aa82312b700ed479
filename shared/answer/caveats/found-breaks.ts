import type { Steps } from "../../steps.ts";
import type { Grain } from "../../time/grain.ts";
import type { Caveat } from "../answer.ts";
import type { Context } from "../context.ts";
import { sharedBreaks, unitBreaks } from "../models/breaks/levels.ts";
import { placesBreaks } from "../models/breaks/reporting-places.ts";
import { rhythmBreaks } from "../models/breaks/rhythm.ts";
import { type Run, repeatedRuns, zeroRuns } from "../models/breaks/runs.ts";
import { type Series, seriesOf } from "../series.ts";
import { columnsOf } from "../table/row-columns.ts";
import { breakWords } from "../wording/break-words.ts";
import { addsPlaces, factsOf, placeNameOf } from "./facts.ts";

/**
 * Breaks in the series inside the window, found in the data that the answer was made of: no row is read for them alone. The
 * thresholds stand with each search in models/breaks. Under disclosure control none is told, as each tells of single counts.
 */
export function* foundBreaks(context: Context, series: readonly Series[]): Steps<Caveat[]> {
  if (context.hidden !== null) return [];
  return [...restarts(context), ...(yield* inSeries(context, read(context, series)))];
}

/** The series that the answer is made of, and the one behind a single number. */
function read({ figures, dataset, question }: Context, series: readonly Series[]): readonly Series[] {
  if (series.length > 0) return series;
  return figures.main.behind.length > 0
    ? seriesOf({ ...figures.main, series: columnsOf(figures.main.behind) }, dataset, question)
    : [];
}

/** One break as it is told: its sentence, when, where and between which figures. */
type Found = {
  readonly text: string;
  readonly severity: Caveat["severity"];
  readonly dates: readonly string[];
  readonly values: readonly number[];
  readonly place: string;
  /** The longest or largest of a kind is told in full, the others are counted. */
  readonly size: number;
};

/** A running total that falls to less than a tenth of what it was begins anew; smaller falls are corrections. */
const TENTH = 0.1;
/** Below this level a fall to nothing is a matter of single cases. */
const LEAST_LEVEL = 20;

function restarts(context: Context): Caveat[] {
  const found = factsOf(context.figures.main.correction).flatMap((row): Found[] => {
    const [fall, before] = [row.v ?? 0, row.y ?? 0];
    if (before < LEAST_LEVEL || before + fall > TENTH * before || row.t === null) return [];
    const place = placeNameOf(context, row);
    return [
      {
        text: breakWords.restart(row.t, before, before + fall, place),
        severity: "serious",
        dates: [row.t],
        values: [before, before + fall],
        place,
        size: before,
      },
    ];
  });
  return told(found);
}

function* inSeries(context: Context, all: readonly Series[]): Steps<Caveat[]> {
  const [first] = all;
  if (first === undefined) return [];
  const { measure, figures } = context;
  const { branch } = figures.main;
  const { grain } = first;
  const source = branch.scan.time?.grain ?? grain;
  // Where rows are counted, a period without any is a count of zero, and a policy's level stays as it is for weeks.
  const isEvent = measure.behaviour === "event";
  const isScore = measure.behaviour === "index";
  const name = ({ place, dims }: Series): string =>
    all.length === 1 ? "" : [place.label, ...dims].filter((part) => part !== "").join(", ");
  const each = function* (of: (one: Series, place: string) => Found[]): Steps<Found[]> {
    const found: Found[] = [];
    for (const one of all) {
      yield;
      found.push(...of(one, name(one)));
    }
    return found;
  };
  // What is read off single dates is another thing before and after; a sum by week or month may be the same.
  const bySource = branch.periods === null;
  const rhythm = isEvent
    ? []
    : yield* each(({ points }, place) =>
        rhythmBreaks(points, grain, source).map((one) => ({
          text: breakWords.rhythm(one, grain, place),
          severity: bySource && source === "day" && measure.behaviour === "flow" ? "serious" : "notable",
          dates: [one.period],
          values: [one.before, one.after],
          place,
          size: Math.abs(one.before - one.after),
        })),
      );
  const places =
    isEvent || all.length > 1 || !addsPlaces(context)
      ? []
      : placesBreaks(first.points).map(
          (one): Found => ({
            text: breakWords.places(one, grain),
            severity: "serious",
            dates: [one.period],
            values: [one.before, one.after],
            place: "",
            size: Math.abs(one.before - one.after),
          }),
        );
  yield;
  const levels = isScore || isEvent ? [] : yield* levelBreaks(all, grain, name);
  const quiet = (one: Run, place: string, text: string, severity: Found["severity"]): Found => ({
    text,
    severity,
    dates: [one.from, one.to],
    values: [one.value, one.around],
    place,
    size: one.length,
  });
  // What came new is counted with the next report of a running total; over months and years there may really be none.
  const isFine = grain === "hour" || grain === "day" || grain === "week";
  const late = measure.behaviour === "cumulative" || !isFine ? "notable" : "serious";
  const zeros = isScore
    ? []
    : yield* each(({ points }, place) =>
        zeroRuns(points, grain).map((one) => quiet(one, place, breakWords.zeros(one, grain, place), late)),
      );
  const repeated =
    isScore || isEvent
      ? []
      : yield* each(({ points }, place) =>
          repeatedRuns(points, grain).map((one) =>
            quiet(one, place, breakWords.repeated(one, grain, place), "notable"),
          ),
        );
  return [rhythm, places, levels, zeros, repeated].flatMap(told);
}

function* levelBreaks(all: readonly Series[], grain: Grain, name: (one: Series) => string): Steps<Found[]> {
  const shared = sharedBreaks(all.map(({ points }) => points));
  const inMany = new Set(shared.map(({ period }) => period));
  const found = shared.map(
    (one): Found => ({
      text: breakWords.shared(one, grain),
      severity: "serious",
      dates: [one.period],
      values: [one.factor],
      place: "",
      size: Number.MAX_VALUE,
    }),
  );
  for (const one of all) {
    yield;
    for (const own of unitBreaks(one.points)) {
      if (inMany.has(own.period)) continue;
      found.push({
        text: breakWords.unit(own, grain, name(one)),
        severity: "serious",
        dates: [own.period],
        values: [own.factor],
        place: name(one),
        size: Math.abs(Math.log10(own.factor)),
      });
    }
  }
  return found;
}

/** One caveat for a kind of break: the largest in full, the others counted, all of them in the evidence. */
function told(found: readonly Found[]): Caveat[] {
  const [first, ...others] = [...found].sort((a, b) => b.size - a.size);
  if (first === undefined) return [];
  const all = [first, ...others].slice(0, 50);
  const places = [...new Set(all.flatMap(({ place }) => (place === "" ? [] : [place])))];
  return [
    {
      code: "break-in-series",
      severity: first.severity,
      text: `${first.text}${breakWords.more(others.length)}`,
      evidence: {
        count: found.length,
        dates: all.flatMap(({ dates }) => dates),
        values: all.flatMap(({ values }) => values),
        ...(places.length > 0 ? { places } : {}),
      },
    },
  ];
}
