import type { Tick } from "./view.ts";

/** How the axis writes its ticks: times at midnight as days. UTC, as the ledger counts. */
export function tickWriter(locale: string): (tick: Tick) => string {
  const format = (look: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...look, timeZone: "UTC" });
  const time = format({ hour: "2-digit", minute: "2-digit" });
  const day = format({ day: "numeric", month: "short" });
  const month = format({ month: "short", year: "numeric" });
  const year = format({ year: "numeric" });
  return ({ at, unit }) => {
    if (unit === "time" && at % 86_400_000 !== 0) return time.format(at);
    return { time: day, day, month, year }[unit].format(at);
  };
}
