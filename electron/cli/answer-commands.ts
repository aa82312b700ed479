import type { Command } from "commander";
import { EXIT, fromUser, UsageError, valueOr, type WorkspaceFlag, withAskline } from "./context.ts";
import { writeJson, writeLines } from "./print.ts";

const FORMATS = ["json", "csv", "arrow", "parquet", "askline"] as const;

/** `askline replay`, `askline export` and `askline verify`: what was answered, and whether it still holds. */
export function addAnswerCommands(program: Command): void {
  program
    .command("replay")
    .description("run a stored answer again and say whether it is the same")
    .argument("<answer>", "the answer's id, as printed by ask")
    .option("--workspace <dir>", "the workspace that holds the answer")
    .option("--json", "print verdict, reasons, and both results as JSON")
    .action((id: string, flags: WorkspaceFlag & { json?: boolean }) =>
      withAskline(flags, "fail", async (askline) => {
        const replay = valueOr(await askline.replay(id, {}));
        if (!replay) return EXIT.couldNot;
        if (flags.json) writeJson(replay);
        else
          writeLines([
            `${replay.verdict}: ${replay.text}`,
            ...replay.reasons.map((reason) => `  ${reason.text}`),
          ]);
        return replay.verdict === "identical" ? EXIT.done : EXIT.couldNot;
      }),
    );

  program
    .command("export")
    .description("write a stored answer to a file")
    .argument("<answer>", "the answer's id")
    .requiredOption("--format <format>", `one of ${FORMATS.join(", ")}`)
    .requiredOption("--out <file>", "the file to write")
    .option("--workspace <dir>", "the workspace that holds the answer")
    .action((id: string, flags: WorkspaceFlag & { format: string; out: string }) => {
      const format = FORMATS.find((known) => known === flags.format);
      if (!format) throw unknownFormat(flags.format);
      return withAskline(flags, "fail", async (askline) => {
        const written = valueOr(await askline.exportAnswer(id, format, fromUser(flags.out)));
        if (!written) return EXIT.couldNot;
        writeLines([`${written.rows} rows written to ${flags.out} (SHA-256 ${written.sha256})`]);
        return EXIT.done;
      });
    });

  program
    .command("verify")
    .description("check the ledger's chain of events and every stored answer")
    .option("--workspace <dir>", "the workspace to check")
    .option("--json", "print the report as JSON")
    .action((flags: WorkspaceFlag & { json?: boolean }) =>
      withAskline(flags, "fail", async (askline) => {
        const report = await askline.verify();
        if (flags.json) writeJson(report);
        else if (report.intact)
          writeLines([`The ledger is intact: ${report.events} events, head ${report.head ?? "none"}.`]);
        else writeLines(report.problems.map((problem) => problem.text));
        if (!flags.json)
          writeLines(
            report.signed.map(
              ({ signer, name, upTo }) => `Signed by ${signer} (key ${name}) up to event ${upTo}.`,
            ),
          );
        return report.intact ? EXIT.done : EXIT.couldNot;
      }),
    );
}

const unknownFormat = (format: string) =>
  new UsageError({
    code: "unsupported-format",
    message: `Askline cannot write “${format}”.`,
    remedy: `Choose one of ${FORMATS.join(", ")}.`,
  });
