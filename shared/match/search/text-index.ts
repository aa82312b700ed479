import { mergeSegments } from "./merge-segments.ts";
import type { Collection } from "./rank.ts";
import { buildSegment, type SearchText, type Segment } from "./segment.ts";
import { stampOf } from "./stamp.ts";

/** More segments than this are merged when new ones come, so that a search walks few lists. */
const MOST_SEGMENTS = 8;

/** The words of a catalogue, searchable at once after each change. */
export type TextIndex = {
  /** The live parts; documents that were removed are in `gone`. */
  readonly collection: () => Collection;
  readonly add: (texts: readonly SearchText[]) => void;
  readonly remove: (ids: Iterable<string>) => void;
  /** Removes what is not among the ids: an index read from a cache may know entries that are gone. */
  readonly retain: (ids: ReadonlyMap<string, unknown>) => void;
};

type Place = { readonly segment: Segment; readonly doc: number };

/** Makes an index from ready segments (read from a cache) or none. */
export function textIndex(ready: readonly Segment[] = []): TextIndex {
  let segments: Segment[] = [];
  const gone = new Map<Segment, Set<number>>();
  const places = new Map<string, Place>();

  const remove = (ids: Iterable<string>): void => {
    for (const id of ids) {
      const place = places.get(id);
      if (place === undefined) continue;
      places.delete(id);
      const dead = gone.get(place.segment) ?? new Set();
      dead.add(place.doc);
      gone.set(place.segment, dead);
    }
    segments = segments.filter((segment) => (gone.get(segment)?.size ?? 0) < segment.ids.length);
  };
  const keep = (segment: Segment): void => {
    remove(segment.ids);
    segments.push(segment);
    segment.ids.forEach((id, doc) => {
      places.set(id, { segment, doc });
    });
  };
  const isKnown = (text: SearchText): boolean => {
    const place = places.get(text.id);
    return place !== undefined && place.segment.stamps[place.doc] === stampOf(text);
  };
  /** The larger half stays as it is: most of a catalogue is not written again for a few new entries. */
  const mergeSmaller = (): void => {
    const bySize = [...segments].sort((one, other) => other.ids.length - one.ids.length);
    const small = bySize.slice(MOST_SEGMENTS / 2);
    const merged = mergeSegments(small.map((segment) => ({ segment, gone: gone.get(segment) ?? new Set() })));
    segments = bySize.slice(0, MOST_SEGMENTS / 2);
    for (const segment of small) gone.delete(segment);
    segments.push(merged);
    merged.ids.forEach((id, doc) => {
      places.set(id, { segment: merged, doc });
    });
  };
  /** Entries not read yet: reading waits for the first search, so that opening a workspace does not wait for it. */
  const waiting = new Map<string, SearchText>();
  const readWaiting = (): void => {
    const changed = [...waiting.values()].filter((text) => !isKnown(text));
    waiting.clear();
    if (changed.length === 0) return;
    keep(buildSegment(changed));
    if (segments.length > MOST_SEGMENTS) mergeSmaller();
  };
  for (const segment of ready) keep(segment);
  return {
    collection: () => {
      readWaiting();
      return { segments, gone, size: places.size };
    },
    add: (texts) => {
      for (const text of texts) waiting.set(text.id, text);
    },
    remove: (ids) => {
      const all = [...ids];
      for (const id of all) waiting.delete(id);
      remove(all);
    },
    retain: (ids) => remove([...places.keys()].filter((id) => !ids.has(id))),
  };
}
