import type { Answer, AnswerTable, Cell } from "./answer.ts";
import { showNumber, showSigned } from "./rounding.ts";

export type ReplayReason = {
  readonly code:
    | "revised-values"
    | "added-rows"
    | "removed-rows"
    | "definition-changed"
    | "newer-file"
    | "engine-changed"
    | "question-changed"
    | "data-missing";
  readonly text: string;
  readonly count: number | null;
};

export type Comparison = {
  readonly verdict: "identical" | "same-within-rounding" | "different";
  readonly reasons: ReplayReason[];
  /** One plain sentence for the top. */
  readonly text: string;
};

type Comparable = Pick<
  Answer,
  "fingerprint" | "table" | "value" | "question" | "plan" | "engine" | "sources"
>;

/** Differences up to this share of a value are rounding: far above the last bits of a sum, far below any revision. */
const ROUNDING = 1e-9;

/** Holds an answer against the same question answered again, and says what is different and why. */
export function compareAnswers(then: Comparable, now: Comparable): Comparison {
  const changes = tableChanges(then.table, now.table);
  const engine = engineReason(then, now);
  if (then.fingerprint === now.fingerprint)
    return {
      verdict: "identical",
      reasons: engine,
      text: "Identical: the same question, data, plan and figures.",
    };
  const definition = definitionReasons(then, now);
  const reasons = [...changes.reasons, ...definition, ...engine];
  const sameFigures = changes.reasons.length === 0;
  if (sameFigures && definition.length === 0)
    return {
      verdict: "same-within-rounding",
      reasons,
      text: "The same within rounding: no figure differs by more than its last digits.",
    };
  if (sameFigures)
    return {
      verdict: "different",
      reasons,
      text: `Different in what it rests on, not in its figures: ${definition.map(({ text }) => text).join(" ")}`,
    };
  return { verdict: "different", reasons, text: `Different: ${headline(then, now, changes)}` };
}

type Changes = { readonly reasons: ReplayReason[]; readonly revised: number };

/** Rows are matched by what they are about (place, period, breakdowns), values compared column by column. */
function tableChanges(then: AnswerTable, now: AnswerTable): Changes {
  const [before, after] = [keyed(then), keyed(now)];
  const numeric = then.columns
    .filter(
      ({ role }) => role === "value" || role === "comparison" || role === "interval" || role === "difference",
    )
    .map(({ name }) => name);
  let revised = 0;
  let example = "";
  for (const [key, row] of before) {
    const other = after.get(key);
    if (!other) continue;
    const changed = numeric.find((name) => !same(row.get(name) ?? null, other.get(name) ?? null));
    if (changed === undefined) continue;
    revised += 1;
    if (example === "")
      example = `${key === "" ? "" : `${key}: `}${cellText(row.get(changed) ?? null)} became ${cellText(other.get(changed) ?? null)}`;
  }
  const added = [...after.keys()].filter((key) => !before.has(key));
  const removed = [...before.keys()].filter((key) => !after.has(key));
  const reasons: ReplayReason[] = [];
  if (revised > 0)
    reasons.push({
      code: "revised-values",
      text: `${showNumber(revised)} ${revised === 1 ? "value was" : "values were"} revised (${example}).`,
      count: revised,
    });
  if (added.length > 0)
    reasons.push({
      code: "added-rows",
      text: `${showNumber(added.length)} rows are new (${added.slice(0, 3).join("; ")}).`,
      count: added.length,
    });
  if (removed.length > 0)
    reasons.push({
      code: "removed-rows",
      text: `${showNumber(removed.length)} rows are gone (${removed.slice(0, 3).join("; ")}).`,
      count: removed.length,
    });
  return { reasons, revised };
}

function keyed(table: AnswerTable): Map<string, Map<string, Cell>> {
  const keys = table.columns.flatMap(({ role }, index) =>
    role === "place" || role === "period" || role === "dimension" ? [index] : [],
  );
  return new Map(
    table.rows.map((row, at) => {
      const key = keys.map((index) => String(row[index] ?? "")).join(", ");
      const cells = new Map(table.columns.map(({ name }, index) => [name, row[index] ?? null]));
      return [keys.length === 0 ? (at === 0 ? "" : String(at)) : key, cells];
    }),
  );
}

function same(a: Cell, b: Cell): boolean {
  if (typeof a === "number" && typeof b === "number")
    return Math.abs(a - b) <= ROUNDING * Math.max(Math.abs(a), Math.abs(b));
  return a === b;
}

const cellText = (cell: Cell): string =>
  cell === null ? "no figure" : typeof cell === "number" ? showNumber(cell) : String(cell);

function definitionReasons(then: Comparable, now: Comparable): ReplayReason[] {
  const reasons: ReplayReason[] = [];
  const files = (answer: Comparable): string => answer.sources.map(({ sha256 }) => sha256).join();
  // The plan names the files, so it is compared without them.
  const plan = (answer: Comparable): string => JSON.stringify(answer.plan).replaceAll(/[0-9a-f]{64}/g, "");
  if (JSON.stringify(then.question) !== JSON.stringify(now.question))
    reasons.push({ code: "question-changed", text: "The question is not the same.", count: null });
  else if (plan(then) !== plan(now))
    reasons.push({
      code: "definition-changed",
      text: "The dataset’s description changed, so it is computed in another way.",
      count: null,
    });
  if (files(then) !== files(now) && reasons.length === 0)
    reasons.push({ code: "newer-file", text: "The data come from a newer file.", count: null });
  return reasons;
}

function engineReason(then: Comparable, now: Comparable): ReplayReason[] {
  const [a, b] = [then.engine, now.engine];
  if (a.name === b.name && a.version === b.version && a.converter === b.converter) return [];
  return [
    {
      code: "engine-changed",
      text: `Computed by ${b.name} ${b.version} (${b.converter}), before by ${a.name} ${a.version} (${a.converter}).`,
      count: null,
    },
  ];
}

function headline(then: Comparable, now: Comparable, { reasons }: Changes): string {
  const parts = reasons.map(({ text }) => text).join(" ");
  if (then.value === null || now.value === null || then.value === 0) return parts;
  return `${parts} The figure changed by ${showSigned((100 * (now.value - then.value)) / Math.abs(then.value))} %.`;
}
