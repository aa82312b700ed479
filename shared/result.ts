/**
 * What went wrong, as a value the caller can act on and a person can read.
 * `message` says what happened, `meaning` what it means for the user, `remedy` what to do.
 */
export type Problem = {
  readonly code: ProblemCode;
  readonly message: string;
  readonly meaning?: string;
  readonly remedy?: string;
  /** Technical detail for the analyst's view and the log; never shown first. */
  readonly detail?: string;
};

/** The closed set of things that can go wrong across process borders. */
export const PROBLEM_CODES = [
  "bad-input",
  "not-found",
  "not-well-formed",
  "not-answerable",
  "needs-choice",
  "not-an-arrow-file",
  "damaged-file",
  "unsupported-type",
  "unsupported-format",
  "data-changed",
  "data-missing",
  "read-only",
  "disk-full",
  "ledger-broken",
  "cancelled",
  "timed-out",
  "engine-crashed",
  "engine-failed",
  "out-of-memory",
  "held-back",
  "in-use",
  "refused",
  "internal",
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** A value or a problem. Functions that can fail for reasons a caller can act on return this. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem };

/** Wraps a value as a success. */
export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

/** Wraps a problem as a failure. */
export const fail = (problem: Problem): Result<never> => ({ ok: false, problem });

/** Makes an unhandled case of a closed union a compile-time error; throws if it is reached at run time. */
export function assertNever(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`);
}
