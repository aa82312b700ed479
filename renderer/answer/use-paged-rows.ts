import { type UseQueryResult, useQueries, useQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import type { AnswerTable, Cell } from "../../shared/answer/answer.ts";
import type { SentRows, SentTable } from "../../shared/api/results.ts";
import { call } from "../data/bridge.ts";
import { type Received, receiveRows } from "../data/results.ts";

/** Rows asked for at a time: many screens of them, for every page of a large file is a sort of its own. */
const PAGE = 2000;

/** A page that was scrolled past within this time, in milliseconds, is not asked for at all. */
const REST_MS = 60;

/** How long pages that are out of view are kept, in milliseconds: however far one scrolls, few are in memory. */
const KEEP_MS = 20_000;

/** Where pages come from: `key` tells one source from another. */
export type PageSource<Said extends SentRows> = {
  readonly key: readonly unknown[];
  readonly fetch: (offset: number, count: number, signal: AbortSignal) => Promise<Received<Said>>;
};

/** The rows behind an answer, or behind one row of its table. */
export const rowsBehindIt = (id: string, row: number | null): PageSource<SentRows> => ({
  key: ["answers.rows", id, row],
  fetch: (offset, count, signal) =>
    receiveRows((runId) => call("answers.rows", { id, runId, row, offset, count }), signal),
});

/** The rows of an answer's own table. */
export const rowsOfTable = (id: string): PageSource<SentTable> => ({
  key: ["answers.table", id],
  fetch: (offset, count, signal) =>
    receiveRows(
      (runId) => call("answers.table", { id, runId, part: { kind: "page", offset, count } }),
      signal,
    ),
});

const pageQuery = <Said extends SentRows>({ key, fetch }: PageSource<Said>, number: number) => ({
  queryKey: [...key, number],
  queryFn: async ({ signal }: { readonly signal: AbortSignal }) => {
    if (number > 0) await rest(signal);
    return fetch(number * PAGE, PAGE, signal);
  },
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: KEEP_MS,
});

/** The first page: it says how many rows there are, and of which columns. */
export const useFirstPage = <Said extends SentRows>(
  source: PageSource<Said>,
  enabled = true,
): UseQueryResult<Received<Said>> => useQuery<Received<Said>>({ ...pageQuery(source, 0), enabled });

type DrawnRows = Pick<AnswerTable, "rows" | "suppressed">;

/** The rows of an answer's table that its chart draws. */
export const useDrawnRows = (id: string): UseQueryResult<DrawnRows> =>
  useQuery({
    queryKey: ["answers.table", id, "drawn"],
    queryFn: async ({ signal }): Promise<DrawnRows> => {
      const ask = (runId: string) => call("answers.table", { id, runId, part: { kind: "drawn" } });
      const { table, said } = await receiveRows(ask, signal);
      return { rows: table.rows.map((row) => [...row]), suppressed: said.hidden };
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

/** A row that has come, with what was said of its page and where on that it stands. */
export type PagedRow<Said> = { readonly cells: readonly Cell[]; readonly at: number; readonly said: Said };

/** The rows of a stretch; null where a row is still on its way. Pages that leave the stretch before they come are stopped. */
export function usePagedRows<Said extends SentRows>(
  source: PageSource<Said>,
  first: number,
  last: number,
): { readonly rowAt: (index: number) => PagedRow<Said> | null; readonly error: unknown } {
  const from = Math.floor(first / PAGE);
  const numbers = Array.from(
    { length: Math.floor(Math.max(first, last) / PAGE) - from + 1 },
    (_, at) => from + at,
  );
  const pages = useQueries({ queries: numbers.map((number) => pageQuery(source, number)) });
  return {
    error: pages.find(({ error }) => error !== null)?.error ?? null,
    rowAt: (index) => {
      const page = pages[Math.floor(index / PAGE) - from]?.data;
      const at = index % PAGE;
      const cells = page?.table.rows[at];
      return page === undefined || cells === undefined ? null : { cells, at, said: page.said };
    },
  };
}

/** Which rows are in view, as far as it matters: the view stays the same until it reaches into another page. */
export function useView() {
  const [view, setView] = useState({ first: 0, last: 0 });
  const onView = useCallback((first: number, last: number) => {
    const pageOf = (row: number) => Math.floor(row / PAGE);
    setView((before) =>
      pageOf(before.first) === pageOf(first) && pageOf(before.last) === pageOf(last)
        ? before
        : { first, last },
    );
  }, []);
  return { view, onView };
}

/** Waits a moment; throws when stopped meanwhile. */
function rest(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, REST_MS);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
