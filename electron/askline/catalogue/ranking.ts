import { ok, type Result } from "../../../shared/result.ts";
import { writeWholeFile } from "../../exporters/whole-file.ts";
import type { Session } from "../session.ts";
import { searchAll } from "../understand/understand.ts";

/** A question of a retrieval test: its id and its words. */
export type Topic = { readonly qid: string; readonly text: string };

/** Ranks the catalogue for each question and writes `qid Q0 docid rank score tag` lines (TREC run format). */
export async function writeRanking(
  session: Session,
  topics: readonly Topic[],
  path: string,
  limit: number,
): Promise<Result<{ readonly lines: number }>> {
  const lines: string[] = [];
  for (const { qid, text } of topics)
    for (const [i, hit] of (await searchAll(session, text, limit)).entries())
      lines.push(`${qid} Q0 ${hit.dataset} ${i + 1} ${hit.score.toFixed(6)} askline\n`);
  const written = await writeWholeFile(path, lines.join(""));
  return written.ok ? ok({ lines: lines.length }) : written;
}
