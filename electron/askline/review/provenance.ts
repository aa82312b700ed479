import { fail, ok, type Result } from "../../../shared/result.ts";
import type { Told } from "../../../shared/review/provenance.ts";
import { writeCrate, writeProv } from "../../exporters/provenance/write-provenance.ts";
import { readAnswer } from "../answer/answers.ts";
import type { Session } from "../session.ts";
import { answersWithin } from "./replay-period.ts";
import type { ReviewAsked } from "./review.ts";

export type ProvenanceAsked = {
  /** One answer, or the answers of a stretch. */
  readonly of: { readonly answerId: string } | ReviewAsked;
  readonly format: "prov-json" | "ro-crate";
  /** A file for PROV-JSON, a folder for a crate. */
  readonly path: string;
};

/** Writes where answers came from in a form that other tools read. */
export async function exportProvenance(
  session: Session,
  { of, format, path }: ProvenanceAsked,
): Promise<Result<{ readonly answers: number }>> {
  const ids = "answerId" in of ? [of.answerId] : answersWithin(session, of).map(({ answerId }) => answerId);
  if (ids.length === 0)
    return fail({
      code: "not-found",
      message: "There are no answers in this stretch of time.",
      meaning: "Nothing was written.",
      remedy: "Choose other days.",
    });
  const told: Told[] = [];
  for (const id of ids) {
    const one = await tell(session, id);
    if (!one.ok) return one;
    told.push(one.value);
  }
  const about = {
    name: session.workspace.manifest.name,
    madeAt: new Date(session.around.now()).toISOString(),
  };
  const written = format === "prov-json" ? await writeProv(told, path) : await writeCrate(told, path, about);
  return written.ok ? ok({ answers: told.length }) : written;
}

async function tell(session: Session, id: string): Promise<Result<Told>> {
  const kept = await readAnswer(session, id);
  if (!kept.ok) return kept;
  const { questions, questionOf, answers, decisions } = session.history;
  const question = questions.get(questionOf.get(id) ?? "");
  if (!question)
    return fail({
      code: "not-found",
      message: `The ledger knows no answer ${id}.`,
      remedy: "Choose one of the list.",
    });
  return ok({
    answer: kept.value.answer,
    question,
    after: answers.get(id) ?? null,
    decisions: [...decisions.values()].filter(({ answerIds }) => answerIds.includes(id)),
  });
}
