import { useState } from "react";
import { useLocation, useSearch } from "wouter";
import type { OwnWords } from "../../../shared/api/ask.ts";
import type { Problem } from "../../../shared/result.ts";
import type { Concept } from "../../../shared/vocabulary/concept.ts";
import { call, problemOf } from "../../data/bridge.ts";
import { forget, queryClient, useUseCase } from "../../data/queries.ts";
import { addresses } from "../../frame/addresses.ts";
import { Button } from "../../parts/button.tsx";
import { Empty, Note } from "../../parts/note.tsx";
import { Page } from "../../parts/panel.tsx";
import { ProblemNote } from "../../parts/problem-note.tsx";
import { useText } from "../../text/language.tsx";
import { WordEditor } from "./word-editor.tsx";
import { nameOf, WordTable } from "./word-table.tsx";
import "./words.css";

/** What was done last, and how to take it back. */
type Done = { readonly words: string; readonly undo: (() => Promise<OwnWords>) | null };

/** The workspace's own concepts: listed, added, changed, removed, each step with a way back. */
export function WordsPage() {
  const { t, language } = useText();
  const [, navigate] = useLocation();
  const search = new URLSearchParams(useSearch());
  const own = useUseCase("vocabulary.own", {}, { keep: true });
  const [done, setDone] = useState<Done | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const concepts = own.data?.concepts ?? [];
  const wanted = search.get("concept");
  const label = search.get("new");
  const now = concepts.find(({ id }) => id === wanted) ?? null;
  const isNew = label !== null;
  const step = async (work: () => Promise<OwnWords>, next: Done) => {
    try {
      await keptNow(await work());
      setProblem(null);
      setDone(next);
    } catch (error) {
      setProblem(problemOf(error));
    }
  };
  const saved = async (after: OwnWords, concept: Concept) => {
    const words = t(now === null ? "words.added" : "words.changed", { label: nameOf(concept, language) });
    const undo =
      now === null
        ? () => call("vocabulary.remove", { id: concept.id })
        : () => call("vocabulary.save", { concept: now, replaces: concept.id });
    await keptNow(after);
    setProblem(null);
    setDone({ words, undo });
    navigate(addresses.words);
  };
  const remove = (concept: Concept) =>
    void step(() => call("vocabulary.remove", { id: concept.id }), {
      words: t("words.removed", { label: nameOf(concept, language) }),
      undo: () => call("vocabulary.save", { concept, replaces: null }),
    });
  const undo = () => {
    const back = done?.undo;
    if (back) void step(back, { words: t("words.undone"), undo: null });
  };
  const readOnly = own.data?.readOnly ?? false;
  const isEditing = isNew || now !== null;
  return (
    <Page
      title={t("words.title")}
      actions={
        isEditing || readOnly ? undefined : (
          <Button loudness="main" onPress={() => navigate(addresses.newWord(""))}>
            {t("words.add")}
          </Button>
        )
      }
    >
      <p className="words-intro">{t("words.intro")}</p>
      {readOnly ? <Note standing="notice">{t("words.read-only")}</Note> : null}
      {problem === null ? null : <ProblemNote problem={problem} />}
      {own.isError ? <ProblemNote problem={problemOf(own.error)} /> : null}
      {wanted !== null && own.data !== undefined && now === null ? (
        <Note standing="notice">{t("words.gone")}</Note>
      ) : null}
      {isEditing && own.data !== undefined ? (
        <WordEditor
          key={now?.id ?? `new ${label}`}
          concept={now}
          label={label ?? ""}
          onSaved={(after, concept) => void saved(after, concept)}
          onClose={() => navigate(addresses.words)}
        />
      ) : null}
      {isEditing || own.data === undefined ? null : concepts.length === 0 ? (
        <Empty title={t("words.none")}>
          <p>{t("words.none-help")}</p>
        </Empty>
      ) : (
        <WordTable own={own.data} onRemove={remove} />
      )}
      <div role="status">
        {done === null ? null : (
          <Note
            standing="good"
            actions={done.undo === null ? undefined : <Button onPress={undo}>{t("words.undo")}</Button>}
          >
            {done.words}
          </Note>
        )}
      </div>
    </Page>
  );
}

/** The words as they are now, and everything that was read with the old ones read anew. */
async function keptNow(own: OwnWords): Promise<void> {
  queryClient.setQueryData(["vocabulary.own", {}], own);
  await forget([
    "vocabulary.get",
    "question.parse",
    "question.look",
    "question.choices",
    "question.suggestions",
    "question.examples",
    "catalogue.concepts",
  ]);
}
