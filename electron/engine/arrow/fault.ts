import type { Problem, ProblemCode } from "../../../shared/result.ts";

/** Why an Arrow file cannot be read, thrown while reading and turned into a Problem at the engine's edge. */
export class ArrowFault extends Error {
  constructor(
    readonly code: Extract<
      ProblemCode,
      "not-an-arrow-file" | "damaged-file" | "unsupported-format" | "data-missing" | "data-changed"
    >,
    message: string,
    readonly detail?: string,
  ) {
    super(message);
  }
}

/** One column that cannot be stored faithfully; the file is read again without it. */
export class ColumnRefusal extends Error {
  constructor(
    readonly column: number,
    readonly reason: string,
  ) {
    super(reason);
  }
}

/** Throws the fault for bytes that contradict the Arrow format. `what` completes "The file is damaged: …". */
export function damaged(what: string): never {
  throw new ArrowFault("damaged-file", `The file is damaged: ${what}.`);
}

const ADVICE: Readonly<Record<ArrowFault["code"], { meaning: string; remedy: string }>> = {
  "not-an-arrow-file": {
    meaning: "Nothing was read from it and nothing was changed.",
    remedy: "Check that the right file was chosen, or import it in its own format.",
  },
  "damaged-file": {
    meaning: "No figure is drawn from it, because it could be wrong.",
    remedy: "Get a fresh copy from the source and import that.",
  },
  "unsupported-format": {
    meaning: "Nothing was read from it and nothing was changed.",
    remedy: "Save it again as a little-endian Arrow file or as CSV, then import that.",
  },
  "data-missing": {
    meaning: "Questions over this data cannot be answered until it is back.",
    remedy: "Put the file back, or import the data again.",
  },
  "data-changed": {
    meaning: "Its figures would not be those that were catalogued, so none are drawn from it.",
    remedy: "Import the file again as a new version of the data.",
  },
};

/** The problem a person reads for a fault. */
export const faultProblem = (fault: ArrowFault): Problem => ({
  code: fault.code,
  message: fault.message,
  ...ADVICE[fault.code],
  ...(fault.detail === undefined ? {} : { detail: fault.detail }),
});
