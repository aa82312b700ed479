import type { Hidden } from "../protection.ts";
import { showNumber } from "../rounding.ts";

/**
 * What disclosure control did, in plain sentences; empty where it did nothing. `cells`: how many of the answer's own
 * cells are hidden (figures that are only computed with are hidden too).
 */
export function protectionText({ rule, small, further }: Hidden, cells: number): string {
  const { below, round, hideZeros } = rule;
  const first =
    small === 0
      ? []
      : [
          `${counted(small)} from ${hideZeros ? 0 : 1} to ${showNumber(below - 1)} ${small === 1 ? "is" : "are"} hidden to protect people's privacy.`,
        ];
  const others =
    further === 0
      ? []
      : [
          `${further === 1 ? "One more number is" : `${showNumber(further)} more numbers are`} hidden so that ${small === 1 ? "it" : "they"} cannot be worked out from the totals.`,
        ];
  const rounded =
    round === undefined
      ? []
      : [
          `Every other count is rounded to the nearest ${showNumber(round)}, totals too, each by itself: parts need not add up to their total.`,
        ];
  const unseen = cells === 0 && small > 0 ? ["What would have been computed from them is left out."] : [];
  return [...first, ...others, ...unseen, ...rounded].join(" ");
}

const counted = (count: number): string => (count === 1 ? "One count" : `${showNumber(count)} counts`);
