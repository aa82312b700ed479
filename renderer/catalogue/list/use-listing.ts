import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import type { ChannelOutput, DatasetSummary } from "../../../shared/api.ts";
import type { PageAsked } from "../../../shared/catalogue/list/listing.ts";
import { forget, queryOf, useUseCase } from "../../data/queries.ts";
import { useKnownAt } from "../../review/known-then.ts";

/** Rows asked for at a time. */
const PAGE = 100;
/** How often to look how far the reading of a large catalogue is, in milliseconds. */
const LOOK_AGAIN = 700;

export type Which = Omit<PageAsked, "start" | "count">;
type Listed = ChannelOutput<"datasets.page">;

/** What is said of the whole list: the first page says it. While it is on its way, what was said before stays. */
export function useListing(which: Which): {
  readonly listed: Listed | undefined;
  readonly error: unknown;
  readonly isBusy: boolean;
} {
  const known = useKnownAt();
  const asked = { ...which, ...known, start: 0, count: PAGE };
  const first = useQuery<Listed>({ ...queryOf("datasets.page", asked), placeholderData: keepPreviousData });
  return { listed: first.data, error: first.error, isBusy: first.isPlaceholderData };
}

/** The rows of a stretch of the list; null where a row is still on its way. */
export function useRows(which: Which, first: number, last: number): (index: number) => DatasetSummary | null {
  const known = useKnownAt();
  const from = Math.floor(first / PAGE);
  const numbers = Array.from(
    { length: Math.floor(Math.max(first, last) / PAGE) - from + 1 },
    (_, at) => from + at,
  );
  const pages = useQueries({
    queries: numbers.map((number) => ({
      ...queryOf("datasets.page", { ...which, ...known, start: number * PAGE, count: PAGE }),
      staleTime: 10_000,
    })),
  });
  return (index) => {
    const page = pages[Math.floor(index / PAGE) - from];
    return page?.data?.rows[index % PAGE] ?? null;
  };
}

/** How far the reading of the catalogue is, 0 to 1; when it ends, what rests on the catalogue is asked again. */
export function useReading(): number {
  const reading = useUseCase("catalogue.reading", {});
  const share = reading.data?.share ?? 1;
  const { refetch } = reading;
  useEffect(() => {
    if (share >= 1) return;
    const timer = setInterval(() => {
      void refetch().then(({ data }) => {
        if ((data?.share ?? 1) >= 1) void forget(["datasets.page", "question.look", "workspace.info"]);
      });
    }, LOOK_AGAIN);
    return () => clearInterval(timer);
  }, [share, refetch]);
  return share;
}
