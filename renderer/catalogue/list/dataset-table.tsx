import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import type { DatasetSummary } from "../../../shared/api.ts";
import type { Sort } from "../../../shared/catalogue/list/listing.ts";
import { freshnessStanding } from "../../answer/sources.tsx";
import { addresses } from "../../frame/addresses.ts";
import { Badge } from "../../parts/state-mark.tsx";
import { useText } from "../../text/language.tsx";
import { PeriodBar, type YearSpan } from "./period-bar.tsx";
import { useRows, type Which } from "./use-listing.ts";

const ROW_HEIGHT = 72;
const HEAD_HEIGHT = 34;

/** The columns, and what a click on each heading sorts by. */
const COLUMNS: readonly { readonly id: string; readonly sort: Sort | null }[] = [
  { id: "title", sort: "title" },
  { id: "measures", sort: null },
  { id: "period", sort: "to" },
  { id: "freshness", sort: "freshness" },
  { id: "rows", sort: "rows" },
];

/** The datasets, however many: rows come as they scroll into view. Arrow keys walk them, Enter or a click opens one. */
export function DatasetTable({
  which,
  total,
  axis,
  onSort,
}: {
  readonly which: Which;
  readonly total: number;
  readonly axis: YearSpan;
  readonly onSort: (sort: Sort) => void;
}) {
  const { t } = useText();
  const [, navigate] = useLocation();
  const scroll = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const wantsFocus = useRef(false);
  const rows = useVirtualizer({
    count: total,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 6,
    scrollPaddingStart: HEAD_HEIGHT,
  });
  const inView = rows.getVirtualItems();
  const rowAt = useRows(which, inView[0]?.index ?? 0, inView.at(-1)?.index ?? 0);
  // Another filter or order begins at its top.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is asked for is the reason.
  useEffect(() => {
    setAt(0);
    scroll.current?.scrollTo(0, 0);
  }, [JSON.stringify(which)]);
  // The row that keys have walked to may be made only now.
  useEffect(() => {
    if (!wantsFocus.current) return;
    const row = scroll.current?.querySelector<HTMLElement>(`[aria-rowindex="${at + 2}"]`);
    if (!row) return;
    wantsFocus.current = false;
    row.focus();
  });
  const open = (index: number) => {
    const row = rowAt(index);
    if (row) navigate(addresses.dataset(row.id));
  };
  const keys = (event: React.KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroll.current?.clientHeight ?? 0) / ROW_HEIGHT) - 1);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: total - 1,
    };
    const next = steps[event.key];
    if (next !== undefined) {
      const index = Math.min(Math.max(0, next), total - 1);
      wantsFocus.current = true;
      setAt(index);
      rows.scrollToIndex(index);
    } else if (event.key === "Enter") open(at);
    else return;
    event.preventDefault();
  };
  return (
    <div ref={scroll} className="dataset-table">
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows are walked by keys and opened.
        role="grid"
        aria-label={t("catalogue.title")}
        aria-rowcount={total + 1}
        onKeyDown={keys}
      >
        <thead>
          <tr className="dataset-columns dataset-head" aria-rowindex={1}>
            {COLUMNS.map(({ id, sort }) => (
              <Heading key={id} id={id} sort={sort} which={which} axis={axis} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody style={{ height: rows.getTotalSize() }}>
          {inView.map(({ index, start }) => {
            const dataset = rowAt(index);
            return (
              <tr
                key={index}
                aria-rowindex={index + 2}
                tabIndex={index === at ? 0 : -1}
                className="dataset-columns dataset-row"
                style={{ height: ROW_HEIGHT, transform: `translateY(${start}px)` }}
                onClick={() => open(index)}
                onFocus={() => setAt(index)}
              >
                {dataset === null ? <td /> : <Cells dataset={dataset} axis={axis} />}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Heading({
  id,
  sort,
  which,
  axis,
  onSort,
}: {
  readonly id: string;
  readonly sort: Sort | null;
  readonly which: Which;
  readonly axis: YearSpan;
  readonly onSort: (sort: Sort) => void;
}) {
  const { t } = useText();
  const label =
    id === "period"
      ? t("catalogue.column-period-years", { from: String(axis.from), to: String(axis.to) })
      : id === "title"
        ? t("catalogue.column-title")
        : id === "measures"
          ? t("catalogue.column-measures")
          : id === "freshness"
            ? t("catalogue.column-freshness")
            : t("catalogue.column-rows");
  const isSorted = sort === which.sort;
  return (
    <th
      scope="col"
      className={id === "rows" ? "dataset-number" : undefined}
      aria-sort={isSorted ? (which.descending ? "descending" : "ascending") : undefined}
    >
      {sort === null ? (
        label
      ) : (
        <button type="button" className="dataset-sort" onClick={() => onSort(sort)}>
          {label}
          <span aria-hidden="true">{isSorted ? (which.descending ? " ↓" : " ↑") : ""}</span>
        </button>
      )}
    </th>
  );
}

function Cells({ dataset, axis }: { readonly dataset: DatasetSummary; readonly axis: YearSpan }) {
  const { t } = useText();
  return (
    <>
      <th scope="row" className="dataset-cell">
        <DatasetName dataset={dataset} />
      </th>
      <td className="dataset-cell">
        <Measures dataset={dataset} />
      </td>
      <td className="dataset-cell">
        <PeriodBar dataset={dataset} axis={axis} />
      </td>
      <td className="dataset-cell">
        <Badge standing={freshnessStanding(dataset.freshness)}>{t(`freshness.${dataset.freshness}`)}</Badge>
      </td>
      <td className="dataset-cell dataset-number">
        <RowCount dataset={dataset} />
      </td>
    </>
  );
}
function DatasetName({ dataset }: { readonly dataset: DatasetSummary }) {
  return (
    <div className="cell-lines">
      <span className="dataset-title">{dataset.title}</span>
      <span className="quiet small cell-line">
        {[dataset.publisher, dataset.places].filter((part) => part !== "").join(" · ")}
      </span>
    </div>
  );
}

function Measures({ dataset }: { readonly dataset: DatasetSummary }) {
  const { t } = useText();
  const labels = [...new Set(dataset.concepts.map(({ label }) => label))];
  const rest = labels.length - 2;
  return (
    <div className="cell-lines small">
      <span className="cell-line">{labels.slice(0, 2).join(", ")}</span>
      {rest > 0 ? <span className="quiet">{t("catalogue.more-measures", { count: rest })}</span> : null}
    </div>
  );
}

function RowCount({ dataset }: { readonly dataset: DatasetSummary }) {
  const { t, number } = useText();
  if (!dataset.held) return <span className="quiet small">{t("catalogue.not-held")}</span>;
  return dataset.rows === null ? "–" : number(dataset.rows);
}
