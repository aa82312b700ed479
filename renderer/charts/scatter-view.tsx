import { CartesianGrid, ResponsiveContainer, Scatter, ScatterChart, XAxis, YAxis } from "recharts";
import type { Answer } from "../../shared/answer/answer.ts";
import { axisNumberWriter } from "../text/format.ts";
import { useText } from "../text/language.tsx";
import type { ChartData } from "./chart-data.ts";

/** Two measures against each other. */
export function ScatterView({ answer, data }: { readonly answer: Answer; readonly data: ChartData }) {
  const { locale } = useText();
  const points = data.points.flatMap(({ x, values }) => {
    const y = values[0];
    return typeof x === "number" && typeof y === "number" ? [{ x, y }] : [];
  });
  const most = (values: readonly number[]) => Math.max(0, ...values.map(Math.abs));
  const writeX = axisNumberWriter(most(points.map(({ x }) => x)), locale);
  const writeY = axisNumberWriter(most(points.map(({ y }) => y)), locale);
  return (
    <ResponsiveContainer width="100%" height={360}>
      <ScatterChart
        margin={{ top: 12, right: 24, bottom: 4, left: 4 }}
        title={answer.chart.title}
        desc={answer.chart.alt}
      >
        <CartesianGrid stroke="var(--line)" />
        <XAxis
          type="number"
          dataKey="x"
          tickFormatter={(value) => writeX(Number(value))}
          tickLine={false}
          stroke="var(--line-strong)"
        />
        <YAxis
          type="number"
          dataKey="y"
          width={52}
          tickFormatter={(value) => writeY(Number(value))}
          tickLine={false}
          axisLine={false}
          stroke="var(--text-quiet)"
        />
        <Scatter data={points} fill="var(--series-1)" fillOpacity={0.7} isAnimationActive={false} />
      </ScatterChart>
    </ResponsiveContainer>
  );
}
