import { useState } from "react";
import type { Cell, TableColumn } from "../../shared/answer/answer.ts";
import type { SentRows, ShownAnswer } from "../../shared/api/results.ts";
import { problemOf } from "../data/bridge.ts";
import type { Received } from "../data/results.ts";
import { Select } from "../parts/choice.tsx";
import { LongTable } from "../parts/long-table.tsx";
import { MenuButton } from "../parts/menu.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { useText } from "../text/language.tsx";
import { useExport } from "./use-export.tsx";
import {
  type PageSource,
  rowsBehindIt,
  rowsOfTable,
  useFirstPage,
  usePagedRows,
  useView,
} from "./use-paged-rows.ts";

const FORMATS = ["csv", "arrow", "parquet"] as const;

/** So many rows of the answer's table can be chosen one by one. */
const MOST_CHOICES = 500;

/** The file's own rows that went into the answer, or into one row of its table, with the very same filters. */
export function RowsBehind({ answer }: { readonly answer: ShownAnswer }) {
  const { t } = useText();
  const [row, setRow] = useState<number | null>(null);
  const source = rowsBehindIt(answer.id, row);
  const first = useFirstPage(source);
  // Of a large table its first rows can be chosen.
  const isLarge = answer.rowsApart !== null;
  const listed = useFirstPage(rowsOfTable(answer.id), isLarge);
  const names = rowNames(answer.table.columns, isLarge ? (listed.data?.table.rows ?? []) : answer.table.rows);
  const total = first.data?.said.total ?? 0;
  return (
    <div className="stack">
      <h2>{t("answer.rows-heading")}</h2>
      {first.isError ? <ProblemNote problem={problemOf(first.error)} /> : null}
      {first.isError && row === null ? null : (
        <div className="row rows-choice">
          {names.length < 2 ? null : (
            <Select
              label={t("answer.rows-of")}
              value={row === null ? "all" : String(row)}
              options={[
                { id: "all", label: t("answer.rows-all") },
                ...names.map((label, nth) => ({ id: String(nth), label })),
              ]}
              onChange={(chosen) => setRow(chosen === "all" ? null : Number(chosen))}
            />
          )}
          {first.data === undefined ? null : <ExportRows id={answer.id} row={row} />}
        </div>
      )}
      {first.isPending ? <p className="quiet slow">{t("loading")}</p> : null}
      {first.data === undefined ? null : (
        <>
          <p className="quiet">
            {row === null
              ? t("answer.rows-count", { count: total })
              : t("answer.rows-count-row", { count: total, row: names[row] ?? "" })}
          </p>
          {total === 0 ? null : <FileRows key={String(row)} source={source} first={first.data} />}
        </>
      )}
    </div>
  );
}

function FileRows({
  source,
  first,
}: {
  readonly source: PageSource<SentRows>;
  readonly first: Received<SentRows>;
}) {
  const { t, number } = useText();
  const { view, onView } = useView();
  const { rowAt, error } = usePagedRows(source, view.first, view.last);
  const { columns, rows } = first.table;
  const write = (cell: Cell | undefined) =>
    cell === null || cell === undefined ? "–" : typeof cell === "number" ? number(cell) : String(cell);
  return (
    <>
      {error === null ? null : <ProblemNote problem={problemOf(error)} />}
      <LongTable
        caption={t("answer.rows-heading")}
        columns={columns.map(({ name, type }, at) => ({
          id: `${at} ${name}`,
          label: name,
          numeric: type === "number",
          text: (row: readonly Cell[]) => write(row[at]),
        }))}
        total={first.said.total}
        sample={rows.slice(0, 100)}
        rowAt={(index) => rowAt(index)?.cells ?? null}
        onView={onView}
      />
    </>
  );
}

function ExportRows({ id, row }: { readonly id: string; readonly row: number | null }) {
  const { t } = useText();
  const write = useExport("answers.export-rows");
  const choose = (chosen: string) => {
    const format = FORMATS.find((known) => known === chosen);
    if (format !== undefined) write.start({ id, row, format });
  };
  return (
    <>
      <MenuButton
        label={t("answer.rows-export")}
        entries={FORMATS.map((format) => ({
          id: format,
          label: t(`answer.export-${format}`),
          detail: t(`answer.export-${format}-detail`),
        }))}
        onChoose={choose}
        isBusy={write.isBusy}
      />
      {write.shown}
    </>
  );
}

/** What each row of the answer's table is about: its place, period and breakdown. */
function rowNames(columns: readonly TableColumn[], rows: readonly (readonly Cell[])[]): string[] {
  const keys = columns.flatMap(({ role }, at) =>
    role === "place" || role === "period" || role === "dimension" ? [at] : [],
  );
  if (keys.length === 0) return [];
  return rows.slice(0, MOST_CHOICES).map((row) => keys.map((at) => String(row[at] ?? "")).join(", "));
}
