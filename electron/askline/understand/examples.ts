import { setImmediate as breathe } from "node:timers/promises";
import { z } from "zod";
import type { Example } from "../../../shared/api-ask.ts";
import { decisionSchema } from "../../../shared/question/question.ts";
import type { Language } from "../../../shared/vocabulary/concept.ts";
import type { Session } from "../session.ts";
import { judge } from "./suggest.ts";

/** A question that comes with Askline. Those with a lesson are the worked examples; the others are only suggested. */
export const shippedExampleSchema = z.object({
  text: z.string().min(1),
  /** What it shows about asking, in each language, and the decision it was asked for. */
  lesson: z
    .object({
      id: z.string().min(1),
      crisis: z.string().min(1),
      teaches: z.object({ en: z.string().min(1), fr: z.string().min(1) }),
      decision: decisionSchema.optional(),
    })
    .optional(),
});
export type ShippedExample = z.infer<typeof shippedExampleSchema>;

/** The worked examples, each held against this workspace: what it cannot answer says what is missing. */
export async function workedExamples(session: Session, language: Language): Promise<Example[]> {
  const found: Example[] = [];
  for (const { text, lesson } of session.examples) {
    if (lesson === undefined) continue;
    const { missing } = await judge(session, text);
    found.push({
      id: lesson.id,
      crisis: lesson.crisis,
      text,
      teaches: lesson.teaches[language],
      decision: lesson.decision ?? null,
      missing,
    });
    // Some milliseconds each: the window must stay alive meanwhile.
    await breathe();
  }
  return found;
}
