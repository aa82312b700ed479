import { pathToFileURL } from "node:url";
import { binned } from "../../renderer/review/timeline/view.ts";
import type { LedgerEvent } from "../../shared/ledger/event.ts";
import { foldHistory } from "../../shared/ledger/history.ts";
import { buildReview } from "../../shared/review/build.ts";
import { timelineItems } from "../../shared/review/timeline/items.ts";
import { actorsOf, filterItems, pageOf, timelineOf } from "../../shared/review/timeline/marks.ts";
import { life } from "./ledger-life.ts";
import { median } from "./measure.ts";

const hash = "0".repeat(64);

/** Events of a long ledger, a minute apart, without their chain: only what the timeline reads. */
function* events(count: number): Generator<LedgerEvent> {
  const happenings = life();
  const began = Date.UTC(2020, 0, 1);
  for (let seq = 0; seq < count; seq += 1)
    yield {
      seq,
      time: new Date(began + seq * 60_000).toISOString(),
      actor: `person-${seq % 7}`,
      prev: hash,
      hash,
      ...happenings.next().value,
    };
}

/** Milliseconds of the middle one of five runs. */
function timed(work: () => unknown): number {
  const tooks = Array.from({ length: 5 }, () => {
    const began = performance.now();
    work();
    return performance.now() - began;
  });
  return median(tooks);
}

export type TimelineBench = {
  readonly events: number;
  readonly items: number;
  readonly orderMs: number;
  readonly marksMs: number;
  readonly searchMs: number;
  readonly pageMs: number;
  readonly reviewMs: number;
  readonly binsMs: number;
};

/** What the timeline of a ledger costs: put in order once, then searched, paged, measured, and binned in every frame. */
export function benchTimeline(sizes: readonly number[], say: (line: string) => void): TimelineBench[] {
  return sizes.map((size) => {
    const history = foldHistory(events(size));
    const knownAt = new Date(Date.UTC(2020, 0, 1) + size * 60_000).toISOString();
    const from = "2020-01-01";
    const items = timelineItems(history, knownAt);
    const view = { from: Date.parse(from), to: Date.parse(knownAt) };
    const { marks } = timelineOf(items, items, actorsOf(items));
    const month = {
      from: new Date(view.to - 31 * 86_400_000).toISOString(),
      to: knownAt,
    };
    const measured = {
      events: size,
      items: items.items.length,
      orderMs: timed(() => timelineItems(history, knownAt)),
      marksMs: timed(() => timelineOf(items, items, actorsOf(items))),
      searchMs: timed(() => timelineOf(items, filterItems(items, { text: "kenya week 17" }), [])),
      pageMs: timed(() => pageOf(items, month, { offset: 100, limit: 100 })),
      reviewMs: timed(() => buildReview(history, { from, to: knownAt, knownAt })),
      // As a frame does for a lane 1,000 pixels wide, with room to spare.
      binsMs: timed(() => marks.map(({ at }) => binned(at, view, 250))),
    };
    const written = (ms: number) => `${ms < 10 ? ms.toFixed(2) : Math.round(ms)} ms`;
    say(
      `timeline: ${size} events, ${items.items.length} things on it: put in order in ${written(measured.orderMs)}, made ready to draw in ${written(measured.marksMs)}, searched in ${written(measured.searchMs)}, a page of 100 in ${written(measured.pageMs)}, all figures of it in ${written(measured.reviewMs)}, columns of one frame in ${written(measured.binsMs)}`,
    );
    return measured;
  });
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  benchTimeline(
    process.argv.length > 2 ? process.argv.slice(2).map(Number) : [10_000, 100_000, 1_000_000],
    console.log,
  );
