import { z } from "zod";
import { cellSchema } from "../../../shared/answer/answer.ts";
import { decodeTable, type ResultTable } from "../../../shared/answer/table/table.ts";
import { fingerprintOf } from "../../../shared/canonical.ts";
import type { Result } from "../../../shared/result.ts";
import { type CompareAsk, type Comparison, planComparison } from "../../../shared/sources/compare.ts";
import { type Disagreement, readDisagreement } from "../../../shared/sources/disagreement.ts";
import type { RunOptions } from "../answer/execute.ts";
import { filesOf, type Session } from "../session.ts";

/** How far two sources differ: computed once for a content of both files, the descriptions in force, and an engine; then kept. */
export async function measureDisagreement(
  session: Session,
  ask: Omit<CompareAsk, "vocabulary">,
  options: RunOptions = {},
): Promise<Result<Disagreement>> {
  const planned = planComparison({ ...ask, vocabulary: session.derived().vocabulary });
  if (!planned.ok) return planned;
  const key = await keyOf(session, planned.value);
  const known = await kept(session, key);
  if (known !== null) return readDisagreement(planned.value, known);
  const { query } = planned.value;
  const result = await session.engine.query(
    { sql: query.sql, params: query.params, files: filesOf(session, query.files) },
    {
      ...(options.signal && { signal: options.signal }),
      ...(options.onStage && { onProgress: options.onStage }),
    },
  );
  if (!result.ok) return result;
  const table = decodeTable(result.value.ipc);
  await session.workspace.figures.put(key, table);
  return readDisagreement(planned.value, table);
}

/** What is known without computing: a figure that was measured before, or why there can be none. Null: nobody measured it yet. */
export async function knownDisagreement(
  session: Session,
  ask: Omit<CompareAsk, "vocabulary">,
): Promise<Result<Disagreement> | null> {
  const planned = planComparison({ ...ask, vocabulary: session.derived().vocabulary });
  if (!planned.ok) return planned;
  const known = await kept(session, await keyOf(session, planned.value));
  return known === null ? null : readDisagreement(planned.value, known);
}

/** Everything that the row depends on: the statement holds what the descriptions say, the files are named by content. */
async function keyOf(session: Session, { query }: Comparison): Promise<string> {
  const { version, converter } = await session.engine.info();
  return fingerprintOf({ sql: query.sql, params: query.params, files: query.files, version, converter });
}

const rowSchema = z.object({
  columns: z.array(
    z.object({ name: z.string(), type: z.enum(["number", "text", "date", "time", "boolean"]) }),
  ),
  rows: z.array(z.array(cellSchema)),
});

async function kept(session: Session, key: string): Promise<ResultTable | null> {
  const found = rowSchema.safeParse(await session.workspace.figures.get(key));
  return found.success ? found.data : null;
}
