import type { OwnWords } from "../../../shared/api/ask.ts";
import type { Happening } from "../../../shared/ledger/event.ts";
import { fail, ok, type Result } from "../../../shared/result.ts";
import type { Concept, Vocabulary } from "../../../shared/vocabulary/concept.ts";
import { checkOwnConcept, type OwnConceptFault } from "../../../shared/vocabulary/own-concept.ts";
import type { Session } from "../session.ts";

/** A concept as it stands in the editor; `replaces`: the own concept that is being changed, null for a new one. */
export type WordChange = { readonly concept: Concept; readonly replaces: string | null };

/** The workspace's own concepts, in the order they were added. */
export function ownWords(session: Session): OwnWords {
  const { concepts } = session.workspace.words.own();
  const { index } = session.derived();
  return {
    concepts: [...concepts],
    used: Object.fromEntries(
      concepts.map(({ id }) => [
        id,
        new Set([...index.factsOfConcept(id)].map(({ dataset }) => dataset.id)).size,
      ]),
    ),
    readOnly: session.workspace.readOnly,
  };
}

/** What is wrong with a concept beside all others that are known. */
export function checkWord(session: Session, { concept, replaces }: WordChange): OwnConceptFault[] {
  const { vocabulary } = session.derived();
  const concepts = vocabulary.concepts.filter(({ id }) => id !== replaces);
  return [...checkOwnConcept(concept, { ...vocabulary, concepts })];
}

/** Adds or changes a concept; the reader of questions knows it at once. Refused while an error stands. */
export async function saveWord(session: Session, change: WordChange): Promise<Result<OwnWords>> {
  const errors = checkWord(session, change).filter(({ severity }) => severity === "error");
  if (errors.length > 0)
    return fail({
      code: "bad-input",
      message: errors.map(({ text }) => text).join(" "),
      meaning: "The concept was not saved.",
      remedy: "Mend what is named, then save again.",
    });
  const { concept, replaces } = change;
  const changed = { concept: concept.id, change: replaces === null ? "added" : "changed" } as const;
  return kept(session, changed, (own) => {
    const at = own.concepts.findIndex(({ id }) => id === replaces);
    const concepts = at < 0 ? [...own.concepts, concept] : own.concepts.with(at, concept);
    return { ...own, concepts };
  });
}

/** Takes a concept of the workspace's own out. What was asked with it stays as it was asked. */
export async function removeWord(session: Session, id: string): Promise<Result<OwnWords>> {
  if (!session.workspace.words.own().concepts.some((concept) => concept.id === id))
    return fail({
      code: "not-found",
      message: "This workspace has no concept of its own by that name.",
      remedy: "It may have been removed already. Look at the list again.",
    });
  return kept(session, { concept: id, change: "removed" }, (own) => ({
    ...own,
    concepts: own.concepts.filter((concept) => concept.id !== id),
  }));
}

type Changed = Extract<Happening, { kind: "vocabulary-changed" }>["payload"];

/** Writes the words, then the ledger: a reviewer sees when a word began to mean something here. */
async function kept(
  session: Session,
  changed: Changed,
  update: (own: Vocabulary) => Vocabulary,
): Promise<Result<OwnWords>> {
  const written = await session.workspace.words.change(update);
  if (!written.ok) return written;
  session.wordsChanged();
  const recorded = await session.record({ kind: "vocabulary-changed", payload: changed });
  if (!recorded.ok) return recorded;
  return ok(ownWords(session));
}
