import { homedir } from "node:os";
import { type Command, InvalidArgumentError, Option } from "commander";
import { type ChosenLimits, LIMITS, type LimitName, NO_CHOICE } from "../../shared/api/engine-limits.ts";
import { limitRanges, thisMachine } from "../engine/limits.ts";
import { writeJson, writeLines } from "./print.ts";

/** The option of each limit, as it is typed and as commander names it, and what it limits. */
const OPTIONS: Readonly<Record<LimitName, { flag: string; unit: string; what: string }>> = {
  memoryMb: { flag: "--memory", unit: "MB", what: "memory for calculations" },
  threads: { flag: "--threads", unit: "n", what: "processors that calculations use" },
  queriesAtOnce: { flag: "--at-once", unit: "n", what: "questions at the same time" },
  deadlineMinutes: {
    flag: "--time-limit",

    unit: "minutes",
    what: "after this a question is stopped",
  },
  temporaryDiskMb: {
    flag: "--temporary-disk",

    unit: "MB",
    what: "disk for half-done work",
  },
  storesMb: { flag: "--stores-disk", unit: "MB", what: "disk for prepared data" },
};

let chosen: ChosenLimits = NO_CHOICE;

/** What was chosen for this run of the command line. */
export const chosenLimits = (): ChosenLimits => chosen;

/** Adds the options that limit what calculations may use; every command takes them. */
export function addLimitOptions(program: Command): void {
  const ranges = limitRanges(thisMachine(homedir()));
  for (const name of LIMITS) {
    const { flag, unit, what } = OPTIONS[name];
    const { least, most } = ranges[name];
    const read = (typed: string): number => {
      const value = Number(typed);
      if (Number.isInteger(value) && value >= least && value <= most) return value;
      throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most} on this computer.`);
    };
    program.addOption(new Option(`${flag} <${unit}>`, what).argParser(read));
    program.on(`option:${flag.slice(2)}`, (typed: string) => {
      chosen = { ...chosen, [name]: read(typed) };
    });
  }
}

/** `askline limits`: what calculations may use on this computer, and the option that changes it. */
export function addLimitsCommand(program: Command): void {
  program
    .command("limits")
    .description("what calculations may use of this computer, and the options that change it for any command")
    .option("--json", "print the numbers as JSON")
    .action((flags: { json?: boolean }) => {
      const ranges = limitRanges(thisMachine(homedir()));
      if (flags.json) writeJson({ chosen, ranges });
      else
        writeLines(
          LIMITS.map((name) => {
            const { flag, unit, what } = OPTIONS[name];
            const { standard, least, most } = ranges[name];
            const own = chosen[name] === null ? "" : `${chosen[name]} chosen; `;
            return `${`${flag} <${unit}>`.padEnd(24)}${what}: ${own}${standard} by itself, ${least} to ${most} possible`;
          }),
        );
    });
}
