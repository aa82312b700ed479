import type { ReactNode } from "react";
import type { Review } from "../../shared/review/review.ts";
import type { TimelineItem } from "../../shared/review/timeline.ts";
import { Note } from "../parts/note.tsx";
import { Tabs } from "../parts/tabs.tsx";
import { useText } from "../text/language.tsx";
import { useKnownThen } from "./known-then.ts";
import { Lessons } from "./learn/lessons.tsx";
import { ChangedList, UnansweredList } from "./lists.tsx";
import { DataUse, RequestStates, Weeks } from "./measures/measures.tsx";
import { Units } from "./measures/units.tsx";
import { Observations } from "./observations.tsx";
import { Plan } from "./plan.tsx";
import { ReplayAll } from "./replay-all.tsx";

/** What people write themselves: it is written now, so it is not seen while only the past is shown. */
function Written({ children }: { readonly children: ReactNode }) {
  const { t } = useText();
  const isThen = useKnownThen() !== null;
  return (
    <div className="stack">
      {isThen ? <Note standing="notice">{t("known-then.writing")}</Note> : null}
      {children}
    </div>
  );
}

/** What the stretch in view came to, and what people say about it. */
export function ReviewTabs({
  review,
  selected,
  days,
}: {
  readonly review: Review;
  readonly selected: TimelineItem | null;
  readonly days: { readonly from: string; readonly to: string };
}) {
  const { t } = useText();
  const { measures } = review;
  const pages = [
    { id: "weeks", content: () => <Weeks weeks={measures.weeks} /> },
    { id: "units", content: () => <Units units={measures.units} /> },
    { id: "unanswered", content: () => <UnansweredList unanswered={review.unanswered} why={measures.why} /> },
    { id: "changed", content: () => <ChangedList changed={review.changed} /> },
    { id: "requests", content: () => <RequestStates requests={measures.requests} /> },
    { id: "data", content: () => <DataUse datasets={measures.datasets} /> },
    { id: "replay", content: () => <ReplayAll from={days.from} to={days.to} /> },
    {
      id: "notes",
      content: () => (
        <Written>
          <Observations review={review} selected={selected} />
        </Written>
      ),
    },
    {
      id: "plan",
      content: () => (
        <Written>
          <Plan actions={review.actions} observations={review.observations} />
        </Written>
      ),
    },
    {
      id: "lessons",
      content: () => (
        <Written>
          <Lessons review={review} />
        </Written>
      ),
    },
  ] as const;
  return (
    <Tabs
      label={t("review.tabs")}
      pages={pages.map(({ id, content }) => ({ id, label: t(`review.tab-${id}`), content }))}
    />
  );
}
