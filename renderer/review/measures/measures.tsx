import { Link } from "wouter";
import { REQUEST_STATES } from "../../../shared/requests/request.ts";
import type { Durations } from "../../../shared/review/durations.ts";
import type { Measures } from "../../../shared/review/review.ts";
import { addresses } from "../../frame/addresses.ts";
import { DataTable } from "../../parts/data-table.tsx";
import { Empty } from "../../parts/note.tsx";
import { useText } from "../../text/language.tsx";
import { waitText } from "../wait.ts";
import { WeekChart } from "./week-chart.tsx";

/** Week by week: what was asked and how it ended, and how long people waited, as charts and in a table. */
export function Weeks({ weeks }: { readonly weeks: Measures["weeks"] }) {
  const text = useText();
  const { t, day, number } = text;
  const days = weeks.map(({ from }) => from);
  const scale = scaleOf(weeks.flatMap(({ medianHours, p90Hours }) => [medianHours ?? 0, p90Hours ?? 0]));
  const scaled = (hours: number | null) => (hours === null ? null : Math.round(100 * hours * scale.by) / 100);
  if (weeks.length === 0) return <Empty title={t("measures.none")} />;
  const column = (id: "questions" | "answered" | "withCaveats" | "unanswered" | "stale" | "decisions") => ({
    id,
    label: t(`measures.${id}`),
    numeric: true,
    cell: (week: Measures["weeks"][number]) => number(week[id]),
  });
  return (
    <div className="stack">
      <div className="week-charts">
        <WeekChart
          look="bars"
          title={t("measures.weeks-asked")}
          unit={t("measures.per-week")}
          weeks={days}
          series={[
            {
              label: t("measures.clean"),
              values: weeks.map(({ answered, withCaveats }) => answered - withCaveats),
            },
            { label: t("measures.withCaveats"), values: weeks.map(({ withCaveats }) => withCaveats) },
            { label: t("measures.unanswered"), values: weeks.map(({ unanswered }) => unanswered) },
          ]}
        />
        <WeekChart
          look="lines"
          title={t("measures.weeks-waited")}
          unit={t(`measures.${scale.unit}`)}
          weeks={days}
          series={[
            { label: t("measures.median"), values: weeks.map(({ medianHours }) => scaled(medianHours)) },
            { label: t("measures.p90"), values: weeks.map(({ p90Hours }) => scaled(p90Hours)) },
          ]}
        />
      </div>
      <p className="small quiet">{t("measures.censored")}</p>
      <DataTable
        caption={t("review.tab-weeks")}
        rows={weeks}
        columns={[
          { id: "week", label: t("review.week"), heading: true, cell: ({ from }) => day(from) },
          column("questions"),
          column("answered"),
          column("withCaveats"),
          column("unanswered"),
          column("stale"),
          column("decisions"),
          {
            id: "median",
            label: t("measures.median"),
            numeric: true,
            cell: (week) => waitText(week.medianHours, text),
          },
          {
            id: "p90",
            label: t("measures.p90"),
            numeric: true,
            cell: (week) => waitText(week.p90Hours, text),
          },
        ]}
      />
    </div>
  );
}

/** Minutes, hours or days: what the longest of the waits (in hours) is best written in. */
function scaleOf(hours: readonly number[]): {
  readonly unit: "minutes" | "hours" | "days";
  readonly by: number;
} {
  const longest = Math.max(0, ...hours);
  if (longest < 2) return { unit: "minutes", by: 60 };
  return longest < 72 ? { unit: "hours", by: 1 } : { unit: "days", by: 1 / 24 };
}

/** The states of requests, how many are in each, and how long they stay there, those still in it counted. */
export function RequestStates({ requests }: { readonly requests: Measures["requests"] }) {
  const text = useText();
  const { t, number } = text;
  if (requests.opened === 0) return <Empty title={t("requests.none")} />;
  const rows: { name: string; count: number | null; wait: Durations }[] = [
    ...requests.byState.map(({ state, count, waiting }) => ({
      name: stateName(state, t),
      count,
      wait: waiting,
    })),
    { name: t("measures.to-end"), count: null, wait: requests.toEnd },
  ];
  return (
    <div className="stack">
      <p className="small quiet">{t("measures.censored")}</p>
      <DataTable
        caption={t("review.tab-requests")}
        rows={rows}
        columns={[
          { id: "state", label: t("review.plan-state"), heading: true, cell: ({ name }) => name },
          {
            id: "count",
            label: t("measures.in-state"),
            numeric: true,
            cell: ({ count }) => (count === null ? "" : number(count)),
          },
          ...waitColumns(text),
        ]}
      />
    </div>
  );
}

const stateName = (state: string, t: ReturnType<typeof useText>["t"]): string => {
  const known = REQUEST_STATES.find((one) => one === state);
  return known === undefined ? state : t(`requests.state-${known}`);
};

const waitColumns = (text: ReturnType<typeof useText>) => {
  const { t, number } = text;
  return [
    {
      id: "median",
      label: t("measures.median"),
      numeric: true,
      cell: ({ wait }: { wait: Durations }) =>
        wait.ended + wait.open === 0 ? "–" : waitText(wait.median, text),
    },
    {
      id: "p90",
      label: t("measures.p90"),
      numeric: true,
      cell: ({ wait }: { wait: Durations }) =>
        wait.ended + wait.open === 0 ? "–" : waitText(wait.p90, text),
    },
    {
      id: "open",
      label: t("measures.open"),
      numeric: true,
      cell: ({ wait }: { wait: Durations }) => number(wait.open),
    },
  ];
};

/** How often each dataset was matched and used. */
export function DataUse({ datasets }: { readonly datasets: Measures["datasets"] }) {
  const { t, number } = useText();
  if (datasets.length === 0) return <Empty title={t("measures.none-used")} />;
  return (
    <DataTable
      caption={t("review.tab-data")}
      rows={datasets}
      columns={[
        {
          id: "dataset",
          label: t("review.dataset"),
          heading: true,
          cell: ({ dataset }) => <Link href={addresses.dataset(dataset)}>{dataset}</Link>,
        },
        {
          id: "questions",
          label: t("review.questions"),
          numeric: true,
          cell: (use) => number(use.questions),
        },
        { id: "answers", label: t("review.answers"), numeric: true, cell: (use) => number(use.answers) },
      ]}
    />
  );
}
