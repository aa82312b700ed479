import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Askline } from "../../electron/askline.ts";

/**
 * Questions of our own over all thirty tables. `expected` was computed with the statement beside it by DuckDB over the source
 * files ({id} is the table of that dataset's data.csv), without Askline. `refused` says why there is no answer.
 */
const ownSchema = z.object({
  id: z.string(),
  text: z.string(),
  expected: z.number().optional(),
  sql: z.string().optional(),
  refused: z.enum(["personal", "measure", "level", "condition", "place", "time", "statistic"]).optional(),
});
export type Own = z.infer<typeof ownSchema>;

/** The questions, as the file beside this one has them. */
export const ownQuestions: readonly Own[] = z
  .array(ownSchema)
  .parse(JSON.parse(readFileSync(new URL("own-questions.json", import.meta.url), "utf8")));

/** How a refusal of each sort reads. */
const REASONS: Readonly<Record<NonNullable<Own["refused"]>, RegExp>> = {
  personal: /single persons/,
  measure: /No table (held )?here/,
  level: /does not report by|figures there are by/,
  condition: /narrows the question|does not tell|is not known here/,
  place: /has no figures for/,
  time: /outside the time|in the time asked|are yearly/,
  statistic: /not something Askline can/,
};

/** What came of one question: whether it is the number of the statement, or a refusal for the right reason. */
export type OwnRow = { readonly own: Own; readonly right: boolean; readonly said: string };

/** Asks one question in plain words. */
export async function askOwn(askline: Askline, own: Own): Promise<OwnRow> {
  const { question, unsure, gaps } = askline.parse(own.text);
  const waived = { ...question, decision: { kind: "waived" as const } };
  const outcome = await askline.ask({ question: waived, unsure, gaps });
  if (!outcome.ok) return { own, right: false, said: `problem: ${outcome.problem.message}` };
  if (outcome.value.kind === "refused") {
    const said = outcome.value.refusal.reasons.join(" ");
    return { own, right: own.refused !== undefined && REASONS[own.refused].test(said), said };
  }
  const { value, sentence } = outcome.value.answer;
  const { expected } = own;
  const right =
    expected !== undefined &&
    value !== null &&
    Math.abs(value - expected) <= Math.max(1, Math.abs(expected)) * 1e-6;
  return { own, right, said: `${value} · ${sentence}` };
}
