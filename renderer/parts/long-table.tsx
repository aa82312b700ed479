import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useText } from "../text/language.tsx";
import { Button } from "./button.tsx";
import { NumberField } from "./field.tsx";
import "./data-table.css";
import "./long-table.css";

export type LongColumn<Row> = {
  readonly id: string;
  readonly label: string;
  readonly unit?: string | null;
  readonly numeric?: boolean;
  /** The cell as plain text: it is shown whole when the pointer rests on a cell that is cut. */
  readonly text: (row: Row) => string;
  /** The cell as it is drawn, where that is more than its text. */
  readonly cell?: (row: Row) => ReactNode;
};

/** As tall as the style sheet says: rows of one height are what makes any number of them scroll. */
const ROW = 32;

/** Rows that scroll in one go. A browser cannot lay out much more than ten million pixels. */
const STRETCH = 250_000;

/** Column widths in characters: by what stands in the first rows, within bounds. */
const NARROWEST = 8;
const WIDEST = 36;

/** A table of any length, of which only the rows in view are there. `onView` tells which; `rowAt` gives them, null while on their way. */
export function LongTable<Row>({
  caption,
  columns,
  total,
  sample,
  rowAt,
  onView,
}: {
  readonly caption: string;
  readonly columns: readonly LongColumn<Row>[];
  readonly total: number;
  /** Some rows, by which the columns get their widths. */
  readonly sample: readonly Row[];
  readonly rowAt: (index: number) => Row | null;
  readonly onView: (first: number, last: number) => void;
}) {
  const { t } = useText();
  const scroll = useRef<HTMLDivElement>(null);
  const [start, setStart] = useState(0);
  // By the rows that were there first: columns that change while one scrolls could not be read.
  const [widths] = useState(() => columns.map((column) => widthOf(column, sample)));
  const count = Math.min(STRETCH, total - start);
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    overscan: 8,
    scrollPaddingStart: ROW,
  });
  const inView = rows.getVirtualItems();
  const [first, last] = [start + (inView[0]?.index ?? 0), start + (inView.at(-1)?.index ?? 0)];
  useEffect(() => onView(first, last), [onView, first, last]);
  const goTo = (row: number) => {
    const index = Math.min(Math.max(0, Math.round(row) - 1), total - 1);
    const stretch = Math.floor(index / STRETCH) * STRETCH;
    setStart(stretch);
    // A new stretch has its rows only after it was drawn.
    requestAnimationFrame(() => rows.scrollToIndex(index - stretch, { align: "start" }));
  };
  const above = inView[0]?.start ?? 0;
  const below = rows.getTotalSize() - (inView.at(-1)?.end ?? 0);
  return (
    <div className="stack">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: an area that scrolls must be reachable by keyboard. */}
      {/* biome-ignore lint/a11y/useSemanticElements: it is no set of form fields. */}
      <div ref={scroll} className="table-scroll long-table" tabIndex={0} role="group" aria-label={caption}>
        <table className="table" aria-rowcount={total + 1}>
          <caption className="only-read-aloud">{caption}</caption>
          <colgroup>
            {columns.map(({ id }, at) => (
              <col key={id} style={{ width: `calc(${widths[at]}ch + 2 * var(--s3))` }} />
            ))}
          </colgroup>
          <thead>
            <tr aria-rowindex={1}>
              {columns.map(({ id, label, unit, numeric }) => (
                <th key={id} scope="col" className={numeric ? "number" : ""} title={label}>
                  {label}
                  {unit ? <span className="table-unit"> {unit}</span> : null}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <Room height={above} columns={columns.length} />
            {inView.map(({ index }) => (
              <RowLine key={start + index} at={start + index} row={rowAt(start + index)} columns={columns} />
            ))}
            <Room height={below} columns={columns.length} />
          </tbody>
        </table>
      </div>
      <div className="row small no-print long-table-foot">
        {total > STRETCH ? (
          <Button isDisabled={start === 0} onPress={() => goTo(start - STRETCH + 1)}>
            {t("table.previous")}
          </Button>
        ) : null}
        <NumberField
          label={t("table.go-to")}
          minValue={1}
          maxValue={total}
          formatOptions={{ maximumFractionDigits: 0 }}
          value={Math.min(start + Math.floor((rows.scrollOffset ?? 0) / ROW) + 1, total)}
          onChange={(row) => (Number.isNaN(row) ? undefined : goTo(row))}
        />
        <span className="quiet">{t("table.of", { count: total })}</span>
        {total > STRETCH ? (
          <Button isDisabled={start + STRETCH >= total} onPress={() => goTo(start + STRETCH + 1)}>
            {t("table.next")}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

function RowLine<Row>({
  at,
  row,
  columns,
}: {
  readonly at: number;
  readonly row: Row | null;
  readonly columns: readonly LongColumn<Row>[];
}) {
  return (
    <tr aria-rowindex={at + 2}>
      {columns.map(({ id, numeric, text, cell }) => (
        <td key={id} className={numeric ? "number" : ""} title={row === null ? "" : text(row)}>
          {row === null ? <span className="quiet">…</span> : cell === undefined ? text(row) : cell(row)}
        </td>
      ))}
    </tr>
  );
}

/** Stands for the rows above or below the view. */
function Room({ height, columns }: { readonly height: number; readonly columns: number }) {
  if (height <= 0) return null;
  return (
    <tr className="long-table-room">
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}

function widthOf<Row>({ label, unit, text }: LongColumn<Row>, sample: readonly Row[]): number {
  const longest = Math.max(label.length + (unit?.length ?? -1) + 1, ...sample.map((row) => text(row).length));
  return Math.min(WIDEST, Math.max(NARROWEST, longest));
}
