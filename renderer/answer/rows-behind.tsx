import { useState } from "react";
import type { Answer, Cell } from "../../shared/answer/answer.ts";
import type { RowPage } from "../../shared/api/rows.ts";
import { problemOf } from "../data/bridge.ts";
import { useDo, useUseCase } from "../data/queries.ts";
import { Button } from "../parts/button.tsx";
import { Select } from "../parts/choice.tsx";
import { DataTable } from "../parts/data-table.tsx";
import { MenuButton } from "../parts/menu.tsx";
import { Note } from "../parts/note.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { useText } from "../text/language.tsx";

const PAGE = 1000;
const FORMATS = ["csv", "arrow", "parquet"] as const;

/** So many rows of the answer's table can be chosen one by one. */
const MOST_CHOICES = 500;

/** The file's own rows that went into the answer, or into one row of its table, with the very same filters. */
export function RowsBehind({ answer }: { readonly answer: Answer }) {
  const { t } = useText();
  const [row, setRow] = useState<number | null>(null);
  const [offset, setOffset] = useState(0);
  const page = useUseCase("answers.rows", { id: answer.id, row, offset }, { keep: true });
  const names = rowNames(answer);
  const choose = (chosen: string) => {
    setRow(chosen === "all" ? null : Number(chosen));
    setOffset(0);
  };
  return (
    <div className="stack">
      <h2>{t("answer.rows-heading")}</h2>
      {page.isError ? <ProblemNote problem={problemOf(page.error)} /> : null}
      {page.isPending ? <p className="quiet slow">{t("loading")}</p> : null}
      {page.data === undefined || page.isError ? null : (
        <>
          <div className="row rows-choice">
            {names.length < 2 ? null : (
              <Select
                label={t("answer.rows-of")}
                value={row === null ? "all" : String(row)}
                options={[
                  { id: "all", label: t("answer.rows-all") },
                  ...names.map((label, nth) => ({ id: String(nth), label })),
                ]}
                onChange={choose}
              />
            )}
            <ExportRows id={answer.id} row={row} />
          </div>
          <p className="quiet">
            {row === null
              ? t("answer.rows-count", { count: page.data.total })
              : t("answer.rows-count-row", { count: page.data.total, row: names[row] ?? "" })}
          </p>
          <PageOfRows page={page.data} onMove={setOffset} />
        </>
      )}
    </div>
  );
}

function PageOfRows({ page, onMove }: { readonly page: RowPage; readonly onMove: (offset: number) => void }) {
  const { t, number } = useText();
  const { total, offset, columns, rows } = page;
  const write = (cell: Cell) =>
    cell === null ? <span className="quiet">–</span> : typeof cell === "number" ? number(cell) : String(cell);
  return (
    <>
      <DataTable
        key={offset}
        caption={t("answer.rows-heading")}
        columns={columns.map(({ name, type }, at) => ({
          id: name,
          label: name,
          numeric: type === "number",
          cell: (row: readonly Cell[]) => write(row[at] ?? null),
        }))}
        rows={rows}
      />
      {total > PAGE ? (
        <div className="row small no-print">
          <Button isDisabled={offset === 0} onPress={() => onMove(Math.max(0, offset - PAGE))}>
            {t("answer.rows-previous", { count: PAGE })}
          </Button>
          <span>{t("answer.rows-page", { from: number(offset + 1), to: number(offset + rows.length) })}</span>
          <Button isDisabled={offset + PAGE >= total} onPress={() => onMove(offset + PAGE)}>
            {t("answer.rows-next", { count: PAGE })}
          </Button>
        </div>
      ) : null}
    </>
  );
}

function ExportRows({ id, row }: { readonly id: string; readonly row: number | null }) {
  const { t } = useText();
  const write = useDo("answers.export-rows");
  const choose = (chosen: string) => {
    const format = FORMATS.find((known) => known === chosen);
    if (format !== undefined) write.mutate({ id, row, format });
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
        isBusy={write.isPending}
      />
      {write.data ? (
        <Note standing="good">
          <p>{t("answer.exported", { count: write.data.rows, path: write.data.path })}</p>
        </Note>
      ) : null}
      {write.isError ? <ProblemNote problem={problemOf(write.error)} /> : null}
    </>
  );
}

/** What each row of the answer's table is about: its place, period and breakdown. */
function rowNames({ table }: Answer): string[] {
  const keys = table.columns.flatMap(({ role }, at) =>
    role === "place" || role === "period" || role === "dimension" ? [at] : [],
  );
  if (keys.length === 0) return [];
  return table.rows.slice(0, MOST_CHOICES).map((row) => keys.map((at) => String(row[at] ?? "")).join(", "));
}
