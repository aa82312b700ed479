import { Fragment } from "react";
import type { SentencePart } from "../../../shared/api.ts";
import type { Question } from "../../../shared/question/question.ts";
import { useText } from "../../text/language.tsx";
import { PartControl, type PartName } from "./part-control.tsx";

/** Parts that a question may do without: offered below the sentence until they stand in it. */
const ADDABLE = ["level", "by", "where", "published"] as const satisfies readonly PartName[];

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
  const absent = ADDABLE.filter((name) => !parts.some(({ part }) => part === name));
  return (
    <section className="stack" aria-labelledby="sentence-heading">
      <h2 id="sentence-heading">{t("sentence.heading")}</h2>
      <p className="sentence">
        {keyed(parts).map(({ key, part, space, mark }) => (
          <Fragment key={key}>
            {space}
            {part.part === null || part.part === "decision" ? (
              `${part.text.trim()}${mark}`
            ) : (
              <span className="sentence-part">
                <PartControl question={question} name={part.part} text={part.text} isMissing={part.missing} />
                {mark}
              </span>
            )}
          </Fragment>
        ))}
      </p>
      {absent.length === 0 ? null : (
        <p className="small quiet">
          {t("sentence.add")}{" "}
          {absent.map((name) => (
            <Fragment key={name}>
              <PartControl question={question} name={name} text={t(`part.${name}`)} isMissing={false} />{" "}
            </Fragment>
          ))}
        </p>
      )}
    </section>
  );
}

type Keyed = {
  readonly key: string;
  readonly part: SentencePart;
  readonly space: "" | " ";
  /** The comma or full stop that follows, which must not stand alone at the start of a line. */
  readonly mark: string;
};

/**
 * Keys that stay with a part while the words around it change, so that the keyboard does not lose its place; the space
 * before it: none at the start; and the mark behind it, taken from the words that follow.
 */
function keyed(parts: readonly SentencePart[]): readonly Keyed[] {
  const seen = new Map<PartName | null, number>();
  return parts.flatMap((part, at): Keyed[] => {
    const nth = seen.get(part.part) ?? 0;
    seen.set(part.part, nth + 1);
    const text = part.text.trim().replace(/^[,.]\s*/, "");
    if (part.part === null && text === "") return [];
    const next = parts[at + 1];
    const mark = next === undefined ? "." : (/^\s*([,.])/.exec(next.text)?.[1] ?? "");
    return [
      {
        key: `${part.part ?? "words"}-${nth}`,
        part: part.part === null ? { ...part, text } : part,
        space: at === 0 ? "" : " ",
        mark,
      },
    ];
  });
}
