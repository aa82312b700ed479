import type { ReactNode } from "react";
import type { Problem } from "../../shared/result.ts";
import { useText } from "../text/language.tsx";
import { More } from "./choice.tsx";
import { Note } from "./note.tsx";

/** What happened, what it means, what to do; the technical detail last and folded away. */
export function ProblemNote({
  problem,
  actions,
}: {
  readonly problem: Problem;
  readonly actions?: ReactNode;
}) {
  const { t } = useText();
  return (
    <div role="alert">
      <Note standing="bad" actions={actions}>
        <p className="note-title">{problem.message}</p>
        {problem.meaning === undefined ? null : <p>{problem.meaning}</p>}
        {problem.remedy === undefined ? null : <p>{problem.remedy}</p>}
        {problem.detail === undefined ? null : (
          <More title={t("problem.detail")}>
            <code>{problem.detail}</code>
          </More>
        )}
      </Note>
    </div>
  );
}
