import type { Caveat } from "../answer.ts";
import type { Context } from "../context.ts";
import { showNumber, showSigned } from "../rounding.ts";
import type { Series } from "../series.ts";
import { atWords } from "../wording/subject-words.ts";
import { factsOf, placeNameOf } from "./facts.ts";

/** Corrections above one per cent of what was counted change what the figure says. */
const PERCENT = 0.01;

/** Falls of a running total inside the window: how many, how large, when; and counts that began before the table does. */
export function corrections(context: Context, series: readonly Series[]): Caveat[] {
  return [...fallen(context, series), ...begunBefore(context)];
}

function fallen(context: Context, series: readonly Series[]): Caveat[] {
  const rows = factsOf(context.figures.main.correction);
  const [worst] = rows;
  if (!worst || context.plan.statistic.kind === "largest-correction") return [];
  const total = worst.x ?? 0;
  const figure = context.figures.figures[0];
  const isTotal = context.figures.main.branch.fold?.fold.kind === "total";
  const gross = figure?.x ?? null;
  const all = isTotal
    ? context.figures.figures.reduce((sum, { x }) => sum + (x ?? 0), 0)
    : counted(context, series);
  const size = Math.abs(total) / Math.max(1, all ?? 0);
  const place = placeNameOf(context, worst);
  const without =
    isTotal && context.figures.figures.length === 1 && gross !== null
      ? ` Without them the total would be ${showNumber(gross)}.`
      : isTotal
        ? " The totals are net of them."
        : " They are set aside, not shown as negative counts.";
  return [
    {
      code: "corrections-set-aside",
      severity: size > PERCENT ? "serious" : "notable",
      text: `The source corrected its running total downwards ${worst.n === 1 ? "once" : `${showNumber(worst.n ?? 0)} times`} in this window, by ${showNumber(Math.abs(total))} in all; the largest was ${showSigned(worst.v ?? 0)} on ${atWords(worst.t ?? "")}${place ? ` (${place})` : ""}.${without}`,
      evidence: {
        count: worst.n ?? rows.length,
        dates: rows.slice(0, 50).map(({ t }) => t ?? ""),
        values: rows.slice(0, 50).map(({ v }) => v ?? 0),
        places: rows.slice(0, 50).map((row) => placeNameOf(context, row)),
      },
    },
  ];
}

/** What came new in the window, as far as a series of it was read; null where none was. */
function counted({ figures }: Context, series: readonly Series[]): number | null {
  const values = [
    ...series.flatMap(({ points }) => points.map(({ value }) => value)),
    ...figures.main.behind.map(({ v }) => v),
  ];
  return values.length === 0 ? null : values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}

function begunBefore(context: Context): Caveat[] {
  const rows = factsOf(context.figures.main.held);
  const [first] = rows;
  if (!first) return [];
  return [
    {
      code: "window-cut",
      severity: "serious",
      text: `The table begins on ${atWords(first.t ?? "")} with ${showNumber(first.x ?? 0)} already counted; what came before is not in this figure.`,
      evidence: {
        count: first.n ?? rows.length,
        dates: rows.slice(0, 50).map(({ t }) => t ?? ""),
        values: rows.slice(0, 50).map(({ v }) => v ?? 0),
      },
    },
  ];
}
