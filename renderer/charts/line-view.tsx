import { useId } from "react";
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceArea,
  ReferenceDot,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import type { Answer } from "../../shared/answer/answer.ts";
import { axisNumberWriter, axisWriter } from "../text/format.ts";
import { useText } from "../text/language.tsx";
import type { ChartData } from "./chart-data.ts";
import { ChartTip } from "./chart-tip.tsx";
import { intervalRows } from "./interval.ts";
import { gapStretches, lineRows } from "./line-data.ts";
import { SERIES_LOOKS } from "./series-looks.ts";
import { niceTicks } from "./ticks.ts";

/** A series over time: gaps hatched, an unfinished last period dashed and named, the threshold drawn, an interval shaded. */
export function LineView({ answer, data }: { readonly answer: Answer; readonly data: ChartData }) {
  const { t, locale } = useText();
  const hatch = useId();
  const { chart } = answer;
  const rows = intervalRows(lineRows(data, chart), { table: chart.behind ?? answer.table, chart });
  const last = rows.at(-1)?.x;
  const isOpen = last !== undefined && chart.unfinished.includes(String(last));
  const turn = turnOf(answer, rows);
  const writeX = axisWriter(
    rows.map(({ x }) => String(x)),
    locale,
  );
  const ticks = niceTicks(...rangeOf(data, rows, chart.threshold?.value));
  const writeY = axisNumberWriter(Math.max(...ticks.map(Math.abs)), locale);
  const hasInterval = rows.some(({ interval }) => interval !== null);
  return (
    <ResponsiveContainer width="100%" height={320}>
      <ComposedChart
        data={[...rows]}
        margin={{ top: 20, right: 24, bottom: 4, left: 4 }}
        title={chart.title}
        desc={chart.alt}
      >
        <defs>
          <pattern
            id={hatch}
            width="6"
            height="6"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <line x1="0" x2="0" y1="0" y2="6" stroke="var(--hatch)" strokeWidth="2" />
          </pattern>
        </defs>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        {gapStretches(rows, chart.gaps).map(({ from, to }) => (
          <ReferenceArea
            key={from}
            x1={from}
            x2={to}
            fill={`url(#${hatch})`}
            fillOpacity={0.8}
            stroke="none"
          />
        ))}
        <XAxis
          dataKey="x"
          tickFormatter={(x) => writeX(String(x))}
          minTickGap={36}
          tickLine={false}
          stroke="var(--line-strong)"
        />
        <YAxis
          tickFormatter={(value) => writeY(Number(value))}
          ticks={[...ticks]}
          domain={[ticks[0] ?? 0, ticks.at(-1) ?? 1]}
          width={64}
          tickLine={false}
          axisLine={false}
          stroke="var(--text-quiet)"
        />
        <Tooltip
          content={
            <ChartTip data={data} unit={chart.unit} unfinished={chart.unfinished} ranges={rangesOf(rows)} />
          }
          isAnimationActive={false}
        />
        {hasInterval ? (
          <Area
            dataKey="interval"
            stroke="none"
            fill="var(--series-1)"
            fillOpacity={0.16}
            isAnimationActive={false}
          />
        ) : null}
        {data.series.map(({ label }, nth) => {
          const look = SERIES_LOOKS[nth];
          if (look === undefined) return null;
          const shared = {
            stroke: look.colour,
            strokeWidth: 2,
            isAnimationActive: false,
            type: "linear",
          } as const;
          return [
            <Line
              key={label}
              {...shared}
              dataKey={`s${nth}`}
              strokeDasharray={look.dash}
              dot={
                rows.length < 16 ? { r: 2.5, fill: look.colour, strokeWidth: 0, strokeDasharray: "" } : false
              }
            />,
            isOpen ? (
              <Line
                key={`${label} open`}
                {...shared}
                dataKey={`u${nth}`}
                strokeDasharray="2 4"
                dot={{ r: 3, fill: "var(--ground)", strokeDasharray: "" }}
              />
            ) : null,
          ];
        })}
        {isOpen ? (
          <ReferenceLine
            x={last}
            stroke="var(--line-strong)"
            strokeDasharray="2 3"
            label={{ value: t("chart.unfinished"), position: "insideTopRight", className: "chart-label" }}
          />
        ) : null}
        {turn === undefined ? null : (
          <ReferenceLine
            x={turn.x}
            stroke="var(--text)"
            label={{ value: turn.what, position: "insideTopLeft", className: "chart-label" }}
          />
        )}
        {chart.mark === undefined ? null : chart.mark.x === null ? (
          <ReferenceLine
            y={chart.mark.value}
            stroke="var(--text)"
            strokeDasharray="2 3"
            label={{ value: chart.mark.label, position: "insideTopRight", className: "chart-label" }}
          />
        ) : (
          <ReferenceDot
            x={chart.mark.x}
            y={chart.mark.value}
            r={5}
            fill="var(--ground)"
            stroke="var(--text)"
            strokeWidth={2}
            label={{ value: chart.mark.label, position: "top", className: "chart-label" }}
          />
        )}
        {chart.threshold === undefined ? null : (
          <ReferenceLine
            y={chart.threshold.value}
            ifOverflow="extendDomain"
            stroke="var(--bad)"
            strokeDasharray="6 3"
            label={{
              value: chart.threshold.label,
              position: "insideBottomLeft",
              className: "chart-label",
            }}
          />
        )}
      </ComposedChart>
    </ResponsiveContainer>
  );
}

/** The interval of each period that has one. */
const rangesOf = (rows: ReturnType<typeof intervalRows>): ReadonlyMap<string, readonly [number, number]> =>
  new Map(rows.flatMap(({ x, interval }) => (interval === null ? [] : [[String(x), interval] as const])));

/** Lowest and highest of everything that is drawn. */
function rangeOf(
  data: ChartData,
  rows: ReturnType<typeof intervalRows>,
  threshold: number | undefined,
): [number, number] {
  const drawn = [
    ...data.points.flatMap(({ values }) => values),
    ...rows.flatMap(({ interval }) => interval ?? []),
    threshold ?? null,
  ].filter((value) => value !== null);
  return drawn.reduce<[number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
}

/** Where the intervention falls: the first period that begins on its day or later. */
function turnOf({ question }: Answer, rows: ReturnType<typeof intervalRows>) {
  const { intervention } = question;
  if (intervention === undefined) return undefined;
  const row = rows.find(({ x }) => String(x) >= intervention.on);
  return row === undefined ? undefined : { x: row.x, what: intervention.what };
}
