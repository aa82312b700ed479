import { useState } from "react";
import { useLocation } from "wouter";
import type { Review, TimelineItem } from "../../shared/review/review.ts";
import { problemOf } from "../data/bridge.ts";
import { useUseCase } from "../data/queries.ts";
import { addresses } from "../frame/addresses.ts";
import { Button } from "../parts/button.tsx";
import { SearchField } from "../parts/field.tsx";
import { Empty } from "../parts/note.tsx";
import { Page } from "../parts/panel.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { Tabs } from "../parts/tabs.tsx";
import { useText } from "../text/language.tsx";
import { Controls, type Stretch } from "./controls.tsx";
import { Figures } from "./figures.tsx";
import { Lanes } from "./lanes.tsx";
import { ChangedList, DataUse, ItemList, UnansweredList, Weeks } from "./lists.tsx";
import { Observations } from "./observations.tsx";
import { Plan } from "./plan.tsx";
import { ReplayAll } from "./replay-all.tsx";
import { TracePanel } from "./trace-panel.tsx";
import "./review.css";

/** What was asked, known and decided in a stretch of time, and what to change. */
export function ReviewPage() {
  const { t } = useText();
  const [stretch, setStretch] = useState<Stretch>({ from: null, to: null, knownAt: null });
  const [selected, setSelected] = useState<TimelineItem | null>(null);
  const { from, to, knownAt } = stretch;
  const asked = { ...(from && { from }), ...(to && { to }), ...(knownAt && { knownAt }) };
  const review = useUseCase("review.get", asked, { keep: true });
  const [, navigate] = useLocation();
  const shown = review.data;
  return (
    <Page
      title={t("review.title")}
      actions={<Button onPress={() => navigate(addresses.report(asked))}>{t("report.open")}</Button>}
      side={selected === null ? null : <TracePanel item={selected} onClose={() => setSelected(null)} />}
    >
      {review.isError ? <ProblemNote problem={problemOf(review.error)} /> : null}
      {shown === undefined ? (
        review.isError ? null : (
          <p className="quiet slow">{t("review.loading")}</p>
        )
      ) : (
        <div className="stack review">
          <Controls stretch={stretch} shown={shown} onChange={setStretch} />
          <Figures measures={shown.measures} />
          <Happened review={shown} selected={selected} onSelect={setSelected} />
        </div>
      )}
    </Page>
  );
}

function Happened({
  review,
  selected,
  onSelect,
}: {
  readonly review: Review;
  readonly selected: TimelineItem | null;
  readonly onSelect: (item: TimelineItem) => void;
}) {
  const { t } = useText();
  const [search, setSearch] = useState("");
  const wanted = search.trim().toLowerCase();
  const items = review.timeline.filter(({ title }) => title.toLowerCase().includes(wanted));
  return (
    <>
      <h2>{t("review.timeline")}</h2>
      <SearchField
        label={t("review.search")}
        placeholder={t("review.search")}
        value={search}
        onChange={setSearch}
      />
      {review.timeline.length === 0 ? (
        <Empty title={t("review.nothing")}>
          <p>{t("review.nothing-help")}</p>
        </Empty>
      ) : (
        <Lanes
          items={items}
          from={review.from}
          to={review.to}
          selected={selected?.id ?? null}
          onSelect={onSelect}
        />
      )}
      {review.leftOut > 0 ? <p className="small">{t("review.left-out", { count: review.leftOut })}</p> : null}
      <Tabs
        label={t("review.tabs")}
        pages={[
          {
            id: "list",
            label: t("review.tab-list"),
            content: () => <ItemList items={items} onSelect={onSelect} />,
          },
          {
            id: "weeks",
            label: t("review.tab-weeks"),
            content: () => <Weeks weeks={review.measures.weeks} />,
          },
          {
            id: "unanswered",
            label: t("review.tab-unanswered"),
            content: () => <UnansweredList unanswered={review.unanswered} />,
          },
          {
            id: "changed",
            label: t("review.tab-changed"),
            content: () => <ChangedList changed={review.changed} />,
          },
          {
            id: "replay",
            label: t("review.tab-replay"),
            content: () => <ReplayAll from={review.from} to={review.to} />,
          },
          {
            id: "data",
            label: t("review.tab-data"),
            content: () => <DataUse datasets={review.measures.datasets} />,
          },
          {
            id: "notes",
            label: t("review.tab-notes"),
            content: () => <Observations observations={review.observations} selected={selected} />,
          },
          {
            id: "plan",
            label: t("review.tab-plan"),
            content: () => <Plan actions={review.actions} observations={review.observations} />,
          },
        ]}
      />
    </>
  );
}
