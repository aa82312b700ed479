import type { Bridge, ChannelInput, ChannelName, ChannelOutput } from "../../shared/api.ts";
import type { Problem } from "../../shared/result.ts";

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

/** Asks the main process. Throws a ProblemError when the answer is a problem. */
export async function call<N extends ChannelName>(
  name: N,
  input: ChannelInput<N>,
): Promise<ChannelOutput<N>> {
  const result = await window.askline.call[name](input);
  if (result.ok) return result.value;
  throw new ProblemError(plain(result.problem));
}

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
