import { CartesianGrid, ResponsiveContainer, Scatter, ScatterChart, Tooltip, XAxis, YAxis } from "recharts";
import type { Answer, Cell } from "../../shared/answer/answer.ts";
import { axisNumberWriter } from "../text/format.ts";
import { useText } from "../text/language.tsx";
import { niceTicks } from "./ticks.ts";

type Dot = { readonly x: number; readonly y: number; readonly name: string };

/** Two measures against each other: a dot for each row of the table that has both. */
export function ScatterView({ answer }: { readonly answer: Answer }) {
  const { locale, day } = useText();
  const { chart, table } = answer;
  const at = (name: string | null | undefined) => table.columns.findIndex((column) => column.name === name);
  const xAt = at(chart.x);
  const yAt = at(chart.series[0]?.column);
  const nameAt = table.columns.findIndex(({ role }) => role === "place" || role === "period");
  const dots = table.rows.flatMap((row): Dot[] => {
    const [x, y] = [row[xAt], row[yAt]];
    return typeof x === "number" && typeof y === "number" ? [{ x, y, name: day(wordOf(row[nameAt])) }] : [];
  });
  const across = axis(
    dots.map(({ x }) => x),
    locale,
  );
  const up = axis(
    dots.map(({ y }) => y),
    locale,
  );
  const label = (column: number) => {
    const { label: words = "", unit = null } = table.columns[column] ?? {};
    return unit === null || words.includes(unit) ? words : `${words} (${unit})`;
  };
  return (
    <>
      <p className="small quiet">↑ {label(yAt)}</p>
      <ResponsiveContainer width="100%" height={360}>
        <ScatterChart margin={{ top: 8, right: 24, bottom: 4, left: 4 }} title={chart.title} desc={chart.alt}>
          <CartesianGrid stroke="var(--line)" />
          <XAxis type="number" dataKey="x" {...across} tickLine={false} stroke="var(--line-strong)" />
          <YAxis
            type="number"
            dataKey="y"
            {...up}
            width={64}
            tickLine={false}
            axisLine={false}
            stroke="var(--text-quiet)"
          />
          <Tooltip content={<DotTip label={[label(xAt), label(yAt)]} />} isAnimationActive={false} />
          <Scatter data={dots} fill="var(--series-1)" fillOpacity={0.7} isAnimationActive={false} />
        </ScatterChart>
      </ResponsiveContainer>
      <p className="small quiet chart-across">{label(xAt)} →</p>
    </>
  );
}

function axis(values: readonly number[], locale: string) {
  const ticks = [...niceTicks(Math.min(...values), Math.max(...values))];
  const write = axisNumberWriter(Math.max(...ticks.map(Math.abs)), locale);
  return {
    ticks,
    domain: [ticks[0] ?? 0, ticks.at(-1) ?? 1],
    tickFormatter: (value: unknown) => write(Number(value)),
  };
}

const wordOf = (cell: Cell | undefined): string => (cell === null || cell === undefined ? "" : String(cell));

type Told = {
  readonly payload?: readonly { readonly payload?: Dot }[];
  readonly label: readonly [string, string];
};

function DotTip({ payload = [], label }: Told) {
  const { number } = useText();
  const dot = payload[0]?.payload;
  if (dot === undefined) return null;
  return (
    <div className="chart-tip">
      {dot.name === "" ? null : <p className="chart-tip-x">{dot.name}</p>}
      <p className="chart-tip-row">
        <span>{label[0]}</span>
        <span>{number(dot.x)}</span>
      </p>
      <p className="chart-tip-row">
        <span>{label[1]}</span>
        <span>{number(dot.y)}</span>
      </p>
    </div>
  );
}
