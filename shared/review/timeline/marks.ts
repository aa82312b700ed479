import {
  LANES,
  type Marks,
  STANDINGS,
  type Timeline,
  type TimelineFilter,
  type TimelineItem,
} from "../timeline.ts";
import type { Ordered } from "./items.ts";

/** What a filter lets through, in its order. Words are looked for in the title, large and small letters alike, all of them. */
export function filterItems(all: Ordered, filter: TimelineFilter): Ordered {
  const lanes = filter.lanes && filter.lanes.length > 0 ? new Set<string>(filter.lanes) : null;
  const actors = filter.actors && filter.actors.length > 0 ? new Set(filter.actors) : null;
  const words = (filter.text ?? "").split(/\s+/).flatMap((word) => (word === "" ? [] : [finderOf(word)]));
  if (lanes === null && actors === null && words.length === 0) return all;
  const fits = ({ lane, actor, title }: TimelineItem) =>
    (lanes === null || lanes.has(lane)) &&
    (actors === null || actors.has(actor)) &&
    words.every((word) => word.test(title));
  const items: TimelineItem[] = [];
  const moments: number[] = [];
  for (const [at, item] of all.items.entries())
    if (fits(item)) {
      items.push(item);
      moments.push(all.moments[at] ?? 0);
    }
  return { items, moments: Float64Array.from(moments) };
}

/** A pattern finds in three hundred thousand titles without making a small-letter copy of each. */
const finderOf = (word: string): RegExp => new RegExp(word.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"), "iu");

/** The people of a timeline, most active first. */
export function actorsOf({ items }: Ordered): Timeline["actors"] {
  const counts = new Map<string, number>();
  for (const { actor } of items) if (actor !== "") counts.set(actor, (counts.get(actor) ?? 0) + 1);
  return [...counts]
    .map(([actor, count]) => ({ actor, count }))
    .sort((a, b) => b.count - a.count || (a.actor < b.actor ? -1 : 1));
}

type Group = { at: number[]; until: number[]; lasts: boolean };

/** What of a timeline can be drawn: moments by lane and standing. */
export function timelineOf(all: Ordered, shown: Ordered, actors: Timeline["actors"]): Timeline {
  const groups = new Map(
    LANES.map((lane) => [
      lane,
      new Map(STANDINGS.map((standing): [string, Group] => [standing, { at: [], until: [], lasts: false }])),
    ]),
  );
  for (const [nth, { lane, standing, until }] of shown.items.entries()) {
    const group = groups.get(lane)?.get(standing);
    const at = shown.moments[nth] ?? 0;
    if (!group) continue;
    group.at.push(at);
    group.until.push(until === null ? at : Date.parse(until));
    if (until !== null) group.lasts = true;
  }
  return {
    from: all.items[0]?.at ?? null,
    to: all.items.at(-1)?.at ?? null,
    all: all.items.length,
    shown: shown.items.length,
    marks: LANES.flatMap((lane) =>
      STANDINGS.flatMap((standing): Marks[] => {
        const group = groups.get(lane)?.get(standing);
        if (!group || group.at.length === 0) return [];
        return [
          {
            lane,
            standing,
            at: Float64Array.from(group.at),
            until: group.lasts ? Float64Array.from(group.until) : null,
          },
        ];
      }),
    ),
    actors,
  };
}

/** The place in an ascending list of the first moment that is not before one. */
function placeOf(moments: Float64Array, moment: number): number {
  let [low, high] = [0, moments.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((moments[middle] ?? 0) < moment) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What begins between two moments (UTC, ISO 8601; the last millisecond included), newest first, `offset` passed over. */
export function pageOf(
  { items, moments }: Ordered,
  window: { readonly from: string; readonly to: string },
  { offset, limit }: { readonly offset: number; readonly limit: number },
): { total: number; items: TimelineItem[] } {
  const first = placeOf(moments, Date.parse(window.from));
  const end = placeOf(moments, Date.parse(window.to) + 1);
  const last = Math.max(first, end - offset);
  return {
    total: Math.max(0, end - first),
    items: items.slice(Math.max(first, last - limit), last).reverse(),
  };
}
