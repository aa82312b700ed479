import type { Answer, Cell } from "../../shared/answer/answer.ts";
import { type DataColumn, DataTable } from "../parts/data-table.tsx";
import { useText } from "../text/language.tsx";
import { useCells } from "./cell-text.tsx";

type Row = { readonly index: number; readonly cells: readonly Cell[] };

/** The same numbers as in sentence and chart, as a table. */
export function AnswerTable({ answer }: { readonly answer: Pick<Answer, "table" | "sentence"> }) {
  const { t } = useText();
  const write = useCells();
  const { columns, rows, suppressed } = answer.table;
  const hidden = new Set(suppressed.map(([row, column]) => `${row} ${column}`));
  const shown: DataColumn<Row>[] = columns.map((column, at) => ({
    id: column.name,
    label: column.label,
    unit: column.unit,
    numeric: column.type === "number",
    heading: at === 0 && column.type !== "number",
    cell: ({ index, cells }) =>
      hidden.has(`${index} ${at}`) ? (
        <em>{t("answer.hidden-cell")}</em>
      ) : (
        write.cell(cells[at] ?? null, column)
      ),
  }));
  return (
    <DataTable
      caption={answer.sentence}
      columns={shown}
      rows={rows.map((cells, index) => ({ index, cells }))}
    />
  );
}
