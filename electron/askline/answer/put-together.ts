import { createHash } from "node:crypto";
import { type Composed, composing } from "../../../shared/answer/compose.ts";
import type { ComposeAsk } from "../../../shared/answer/context.ts";
import { fingerprinting } from "../../../shared/answer/fingerprint.ts";
import { showNumber } from "../../../shared/answer/rounding.ts";
import type { Told } from "../../../shared/disclosure/claims.ts";
import { telling } from "../../../shared/disclosure/told.ts";
import { fail, ok, type Result } from "../../../shared/result.ts";
import { inSlicesUntil } from "../../threads/in-slices.ts";

/** From so many rows of a result on no answer is made of it: nobody reads them, and they would fill the memory. */
const MOST_ROWS = 1_000_000;

/** An answer put together, its fingerprint, and all that it may tell about people; null where it is under no control. */
export type PutTogether = {
  readonly composed: Composed;
  readonly fingerprint: string;
  readonly told: Told | null;
};

/**
 * Makes the answer out of the engine's tables, in slices: a large one does not hold the window, and can be stopped. One of
 * more than a million rows is refused.
 */
export async function putTogether(
  ask: ComposeAsk & Required<Pick<ComposeAsk, "protect">>,
  fileHashes: readonly string[],
  signal?: AbortSignal,
): Promise<Result<PutTogether>> {
  const rows = Math.max(
    ...Object.values(ask.tables).map((table) => table.asColumns?.length ?? table.rows.length),
  );
  if (rows > MOST_ROWS)
    return fail({
      code: "not-answerable",
      message: `The answer would be a table of ${showNumber(rows)} rows; up to ${showNumber(MOST_ROWS)} can be put together.`,
      remedy: "Ask for fewer places, a shorter time, or longer periods.",
    });
  const composed = await inSlicesUntil(composing(ask), signal);
  if (composed === null) return fail(STOPPED);
  if (!composed.value.ok) return composed.value;
  const { table } = composed.value.value;
  const hash = createHash("sha256");
  const print = await inSlicesUntil(fingerprinting(ask.question, fileHashes, ask.plan, table, hash), signal);
  if (print === null) return fail(STOPPED);
  const told = await inSlicesUntil(telling(ask, ask.protect), signal);
  if (told === null) return fail(STOPPED);
  return ok({ composed: composed.value.value, fingerprint: print.value, told: told.value });
}

const STOPPED = {
  code: "cancelled",
  message: "The work was stopped.",
  meaning: "Nothing was changed.",
} as const;
