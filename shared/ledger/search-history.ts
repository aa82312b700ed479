import type { History, QuestionHistory } from "./history.ts";

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

/** A question as it was when its text was made. */
type Kept = { readonly question: QuestionHistory; readonly text: string };

/**
 * Starts without any texts: they are made when they are first searched, and again only for questions to which something
 * happened. Histories are replaced when they change, so the same history means the same text. Looking through the texts
 * themselves takes a fraction of a microsecond each; an index that finds word beginnings and misspelt words is slower to
 * keep and no faster for words that stand in most questions.
 */
export function startHistorySearch(): HistorySearch {
  /** In the order in which the questions stand in the history: it never changes, new ones come last. */
  const kept: Kept[] = [];
  const words = new Set<string>();
  let decisions = 0;

  const make = (history: History, question: QuestionHistory): Kept => {
    const after = question.answerId === null ? undefined : history.answers.get(question.answerId);
    const { text, typed, sentence, why, datasets, answerId, questionId } = question;
    const decided = (after?.decisions ?? []).map(({ what, who }) => `${what} ${who}`);
    const found = new Set(wordsOf([text, typed, sentence, why, ...datasets, ...decided].join(" ")));
    // Figures and ids are found by typing them, but no misspelt word was meant to be one.
    for (const word of found) if (!/\d/.test(word)) words.add(word);
    return { question, text: [" ", ...found, ...wordsOf(`${answerId ?? ""} ${questionId}`)].join(" ") };
  };

  /** Makes up to so many texts anew; true when there were as many to be made. */
  const renew = (history: History, most: number): boolean => {
    let made = 0;
    let at = 0;
    const decided = newlyDecided(history);
    for (const question of history.questions.values()) {
      const known = kept[at];
      if (known?.question !== question || decided?.has(question.questionId)) {
        kept[at] = make(history, question);
        made += 1;
        if (made >= most) return true;
      }
      at += 1;
    }
    return false;
  };

  /** Questions on which decisions came since the last time. Those that have no text yet are in it for nothing. */
  const newlyDecided = (history: History): Set<string> | null => {
    if (history.decisions.size === decisions) return null;
    const fresh = [...history.decisions.values()].slice(decisions);
    decisions = history.decisions.size;
    return new Set(fresh.flatMap(({ answerIds }) => answerIds.map((id) => history.questionOf.get(id) ?? "")));
  };

  return {
    find: (history, text) => {
      const wanted = wordsOf(text).map((word) => ` ${word}`);
      if (wanted.length === 0) return [...history.questions.values()].reverse();
      renew(history, Number.POSITIVE_INFINITY);
      const unseen = new Set(wanted);
      const found = kept.filter(({ text: own }) => {
        for (const word of unseen) if (own.includes(word)) unseen.delete(word);
        return wanted.every((word) => own.includes(word));
      });
      if (found.length === 0 && unseen.size > 0) {
        const choices = wanted.map((word) =>
          unseen.has(word) ? nearest(word.slice(1), words).map((one) => ` ${one}`) : [word],
        );
        found.push(
          ...kept.filter(({ text: own }) => choices.every((some) => some.some((one) => own.includes(one)))),
        );
      }
      return found.map(({ question }) => question).reverse();
    },
    prepare: renew,
  };
}

/** Words without case and accents; figures are split at their separators, as they are when they are typed. */
function wordsOf(text: string): string[] {
  const small = text.toLowerCase();
  // Most texts have plain letters only, and those are read many times as fast.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
  if (/^[\u0000-\u007f]*$/.test(small)) return small.match(/[a-z0-9]+/g) ?? [];
  return (
    small
      .normalize("NFD")
      .replace(/\p{M}+/gu, "")
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** One letter in five may be wrong: the usual measure of fuzzy search. */
const WRONG_SHARE = 0.2;

/** The words that differ from a misspelt one by the fewest letters, up to a fifth of them. Figures are never guessed. */
function nearest(word: string, words: ReadonlySet<string>): string[] {
  const most = Math.round(word.length * WRONG_SHARE);
  if (most === 0 || /\d/.test(word)) return [];
  let best: string[] = [];
  let least = most;
  for (const other of words) {
    if (Math.abs(other.length - word.length) > least) continue;
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
