import { Command, CommanderError } from "commander";
import { addAnswerCommands } from "./cli/answer-commands.ts";
import { addAskCommand } from "./cli/ask-command.ts";
import { addCatalogueCommands } from "./cli/catalogue-commands.ts";
import { EXIT, UsageError } from "./cli/context.ts";
import { addLimitOptions, addLimitsCommand } from "./cli/engine-limits.ts";
import { addLedgerCommands } from "./cli/ledger-commands.ts";
import { addMatchCommand } from "./cli/match-command.ts";
import { addPlaceCommands } from "./cli/place-commands.ts";
import { writeProblem } from "./cli/print.ts";
import { addRecordCommands } from "./cli/record-commands.ts";
import { addReportCommands } from "./cli/report-commands.ts";
import { addReviewCommands } from "./cli/review-commands.ts";
import { addSourceCommands } from "./cli/source-commands.ts";

const program = new Command("askline")
  .description("Ask crisis questions of catalogued data on this machine, without a network.")
  .addHelpText(
    "after",
    "\nExit status: 0 done; 1 could not (refused, not answerable, replay differs, chain broken); 2 wrong usage.\nWithout --workspace: $ASKLINE_WORKSPACE, else the folder Askline in your home, made from bundled crisis data at first.",
  )
  .exitOverride()
  .showHelpAfterError("Run with --help to see what there is.");

addAskCommand(program);
addMatchCommand(program);
addCatalogueCommands(program);
addSourceCommands(program);
addPlaceCommands(program);
addAnswerCommands(program);
addReviewCommands(program);
addReportCommands(program);
addLedgerCommands(program);
addRecordCommands(program);
addLimitsCommand(program);
addLimitOptions(program);
for (const command of program.commands) command.exitOverride();

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof UsageError) {
    writeProblem(error.problem);
    process.exitCode = EXIT.usage;
  } else if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage;
  } else throw error;
}
