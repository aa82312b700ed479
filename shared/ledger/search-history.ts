import type { AnswerHistory, History, QuestionHistory } from "./history.ts";

/** Finds questions by words of question, answer, reason, dataset and decision, however long the ledger is. */
export type HistorySearch = {
  /**
   * Questions in which every word stands, or one that begins with it, newest first. A word that stands nowhere is taken for
   * misspelt: the nearest words count then.
   */
  readonly find: (history: History, text: string) => QuestionHistory[];
  /** Makes the texts of so many questions that are not made yet; false when there was nothing left to do. */
  readonly prepare: (history: History, most: number) => boolean;
};

type Kept = {
  readonly question: QuestionHistory;
  readonly after: AnswerHistory | undefined;
  readonly text: string;
};

/**
 * Starts without any texts: they are made when they are first searched, and again only for questions to which something
 * happened. Histories are replaced when they change, so the same history means the same text. Looking through the texts
 * themselves takes a fraction of a microsecond each; an index that finds word beginnings and misspelt words is slower to
 * keep and no faster for words that stand in most questions.
 */
export function startHistorySearch(): HistorySearch {
  const texts = new Map<string, Kept>();
  const words = new Set<string>();

  const textOf = (history: History, question: QuestionHistory): string => {
    const after = question.answerId === null ? undefined : history.answers.get(question.answerId);
    const kept = texts.get(question.questionId);
    if (kept && kept.question === question && kept.after === after) return kept.text;
    const found = wordsOf(
      [
        ...[
          question.text,
          question.typed,
          question.sentence ?? "",
          question.why ?? "",
          question.datasets.join(" "),
        ],
        ...(after?.decisions ?? []).map(({ what, who }) => `${what} ${who}`),
      ].join(" "),
    );
    for (const word of found) words.add(word);
    // Ids are found by typing them, but no misspelt word was meant to be one.
    const text = ` ${[...new Set(found), ...wordsOf(`${question.answerId ?? ""} ${question.questionId}`)].join(" ")}`;
    texts.set(question.questionId, { question, after, text });
    return text;
  };

  return {
    find: (history, text) => {
      const wanted = wordsOf(text);
      const all = [...history.questions.values()].reverse();
      if (wanted.length === 0) return all;
      const seen = wanted.map(() => false);
      const found: QuestionHistory[] = [];
      for (const question of all) {
        const own = textOf(history, question);
        let every = true;
        for (const [i, word] of wanted.entries()) {
          if (own.includes(` ${word}`)) seen[i] = true;
          else every = false;
        }
        if (every) found.push(question);
      }
      if (found.length > 0 || seen.every(Boolean)) return found;
      const choices = wanted.map((word, i) =>
        (seen[i] ? [word] : nearest(word, words)).map((one) => ` ${one}`),
      );
      if (choices.some((some) => some.length === 0)) return [];
      return all.filter((question) => {
        const own = textOf(history, question);
        return choices.every((some) => some.some((word) => own.includes(word)));
      });
    },
    prepare: (history, most) => {
      let made = 0;
      for (const question of history.questions.values()) {
        if (texts.has(question.questionId)) continue;
        textOf(history, question);
        made += 1;
        if (made >= most) return true;
      }
      return false;
    },
  };
}

/** Words without case and accents; figures are split at their separators, as they are when they are typed. */
const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** One letter in five may be wrong: the usual measure of fuzzy search. */
const WRONG_SHARE = 0.2;

/** The words that differ from a misspelt one by the fewest letters, up to a fifth of them. Figures are never guessed. */
function nearest(word: string, words: ReadonlySet<string>): string[] {
  const most = Math.round(word.length * WRONG_SHARE);
  if (most === 0 || /\p{N}/u.test(word)) return [];
  let best: string[] = [];
  let least = most;
  for (const other of words) {
    if (Math.abs(other.length - word.length) > least || /\p{N}/u.test(other)) continue;
    const distance = editDistance(word, other, least);
    if (distance > least) continue;
    if (distance < least) best = [];
    least = distance;
    best.push(other);
  }
  return best;
}

/** Letters to be changed, left out, put in or swapped (optimal string alignment); more than `most` is told as most + 1. */
export function editDistance(a: string, b: string, most: number): number {
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, i) => i)];
  for (let i = 1; i <= a.length; i += 1) {
    const now = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (now[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      now.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    [before, last] = [last, now];
  }
  return Math.min(last[b.length] ?? 0, most + 1);
}
