/** A measure that is itself a percentage differs from another by percentage points; "by 2 %" would be 2 % of it. */

export const POINTS = "percentage points";

export const isPercent = (unit: string): boolean => /^(%|per ?cent\b)/i.test(unit);

/** Whether the table gives shares of one, 0.2 for 20 %. */
export const isShareOfOne = (unit: string): boolean => /share of 1|fraction|proportion/i.test(unit);

/** The unit of a difference of two figures in this unit. */
export const differenceUnit = (unit: string): string => (isPercent(unit) ? POINTS : unit);
