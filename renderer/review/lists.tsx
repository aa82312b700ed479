import { Link } from "wouter";
import type { Review, TimelineItem } from "../../shared/review/review.ts";
import { addresses } from "../frame/addresses.ts";
import { Button } from "../parts/button.tsx";
import { DataTable } from "../parts/data-table.tsx";
import { Empty } from "../parts/note.tsx";
import { useText } from "../text/language.tsx";
import { waitText } from "./wait.ts";

/** Everything on the timeline as a table: what the lanes show by place, this shows by words. */
export function ItemList({
  items,
  onSelect,
}: {
  readonly items: readonly TimelineItem[];
  readonly onSelect: (item: TimelineItem) => void;
}) {
  const { t, moment } = useText();
  return (
    <DataTable
      caption={t("review.tab-list")}
      rows={[...items].reverse()}
      columns={[
        { id: "at", label: t("review.when"), cell: ({ at }) => moment(at) },
        { id: "lane", label: t("review.lane"), cell: ({ lane }) => t(`review.lane-${lane}`) },
        {
          id: "title",
          label: t("review.what"),
          heading: true,
          cell: (item) => (
            <Button loudness="quiet" onPress={() => onSelect(item)} className="review-item">
              {item.title}
            </Button>
          ),
        },
      ]}
    />
  );
}

export function Weeks({ weeks }: { readonly weeks: Review["measures"]["weeks"] }) {
  const text = useText();
  const { t, day, number } = text;
  return (
    <DataTable
      caption={t("review.tab-weeks")}
      rows={weeks}
      columns={[
        { id: "week", label: t("review.week"), heading: true, cell: ({ from }) => day(from) },
        {
          id: "questions",
          label: t("review.questions"),
          numeric: true,
          cell: (week) => number(week.questions),
        },
        { id: "answered", label: t("review.answered"), numeric: true, cell: (week) => number(week.answered) },
        {
          id: "unanswered",
          label: t("review.unanswered"),
          numeric: true,
          cell: (week) => number(week.unanswered),
        },
        {
          id: "decisions",
          label: t("review.decisions"),
          numeric: true,
          cell: (week) => number(week.decisions),
        },
        {
          id: "median",
          label: t("review.median-column"),
          numeric: true,
          cell: (week) => waitText(week.medianHours, text),
        },
      ]}
    />
  );
}

export function DataUse({ datasets }: { readonly datasets: Review["measures"]["datasets"] }) {
  const { t, number } = useText();
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

/** The register of questions without an answer. Each can become a request. */
export function UnansweredList({ unanswered }: { readonly unanswered: Review["unanswered"] }) {
  const { t, day } = useText();
  if (unanswered.length === 0) return <Empty title={t("review.none-unanswered")} />;
  return (
    <DataTable
      caption={t("review.tab-unanswered")}
      rows={unanswered}
      columns={[
        { id: "at", label: t("review.when"), cell: ({ at }) => day(at.slice(0, 10)) },
        { id: "text", label: t("review.what"), heading: true, cell: ({ text }) => text },
        { id: "why", label: t("review.why"), cell: ({ why }) => why },
        {
          id: "request",
          label: t("review.requests"),
          cell: ({ questionId, requestId }) => (
            <Link href={requestId === null ? addresses.requestFor(questionId) : addresses.request(requestId)}>
              {t(requestId === null ? "review.request" : "review.requested")}
            </Link>
          ),
        },
      ]}
    />
  );
}

/** Answers that came out different later, those that most hangs on first. */
export function ChangedList({ changed }: { readonly changed: Review["changed"] }) {
  const { t, moment } = useText();
  if (changed.length === 0)
    return (
      <Empty title={t("review.none-changed")}>
        <p>{t("review.none-changed-help")}</p>
      </Empty>
    );
  return (
    <ul className="stack">
      {changed.map(({ answerId, sentence, seenAt, text, decisions }) => (
        <li key={answerId} className="stack">
          <Link href={addresses.answer(answerId)}>{sentence}</Link>
          <p>
            {moment(seenAt)}: {text}
          </p>
          {decisions.length === 0 ? null : (
            <p className="small">
              {t("review.changed-detail", { count: decisions.length })}:{" "}
              {decisions.map(({ what, who }) => `${what} (${who})`).join("; ")}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
