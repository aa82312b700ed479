import type { Command } from "commander";
import type { ImportReport } from "../../shared/api.ts";
import { EXIT, fromUser, valueOr, type WorkspaceFlag, withAskline } from "./context.ts";
import { printable, writeJson, writeLines } from "./print.ts";
import { askedQuestion } from "./question-input.ts";

/** What came of one file, in a line. */
function fileLine(file: ImportReport["files"][number]): string {
  const { entries } = file;
  const size = entries
    ? `  entries: ${entries.added} added, ${entries.updated} updated, ${entries.unchanged} unchanged, ${entries.rejected} rejected`
    : file.rows === null
      ? ""
      : `  ${file.rows} rows`;
  return `${file.outcome.padEnd(9)} ${file.dataset ?? file.path}${size}${file.problem ? `  ${file.problem.message}` : ""}`;
}

/** `askline import`, `askline datasets` and `askline parse`: what is in the catalogue, and how words are read against it. */
export function addCatalogueCommands(program: Command): void {
  program
    .command("import")
    .description("bring in data files, metadata files and folders; makes the workspace if it is not there")
    .argument(
      "<file...>",
      "files and folders: a folder with a dataset.json, Arrow, CSV, Parquet, JSON Lines, catalogues",
    )
    .option("--workspace <dir>", "the workspace to import into")
    .option("--json", "print the report as JSON")
    .action((files: string[], flags: WorkspaceFlag & { json?: boolean }) =>
      withAskline(flags, "create-empty", async (askline) => {
        const report = valueOr(await askline.importPaths(files.map(fromUser), {}));
        if (!report) return EXIT.couldNot;
        if (flags.json) writeJson(report);
        else {
          writeLines(report.files.map((file) => fileLine(file)));
          writeLines([
            `${report.added} added, ${report.updated} updated, ${report.unchanged} unchanged, ${report.rejected} rejected`,
          ]);
        }
        return report.rejected > 0 ? EXIT.couldNot : EXIT.done;
      }),
    );

  program
    .command("datasets")
    .description("list the datasets of the workspace")
    .option("--workspace <dir>", "the workspace")
    .option("--json", "print whole summaries as JSON")
    .action((flags: WorkspaceFlag & { json?: boolean }) =>
      withAskline(flags, "fail", async (askline) => {
        const datasets = askline.datasets();
        if (flags.json) writeJson(datasets);
        else
          writeLines(
            datasets.map(
              (dataset) =>
                `${printable(dataset.id)}  ${dataset.title}  ${dataset.from ?? "?"} to ${dataset.to ?? "?"}  ${dataset.freshness}  ${dataset.held ? "held" : "not held"}`,
            ),
          );
        return EXIT.done;
      }),
    );

  program
    .command("parse")
    .description("show how a question in plain words is understood")
    .requiredOption("--text <text>", "the question in plain words")
    .option("--workspace <dir>", "the workspace whose words and places are used")
    .option("--json", "print the whole reading as JSON")
    .action((flags: WorkspaceFlag & { text: string; json?: boolean }) =>
      withAskline(flags, "fail", async (askline) => {
        const reading = askline.parse(flags.text);
        if (flags.json) {
          writeJson({ ...reading, question: { ...reading.question, unsure: reading.unsure } });
          return EXIT.done;
        }
        const { question } = await askedQuestion(askline, { text: flags.text });
        const seen = askline.look(question);
        writeLines([
          seen.text,
          ...reading.marks
            .filter((mark) => mark.state !== "ignored")
            .map(
              (mark) =>
                `  ${mark.state.padEnd(14)} ${mark.text}${mark.reading ? `  →  ${mark.reading}` : ""}`,
            ),
          ...reading.gaps.map((gap) => `  missing        ${gap.text}`),
          ...seen.findings.map(
            (finding) => `  ${finding.severity === "stops" ? "!!" : "! "} ${finding.text}`,
          ),
        ]);
        return EXIT.done;
      }),
    );
}
