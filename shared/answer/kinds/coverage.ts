import { notAnswerable } from "../../plan/refusals.ts";
import { LEVEL_WORDS, listWords } from "../../plan/words.ts";
import { ok, type Result } from "../../result.ts";
import type { AnswerTable, Caveat, Chart } from "../answer.ts";
import type { Context } from "../context.ts";
import { grainWords, periodWords } from "../periods.ts";
import { roundedCell, showNumber } from "../rounding.ts";
import { withNote } from "../wording/hedge-words.ts";
import type { Hedge } from "../wording/sentence.ts";
import { sentenceCase, windowWords } from "../wording/subject-words.ts";
import { type Pair, pairsByPlace, pairsInTime } from "./pairs.ts";
import { type Second, secondOf } from "./second-measure.ts";
import type { Shape } from "./shape.ts";

/** Where supply is enough for need when nobody says otherwise: all of it. */
const FULL = 100;

type Covered = Pair & { readonly ratio: number | null };

/** Is supply enough for need: the first measure in per cent of the second, per place or period, and what lies below the line. */
export function coverageShape(context: Context, hedge: Hedge): Result<Shape> {
  const second = secondOf(context);
  if (second === null) return notAnswerable("The second measure is not in the data any more.");
  const inTime = context.figures.main.branch.series;
  const rows = (inTime ? pairsInTime(context, second) : pairsByPlace(context, second)).map(covered);
  const known = rows.filter((row): row is Covered & { ratio: number } => row.ratio !== null);
  const [only, ...others] = known;
  if (!only)
    return notAnswerable(
      `No ${inTime ? "period" : "place"} has both ${context.subject} and ${second.subject}.`,
    );
  const line = lineOf(context);
  const below = known.filter(({ ratio }) => ratio < line).sort((a, b) => a.ratio - b.ratio);
  const caveats = lost(rows, known.length, inTime);
  const found =
    others.length === 0
      ? oneSentence(context, second, only)
      : manySentence(context, second, known, below, line);
  const sentence = withNote(found, hedge, caveats);
  return ok({
    table: coverageTable(context, second, rows, line, inTime),
    sentence,
    value: others.length === 0 ? only.ratio : null,
    decisive:
      others.length === 0 ? only.ratio : (below[0]?.ratio ?? Math.min(...known.map(({ ratio }) => ratio))),
    unit: "%",
    chart: coverageChart(context, second, rows, sentence, line, inTime),
    caveats,
  });
}

/** Need of zero has no coverage. */
const covered = (pair: Pair): Covered => ({
  ...pair,
  ratio: pair.x === null || pair.y === null || pair.y === 0 ? null : (100 * pair.x) / pair.y,
});

function lineOf({ question }: Context): number {
  const rule = question.decision?.kind === "stated" ? question.decision.rule?.value : undefined;
  return rule ?? (question.against?.kind === "target" ? question.against.value : FULL);
}

const oneSentence = (
  context: Context,
  second: Second,
  { ratio, x, y }: Covered & { ratio: number },
): string =>
  `${sentenceCase(context.subject)}${context.where} came to ${showNumber(ratio)} % of ${second.subject} (${showNumber(x ?? 0)} of ${showNumber(y ?? 0)})${windowWords(context.window)}.`;

function manySentence(
  context: Context,
  second: Second,
  known: readonly (Covered & { ratio: number })[],
  below: readonly (Covered & { ratio: number })[],
  line: number,
): string {
  const inTime = context.figures.main.branch.series;
  const grain = context.figures.main.branch.periods?.grain ?? "day";
  const level = context.question.place?.by;
  const noun = inTime ? grainWords(grain, 2) : level === undefined ? "places" : LEVEL_WORDS[level].many;
  const name = (label: string): string => (inTime ? periodWords(label, grain) : label);
  const lead = `${sentenceCase(context.subject)} came to less than ${showNumber(line)} % of ${second.subject} in ${showNumber(below.length)} of ${showNumber(known.length)} ${noun}${context.where}${windowWords(context.window)}`;
  if (below.length === 0) return `${lead}.`;
  return `${lead}; lowest in ${listWords(below.slice(0, 3).map(({ label, ratio }) => `${name(label)} (${showNumber(ratio)} %)`))}.`;
}

function coverageTable(
  context: Context,
  second: Second,
  rows: readonly Covered[],
  line: number,
  inTime: boolean,
): AnswerTable {
  const named = inTime || rows.some(({ label }) => label !== "");
  return {
    columns: [
      ...(!named
        ? []
        : inTime
          ? [{ name: "period", label: "Period", type: "date" as const, unit: null, role: "period" as const }]
          : [{ name: "place", label: "Place", type: "text" as const, unit: null, role: "place" as const }]),
      { name: "value", label: "Coverage", type: "number", unit: "%", role: "value" },
      {
        name: "supply",
        label: sentenceCase(context.subject),
        type: "number",
        unit: context.unit,
        role: "note",
      },
      { name: "need", label: sentenceCase(second.subject), type: "number", unit: second.unit, role: "note" },
      { name: "below", label: `Below ${showNumber(line)} %`, type: "boolean", unit: null, role: "note" },
    ],
    rows: rows.map(({ label, x, y, ratio }) => [
      ...(named ? [label] : []),
      roundedCell(ratio),
      roundedCell(x),
      roundedCell(y),
      ratio === null ? null : ratio < line,
    ]),
    suppressed: [],
  };
}

function coverageChart(
  context: Context,
  second: Second,
  rows: readonly Covered[],
  sentence: string,
  line: number,
  inTime: boolean,
): Chart {
  const single = rows.length === 1;
  return {
    kind: single ? "number" : inTime ? "line" : "bar",
    title: sentence,
    unit: "%",
    x: single ? null : inTime ? "period" : "place",
    series: [{ column: "value", label: `${sentenceCase(context.subject)} in % of ${second.subject}` }],
    threshold: { value: line, label: `Line: ${showNumber(line)} %` },
    unfinished: rows.filter(({ whole }) => !whole).map(({ label }) => label),
    gaps: inTime ? rows.filter(({ ratio }) => ratio === null).map(({ label }) => label) : [],
    alt: `${sentence} ${showNumber(rows.length)} rows; the same numbers are in the table.`,
  };
}

function lost(rows: readonly Covered[], used: number, inTime: boolean): Caveat[] {
  const missing = rows.filter(({ ratio }) => ratio === null);
  if (missing.length === 0) return [];
  const noun = inTime ? "periods" : "places";
  return [
    {
      code: "joined-with-loss",
      severity: missing.length > used * 0.1 ? "serious" : "notable",
      text: `For ${showNumber(missing.length)} ${noun} no coverage can be given, as supply or need is missing or zero (${listWords(missing.map(({ label }) => label))}).`,
      evidence: {
        count: missing.length,
        ...(inTime
          ? { dates: missing.slice(0, 50).map(({ label }) => label) }
          : { places: missing.slice(0, 50).map(({ label }) => label) }),
      },
    },
  ];
}
