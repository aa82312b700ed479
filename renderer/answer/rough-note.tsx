import { Link, useLocation } from "wouter";
import type { Answer } from "../../shared/answer/answer.ts";
import { roughBefore, startRun } from "../data/runs.ts";
import { addresses } from "../frame/addresses.ts";
import { Button } from "../parts/button.tsx";
import { Note } from "../parts/note.tsx";
import { useText } from "../text/language.tsx";
import { isRough } from "./is-rough.ts";

/** Says of a rough answer that it is one, with the way to the exact one; and of an exact one, which rough one it replaced. */
export function RoughNote({ answer }: { readonly answer: Answer }) {
  const { t } = useText();
  const [, navigate] = useLocation();
  const before = roughBefore(answer.id);
  if (isRough(answer)) {
    const { question, questionText, unsure } = answer;
    const exact = () =>
      navigate(
        addresses.run(startRun({ question, questionText, unsure, gaps: [], draftId: null, revises: null })),
      );
    return (
      <Note standing="notice" actions={<Button onPress={exact}>{t("answer.rough-exact")}</Button>}>
        {t("answer.rough")}
      </Note>
    );
  }
  if (before === null) return null;
  return (
    <div role="status">
      <Note standing="plain" actions={<Link href={addresses.answer(before)}>{t("answer.rough-see")}</Link>}>
        {t("answer.rough-before")}
      </Note>
    </div>
  );
}
