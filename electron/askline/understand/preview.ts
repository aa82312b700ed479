import { decodeTable } from "../../../shared/answer/table/table.ts";
import type { Preview, PreviewStep } from "../../../shared/api/ask.ts";
import { currentDistribution } from "../../../shared/catalogue/distribution.ts";
import { rowsArePeople } from "../../../shared/catalogue/people-rows.ts";
import { branchOf } from "../../../shared/plan/compile/branch.ts";
import type { Plan, Step } from "../../../shared/plan/plan.ts";
import { planSentences } from "../../../shared/plan/plan-sentences.ts";
import {
  PREVIEW_READS,
  previewQueries,
  type StepPreview,
} from "../../../shared/plan/preview/preview-queries.ts";
import type { Question } from "../../../shared/question/question.ts";
import { fail, ok, type Result } from "../../../shared/result.ts";
import { planBest } from "../answer/ask.ts";
import type { Planned, RunOptions } from "../answer/execute.ts";
import { filesOf, type Session } from "../session.ts";
import { look } from "./understand.ts";

/**
 * What will be done when the question is sealed: the plan's sentences with the first rows after each step. Values that
 * count in the answer are never read; data that is not open shows no rows at all. Nothing is recorded: nothing was learned.
 */
export async function preview(
  session: Session,
  question: Question,
  options: RunOptions,
): Promise<Result<Preview>> {
  const seen = await look(session, question);
  const stop = seen.findings.find(({ severity, code }) => severity === "stops" && code !== "no-decision");
  if (stop) return fail({ code: "not-well-formed", message: stop.text });
  const planned = planBest(session, { question, unsure: [] }, seen);
  if (!planned.ok) return planned;
  const { plan, datasets } = planned.value;
  const sentences = planSentences(plan, datasets, session.derived().vocabulary);
  const shown = previewQueries(plan);
  const steps: PreviewStep[] = [];
  for (const [at, step] of plan.steps.entries()) {
    const about = shown[at];
    if (!about) continue;
    const result = await stepOf(session, planned.value, { step, about, text: sentences[at] ?? "" }, options);
    if (!result.ok) return result;
    steps.push(result.value);
  }
  return ok({ steps, rowsOfFile: rowsOf(planned.value), looksAt: PREVIEW_READS });
}

async function stepOf(
  session: Session,
  planned: Planned,
  { step, about, text }: { readonly step: Step; readonly about: StepPreview; readonly text: string },
  options: RunOptions,
): Promise<Result<PreviewStep>> {
  const isReading = about.shows !== "words";
  if (isReading && !isOpen(planned, step)) return ok({ text, shows: "closed", columns: [], rows: [] });
  const columns = [...about.columns];
  const { query } = about;
  if (query === null) return ok({ text, shows: about.shows, columns, rows: [] });
  const result = await session.engine.query(
    { sql: query.sql, params: query.params, files: filesOf(session, query.files) },
    {
      ...(options.signal && { signal: options.signal }),
      ...(options.onStage && { onProgress: options.onStage }),
    },
  );
  if (!result.ok) return result;
  const { rows } = decodeTable(result.value.ipc);
  return ok({
    text,
    shows: about.shows,
    columns,
    rows: rows.map((row) => {
      const counts = about.shows !== "source" || row[columns.length] === true;
      return columns.map(({ role }, at) => {
        const value = row[at];
        return {
          text: value === null || value === undefined ? null : plainNumber(String(value)),
          covered: role === "value" && counts,
        };
      });
    }),
  });
}

/** Whole numbers are stored as such or as 9566.0; people read them the same way. */
const plainNumber = (text: string): string => text.replace(/^(-?\d+)\.0$/, "$1");

/** Rows of data that is not open are not shown: drilling to rows is off there (design/domain.md, "Disclosure control"). */
function isOpen({ plan, datasets }: Planned, step: Step): boolean {
  const scan = plan.steps.find((one) => one.kind === "scan" && branchOf(one.as) === branchOf(step.as));
  const dataset = scan?.kind === "scan" ? datasets.find(({ id }) => id === scan.dataset) : undefined;
  return dataset?.access === "open";
}

function rowsOf({ plan, datasets }: Planned): number | null {
  const rows = scanned(plan).flatMap((id) => {
    const dataset = datasets.find((one) => one.id === id);
    if (dataset === undefined || rowsArePeople(dataset)) return [];
    return currentDistribution(dataset)?.profile?.rows ?? [];
  });
  return rows.length === 0 ? null : Math.max(...rows);
}

const scanned = (plan: Plan): readonly string[] =>
  plan.steps.flatMap((step) => (step.kind === "scan" ? [step.dataset] : []));
