import type { Problem } from "../result.ts";
import type { Revealing } from "./audit.ts";

/**
 * Why an answer is held back, in words: nothing of what it would tell. `together`: the earlier answers it was held
 * against; `unknown`: what an earlier one told cannot be known here, as its data are gone.
 */
export function heldBack(
  why: Revealing | { readonly kind: "unknown" },
  below: number,
  together: readonly string[],
): Problem {
  const [only, ...others] = together.filter((id) => id !== "");
  const beside =
    only === undefined
      ? together.length > 0
        ? "taken together with an answer that is being given just now it"
        : "by itself it"
      : `taken together with ${others.length === 0 ? `answer ${only}` : `earlier answers (${together.length}, the latest ${only})`} it`;
  return {
    code: "held-back",
    message: `This answer is held back: ${beside} ${what(why, below)}.`,
    meaning: "The number is not shown and not stored. The question stays in the ledger.",
    remedy: "Ask for a larger area, a longer time or fewer conditions, or ask the steward of the data.",
  };
}

function what(why: Revealing | { readonly kind: "unknown" }, below: number): string {
  switch (why.kind) {
    case "difference":
      return why.of === "values"
        ? `would give away a figure of fewer than ${below} people`
        : `would give away a count of fewer than ${below} people`;
    case "revised":
      return `would tell that the data have changed by fewer than ${below} people since`;
    case "too-many":
      return "has too many numbers that overlap to be sure that no hidden count follows";
    case "unknown":
      return "cannot be checked, as the data of that answer are no longer here";
    default:
      return "would tell a number that is hidden there or here";
  }
}
