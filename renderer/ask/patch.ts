import { type Question, type QuestionPatch, questionSchema } from "../../shared/question/question.ts";

/** Whether two values of the contract say the same, whatever the order of their fields. Undefined and absent are the same. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const left = new Map(Object.entries(a).filter(([, value]) => value !== undefined));
  const right = new Map(Object.entries(b).filter(([, value]) => value !== undefined));
  return (
    left.size === right.size &&
    [...left].every(([key, value]) => right.has(key) && same(value, right.get(key)))
  );
}

/** The question with the parts that the patch names replaced; a part that is undefined in the patch is taken out. */
export function applyPatch(question: Question, patch: QuestionPatch): Question {
  const merged = Object.entries({ ...question, ...patch }).filter(([, value]) => value !== undefined);
  const checked = questionSchema.safeParse(Object.fromEntries(merged));
  return checked.success ? checked.data : question;
}

/** Whether choosing the patch would change nothing: the choice that is in force. */
export function isInForce(question: Question, patch: QuestionPatch): boolean {
  return same(applyPatch(question, patch), question);
}

/**
 * The question after more was typed. Parts whose reading changed with the text follow the text; parts whose reading
 * stayed keep what was chosen by hand. `before` is what the text was read as until now.
 */
export function mergeReading(current: Question, before: Question, now: Question): Question {
  const parts: readonly (keyof Question)[] = [...new Set([...keysOf(before), ...keysOf(now)])];
  const changed = parts.filter((part) => !same(before[part], now[part]));
  return applyPatch(current, Object.fromEntries(changed.map((part) => [part, now[part]])));
}

const QUESTION_PARTS = questionSchema.keyof().options;

function keysOf(question: Question): (keyof Question)[] {
  return QUESTION_PARTS.filter((part) => question[part] !== undefined);
}
