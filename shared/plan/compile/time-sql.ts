import { dateParts } from "../../time/calendar.ts";
import type { Grain, IsoDate } from "../../time/grain.ts";
import type { PlanWindow, StepOf } from "../plan.ts";
import { bound, type Fragment, join, name, sql, text } from "./fragment.ts";

type Time = NonNullable<StepOf<"scan">["time"]>;

/** The time of a row: a DATE, a TIMESTAMP in UTC (whatever the session's time zone), or a year as a whole number. */
export function timeSql(time: Time | null): Fragment {
  if (time === null) return text("CAST(NULL AS DATE)");
  const column = name(time.column);
  if (time.storedAs === "year") return sql`CAST(${column} AS BIGINT)`;
  if (time.storedAs === "timestamp") return sql`make_timestamp(epoch_us(${column}))`;
  return time.text ? sql`TRY_CAST(${column} AS DATE)` : sql`CAST(${column} AS DATE)`;
}

const day = (date: IsoDate): Fragment => sql`CAST(${bound(date)} AS DATE)`;

/** Whether instant `t` lies in the window, both days included. A year belongs to a window that touches it. */
export function inWindowSql(
  t: Fragment,
  window: Pick<PlanWindow, "from" | "to">,
  time: Time | null,
): Fragment {
  if (time === null) return text("TRUE");
  const limits: Fragment[] = [];
  if (window.from !== undefined)
    limits.push(
      time.storedAs === "year" ? sql`${t} >= ${yearOf(window.from)}` : sql`${t} >= ${day(window.from)}`,
    );
  if (window.to !== undefined) limits.push(beforeEndSql(t, window.to, time));
  return limits.length === 0 ? text("TRUE") : join(limits, " AND ");
}

/** Whether instant `t` is not after the end of the day `to`. */
export function beforeEndSql(t: Fragment, to: IsoDate, time: Time): Fragment {
  if (time.storedAs === "year") return sql`${t} <= ${yearOf(to)}`;
  if (time.storedAs === "timestamp") return sql`${t} < ${day(to)} + INTERVAL 1 DAY`;
  return sql`${t} <= ${day(to)}`;
}

const yearOf = (date: IsoDate): Fragment => sql`CAST(${bound(dateParts(date).year)} AS BIGINT)`;

/** The first instant of the period that `t` lies in. */
export function periodSql(t: string, grain: Grain, time: Time | null): Fragment {
  if (time === null || time.storedAs === "year") return text(t);
  if (grain === "hour") return text(`date_trunc('hour', ${t})`);
  return text(`CAST(date_trunc('${grain}', ${t}) AS DATE)`);
}

/** `t` as text: 2020-03-01, 2017-09-10T13:00:00Z, or a year. `folded`: by periods of this grain. */
export function timeTextSql(t: string, time: Time | null, folded: Grain | null): string {
  if (time === null) return "CAST(NULL AS VARCHAR)";
  if (time.storedAs === "year") return `CAST(${t} AS VARCHAR)`;
  const instants = time.storedAs === "timestamp" && (folded === null || folded === "hour");
  return instants ? `strftime(${t}, '%Y-%m-%dT%H:%M:%SZ')` : `strftime(${t}, '%Y-%m-%d')`;
}

/** How many periods of the data's own grain lie between two instants. */
export function stepsBetweenSql(earlier: string, later: string, time: Time | null): string {
  if (time === null) return "NULL";
  if (time.storedAs === "year") return `(${later} - ${earlier})`;
  return `date_diff('${time.grain}', ${earlier}, ${later})`;
}
