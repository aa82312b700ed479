import { useState } from "react";
import { Link } from "wouter";
import type { Draft } from "../../shared/api.ts";
import type { Problem } from "../../shared/result.ts";
import { call, problemOf } from "../data/bridge.ts";
import { forget, useUseCase } from "../data/queries.ts";
import { addresses } from "../frame/addresses.ts";
import { Button } from "../parts/button.tsx";
import { More } from "../parts/choice.tsx";
import { Icon } from "../parts/icon.tsx";
import { Note } from "../parts/note.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { useText } from "../text/language.tsx";

const MOST_AT_ONCE = 4;

/** The questions in the making, newest first: taken up again or removed, with a way back. */
export function Drafts() {
  const { t, language } = useText();
  const drafts = useUseCase("drafts.list", { language }, { keep: true });
  const [removed, setRemoved] = useState<Draft | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const all = drafts.data ?? [];
  const rest = all.slice(MOST_AT_ONCE);
  const change = async (work: Promise<unknown>, after: Draft | null) => {
    try {
      await work;
      await forget(["drafts.list"]);
      setProblem(null);
      setRemoved(after);
    } catch (error) {
      setProblem(problemOf(error));
    }
  };
  const remove = (draft: Draft) => void change(call("drafts.remove", { id: draft.id }), draft);
  const bringBack = ({ id, question, text }: Draft) =>
    void change(call("drafts.save", { id, question, text }), null);
  if (all.length === 0 && removed === null) return null;
  return (
    <section className="stack" aria-labelledby="drafts-heading">
      <h2 id="drafts-heading">{t("suggest.drafts")}</h2>
      {problem === null ? null : <ProblemNote problem={problem} />}
      <DraftList drafts={all.slice(0, MOST_AT_ONCE)} onRemove={remove} />
      {rest.length === 0 ? null : (
        <More title={t("suggest.drafts-more", { count: rest.length })}>
          <DraftList drafts={rest} onRemove={remove} />
        </More>
      )}
      <div role="status">
        {removed === null ? null : (
          <Note
            standing="good"
            actions={<Button onPress={() => bringBack(removed)}>{t("words.undo")}</Button>}
          >
            {t("suggest.draft-removed", { text: wordsOf(removed) })}
          </Note>
        )}
      </div>
    </section>
  );
}

function DraftList({
  drafts,
  onRemove,
}: {
  readonly drafts: readonly Draft[];
  readonly onRemove: (draft: Draft) => void;
}) {
  const { t, moment } = useText();
  return (
    <ul className="suggestion-list">
      {drafts.map((draft) => (
        <li key={draft.id} className="suggestion-draft">
          <div>
            <Link href={addresses.draft(draft.id)}>{wordsOf(draft)}</Link>
            <p className="quiet small">{moment(draft.savedAt)}</p>
          </div>
          <Button
            loudness="quiet"
            className="icon-button"
            aria-label={t("suggest.draft-remove", { text: wordsOf(draft) })}
            onPress={() => onRemove(draft)}
          >
            <Icon name="close" />
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** A draft as it was typed; one that was put together from its parts as its sentence. */
const wordsOf = ({ text, sentence }: Draft): string => (text.trim() === "" ? sentence : text);
