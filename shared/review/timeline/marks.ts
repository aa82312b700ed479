import {
  LANES,
  type Marks,
  STANDINGS,
  type Timeline,
  type TimelineFilter,
  type TimelineItem,
} from "../timeline.ts";

/** The items a filter lets through, in their order. Words are looked for in the title, large and small letters alike, all of them. */
export function filterItems(items: readonly TimelineItem[], filter: TimelineFilter): readonly TimelineItem[] {
  const lanes = filter.lanes && filter.lanes.length > 0 ? new Set<string>(filter.lanes) : null;
  const actors = filter.actors && filter.actors.length > 0 ? new Set(filter.actors) : null;
  const words = (filter.text ?? "").split(/\s+/).flatMap((word) => (word === "" ? [] : [finderOf(word)]));
  if (lanes === null && actors === null && words.length === 0) return items;
  return items.filter(
    ({ lane, actor, title }) =>
      (lanes === null || lanes.has(lane)) &&
      (actors === null || actors.has(actor)) &&
      words.every((word) => word.test(title)),
  );
}

/** A pattern finds in three hundred thousand titles without making a small-letter copy of each. */
const finderOf = (word: string): RegExp => new RegExp(word.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"), "iu");

/** What of a timeline can be drawn: moments by lane and standing. `items` are in order of time. */
export function timelineOf(items: readonly TimelineItem[], shown: readonly TimelineItem[]): Timeline {
  const groups = new Map<string, TimelineItem[]>();
  for (const item of shown) {
    const key = `${item.lane} ${item.standing}`;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  const counts = new Map<string, number>();
  for (const { actor } of items) if (actor !== "") counts.set(actor, (counts.get(actor) ?? 0) + 1);
  return {
    from: items[0]?.at ?? null,
    to: items.at(-1)?.at ?? null,
    all: items.length,
    shown: shown.length,
    marks: LANES.flatMap((lane) =>
      STANDINGS.flatMap((standing): Marks[] => {
        const group = groups.get(`${lane} ${standing}`);
        if (!group) return [];
        const lasts = group.some(({ until }) => until !== null);
        return [
          {
            lane,
            standing,
            at: Float64Array.from(group, ({ at }) => Date.parse(at)),
            until: lasts ? Float64Array.from(group, ({ at, until }) => Date.parse(until ?? at)) : null,
          },
        ];
      }),
    ),
    actors: [...counts]
      .map(([actor, count]) => ({ actor, count }))
      .sort((a, b) => b.count - a.count || (a.actor < b.actor ? -1 : 1)),
  };
}

/** The place in an ascending list of the first item that is not before a moment. */
function placeOf(items: readonly TimelineItem[], moment: number): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (Date.parse(items[middle]?.at ?? "") < moment) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Items that begin between two moments (UTC, ISO 8601; the last millisecond included), newest first, `offset` passed over. */
export function pageOf(
  items: readonly TimelineItem[],
  window: { readonly from: string; readonly to: string },
  { offset, limit }: { readonly offset: number; readonly limit: number },
): { total: number; items: TimelineItem[] } {
  const first = placeOf(items, Date.parse(window.from));
  const end = placeOf(items, Date.parse(window.to) + 1);
  const last = Math.max(first, end - offset);
  return {
    total: Math.max(0, end - first),
    items: items.slice(Math.max(first, last - limit), last).reverse(),
  };
}
