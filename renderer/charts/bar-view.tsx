import {
  Bar,
  BarChart,
  CartesianGrid,
  ErrorBar,
  LabelList,
  type LabelProps,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import type { Answer } from "../../shared/answer/answer.ts";
import { axisNumberWriter } from "../text/format.ts";
import { useText } from "../text/language.tsx";
import { type ChartData, hiddenPoints } from "./chart-data.ts";
import { ChartTip } from "./chart-tip.tsx";
import { barRanges } from "./interval.ts";
import { SERIES_LOOKS } from "./series-looks.ts";
import { niceTicks } from "./ticks.ts";

/** A bar's number, written to the right of where its interval ends. */
function BeyondWhisker({
  label,
  text,
  high,
}: {
  readonly label: LabelProps;
  readonly text: (value: number) => string;
  readonly high: number | undefined;
}) {
  const [x, y, width, height] = [label.x, label.y, label.width, label.height].map(Number);
  const value = Number(label.value);
  if (x === undefined || y === undefined || width === undefined || height === undefined) return null;
  const end = value > 0 && high !== undefined ? (width * Math.max(value, high)) / value : width;
  return (
    <text className="chart-label" x={x + end + 8} y={y + height / 2} dy="0.35em">
      {text(value)}
    </text>
  );
}

/** How far an interval reaches below and above its bar's end. */
const reach = (value: number | null, range: readonly [number, number] | undefined) =>
  value === null || range === undefined
    ? null
    : [Math.max(0, value - range[0]), Math.max(0, range[1] - value)];

const MOST_BARS = 40;
const BAR_HEIGHT = 30;

/** Bars, one under the other: names have room, and a ranking reads from the top. */
export function BarView({
  answer,
  data,
  isRanking,
}: {
  readonly answer: Answer;
  readonly data: ChartData;
  readonly isRanking: boolean;
}) {
  const { t, locale, number, day } = useText();
  const { chart } = answer;
  const shown = data.points.slice(0, MOST_BARS);
  const table = chart.behind ?? answer.table;
  const ranges = barRanges(table, chart);
  const rows = shown.map(({ x, values }) => ({
    x,
    ...Object.fromEntries(data.series.map((_, nth) => [`s${nth}`, values[nth] ?? null])),
    ...Object.fromEntries(
      data.series.map((_, nth) => [`e${nth}`, reach(values[nth] ?? null, ranges[nth]?.get(String(x)))]),
    ),
  }));
  const drawn = [
    0,
    chart.threshold?.value ?? 0,
    ...shown.flatMap(({ values }) => values.map((value) => value ?? 0)),
    ...ranges.flatMap((range) => shown.flatMap(({ x }) => range.get(String(x)) ?? [])),
  ];
  const ticks = niceTicks(Math.min(...drawn), Math.max(...drawn));
  const writeX = axisNumberWriter(Math.max(...ticks.map(Math.abs)), locale);
  const height = Math.max(
    120,
    rows.length * (isRanking ? BAR_HEIGHT : BAR_HEIGHT * Math.max(1, data.series.length * 0.8)) + 48,
  );
  const hidden = hiddenPoints(table, chart);
  const nameAt = ({ index }: LabelProps): string => String(rows[Number(index)]?.x ?? "");
  const nameOf = (x: string) => (hidden.has(x) ? `${day(x)} (${t("answer.hidden-cell")})` : day(x));
  const names = rows.map(({ x }) => nameOf(String(x)));
  const room = Math.min(240, Math.max(60, ...names.map((name) => name.length * 7.2 + 16)));
  return (
    <ResponsiveContainer width="100%" height={height}>
      <BarChart
        data={rows}
        layout="vertical"
        margin={{ top: 4, right: 72, bottom: 4, left: 4 }}
        barCategoryGap={isRanking ? 6 : 8}
        title={chart.title}
        desc={chart.alt}
      >
        <CartesianGrid horizontal={false} stroke="var(--line)" />
        <XAxis
          type="number"
          tickFormatter={(value) => writeX(Number(value))}
          ticks={[...ticks]}
          domain={[ticks[0] ?? 0, ticks.at(-1) ?? 1]}
          tickLine={false}
          axisLine={false}
          stroke="var(--text-quiet)"
        />
        <YAxis
          type="category"
          dataKey="x"
          width={room}
          interval={0}
          tickFormatter={(x) => nameOf(String(x))}
          tickLine={false}
          stroke="var(--line-strong)"
        />
        <Tooltip
          content={<ChartTip data={data} unit={chart.unit} unfinished={chart.unfinished} />}
          cursor={{ fill: "var(--hover)" }}
          isAnimationActive={false}
        />
        {data.series.map(({ label }, nth) => (
          <Bar
            key={label}
            dataKey={`s${nth}`}
            fill={SERIES_LOOKS[nth]?.colour ?? "currentColor"}
            isAnimationActive={false}
            radius={[0, 2, 2, 0]}
            maxBarSize={22}
          >
            {ranges[nth]?.size ? (
              <ErrorBar dataKey={`e${nth}`} width={5} strokeWidth={1.5} stroke="var(--text)" />
            ) : null}
            <LabelList
              dataKey={`s${nth}`}
              position="right"
              className="chart-label"
              formatter={(value) => (typeof value === "number" ? number(value) : "")}
              {...(ranges[nth]?.size
                ? {
                    content: (label: LabelProps) => (
                      <BeyondWhisker
                        label={label}
                        text={number}
                        high={ranges[nth]?.get(nameAt(label))?.[1]}
                      />
                    ),
                  }
                : {})}
            />
          </Bar>
        ))}
        {chart.threshold === undefined ? null : (
          <ReferenceLine
            x={chart.threshold.value}
            ifOverflow="extendDomain"
            stroke="var(--bad)"
            strokeDasharray="6 3"
            label={{
              value: chart.threshold.label,
              // Near the names there is room on the right of the line only.
              position: chart.threshold.value < (ticks.at(-1) ?? 1) / 2 ? "insideTopLeft" : "insideTopRight",
              className: "chart-label",
            }}
          />
        )}
      </BarChart>
    </ResponsiveContainer>
  );
}
