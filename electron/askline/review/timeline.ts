import { decodeTable } from "../../../shared/answer/table/table.ts";
import { rowsArePeople } from "../../../shared/catalogue/people-rows.ts";
import { fail, ok, type Result } from "../../../shared/result.ts";
import { type Ordered, type OutsideEvent, timelineItems } from "../../../shared/review/timeline/items.ts";
import { actorsOf, filterItems, pageOf, timelineOf } from "../../../shared/review/timeline/marks.ts";
import { outsideEvents, outsideQuery } from "../../../shared/review/timeline/outside.ts";
import type { Timeline, TimelineFilter, TimelinePage } from "../../../shared/review/timeline.ts";
import { asStrictlyAs, strictlyHeld } from "../catalogue/same-people.ts";
import { filesOf, type Session } from "../session.ts";
import { endOfMoment, historyAt } from "./review.ts";

/** Which timeline: as known when, with which datasets as lanes of outside events, and what is let through. */
export type TimelineAsked = {
  readonly knownAt?: string | undefined;
  readonly outside: readonly string[];
  readonly filter: TimelineFilter;
};

export type PageAsked = TimelineAsked & {
  readonly from: string;
  readonly to: string;
  readonly offset: number;
  readonly limit: number;
};

/** The timelines of a session. What was put in order stays so until something happens; the last filter is kept for the list below. */
export function timelineCases(session: Session) {
  let items: { key: string; all: Ordered; actors: Timeline["actors"] } | null = null;
  let shown: { key: string; items: Ordered } | null = null;
  const outside = new Map<string, readonly OutsideEvent[]>();

  const itemsFor = async ({ knownAt, outside: datasets }: TimelineAsked) => {
    const events = await outsideOf(datasets);
    if (!events.ok) return events;
    const key = JSON.stringify([session.workspace.union.count(), knownAt, datasets]);
    if (items?.key !== key) {
      const history = await historyAt(session, knownAt === undefined ? null : endOfMoment(knownAt));
      const now = knownAt === undefined ? new Date(session.around.now()).toISOString() : endOfMoment(knownAt);
      const all = timelineItems(history, now, events.value);
      items = { key, all, actors: actorsOf(all) };
    }
    return ok(items);
  };
  const shownFor = async (asked: TimelineAsked) => {
    const all = await itemsFor(asked);
    if (!all.ok) return all;
    const key = JSON.stringify([all.value.key, asked.filter]);
    if (shown?.key !== key) shown = { key, items: filterItems(all.value.all, asked.filter) };
    return ok({ ...all.value, shown: shown.items });
  };
  const outsideOf = async (datasets: readonly string[]): Promise<Result<readonly OutsideEvent[]>> => {
    const all: OutsideEvent[] = [];
    for (const id of datasets) {
      const { catalogue } = session.workspace;
      const known = catalogue.get(id);
      const dataset = known && asStrictlyAs(catalogue, known);
      const query = dataset && outsideQuery(dataset);
      if (!dataset || !query) return fail(notEvents(dataset?.title ?? id));
      const key = `${id} ${query.files.join()}`;
      const read = outside.get(key);
      if (read) {
        all.push(...read);
        continue;
      }
      const result = await session.engine.query({
        sql: query.sql,
        params: [],
        files: filesOf(session, query.files),
      });
      if (!result.ok) return result;
      const events = outsideEvents(dataset, decodeTable(result.value.ipc).rows);
      outside.set(key, events);
      all.push(...events);
    }
    return ok(all);
  };

  return {
    /** What of it can be drawn. */
    timeline: async (asked: TimelineAsked): Promise<Result<Timeline>> => {
      const found = await shownFor(asked);
      return found.ok ? ok(timelineOf(found.value.all, found.value.shown, found.value.actors)) : found;
    },
    /** What happened between two moments, newest first. */
    items: async (asked: PageAsked): Promise<Result<TimelinePage>> => {
      const found = await shownFor(asked);
      return found.ok ? ok(pageOf(found.value.shown, asked, asked)) : found;
    },
    /** The datasets that can be lanes of outside events, those described as events first. */
    outsideChoices: (): { id: string; title: string; rows: number | null }[] =>
      strictlyHeld(session.workspace.catalogue)
        .filter((dataset) => outsideQuery(dataset) !== null)
        .map((dataset) => ({
          id: dataset.id,
          title: dataset.title,
          rows: rowsArePeople(dataset) ? null : (dataset.distributions[0]?.profile?.rows ?? null),
          isEvents: dataset.measures.some(({ behaviour }) => behaviour === "event"),
        }))
        .sort((a, b) => Number(b.isEvents) - Number(a.isEvents) || (a.title < b.title ? -1 : 1))
        .map(({ isEvents: _, ...choice }) => choice),
  };
}
export type TimelineCases = ReturnType<typeof timelineCases>;

const notEvents = (name: string) =>
  ({
    code: "bad-input",
    message: `“${name}” cannot be a lane: it has no dates here, or its single rows may not be shown.`,
    meaning: "The timeline is unchanged.",
    remedy: "Choose a dataset with a date column that is held here.",
  }) as const;
