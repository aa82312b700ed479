import { setImmediate as breathe } from "node:timers/promises";
import type { Example } from "../../../shared/api/ask.ts";
import type { Language } from "../../../shared/vocabulary/concept.ts";
import type { Session } from "../session.ts";
import { textIn } from "./shipped-example.ts";
import { judge } from "./suggest.ts";

/** The worked examples, each held against this workspace: what it cannot answer says what is missing. */
export async function workedExamples(session: Session, language: Language): Promise<Example[]> {
  const found: Example[] = [];
  for (const example of session.examples) {
    const { lesson } = example;
    if (lesson === undefined) continue;
    const text = textIn(example, language);
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
