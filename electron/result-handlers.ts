import type { Answer } from "../shared/answer/answer.ts";
import { ROWS_WITH_SENTENCE, type ShownAnswer } from "../shared/api/results.ts";
import type { Outcome, ShownOutcome } from "../shared/api.ts";
import { ok, type Result } from "../shared/result.ts";
import type { Outlet } from "./engine/engine.ts";
import type { Handlers, InWorkspace, Shell } from "./handlers.ts";
import type { Runs } from "./runs.ts";

/** What answers the channels by which answers, their tables and the rows behind them come to the window. */
export function resultHandlers(
  inWorkspace: InWorkspace,
  runs: Runs,
  { readerOf }: Pick<Shell, "readerOf">,
): Pick<Handlers, "answers.get" | "answers.rows" | "answers.table"> {
  const toReader = async <T>(runId: string, send: (reader: Outlet) => Promise<Result<T>>) => {
    const reader = readerOf(runId);
    const sent = await send(reader).catch((error: unknown) => {
      reader.close();
      throw error;
    });
    if (!sent.ok) reader.close();
    return sent;
  };
  return {
    "answers.get": ({ id }) =>
      inWorkspace(async (askline) => {
        const [answer, noted] = await Promise.all([askline.answer(id), askline.noteLook(id)]);
        if (!answer.ok) return answer;
        return noted.ok ? ok(shown(answer.value)) : noted;
      }),
    "answers.rows": ({ runId, ...asked }) =>
      inWorkspace((askline) =>
        runs.during(runId, (options) =>
          toReader(runId, (reader) => askline.sendRows(asked, reader, options)),
        ),
      ),
    "answers.table": ({ runId, ...asked }) =>
      inWorkspace((askline) => toReader(runId, (reader) => askline.sendTable(asked, reader))),
  };
}

/** What came of a question, as the window gets it. */
export const shownOutcome = (outcome: Outcome): ShownOutcome =>
  outcome.kind === "answered" ? { kind: "answered", answer: shown(outcome.answer) } : outcome;

/** An answer as the window gets it: a large table is asked for apart. */
function shown(answer: Answer): ShownAnswer {
  const { rows } = answer.table;
  if (rows.length <= ROWS_WITH_SENTENCE) return { ...answer, rowsApart: null };
  return { ...answer, table: { ...answer.table, rows: [], suppressed: [] }, rowsApart: rows.length };
}
