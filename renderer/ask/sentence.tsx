import type { SentencePart } from "../../shared/api.ts";
import type { Question } from "../../shared/question/question.ts";
import { useText } from "../text/language.tsx";
import { PartControl, type PartName } from "./part-control.tsx";

/** The question as it was read, a sentence whose parts can be changed where they stand. */
export function Sentence({
  question,
  parts,
}: {
  readonly question: Question;
  readonly parts: readonly SentencePart[];
}) {
  const { t } = useText();
  if (parts.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="sentence-heading">
      <h2 id="sentence-heading">{t("sentence.heading")}</h2>
      <p className="sentence">
        {keyed(parts).map(({ key, part }) =>
          part.part === null || part.part === "decision" ? (
            <span key={key}>{part.text}</span>
          ) : (
            <PartControl
              key={key}
              question={question}
              name={part.part}
              text={part.text}
              isMissing={part.missing}
            />
          ),
        )}
      </p>
    </section>
  );
}

/** Keys that stay with a part while the words around it change, so that the keyboard does not lose its place. */
function keyed(
  parts: readonly SentencePart[],
): readonly { readonly key: string; readonly part: SentencePart }[] {
  const seen = new Map<PartName | null, number>();
  return parts.map((part) => {
    const nth = seen.get(part.part) ?? 0;
    seen.set(part.part, nth + 1);
    return { key: `${part.part ?? "words"}-${nth}`, part };
  });
}
