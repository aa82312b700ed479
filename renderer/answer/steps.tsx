import type { Answer } from "../../shared/answer/answer.ts";
import { useText } from "../text/language.tsx";

/** How the number came about, step by step in words, with the rows that went in and came out. */
export function Steps({ answer }: { readonly answer: Answer }) {
  const { t } = useText();
  return (
    <ol className="steps">
      {answer.steps.map(({ text, rowsIn, rowsOut }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a sealed answer's steps never move.
        <li key={place}>
          <p>{text}</p>
          {rowsIn === null || rowsOut === null ? null : (
            <p className="small quiet">{t("answer.rows-in-out", { in: rowsIn, out: rowsOut })}</p>
          )}
        </li>
      ))}
    </ol>
  );
}
