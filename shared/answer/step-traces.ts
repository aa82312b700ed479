import { planSentences } from "../plan/plan-sentences.ts";
import type { Answer } from "./answer.ts";
import { windowFacts } from "./caveats/facts.ts";
import type { Context } from "./context.ts";

/** "How it came about": the plan's sentences, with rows in and out where the engine counted them. */
export function stepTraces(context: Context): Answer["steps"] {
  const { plan, datasets, vocabulary, tables, figures, dataset } = context;
  const sentences = planSentences(plan, datasets, vocabulary);
  // A row may be a person: under disclosure control no step tells how many it kept, whether or not something is hidden.
  if (context.hidden !== null) return sentences.map((text) => ({ text, rowsIn: null, rowsOut: null }));
  const trace = tables.trace;
  const counts = (trace?.rows[0] ?? []).map((value) => (value === null ? null : Number(value)));
  const total =
    dataset.distributions.find(({ sha256 }) => sha256 === figures.main.branch.scan.sha256)?.profile?.rows ??
    counts[0] ??
    null;
  const facts = windowFacts(context);
  const filters = figures.main.branch.filters.length;
  let seen = 0;
  let current: number | null = total;
  return plan.steps.map((step, index) => {
    const text = sentences[index] ?? "";
    if (step.kind === "join") {
      const joined = figures.main.branch.series
        ? null
        : figures.main.figure.filter(({ w }) => w === "now").length;
      return { text, rowsIn: joined, rowsOut: joined === null ? null : joined - figures.unmatched.length };
    }
    if (!step.as.startsWith(`${figures.main.branch.name}.`)) return { text, rowsIn: null, rowsOut: null };
    if (step.kind === "scan") return { text, rowsIn: null, rowsOut: total };
    const rowsIn = current;
    if (step.kind === "filter") {
      seen += 1;
      current = counts.length > filters ? (counts[seen] ?? null) : null;
    } else if (step.kind === "version") current = null;
    else if (step.kind === "windows") current = facts?.rows ?? null;
    else if (step.kind === "aggregate") current = null;
    else if (step.kind === "fold") current = figures.main.figure.length;
    else if (step.kind === "series") current = figures.main.series.length;
    return { text, rowsIn, rowsOut: current };
  });
}
