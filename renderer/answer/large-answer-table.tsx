import type { SentTable, ShownAnswer } from "../../shared/api/results.ts";
import { problemOf } from "../data/bridge.ts";
import { LongTable } from "../parts/long-table.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { useText } from "../text/language.tsx";
import { useCells } from "./cell-text.tsx";
import { type PagedRow, rowsOfTable, useFirstPage, usePagedRows, useView } from "./use-paged-rows.ts";

/** The table of an answer whose rows come apart: pages of it, as they scroll into view. */
export function LargeAnswerTable({ answer }: { readonly answer: ShownAnswer }) {
  const { t } = useText();
  const write = useCells();
  const source = rowsOfTable(answer.id);
  const first = useFirstPage(source);
  const { view, onView } = useView();
  const { rowAt, error } = usePagedRows(source, view.first, view.last);
  const wrong = first.error ?? error;
  if (first.data === undefined)
    return wrong === null ? (
      <p className="quiet slow">{t("loading")}</p>
    ) : (
      <ProblemNote problem={problemOf(wrong)} />
    );
  const isHidden = ({ said, at }: PagedRow<SentTable>, column: number) =>
    said.hidden.some(([row, hidden]) => row === at && hidden === column);
  const { said, table } = first.data;
  return (
    <>
      {wrong === null ? null : <ProblemNote problem={problemOf(wrong)} />}
      <LongTable
        caption={answer.sentence}
        columns={answer.table.columns.map((column, at) => ({
          id: column.name,
          label: column.label,
          unit: column.unit,
          numeric: column.type === "number",
          text: (row: PagedRow<SentTable>) =>
            isHidden(row, at) ? t("answer.hidden-cell") : write.text(row.cells[at] ?? null, column),
          cell: (row: PagedRow<SentTable>) =>
            isHidden(row, at) ? (
              <em>{t("answer.hidden-cell")}</em>
            ) : (
              write.cell(row.cells[at] ?? null, column)
            ),
        }))}
        total={said.total}
        sample={table.rows.slice(0, 100).map((cells, at) => ({ cells, at, said }))}
        rowAt={rowAt}
        onView={onView}
      />
    </>
  );
}
