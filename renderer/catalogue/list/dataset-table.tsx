import {
  Cell,
  Column,
  Row,
  Table,
  TableBody,
  TableHeader,
  TableLayout,
  Virtualizer,
} from "react-aria-components";
import { useLocation } from "wouter";
import type { DatasetSummary } from "../../../shared/api.ts";
import { freshnessStanding } from "../../answer/sources.tsx";
import { addresses } from "../../frame/addresses.ts";
import { Badge } from "../../parts/state-mark.tsx";
import { useText } from "../../text/language.tsx";
import { PeriodBar, spanOf } from "./period-bar.tsx";

const ROW_HEIGHT = 72;
const HEADING_HEIGHT = 34;

/** The datasets, however many: only the rows in view are made. Enter or a click opens one. */
export function DatasetTable({ datasets }: { readonly datasets: readonly DatasetSummary[] }) {
  const { t } = useText();
  const [, navigate] = useLocation();
  const axis = spanOf(datasets);
  const rows = datasets.map((dataset) => ({ id: dataset.id, dataset }));
  return (
    <div className="dataset-table" style={{ height: HEADING_HEIGHT + rows.length * ROW_HEIGHT + 2 }}>
      <Virtualizer
        layout={TableLayout}
        layoutOptions={{ rowHeight: ROW_HEIGHT, headingHeight: HEADING_HEIGHT }}
      >
        <Table
          aria-label={t("catalogue.title")}
          className="dataset-rows"
          onRowAction={(id) => navigate(addresses.dataset(String(id)))}
        >
          <TableHeader className="dataset-head">
            <Column isRowHeader minWidth={220} defaultWidth="3fr">
              {t("catalogue.column-title")}
            </Column>
            <Column minWidth={150} defaultWidth="2fr">
              {t("catalogue.column-measures")}
            </Column>
            <Column minWidth={176} defaultWidth="1.4fr">
              {t("catalogue.column-period-years", { from: String(axis.from), to: String(axis.to) })}
            </Column>
            <Column minWidth={120} defaultWidth="1fr">
              {t("catalogue.column-freshness")}
            </Column>
            <Column minWidth={90} width={96} className="dataset-number">
              {t("catalogue.column-rows")}
            </Column>
          </TableHeader>
          <TableBody items={rows}>
            {({ dataset }) => (
              <Row className="dataset-row" textValue={dataset.title}>
                <Cell className="dataset-cell">
                  <DatasetName dataset={dataset} />
                </Cell>
                <Cell className="dataset-cell">
                  <Measures dataset={dataset} />
                </Cell>
                <Cell className="dataset-cell">
                  <PeriodBar dataset={dataset} axis={axis} />
                </Cell>
                <Cell className="dataset-cell">
                  <Badge standing={freshnessStanding(dataset.freshness)}>
                    {t(`freshness.${dataset.freshness}`)}
                  </Badge>
                </Cell>
                <Cell className="dataset-cell dataset-number">
                  <RowCount dataset={dataset} />
                </Cell>
              </Row>
            )}
          </TableBody>
        </Table>
      </Virtualizer>
    </div>
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
