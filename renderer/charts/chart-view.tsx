import { useMemo } from "react";
import type { Answer } from "../../shared/answer/answer.ts";
import { rounded } from "../../shared/answer/rounding.ts";
import { AnswerTable } from "../answer/answer-table.tsx";
import { isRough } from "../answer/is-rough.ts";
import { More } from "../parts/choice.tsx";
import { useText } from "../text/language.tsx";
import { BarView } from "./bar-view.tsx";
import { type ChartData, chartData, newestPoints } from "./chart-data.ts";
import { LineView } from "./line-view.tsx";
import { ScatterView } from "./scatter-view.tsx";
import { SERIES_LOOKS } from "./series-looks.ts";
import "./charts.css";

/** The answer's chart, its finding as title. The same numbers stand in the table beside it. */
export function ChartView({ answer }: { readonly answer: Answer }) {
  const { t } = useText();
  const { chart } = answer;
  // Behind one number stands a series of its own.
  const table = chart.behind ?? answer.table;
  const whole = useMemo(() => chartData(table, chart), [table, chart]);
  const all = chart.kind === "forecast" ? newestPoints(whole) : whole;
  const earlier = whole.points.length - all.points.length;
  const data = { ...all, series: all.series.slice(0, SERIES_LOOKS.length) };
  const left = all.series.length - data.series.length;
  return (
    <figure className="chart" aria-label={chart.title}>
      <figcaption className="chart-title">
        {chart.title === answer.sentence ? null : chart.title}
        {chart.unit === "" || chart.kind === "scatter" ? null : (
          <span className="quiet small chart-unit">{chart.unit}</span>
        )}
      </figcaption>
      <p className="only-read-aloud">
        {chart.alt} {t("chart.keys")}
      </p>
      {chart.caption === undefined ? null : <p className="small quiet">{chart.caption}</p>}
      {data.series.length > 1 ? <Legend data={data} /> : null}
      <IntervalWords answer={answer} />
      <Drawing answer={answer} data={data} />
      {chart.behind === undefined ? null : (
        <More title={t("chart.numbers")} level={2}>
          <AnswerTable answer={{ table: chart.behind, sentence: chart.caption ?? chart.title }} />
        </More>
      )}
      {earlier > 0 ? <p className="small quiet">{t("chart.earlier", { count: earlier })}</p> : null}
      {left > 0 ? <p className="small quiet">{t("chart.many", { count: left })}</p> : null}
    </figure>
  );
}

/** What the shading, the whiskers or the range mean. */
function IntervalWords({ answer }: { readonly answer: Answer }) {
  const { t, number } = useText();
  const { chart, interval, table } = answer;
  const level = Math.round((interval?.level ?? 0.95) * 100);
  if (chart.kind === "scatter" && interval !== undefined)
    return (
      <p className="small quiet">
        {t("chart.interval-scatter", {
          level,
          low: number(rounded(interval.low)),
          high: number(rounded(interval.high)),
        })}
      </p>
    );
  if (chart.kind === "forecast" || chart.kind === "impact")
    return interval === undefined ? null : (
      <p className="small quiet">
        {t(chart.kind === "impact" ? "chart.interval-impact" : "chart.interval", { level })}
      </p>
    );
  if (!isRough(answer) || chart.kind === "number" || !table.columns.some(({ role }) => role === "interval"))
    return null;
  return <p className="small quiet">{t(chart.kind === "line" ? "chart.rough-band" : "chart.rough-bars")}</p>;
}

function Drawing({ answer, data }: { readonly answer: Answer; readonly data: ChartData }) {
  switch (answer.chart.kind) {
    case "line":
    case "forecast":
    case "impact":
      return <LineView answer={answer} data={data} />;
    case "bar":
    case "grouped-bar":
      return <BarView answer={answer} data={data} isRanking={false} />;
    case "ranking":
      return <BarView answer={answer} data={data} isRanking />;
    case "scatter":
      return <ScatterView answer={answer} />;
    case "none":
    case "number":
      return null;
  }
}

function Legend({ data }: { readonly data: ChartData }) {
  return (
    <ul className="legend">
      {data.series.map(({ label }, nth) => {
        const look = SERIES_LOOKS[nth];
        return look === undefined ? null : (
          <li key={label}>
            <svg aria-hidden="true" width="22" height="8">
              <line
                x1="0"
                x2="22"
                y1="4"
                y2="4"
                stroke={look.colour}
                strokeWidth="2.500"
                strokeDasharray={look.dash}
              />
            </svg>
            {label}
          </li>
        );
      })}
    </ul>
  );
}
