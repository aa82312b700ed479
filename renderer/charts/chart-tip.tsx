import { useText } from "../text/language.tsx";
import type { ChartData } from "./chart-data.ts";
import { SERIES_LOOKS } from "./series-looks.ts";

type Told = {
  readonly active?: boolean;
  readonly label?: string | number | undefined;
  readonly data: ChartData;
  readonly unit: string;
  readonly unfinished: readonly string[];
  /** The interval of a point, by its place on the axis. */
  readonly ranges?: ReadonlyMap<string, readonly [number, number]>;
};

/** The numbers of one point: the table's own, never rounded again. */
export function ChartTip({ active = false, label, data, unit, unfinished, ranges }: Told) {
  const { t, day, number } = useText();
  const point = data.points.find(({ x }) => String(x) === String(label));
  if (!active || point === undefined) return null;
  const range = ranges?.get(String(point.x));
  const told = data.series.flatMap((series, nth) => {
    const value = point.values[nth] ?? null;
    return value === null ? [] : [{ label: series.label, value, nth }];
  });
  return (
    <div className="chart-tip">
      <p className="chart-tip-x">
        {day(String(point.x))}
        {unfinished.includes(String(point.x)) ? (
          <span className="quiet"> · {t("chart.unfinished")}</span>
        ) : null}
      </p>
      {told.length === 0 ? <p>{t("chart.gap")}</p> : null}
      {told.map(({ label: name, value, nth }) => (
        <p key={name} className="chart-tip-row">
          <span className="chart-tip-name">
            <svg aria-hidden="true" width="10" height="10">
              <circle cx="5" cy="5" r="4" fill={SERIES_LOOKS[nth]?.colour ?? "currentColor"} />
            </svg>
            {name}
          </span>
          <span>
            {number(value)} {unit}
          </span>
        </p>
      ))}
      {range === undefined ? null : (
        <p className="quiet">{t("chart.between", { low: number(range[0]), high: number(range[1]) })}</p>
      )}
    </div>
  );
}
