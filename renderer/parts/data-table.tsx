import { type ReactNode, useState } from "react";
import { useText } from "../text/language.tsx";
import { Button } from "./button.tsx";
import "./data-table.css";

export type DataColumn<Row> = {
  readonly id: string;
  readonly label: string;
  /** Written after the label: the unit of the numbers below. */
  readonly unit?: string | null;
  readonly numeric?: boolean;
  readonly heading?: boolean;
  readonly cell: (row: Row) => ReactNode;
};

const ROWS_A_PAGE = 250;

/** A plain table that a screen reader can walk. Long ones come in pages of 250 rows. */
export function DataTable<Row>({
  caption,
  columns,
  rows,
}: {
  readonly caption: string;
  readonly columns: readonly DataColumn<Row>[];
  readonly rows: readonly Row[];
}) {
  const { t } = useText();
  const [page, setPage] = useState(0);
  const first = page * ROWS_A_PAGE;
  const shown = rows.slice(first, first + ROWS_A_PAGE);
  return (
    <div className="stack">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: an area that scrolls must be reachable by keyboard. */}
      {/* biome-ignore lint/a11y/useSemanticElements: it is no set of form fields. */}
      <div className="table-scroll" tabIndex={0} role="group" aria-label={caption}>
        <table className="table">
          <caption className="only-read-aloud">{caption}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.id} scope="col" className={column.numeric ? "number" : ""}>
                  {column.label}
                  {column.unit ? <span className="table-unit"> {column.unit}</span> : null}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a sealed table never move.
              <tr key={first + index}>{columns.map((column) => cellOf(column, row))}</tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > ROWS_A_PAGE ? (
        <div className="row small">
          <Button isDisabled={page === 0} onPress={() => setPage(page - 1)}>
            {t("table.previous")}
          </Button>
          <span>{t("table.rows", { from: first + 1, to: first + shown.length, count: rows.length })}</span>
          <Button isDisabled={first + shown.length >= rows.length} onPress={() => setPage(page + 1)}>
            {t("table.next")}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function cellOf<Row>(column: DataColumn<Row>, row: Row) {
  const look = column.numeric ? "number" : "";
  return column.heading ? (
    <th key={column.id} scope="row" className={look}>
      {column.cell(row)}
    </th>
  ) : (
    <td key={column.id} className={look}>
      {column.cell(row)}
    </td>
  );
}
