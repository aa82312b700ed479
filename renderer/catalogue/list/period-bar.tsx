import type { DatasetSummary } from "../../../shared/api.ts";
import { useText } from "../../text/language.tsx";

export type YearSpan = { readonly from: number; readonly to: number };

/** Before this year the common axis is cut: a few earthquakes of antiquity would press everything else flat. */
const EARLIEST = 1990;

function yearOf(day: string | null): number | null {
  const parts = day === null ? null : /^(-?\d{4,6})-(\d\d)/.exec(day);
  return parts === null ? null : Number(parts[1]) + (Number(parts[2]) - 1) / 12;
}

/** After this year it is cut too: some catalogues say 9999 for "until further notice". */
const LATEST = 2050;

/** The years that a common axis has to show, from the first and the last day of all entries in the list. */
export function yearSpan(axis: { readonly from: string; readonly to: string } | null): YearSpan {
  const first = Math.max(EARLIEST, Math.floor(yearOf(axis?.from ?? null) ?? EARLIEST));
  const last = Math.min(LATEST, Math.ceil(yearOf(axis?.to ?? null) ?? first + 1));
  return { from: first, to: Math.max(first + 1, last) };
}

/** A dataset's period as a bar on the axis that all rows share, with its years in words. */
export function PeriodBar({ dataset, axis }: { readonly dataset: DatasetSummary; readonly axis: YearSpan }) {
  const { t, locale } = useText();
  const from = yearOf(dataset.from);
  const to = yearOf(dataset.to);
  if (from === null && to === null) return <span className="quiet small">{t("entry.period-open")}</span>;
  const left = share(from ?? axis.from, axis);
  const right = share((to ?? axis.to) + 1 / 12, axis);
  return (
    <div className="cell-lines">
      <span className="small">{periodInWords(dataset, locale)}</span>
      <svg className="period-bar" aria-hidden="true" width="100%" height="6">
        <rect className="period-ground" width="100%" height="6" rx="3" />
        <rect
          className="period-fill"
          x={`${left * 100}%`}
          width={`${Math.max(1.5, (right - left) * 100)}%`}
          height="6"
          rx="3"
        />
      </svg>
    </div>
  );
}

function share(year: number, { from, to }: YearSpan): number {
  return Math.min(1, Math.max(0, (year - from) / (to - from)));
}

/** Months, or years before our era, in the locale's words. */
function monthInWords(day: string | null, locale: string): string {
  if (day === null) return "…";
  const year = Number(/^-?\d{4,6}/.exec(day)?.[0] ?? Number.NaN);
  if (day.startsWith("-")) {
    const date = new Date(Date.UTC(0, 0, 1));
    date.setUTCFullYear(year);
    return new Intl.DateTimeFormat(locale, { year: "numeric", era: "short", timeZone: "UTC" }).format(date);
  }
  return new Intl.DateTimeFormat(locale, { month: "short", year: "numeric", timeZone: "UTC" }).format(
    new Date(`${day.slice(0, 7)}-01T00:00:00Z`),
  );
}

function periodInWords({ from, to }: DatasetSummary, locale: string): string {
  const first = monthInWords(from, locale);
  const last = monthInWords(to, locale);
  return first === last ? first : `${first} – ${last}`;
}
