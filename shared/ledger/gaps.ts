import type { CriterionCode } from "../match/report.ts";
import type { Question } from "../question/question.ts";
import type { Vocabulary } from "../vocabulary/concept.ts";
import { conceptLabel, subjectLabel } from "../vocabulary/words.ts";
import type { RefusedQuestion } from "./chronicle.ts";

/** What was asked for and is not there: one line for every concept, place, time and level, over all questions. */
export type MissingData = {
  readonly key: string;
  /** What was to be measured, in words; null when the question did not come to that. */
  readonly what: string | null;
  readonly concept: string | null;
  readonly place: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly level: string | null;
  /** The criteria that failed, most often named first, each with its sentence. */
  readonly failing: readonly { readonly criterion: CriterionCode; readonly text: string }[];
  /** The questions behind it, newest first. */
  readonly questions: readonly {
    readonly questionId: string;
    readonly text: string;
    readonly at: string;
    readonly decision: string | null;
    readonly decideBy: string | null;
  }[];
  /** How many of them name a decision that waits for the number. */
  readonly decisionsWaiting: number;
  /** The earliest day by which one of these decisions has to be taken. */
  readonly earliest: string | null;
};

const levelOf = (question: Question): string | null =>
  question.place?.by ?? question.needs?.finestLevel ?? null;

const placeOf = (question: Question): string => {
  const ids = question.place?.areas.map(({ id }) => id) ?? [];
  return [...ids].sort().join(", ");
};

/** Questions that miss the same thing have the same key: concept, subject, places, days and level. */
const keyOf = (question: Question): string =>
  JSON.stringify([
    question.measure?.concept ?? null,
    question.measure?.subject ?? null,
    placeOf(question),
    question.time?.from ?? null,
    question.time?.to ?? null,
    levelOf(question),
  ]);

/**
 * The gaps of a catalogue: refused questions put together by what they miss, those first on which most decisions wait, then
 * those asked most often, then the newest. Questions that were refused because they were not well-formed and name no gap are no
 * gaps of the catalogue and are left out.
 */
export function missingData(
  refused: Iterable<RefusedQuestion>,
  vocabulary: Vocabulary,
): readonly MissingData[] {
  const groups = new Map<string, RefusedQuestion[]>();
  for (const one of refused) {
    if (gapsOf(one).length === 0) continue;
    const key = keyOf(one.question);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups]
    .map(([key, questions]) => gapOf(key, questions, vocabulary))
    .sort(
      (a, b) =>
        b.decisionsWaiting - a.decisionsWaiting ||
        compareText(a.earliest ?? "9", b.earliest ?? "9") ||
        b.questions.length - a.questions.length ||
        compareText(b.questions[0]?.at ?? "", a.questions[0]?.at ?? ""),
    );
}

/** What a question missed; where only the run showed that the table has no figure, its reason stands for a gap. */
const gapsOf = ({ gaps, code, reasons }: RefusedQuestion): MissingData["failing"] => {
  if (gaps.length > 0) return gaps;
  const [text] = reasons;
  return code === "not-answerable" && text !== undefined ? [{ criterion: "completeness", text }] : [];
};

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function gapOf(key: string, refused: readonly RefusedQuestion[], vocabulary: Vocabulary): MissingData {
  const newest = [...refused].sort((a, b) => compareText(b.at, a.at));
  const question = newest[0]?.question;
  const questions = newest.map(({ questionId, text, at, question: { decision } }) => ({
    questionId,
    text,
    at,
    decision: decision?.kind === "stated" ? decision.what : null,
    decideBy: decision?.kind === "stated" ? (decision.by ?? null) : null,
  }));
  const days = questions.flatMap(({ decideBy }) => decideBy ?? []).sort();
  const { concept, subject } = question?.measure ?? {};
  const words =
    concept === undefined
      ? null
      : [conceptLabel(vocabulary, concept), ...(subject ? [subjectLabel(vocabulary, subject)] : [])].join(
          ", ",
        );
  return {
    key,
    what: words,
    concept: concept ?? null,
    place: question?.place?.areas.map(({ name }) => name).join(", ") ?? "",
    from: question?.time?.from ?? null,
    to: question?.time?.to ?? null,
    level: question ? levelOf(question) : null,
    failing: failingOf(newest),
    questions,
    decisionsWaiting: questions.filter(({ decision }) => decision !== null).length,
    earliest: days[0] ?? null,
  };
}

/** Each failing criterion once, with its newest sentence. */
function failingOf(newestFirst: readonly RefusedQuestion[]): MissingData["failing"] {
  const seen = new Map<CriterionCode, { text: string; count: number }>();
  for (const question of newestFirst)
    for (const { criterion, text } of gapsOf(question)) {
      const known = seen.get(criterion);
      seen.set(criterion, { text: known?.text ?? text, count: (known?.count ?? 0) + 1 });
    }
  return [...seen]
    .sort(([, a], [, b]) => b.count - a.count)
    .map(([criterion, { text }]) => ({ criterion, text }));
}
