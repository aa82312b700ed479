import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressOfView, viewOf, wholeOf } from "../../renderer/review/timeline/address.ts";
import { binned, countIn, panned, ticksOf, within, zoomed } from "../../renderer/review/timeline/view.ts";

const DAY = 86_400_000;
const whole = wholeOf("2020-03-02T10:00:00.000Z", "2020-12-31T10:00:00.000Z");
const view = fc
  .tuple(fc.integer({ min: 0, max: 300 * 24 }), fc.integer({ min: 1, max: 300 * 24 }))
  .map(([from, hours]) =>
    within({ from: whole.from + from * 3_600_000, to: whole.from + (from + hours) * 3_600_000 }, whole),
  );

describe("the view of the timeline", () => {
  it("never leaves the whole and never shrinks to nothing, whatever is done to it", () => {
    fc.assert(
      fc.property(
        view,
        fc.double({ min: 0.001, max: 1000, noNaN: true }),
        fc.double({ min: -5, max: 5, noNaN: true }),
        (one, factor, share) => {
          for (const next of [
            zoomed(one, factor, (one.from + one.to) / 2, whole),
            panned(one, share, whole),
          ]) {
            expect(next.from).toBeGreaterThanOrEqual(whole.from);
            expect(next.to).toBeLessThanOrEqual(whole.to + 1);
            expect(next.to - next.from).toBeGreaterThanOrEqual(59_999);
          }
        },
      ),
    );
  });

  it("keeps the moment under the pointer where it is while zooming closer", () => {
    const at = whole.from + 100 * DAY;
    const near = zoomed(whole, 0.5, at, whole);
    const share = (one: typeof whole) => (at - one.from) / (one.to - one.from);
    expect(share(near)).toBeCloseTo(share(whole), 6);
  });

  it("comes back from its address as it was; nonsense is the whole", () => {
    fc.assert(
      fc.property(view, (one) => {
        const search = addressOfView(one, whole).split("?")[1] ?? "";
        const back = viewOf(search, whole);
        expect(Math.abs(back.from - one.from) + Math.abs(back.to - one.to)).toBeLessThan(2);
      }),
    );
    for (const wrong of ["from=yesterday&to=never", "from=2020-05-01&to=2020-04-01", "to=%00"])
      expect(viewOf(wrong, whole)).toEqual(whole);
  });

  it("puts every moment into one of its columns", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: whole.from - DAY, max: whole.to + DAY }), { maxLength: 200 }),
        view,
        fc.integer({ min: 1, max: 500 }),
        (moments, one, bins) => {
          const at = Float64Array.from(moments.toSorted((a, b) => a - b));
          const sum = binned(at, one, bins).reduce((all, count) => all + count, 0);
          const inside = moments.filter((moment) => moment >= one.from && moment < one.to).length;
          expect(sum).toBe(inside);
          expect(countIn({ at }, one)).toBe(inside);
        },
      ),
    );
  });

  it("writes few ticks, all in view, on round moments", () => {
    fc.assert(
      fc.property(view, fc.integer({ min: 2, max: 20 }), (one, most) => {
        const ticks = ticksOf(one, most);
        expect(ticks.length).toBeLessThanOrEqual(most + 2);
        for (const { at } of ticks) {
          expect(at).toBeGreaterThanOrEqual(one.from);
          expect(at).toBeLessThanOrEqual(one.to);
          expect(at % 60_000).toBe(0);
        }
      }),
    );
  });
});
