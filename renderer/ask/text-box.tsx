import { useEffect, useRef } from "react";
import type { Mark } from "../../shared/question/reading.ts";
import { useText } from "../text/language.tsx";
import { useAsk } from "./session-provider.tsx";

/** The one box: what is typed stays as typed, and each word is underlined by how well it was understood. */
export function TextBox() {
  const { t } = useText();
  const { session, dispatch } = useAsk();
  const { text, reading, settled } = session.now;
  const box = useRef<HTMLTextAreaElement>(null);
  // A new question begins in the box: when the page opens empty, and after "New question".
  const isNew = text === "" && session.past.length === 0 && session.now.question === null;
  useEffect(() => {
    if (isNew) box.current?.focus();
  }, [isNew]);
  return (
    <div className="ask-box" aria-busy={text.trim() !== "" && reading?.question.text !== text}>
      <div className="ask-box-under" aria-hidden="true">
        {stretches(text, reading?.marks ?? []).map(({ start, words, mark }) => (
          <span key={start} className={mark === null ? "" : `mark-${stateOf(mark, settled)}`}>
            {words}
          </span>
        ))}
        {/* While nothing is typed the box is as high as its example. */}
        {text === "" ? t("ask.placeholder") : null}
        {/* A last empty line has height only if something stands in it. */}
        {"\u200b"}
      </div>
      <textarea
        ref={box}
        className="ask-box-text"
        data-box="question"
        aria-label={t("ask.box")}
        placeholder={t("ask.placeholder")}
        rows={1}
        maxLength={10_000}
        spellCheck={false}
        value={text}
        onChange={(event) => dispatch({ do: "type", text: event.target.value })}
      />
    </div>
  );
}

type Settled = readonly { readonly word: string }[];

/** A word whose reading was chosen by hand counts as understood. */
export function stateOf(mark: Mark, settled: Settled): Mark["state"] {
  return mark.state === "unsure" && settled.some(({ word }) => word === mark.text)
    ? "understood"
    : mark.state;
}

type Stretch = { readonly start: number; readonly words: string; readonly mark: Mark | null };

/** Cuts the text at its marks. Marks that do not fit the text (it was typed on since) are left out. */
export function stretches(text: string, marks: readonly Mark[]): readonly Stretch[] {
  const out: Stretch[] = [];
  let at = 0;
  for (const mark of [...marks].sort((a, b) => a.start - b.start)) {
    if (mark.start < at || text.slice(mark.start, mark.end) !== mark.text) continue;
    if (mark.start > at) out.push({ start: at, words: text.slice(at, mark.start), mark: null });
    out.push({ start: mark.start, words: mark.text, mark });
    at = mark.end;
  }
  if (at < text.length) out.push({ start: at, words: text.slice(at), mark: null });
  return out;
}
