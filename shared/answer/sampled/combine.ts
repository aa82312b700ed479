import type { StepOf } from "../../plan/plan.ts";
import type { Figure, Figures } from "../figures.ts";

/** What is known of how far a figure from a sample may be off; absent where every row was read. */
export type Uncertain = {
  /** Standard error. */
  readonly error?: number;
  /** 95 % limits, where they do not lie evenly around the figure. */
  readonly limits?: readonly [low: number, high: number];
  /** How many rows were drawn for it. */
  readonly drawn?: number;
  /** Too few rows were drawn, or too uneven ones, to say anything. */
  readonly scant?: boolean;
};

export const uncertainOf = ({ error, limits, drawn, scant }: Uncertain): Uncertain => ({
  ...(error === undefined ? {} : { error }),
  ...(limits === undefined ? {} : { limits }),
  ...(drawn === undefined ? {} : { drawn }),
  ...(scant === undefined ? {} : { scant }),
});

type Estimated = Pick<Figure, "value" | "error" | "drawn">;

/** Fewest rows that must have been drawn outside a part, for its share to be told apart from all of the whole. */
const FEWEST_OUTSIDE = 25;

/**
 * The error of a figure divided by another. A base that was read in full scales the error. A share R = A/B of totals over
 * the same drawn rows has variance (V(A)(1−2R) + R²V(B))/B² where A's rows are some of B's: each row of A gives y(1−R),
 * each other one −Ry (Särndal, Swensson, Wretman 1992, section 5.6). Where they are not, V(A) + R²V(B), which is larger.
 */
export function dividedError(
  one: Estimated,
  other: Estimated | null,
  step: StepOf<"join">,
  { branches }: Pick<Figures, "branches">,
): Pick<Uncertain, "error" | "scant"> & { readonly value?: null } {
  const below = other?.value ?? 0;
  if (one.error === undefined || one.value === null || below === 0) return {};
  if (step.how !== "share" || other?.error === undefined)
    return { error: (one.error * step.scale) / Math.abs(below) };
  const within = isWithin(branches);
  const outside = (other.drawn ?? 0) - (one.drawn ?? 0);
  if (within && outside < FEWEST_OUTSIDE) return { value: null, scant: true };
  const [a, b, share] = [one.error ** 2, other.error ** 2, one.value / below];
  const variance = within ? a * (1 - 2 * share) + share ** 2 * b : a + share ** 2 * b;
  return { error: (step.scale * Math.sqrt(Math.max(0, variance))) / Math.abs(below) };
}

/** Whether the part keeps every filter of the whole, and so only rows of the whole. */
function isWithin(branches: Figures["branches"]): boolean {
  const [part, whole] = [branches[0]?.branch, branches.find(({ branch }) => branch.name === "whole")?.branch];
  if (part === undefined || whole === undefined || part.scan.measure !== whole.scan.measure) return false;
  const kept = new Set(part.filters.map(({ anyOf }) => JSON.stringify(anyOf)));
  return whole.filters.every(({ anyOf }) => kept.has(JSON.stringify(anyOf)));
}

/**
 * Errors of a comparison of two samples without a common row, which are independent: of the difference √(a²+b²); of the
 * ratio r of the two, |r| √((a/x)²+(b/y)²) (first-order, section 5.5 there). A fixed value has no error.
 */
export function comparedErrors(
  now: Pick<Figure, "value" | "error">,
  others: readonly Pick<Figure, "value" | "error">[],
): { readonly errors?: { readonly other: number; readonly difference: number; readonly relative: number } } {
  const [then] = others;
  if (now.error === undefined || now.value === null || then?.value == null || others.length !== 1) return {};
  const [a, b] = [now.error, then.error ?? 0];
  const ratio = then.value === 0 ? 0 : Math.abs(now.value / then.value);
  const relative =
    now.value === 0 || then.value === 0 ? 0 : ratio * Math.hypot(a / now.value, b / then.value);
  return { errors: { other: b, difference: Math.hypot(a, b), relative } };
}
