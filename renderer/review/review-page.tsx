import { useCallback, useMemo, useState } from "react";
import { useLocation, useSearch } from "wouter";
import type { Lane, TimelineFilter, TimelineItem } from "../../shared/review/timeline.ts";
import { call, problemOf } from "../data/bridge.ts";
import { useUseCase } from "../data/queries.ts";
import { addresses } from "../frame/addresses.ts";
import { Button } from "../parts/button.tsx";
import { Empty } from "../parts/note.tsx";
import { Page } from "../parts/panel.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { useText } from "../text/language.tsx";
import { Controls } from "./controls.tsx";
import { Figures } from "./figures.tsx";
import { useKnownAt } from "./known-then.ts";
import { KnownThenButton } from "./known-then-bar.tsx";
import { ProvenanceMenu } from "./provenance-menu.tsx";
import { ReviewTabs } from "./review-tabs.tsx";
import { addressOfView, viewOf, wholeOf } from "./timeline/address.ts";
import { Filters } from "./timeline/filters.tsx";
import { ItemList } from "./timeline/item-list.tsx";
import { Lanes } from "./timeline/lanes.tsx";
import type { View } from "./timeline/view.ts";
import { TracePanel } from "./trace-panel.tsx";
import "./review.css";

/** What was asked, known and decided in a stretch of time, and what to change. The part of the timeline in view is what all below is about. */
export function ReviewPage() {
  const { t } = useText();
  const [, navigate] = useLocation();
  const search = useSearch();
  const known = useKnownAt();
  const [filter, setFilter] = useState<TimelineFilter>({});
  const [outside, setOutside] = useState<string[]>([]);
  const [selected, setSelected] = useState<TimelineItem | null>(null);
  const [first, setFirst] = useState<TimelineItem | null>(null);
  const asked = useMemo(() => ({ ...known, outside, filter }), [known, outside, filter]);
  const timeline = useUseCase("review.timeline", asked, { keep: true });
  const { from: begin, to: end } = timeline.data ?? { from: null, to: null };
  const whole = useMemo(() => wholeOf(begin, end), [begin, end]);
  const view = useMemo(() => viewOf(search, whole), [search, whole]);
  const stretch = useMemo(() => ({ ...stretchOf(view), ...known }), [view, known]);
  const review = useUseCase("review.get", stretch, { keep: true, enabled: timeline.data !== undefined });
  const show = useCallback(
    (next: View) => navigate(addressOfView(next, whole), { replace: true }),
    [navigate, whole],
  );
  const pick = async (lane: Lane, moment: number, reach: number) => {
    // What cannot be read now is shown by the list itself.
    const near = await nearest(asked, lane, moment, reach).catch(() => null);
    if (near) setSelected(near);
  };
  const days = { from: stretch.from.slice(0, 10), to: stretch.to.slice(0, 10) };
  return (
    <Page
      title={t("review.title")}
      actions={
        <>
          <KnownThenButton />
          <ProvenanceMenu {...days} />
          <Button onPress={() => navigate(addresses.report({ ...days, ...known }))}>
            {t("report.open")}
          </Button>
        </>
      }
      side={
        selected === null ? null : (
          <TracePanel item={selected} first={first} onFirst={setFirst} onClose={() => setSelected(null)} />
        )
      }
    >
      {timeline.isError ? <ProblemNote problem={problemOf(timeline.error)} /> : null}
      {timeline.data === undefined ? (
        timeline.isError ? null : (
          <p className="quiet slow">{t("review.loading")}</p>
        )
      ) : timeline.data.all === 0 ? (
        <Empty title={t("review.nothing")}>
          <p>{t("review.nothing-help")}</p>
        </Empty>
      ) : (
        <div className="stack review">
          <Controls view={view} whole={whole} onView={show} />
          <Filters
            timeline={timeline.data}
            filter={filter}
            outside={outside}
            onFilter={setFilter}
            onOutside={setOutside}
          />
          <Lanes
            timeline={timeline.data}
            whole={whole}
            view={view}
            selected={selected}
            onView={show}
            onPick={pick}
          />
          <ItemList
            timeline={timeline.data}
            view={view}
            asked={asked}
            selected={selected}
            onSelect={setSelected}
          />
          {review.isError ? <ProblemNote problem={problemOf(review.error)} /> : null}
          {review.data === undefined ? null : (
            <>
              <Figures measures={review.data.measures} />
              <ReviewTabs review={review.data} selected={selected} days={days} />
            </>
          )}
        </div>
      )}
    </Page>
  );
}

/** The view as the review counts it. */
const stretchOf = ({ from, to }: View) => ({
  from: new Date(from).toISOString(),
  to: new Date(to).toISOString(),
});

/** What stands nearest to a moment in a lane; null when nothing does within reach. */
async function nearest(
  asked: { readonly outside: string[]; readonly filter: TimelineFilter },
  lane: Lane,
  moment: number,
  reach: number,
): Promise<TimelineItem | null> {
  const { items } = await call("review.items", {
    ...asked,
    filter: { ...asked.filter, lanes: [lane] },
    ...stretchOf({ from: moment - reach, to: moment + reach }),
    offset: 0,
    limit: 100,
  });
  const far = ({ at }: TimelineItem) => Math.abs(Date.parse(at) - moment);
  return items.toSorted((a, b) => far(a) - far(b))[0] ?? null;
}
