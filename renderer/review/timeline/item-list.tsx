import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useId, useRef, useState } from "react";
import type { Timeline, TimelineItem } from "../../../shared/review/timeline.ts";
import { StateShape } from "../../parts/state-mark.tsx";
import { useText } from "../../text/language.tsx";
import { useItems } from "./use-items.ts";
import type { View } from "./view.ts";

const ROW = 36;

/** What the lanes show by place, this says by words: everything in view, newest first, a line each, however many. */
export function ItemList({
  timeline,
  view,
  asked,
  selected,
  onSelect,
}: {
  readonly timeline: Timeline;
  readonly view: View;
  readonly asked: Parameters<typeof useItems>[0];
  readonly selected: TimelineItem | null;
  readonly onSelect: (item: TimelineItem) => void;
}) {
  const { t, moment, day } = useText();
  const name = useId();
  const scroll = useRef<HTMLDivElement>(null);
  const { total, itemAt, wish } = useItems(asked, view);
  const [at, setAt] = useState(0);
  const rows = useVirtualizer({
    count: total,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    overscan: 12,
  });
  const inView = rows.getVirtualItems();
  const [first, last] = [inView[0]?.index ?? 0, inView.at(-1)?.index ?? 0];
  useEffect(() => wish(first, last), [wish, first, last]);
  // Another stretch or filter begins at its newest.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is asked for is the reason.
  useEffect(() => {
    setAt(0);
    scroll.current?.scrollTo(0, 0);
  }, [view, asked]);

  const go = (index: number) => {
    const next = Math.min(Math.max(0, index), total - 1);
    setAt(next);
    rows.scrollToIndex(next);
  };
  const keys = (event: React.KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + 10,
      PageUp: at - 10,
      Home: 0,
      End: total - 1,
    };
    const next = steps[event.key];
    const here = itemAt(at);
    if (next !== undefined) go(next);
    else if ((event.key === "Enter" || event.key === " ") && here) onSelect(here);
    else return;
    event.preventDefault();
  };
  if (total === 0)
    return <p className="quiet">{t(timeline.all === 0 ? "review.nothing" : "timeline.none")}</p>;
  return (
    <div
      ref={scroll}
      className="item-list"
      role="listbox"
      tabIndex={0}
      aria-label={t("timeline.list", { count: total })}
      aria-activedescendant={`${name}-${at}`}
      onKeyDown={keys}
    >
      <div className="item-list-all" style={{ height: rows.getTotalSize() }}>
        {inView.map(({ index, start }) => {
          const item = itemAt(index);
          return (
            // biome-ignore lint/a11y/useFocusableInteractive: the list keeps the focus and names its active line.
            // biome-ignore lint/a11y/useKeyWithClickEvents: the list listens to the keys.
            <div
              key={index}
              id={`${name}-${index}`}
              role="option"
              aria-selected={item !== undefined && item.id === selected?.id}
              aria-setsize={total}
              aria-posinset={index + 1}
              className={index === at ? "item-line item-line-active" : "item-line"}
              style={{ transform: `translateY(${start}px)`, height: ROW }}
              onClick={() => {
                setAt(index);
                if (item) onSelect(item);
              }}
            >
              {item === undefined ? (
                <span className="quiet">…</span>
              ) : (
                <>
                  <time className="item-when" dateTime={item.at}>
                    {item.at.length === 10 ? day(item.at) : moment(item.at)}
                  </time>
                  <span className="item-lane">
                    <StateShape standing={item.standing} /> {t(`timeline.one-${item.lane}`)}
                  </span>
                  <span className="item-title" title={item.title}>
                    {item.title}
                  </span>
                  <span className="item-who quiet">{item.actor}</span>
                </>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
