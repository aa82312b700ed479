import { setImmediate as breathe } from "node:timers/promises";
import { type MissingData, missingData } from "../../../shared/ledger/gaps.ts";
import type { Session } from "../session.ts";
import { look } from "../understand/understand.ts";

/** A gap, and the dataset that would answer its newest question by now; null when it is still open. */
export type GapNow = MissingData & {
  readonly answerable: { readonly dataset: string; readonly title: string } | null;
};

/** Gaps beyond this count, the least urgent ones, are listed without being looked at again. */
const MOST_LOOKED_AT = 200;

const ANSWERS: ReadonlySet<string> = new Set(["answers", "answers-with-caveats", "answers-together"]);

/** What was asked for and is not there, most urgent first; each is held against the catalogue as it is today. */
export async function gapsNow(session: Session): Promise<GapNow[]> {
  const gaps = missingData(session.chronicle.refused.values(), session.derived().vocabulary);
  const now: GapNow[] = [];
  for (const [at, gap] of gaps.entries()) {
    now.push({ ...gap, answerable: at < MOST_LOOKED_AT ? await answerOf(session, gap) : null });
    // Some milliseconds each: the window must stay alive meanwhile.
    await breathe();
  }
  return now;
}

async function answerOf(
  session: Session,
  { questions: [newest] }: MissingData,
): Promise<GapNow["answerable"]> {
  const refused = newest && session.chronicle.refused.get(newest.questionId);
  // Where only a run showed that the figure is missing, matching alone cannot tell whether it is there now.
  if (!refused || refused.gaps.length === 0) return null;
  const { match } = await look(session, refused.question, { patience: "brief" });
  const [best] = match.entries;
  return best && ANSWERS.has(best.verdict) ? { dataset: best.dataset, title: best.title } : null;
}
