import { outOfRange } from "../shared/api/engine-limits.ts";
import { fail, ok } from "../shared/result.ts";
import type { Handlers, InWorkspace, Shell } from "./handlers.ts";

/** Answers the channels about what calculations may use of this computer. */
export function limitHandlers(
  inWorkspace: InWorkspace,
  shell: Pick<Shell, "engineLimits" | "keepEngineLimits">,
): Pick<Handlers, "engine.limits" | "engine.setLimits"> {
  return {
    "engine.limits": () =>
      inWorkspace((askline) => ok({ chosen: shell.engineLimits(), ranges: askline.limitRanges() })),
    "engine.setLimits": (chosen) =>
      inWorkspace((askline) => {
        const ranges = askline.limitRanges();
        if (outOfRange(chosen, ranges).length > 0) return fail(OUT_OF_RANGE);
        shell.keepEngineLimits(chosen);
        askline.setLimits(chosen);
        return ok({ chosen, ranges });
      }),
  };
}

const OUT_OF_RANGE = {
  code: "bad-input",
  message: "A limit is outside what this computer allows.",
  meaning: "The limits stay as they were.",
  remedy: "Choose a number in the range that stands beside it, or leave the field empty.",
} as const;
