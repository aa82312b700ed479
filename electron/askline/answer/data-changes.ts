import { decodeTable } from "../../../shared/answer/table/table.ts";
import { changeOf, changeQueries, type DataChange } from "../../../shared/ledger/replay/data-change.ts";
import { ok, type Result } from "../../../shared/result.ts";
import type { KeptAnswer } from "../../workspace/answer-files.ts";
import { filesOf, type Session } from "../session.ts";
import { withTodaysAccess } from "./answers.ts";
import type { Planned, RunOptions } from "./execute.ts";

/**
 * What differs between the files an answer was made from and those of today, within the rows behind the answer. Only for
 * data that anyone may have: counts of single rows of others would give away what the answer hides.
 */
export async function dataChanges(
  session: Session,
  { answer, datasets }: KeptAnswer,
  now: Planned,
  { signal }: RunOptions,
): Promise<Result<DataChange[]>> {
  const changes: DataChange[] = [];
  for (const { query, ...about } of changeQueries(answer.plan, now.plan)) {
    const dataset = datasets.find(({ id }) => id === about.dataset);
    if (dataset === undefined || withTodaysAccess(session, [dataset])[0]?.access !== "open") continue;
    const { sql, params, files } = query;
    const result = await session.engine.query(
      { sql, params, files: filesOf(session, files) },
      { ...(signal && { signal }) },
    );
    if (!result.ok) return result;
    changes.push(changeOf({ ...about, title: dataset.title }, decodeTable(result.value.ipc).rows));
  }
  return ok(changes);
}
