import type { Command } from "commander";
import type { ImportReport } from "../../shared/api.ts";
import { type ReadingChoices, readingChoicesSchema } from "../../shared/catalogue/formats/table/reading.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
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

/** What was found out about a file, and what to do where it was refused. */
const detailLines = ({ notes, problem }: ImportReport["files"][number]): string[] =>
  [...notes, ...(problem ? [problem.meaning, problem.remedy] : [])].flatMap((line) =>
    line === undefined || line === "" ? [] : [`          ${printable(line)}`],
  );

type ReadingFlags = {
  readonly sheet?: string;
  readonly headerRow?: string;
  readonly encoding?: string;
  readonly dates?: string;
  readonly decimal?: string;
  readonly shape?: string;
};

/** How files are to be read, from the flags. */
function choicesOf({
  dates,
  headerRow,
  sheet,
  encoding,
  decimal,
  shape,
}: ReadingFlags): Result<ReadingChoices> {
  const said = {
    ...{ sheet, encoding, decimal, shape, dateOrder: dates },
    headerRow: headerRow === undefined ? undefined : Number(headerRow),
  };
  const parsed = readingChoicesSchema.safeParse(
    Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)),
  );
  if (parsed.success) return ok(parsed.data);
  return fail({
    code: "bad-input",
    message: `The flags do not say how to read the files: ${parsed.error.issues[0]?.path.join(".")}: ${parsed.error.issues[0]?.message}.`,
    remedy: "askline import --help lists what can be said.",
  });
}

/** `askline import`, `askline datasets` and `askline parse`: what is in the catalogue, and how words are read against it. */
export function addCatalogueCommands(program: Command): void {
  program
    .command("import")
    .description("bring in data files, metadata files and folders; makes the workspace if it is not there")
    .argument(
      "<file...>",
      "files and folders: Arrow, CSV, Excel (.xlsx), Parquet, JSON Lines, data packages (folder or zip), catalogues",
    )
    .option("--sheet <name>", "the sheet of a spreadsheet; else the first that holds a table")
    .option("--header-row <n>", "the line with the names of the columns, from 1; else it is found")
    .option("--encoding <name>", "the encoding of text files (utf-8, windows-1252 …); else it is found")
    .option("--dates <order>", "day-first or month-first, where 3/4/2020 could be both")
    .option("--decimal <mark>", "comma or point, where 1,234 could be both")
    .option("--shape <shape>", "for a column for each date: long (one row each, the default) or as-is")
    .option("--workspace <dir>", "the workspace to import into")
    .option("--json", "print the report as JSON")
    .action((files: string[], flags: WorkspaceFlag & ReadingFlags & { json?: boolean }) =>
      withAskline(flags, "create-empty", async (askline) => {
        const choices = valueOr(choicesOf(flags));
        if (!choices) return EXIT.couldNot;
        const report = valueOr(await askline.importPaths(files.map(fromUser), { choices }));
        if (!report) return EXIT.couldNot;
        if (flags.json) writeJson(report);
        else {
          writeLines(report.files.flatMap((file) => [fileLine(file), ...detailLines(file)]));
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
        const datasets = await askline.datasets();
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
        const seen = await askline.look(question);
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
