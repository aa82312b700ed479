import type { PackedRows } from "../../shared/api/packed-rows.ts";
import { hasTablesApart, withTables } from "../../shared/api/tables-apart.ts";
import type { Bridge, ChannelInput, ChannelName, ChannelOutput } from "../../shared/api.ts";
import type { Problem } from "../../shared/result.ts";
import { openWay } from "./ports.ts";

declare global {
  interface Window {
    readonly askline: Bridge;
  }
}

/** A problem on its way through code that throws: the query library, error boundaries. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** Asks the main process. Throws a ProblemError when the answer is a problem, or rows of its tables did not arrive. */
export async function call<N extends ChannelName>(
  name: N,
  input: ChannelInput<N>,
): Promise<ChannelOutput<N>> {
  if (hasTablesApart(name)) return callForTables(name, input);
  const result = await window.askline.call[name](input);
  if (result.ok) return result.value;
  throw new ProblemError(plain(result.problem));
}

/** The rows of answers' tables come as Arrow by a port of their own, and are put where they belong. */
async function callForTables<N extends ChannelName>(
  name: N,
  input: ChannelInput<N>,
): Promise<ChannelOutput<N>> {
  const way = openWay();
  try {
    const [result, { unpackRows }] = await Promise.all([
      window.askline.call[name](input, way.id),
      import("../../shared/api/packed-rows.ts"),
    ]);
    if (!result.ok) throw new ProblemError(plain(result.problem));
    const packed = await way.message();
    if (!isPacked(packed)) throw new ProblemError(LOST);
    const coming = packed.values();
    return withTables(name, result.value, (table) => {
      const rows = coming.next().value;
      return rows === undefined ? table : { ...table, rows: unpackRows(rows) };
    });
  } finally {
    way.end();
  }
}

/** Main sends nothing else by these ways; null stands for a message that was lost. */
const isPacked = (message: unknown): message is readonly PackedRows[] => Array.isArray(message);

/** For rows that main has sent and that did not come. */
export const LOST: Problem = {
  code: "engine-crashed",
  message: "The rows did not arrive.",
  meaning: "Nothing is lost: they are read again from the data.",
  remedy: "Try again.",
};

/** What went wrong, whatever was thrown. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  const detail = error instanceof Error ? error.message : String(error);
  return {
    code: "internal",
    message: "Something went wrong inside Askline.",
    meaning: "This step was not done. What was saved before is safe.",
    remedy: "Try again. If it happens again, report it with the detail below.",
    detail,
  };
}

/** The contract's optional fields may be present and undefined; Problem's may not. */
export function plain(
  problem: { [K in keyof Problem]?: Problem[K] | undefined } & Pick<Problem, "code" | "message">,
): Problem {
  const { code, message, meaning, remedy, detail } = problem;
  return {
    code,
    message,
    ...(meaning === undefined ? {} : { meaning }),
    ...(remedy === undefined ? {} : { remedy }),
    ...(detail === undefined ? {} : { detail }),
  };
}
