import { setImmediate as breathe } from "node:timers/promises";
import type { Language } from "../../../shared/vocabulary/concept.ts";
import type { Session } from "../session.ts";
import { textIn } from "./shipped-example.ts";
import { look, understand } from "./understand.ts";

/** A question to begin with; `missing` says why it cannot be answered here, null when it can. */
export type Suggestion = {
  readonly text: string;
  readonly missing: string | null;
  readonly crisis: string | null;
};

const ANSWERABLE = 5;
const UNANSWERABLE = 3;

/**
 * Questions this workspace can answer now, one per crisis first, and some it cannot with what is missing. The candidates
 * are the worked examples and what was asked here before; each is read and matched like one that was typed, so that no
 * suggestion leads to a dead end.
 */
export async function suggestions(session: Session, language: Language = "en"): Promise<Suggestion[]> {
  const judged: Suggestion[] = [];
  for (const text of candidates(session, language)) {
    judged.push(await judge(session, text));
    // Some milliseconds each: the window must stay alive meanwhile.
    await breathe();
  }
  const lessons = new Set(learned(session));
  const able = oneCrisisFirst(judged.filter(({ missing }) => missing === null));
  const can = [
    ...able.filter(({ text }) => lessons.has(text)),
    ...able.filter(({ text }) => !lessons.has(text)),
  ].slice(0, ANSWERABLE);
  const cannot = judged.filter(({ missing }) => missing !== null).slice(0, UNANSWERABLE);
  return [...can, ...cannot];
}

/** Questions that were refused here come first: someone waits for them. */
function candidates(session: Session, language: Language): string[] {
  const refused = [...session.history.questions.values()]
    .filter(({ state, typed }) => state === "refused" && typed !== "")
    .map(({ typed }) => typed)
    .reverse();
  return [
    ...new Set([
      ...learned(session),
      ...refused.slice(0, UNANSWERABLE),
      ...session.examples.map((example) => textIn(example, language)),
    ]),
  ];
}

/** Questions that a review found worth asking again: templates, and those of drills whose day has come. */
function learned({ history, today }: Session): string[] {
  return [...history.lessons.values()].flatMap(({ lesson, state }) => {
    if (state !== "active") return [];
    if (lesson.sort === "template") return [lesson.text];
    return lesson.sort === "drill" && lesson.on <= today() ? lesson.questions.map(({ text }) => text) : [];
  });
}

/** Reads and matches a question like one that was typed; `missing` says what stands against an answer. */
export async function judge(session: Session, text: string): Promise<Suggestion> {
  const reading = understand(session, text);
  const gap = reading.gaps.find(({ part }) => part !== "other");
  const seen = await look(session, { ...reading.question, decision: { kind: "waived" } });
  const [best] = seen.match.entries;
  const title = best && session.workspace.catalogue.get(best.dataset)?.crisis;
  const crisis = title ?? null;
  if (gap) return { text, missing: gap.text, crisis: null };
  if (!seen.wellFormed) return { text, missing: seen.findings[0]?.text ?? "It is not complete.", crisis };
  if (best && best.verdict !== "cannot" && best.verdict !== "must-be-requested")
    return { text, missing: null, crisis };
  return {
    text,
    missing: seen.match.gaps[0]?.text ?? best?.reason ?? "No table here measures this.",
    crisis: null,
  };
}

/** First one question of every crisis, then the second of each: variety before depth. */
function oneCrisisFirst(all: readonly Suggestion[]): Suggestion[] {
  const turns = new Map<string | null, number>();
  return all
    .map((suggestion, at) => {
      const turn = turns.get(suggestion.crisis) ?? 0;
      turns.set(suggestion.crisis, turn + 1);
      return { suggestion, at, turn };
    })
    .sort((a, b) => a.turn - b.turn || a.at - b.at)
    .map(({ suggestion }) => suggestion);
}
