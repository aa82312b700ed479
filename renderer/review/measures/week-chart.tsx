import {
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import type { ChartData } from "../../charts/chart-data.ts";
import { ChartTip } from "../../charts/chart-tip.tsx";
import { SERIES_LOOKS } from "../../charts/series-looks.ts";
import { niceTicks } from "../../charts/ticks.ts";
import { axisNumberWriter, axisWriter } from "../../text/format.ts";
import { useText } from "../../text/language.tsx";
import "../../charts/charts.css";

/** A plain chart over weeks: bars on top of each other for counts, lines for times. The table below holds the same numbers. */
export function WeekChart({
  title,
  unit,
  weeks,
  series,
  look,
}: {
  readonly title: string;
  readonly unit: string;
  readonly weeks: readonly string[];
  readonly series: readonly { readonly label: string; readonly values: readonly (number | null)[] }[];
  readonly look: "bars" | "lines";
}) {
  const { t, locale } = useText();
  const rows = weeks.map((x, at) => ({
    x,
    ...Object.fromEntries(series.map(({ values }, nth) => [`s${nth}`, values[at] ?? null])),
  }));
  const data: ChartData = {
    points: weeks.map((x, at) => ({ x, values: series.map(({ values }) => values[at] ?? null) })),
    series: series.map(({ label }) => ({ label, column: label })),
  };
  const tall = weeks.map((_, at) =>
    look === "bars"
      ? series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0)
      : Math.max(0, ...series.map(({ values }) => values[at] ?? 0)),
  );
  const ticks = niceTicks(0, Math.max(1, ...tall), 4).filter((tick) => look === "lines" || tick % 1 === 0);
  const writeX = axisWriter(weeks, locale);
  const writeY = axisNumberWriter(ticks.at(-1) ?? 1, locale);
  return (
    <figure className="chart week-chart" aria-label={title}>
      <figcaption className="chart-title">
        {title} <span className="quiet small chart-unit">{unit}</span>
      </figcaption>
      <p className="only-read-aloud">{t("measures.chart-alt")}</p>
      <ul className="legend">
        {series.map(({ label }, nth) => (
          <li key={label}>
            <Sample nth={nth} look={look} />
            {label}
          </li>
        ))}
      </ul>
      <ResponsiveContainer width="100%" height={200}>
        <ComposedChart
          data={rows}
          margin={{ top: 8, right: 12, bottom: 4, left: 4 }}
          accessibilityLayer={false}
        >
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis
            dataKey="x"
            tickFormatter={(x) => writeX(String(x))}
            minTickGap={36}
            tickLine={false}
            stroke="var(--line-strong)"
          />
          <YAxis
            ticks={[...ticks]}
            domain={[0, ticks.at(-1) ?? 1]}
            tickFormatter={(value) => writeY(Number(value))}
            width={48}
            tickLine={false}
            axisLine={false}
            stroke="var(--text-quiet)"
          />
          <Tooltip
            content={<ChartTip data={data} unit={look === "lines" ? unit : ""} unfinished={[]} />}
            isAnimationActive={false}
            cursor={{ fill: "var(--hover)" }}
          />
          {series.map(({ label }, nth) =>
            look === "bars" ? (
              <Bar
                key={label}
                dataKey={`s${nth}`}
                stackId="week"
                fill={SERIES_LOOKS[nth]?.colour ?? "currentColor"}
                fillOpacity={nth === 0 ? 1 : nth === 1 ? 0.75 : 0.55}
                stroke="var(--ground)"
                isAnimationActive={false}
                maxBarSize={28}
              />
            ) : (
              <Line
                key={label}
                dataKey={`s${nth}`}
                type="linear"
                stroke={SERIES_LOOKS[nth]?.colour ?? "currentColor"}
                strokeDasharray={SERIES_LOOKS[nth]?.dash ?? ""}
                strokeWidth={2}
                dot={{ r: 2.5, strokeDasharray: "" }}
                isAnimationActive={false}
              />
            ),
          )}
        </ComposedChart>
      </ResponsiveContainer>
    </figure>
  );
}

function Sample({ nth, look }: { readonly nth: number; readonly look: "bars" | "lines" }) {
  const { colour, dash } = SERIES_LOOKS[nth] ?? SERIES_LOOKS[0];
  return (
    <svg aria-hidden="true" width="22" height="10">
      {look === "bars" ? (
        <rect
          width="12"
          height="10"
          x="5"
          fill={colour}
          fillOpacity={nth === 0 ? 1 : nth === 1 ? 0.75 : 0.55}
        />
      ) : (
        <line x1="0" x2="22" y1="5" y2="5" stroke={colour} strokeWidth="2.500" strokeDasharray={dash} />
      )}
    </svg>
  );
}
