import { useQueries } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import type { TimelineFilter, TimelineItem } from "../../../shared/review/timeline.ts";
import { queryOf } from "../../data/queries.ts";
import type { View } from "./view.ts";

/** Lines asked for at a time. */
const PAGE = 100;

/** Which timeline: as known when, with which outside lanes, what is let through, and what the ledger stood at. */
export type TimelineAsk = {
  readonly knownAt?: string;
  readonly outside: string[];
  readonly filter: TimelineFilter;
};

/** The things in view, newest first; only the pages on screen are asked for. `wish` says which lines those are. */
export function useItems(
  asked: TimelineAsk,
  view: View,
): {
  readonly total: number;
  readonly itemAt: (index: number) => TimelineItem | undefined;
  readonly wish: (first: number, last: number) => void;
} {
  const [pages, setPages] = useState<readonly number[]>([0]);
  const wish = useCallback((first: number, last: number) => {
    const [from, to] = [Math.floor(first / PAGE), Math.floor(last / PAGE)];
    const wanted = Array.from({ length: to - from + 1 }, (_, nth) => from + nth);
    setPages((before) => (before.join() === wanted.join() ? before : wanted));
  }, []);
  const window = useMemo(
    () => ({ from: new Date(view.from).toISOString(), to: new Date(view.to).toISOString() }),
    [view],
  );
  const found = useQueries({
    queries: pages.map((page) => ({
      ...queryOf("review.items", { ...asked, ...window, offset: page * PAGE, limit: PAGE }),
      placeholderData: (
        before: Awaited<ReturnType<ReturnType<typeof queryOf<"review.items">>["queryFn"]>> | undefined,
      ) => before,
    })),
  });
  const byPage = new Map(pages.map((page, nth) => [page, found[nth]?.data]));
  return {
    total: found.find(({ data }) => data !== undefined)?.data?.total ?? 0,
    itemAt: (index) => byPage.get(Math.floor(index / PAGE))?.items[index % PAGE],
    wish,
  };
}
