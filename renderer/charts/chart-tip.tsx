import { useText } from "../text/language.tsx";
import type { ChartData } from "./chart-data.ts";
import { SERIES_LOOKS } from "./series-looks.ts";

type Told = {
  readonly active?: boolean;
  readonly label?: string | number | undefined;
  readonly data: ChartData;
  readonly unit: string;
  readonly unfinished: readonly string[];
};

/** The numbers of one point: the table's own, never rounded again. */
export function ChartTip({ active = false, label, data, unit, unfinished }: Told) {
  const { t, day, number } = useText();
  const point = data.points.find(({ x }) => String(x) === String(label));
  if (!active || point === undefined) return null;
  return (
    <div className="chart-tip">
      <p className="chart-tip-x">
        {day(String(point.x))}
        {unfinished.includes(String(point.x)) ? (
          <span className="quiet"> · {t("chart.unfinished")}</span>
        ) : null}
      </p>
      {data.series.map((series, nth) => {
        const value = point.values[nth];
        return (
          <p key={series.label} className="chart-tip-row">
            <span className="chart-tip-name">
              <svg aria-hidden="true" width="10" height="10">
                <circle cx="5" cy="5" r="4" fill={SERIES_LOOKS[nth]?.colour ?? "currentColor"} />
              </svg>
              {series.label}
            </span>
            <span>{value === null || value === undefined ? t("chart.gap") : `${number(value)} ${unit}`}</span>
          </p>
        );
      })}
    </div>
  );
}
