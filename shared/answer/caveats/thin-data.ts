import { listWords } from "../../plan/words.ts";
import type { Caveat } from "../answer.ts";
import type { Context } from "../context.ts";
import { periodWords } from "../periods.ts";
import { showNumber } from "../rounding.ts";
import type { Series } from "../series.ts";
import { atWords } from "../wording/subject-words.ts";
import { windowFacts } from "./facts.ts";

/** Below this count a rate, share or relative change moves much by chance alone (one standard error is over a fifth). */
const SMALL = 20;

/** Figures that rest on little: few cases, few values, single values far from all others. */
export function thinData(context: Context, series: readonly Series[]): Caveat[] {
  return [
    ...smallNumbers(context),
    ...fewValues(context),
    ...undated(context),
    ...unstated(context),
    ...outliers(context, series),
  ];
}

function smallNumbers(context: Context): Caveat[] {
  const { figures, plan, measure } = context;
  if (measure.behaviour === "ratio" || measure.behaviour === "index") return [];
  const counts = figures.figures.flatMap((figure) => {
    const compared = figures.compared.find(({ now }) => now === figure);
    const base = plan.statistic.kind === "rate" || plan.statistic.kind === "share";
    const counts = base ? [figure.x ?? 0] : compared ? [figure.value ?? 0, compared.other ?? 0] : [];
    const below = counts.some((count) => count > 0) ? Math.min(...counts.filter((count) => count > 0)) : null;
    return below !== null && below > 0 && below < SMALL ? [{ label: figure.place.label, count: below }] : [];
  });
  const [first] = counts;
  if (!first || context.question.against?.kind === "target") return [];
  return [
    {
      code: "small-numbers",
      severity: "notable",
      text:
        counts.length === 1
          ? `This rests on ${showNumber(first.count)} ${context.unit === "%" ? "counted" : "of them"} only; chance alone can move it much.`
          : `${showNumber(counts.length)} figures rest on fewer than ${SMALL} each; chance alone can move them much (${listWords(counts.map(({ label }) => label))}).`,
      evidence: {
        count: counts.length,
        values: counts.slice(0, 50).map(({ count }) => count),
        places: counts.slice(0, 50).map(({ label }) => label),
      },
    },
  ];
}

function fewValues(context: Context): Caveat[] {
  const facts = windowFacts(context);
  if (!facts || facts.rows === 0 || context.measure.column === null) return [];
  const share = facts.withValue / facts.rows;
  const least = context.question.needs?.leastCoverage ?? 0.8;
  if (share >= least || context.measure.behaviour === "cumulative") return [];
  return [
    {
      code: "low-coverage",
      severity: share < 0.5 ? "serious" : "notable",
      text: `Only ${showNumber(facts.withValue)} of ${showNumber(facts.rows)} rows have a value.`,
      evidence: { count: facts.rows - facts.withValue, values: [share] },
    },
  ];
}

/** Rows without a date cannot fall into any window. */
function undated({ tables, figures, window }: Context): Caveat[] {
  const trace = tables.trace;
  const at = trace?.columns.findIndex(({ name }) => name === "undated") ?? -1;
  const count = at < 0 ? 0 : Number(trace?.rows[0]?.[at] ?? 0);
  if (count === 0 || (window.from === undefined && window.to === undefined)) return [];
  const rows = figures.main.fact[0]?.n ?? 0;
  return [
    {
      code: "low-coverage",
      severity: count > 0.05 * rows ? "serious" : "notable",
      text: `${showNumber(count)} ${count === 1 ? "row" : "rows"} of what is asked ${count === 1 ? "has" : "have"} no date and ${count === 1 ? "is" : "are"} not counted.`,
      evidence: { count },
    },
  ];
}

/** Rows that do not state what a condition asks of them fall out of the part, though some may belong to it. */
function unstated({ tables, plan, figures }: Context): Caveat[] {
  const trace = tables.trace;
  const kept =
    plan.statistic.kind === "share" ? (figures.figures[0]?.y ?? 0) : (figures.main.fact[0]?.n ?? 0);
  return (trace?.columns ?? []).flatMap(({ name }, index): Caveat[] => {
    const count = Number(trace?.rows[0]?.[index] ?? 0);
    if (!name.startsWith("unstated ") || count === 0) return [];
    return [
      {
        code: "low-coverage",
        severity: count > 0.1 * Math.max(1, kept) ? "serious" : "notable",
        text: `${showNumber(count)} ${count === 1 ? "row does" : "rows do"} not state “${name.slice("unstated ".length)}”; some of them may belong to what is asked.`,
        evidence: { count },
      },
    ];
  });
}

/** A single value above three times every other: a peak of one reading, or one period of a series. */
function outliers(context: Context, series: readonly Series[]): Caveat[] {
  const [figure] = context.figures.figures;
  const fold = context.figures.main.branch.fold?.fold.kind;
  const enough = (windowFacts(context)?.instants ?? 0) >= 10;
  if (fold === "peak" && figure && context.figures.figures.length === 1 && enough) {
    const { value, x, at } = figure;
    if (value === null || x === null || x <= 0 || value <= 3 * x) return [];
    return [
      {
        code: "outlier",
        severity: "serious",
        text: `The peak on ${atWords(at ?? "")} stands alone: the next highest value is ${showNumber(x)}. It may be an error or a backlog reported at once.`,
        evidence: { dates: [at ?? ""], values: [value, x] },
      },
    ];
  }
  // Of many series no single value is named.
  if (series.length > 1) return [];
  return series.flatMap((one): Caveat[] => {
    const known = one.points
      .filter((point): point is typeof point & { value: number } => point.value !== null)
      .sort((a, b) => b.value - a.value);
    const [top, next] = known;
    if (known.length < 10 || !top || !next || next.value <= 0 || top.value <= 3 * next.value) return [];
    return [
      {
        code: "outlier",
        severity: "notable",
        text: `The value of ${periodWords(top.period, one.grain)} (${showNumber(top.value)}) stands alone; the next highest is ${showNumber(next.value)}. It may be an error or a backlog reported at once.`,
        evidence: { dates: [top.period], values: [top.value, next.value] },
      },
    ];
  });
}
