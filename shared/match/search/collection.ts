import type { Segment } from "./segment.ts";

/** The parts of an index; documents listed in `gone` are not found. `size`: documents that are. */
export type Collection = {
  readonly segments: readonly Segment[];
  readonly gone: ReadonlyMap<Segment, ReadonlySet<number>>;
  readonly size: number;
};

/** Segments searched as one. An entry that several have is found as the last of them has it. */
export function collectionOf(all: readonly Segment[]): Collection {
  const segments = all.filter((segment) => segment.ids.length > 0);
  const gone = new Map<Segment, Set<number>>();
  segments.forEach((earlier, position) => {
    const dead = new Set<number>();
    for (const later of segments.slice(position + 1)) markShared(earlier, later, dead);
    if (dead.size > 0) gone.set(earlier, dead);
  });
  const alive = (segment: Segment): number => segment.ids.length - (gone.get(segment)?.size ?? 0);
  const size = segments.reduce((sum, segment) => sum + alive(segment), 0);
  return { segments: segments.filter((segment) => alive(segment) > 0), gone, size };
}

/** Looks the ids of the smaller segment up in the larger one. */
function markShared(earlier: Segment, later: Segment, dead: Set<number>): void {
  if (later.ids.length <= earlier.ids.length) {
    for (let doc = 0; doc < later.ids.length; doc += 1) {
      const same = earlier.docOf(later.ids.at(doc));
      if (same !== undefined) dead.add(same);
    }
    return;
  }
  for (let doc = 0; doc < earlier.ids.length; doc += 1)
    if (later.docOf(earlier.ids.at(doc)) !== undefined) dead.add(doc);
}
