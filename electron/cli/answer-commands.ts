import { existsSync } from "node:fs";
import type { Command } from "commander";
import { z } from "zod";
import { sameOf } from "../../shared/answer/place-candidates.ts";
import { changeText } from "../../shared/ledger/replay/data-change.ts";
import { checkExport } from "../askline/answer/export.ts";
import type { Askline } from "../askline.ts";
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
            ...replay.data.map((change) => `  ${changeText(change)}`),
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
    .option("--overwrite", "replace a file that is there already")
    .option("--workspace <dir>", "the workspace that holds the answer")
    .action((id: string, flags: WorkspaceFlag & { format: string; out: string; overwrite?: boolean }) => {
      const format = FORMATS.find((known) => known === flags.format);
      if (!format) throw unknownFormat(flags.format);
      refuseToOverwrite(flags);
      return withAskline(flags, "fail", async (askline) => {
        const written = valueOr(await askline.exportAnswer(id, format, fromUser(flags.out)));
        if (!written) return EXIT.couldNot;
        writeLines([`${written.rows} rows written to ${flags.out} (SHA-256 ${written.sha256})`]);
        return EXIT.done;
      });
    });

  program
    .command("rows")
    .description("show or write the file's own rows behind a stored answer")
    .argument("<answer>", "the answer's id")
    .option("--row <n>", "only the rows behind this row of the answer's table, from 1")
    .option("--from <n>", "start at this row behind the answer, from 1", "1")
    .option("--out <file>", "write all of them to this file (csv, arrow or parquet by its ending)")
    .option("--overwrite", "replace a file that is there already")
    .option("--workspace <dir>", "the workspace that holds the answer")
    .option("--json", "print the page as JSON")
    .action((id: string, flags: RowsFlags) =>
      withAskline(flags, "fail", (askline) => showRows(askline, id, flags)),
    );

  program
    .command("places")
    .description("show names of places that an answer's tables spell differently, or take two for the same")
    .argument("<answer>", "the answer's id")
    .option("--accept <n>", "take the pair with this number for the same place from now on")
    .option("--workspace <dir>", "the workspace that holds the answer")
    .option("--json", "print the names as JSON")
    .action((id: string, flags: WorkspaceFlag & { accept?: string; json?: boolean }) =>
      withAskline(flags, "fail", (askline) => showPlaces(askline, id, flags)),
    );

  program
    .command("check-export")
    .description("hold an exported file against the note that was written beside it")
    .argument("<file>", "the exported file; its note is FILE.about.json")
    .option("--json", "print what was found as JSON")
    .action(async (file: string, flags: { json?: boolean }) => {
      const checked = valueOr(await checkExport(fromUser(file)));
      process.exitCode = checked?.isUnchanged ? EXIT.done : EXIT.couldNot;
      if (!checked) return;
      if (flags.json) writeJson(checked);
      else
        writeLines([
          checked.isUnchanged
            ? `Unchanged since it was written: ${checked.rows} rows of answer ${checked.answer}.`
            : `Changed since it was written for answer ${checked.answer}: its figures can no longer be relied on.`,
          checked.sentence,
        ]);
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

type RowsFlags = WorkspaceFlag & {
  row?: string;
  from: string;
  out?: string;
  overwrite?: boolean;
  json?: boolean;
};

/** Throws where a file would be replaced without being told to. */
function refuseToOverwrite({
  out,
  overwrite,
}: {
  readonly out?: string;
  readonly overwrite?: boolean;
}): void {
  if (out === undefined || overwrite || !existsSync(fromUser(out))) return;
  throw new UsageError({
    code: "in-use",
    message: `There is already a file ${out}.`,
    meaning: "Nothing was written.",
    remedy: "Choose another name, or give --overwrite.",
  });
}

function wholeOf(text: string): number {
  const read = z.coerce.number().int().positive().safeParse(text);
  if (read.success) return read.data;
  throw new UsageError({
    code: "bad-input",
    message: `“${text}” is no row number.`,
    remedy: "Give a whole number from 1 on.",
  });
}

async function showRows(askline: Askline, id: string, flags: RowsFlags): Promise<number> {
  const row = flags.row === undefined ? null : wholeOf(flags.row) - 1;
  if (flags.out !== undefined) {
    const format = (["csv", "arrow", "parquet"] as const).find((known) => flags.out?.endsWith(`.${known}`));
    if (!format) throw unknownFormat(flags.out.split(".").at(-1) ?? "");
    refuseToOverwrite(flags);
    const written = valueOr(await askline.exportRows({ id, row, format }, fromUser(flags.out)));
    if (!written) return EXIT.couldNot;
    writeLines([`${written.rows} rows written to ${flags.out} (SHA-256 ${written.sha256})`]);
    return EXIT.done;
  }
  const page = valueOr(await askline.rows({ id, row, offset: wholeOf(flags.from) - 1 }));
  if (!page) return EXIT.couldNot;
  if (flags.json) writeJson(page);
  else
    writeLines([
      page.columns.map(({ name }) => name).join("\t"),
      ...page.rows.map((cells) => cells.map((cell) => cell ?? "").join("\t")),
      `Rows ${page.offset + 1} to ${page.offset + page.rows.length} of ${page.total}.`,
    ]);
  return EXIT.done;
}

async function showPlaces(
  askline: Askline,
  id: string,
  flags: { readonly accept?: string; readonly json?: boolean },
): Promise<number> {
  const found = valueOr(await askline.placeCandidates(id));
  if (!found) return EXIT.couldNot;
  const pairs = found.flatMap((one) => one.like.map((other) => ({ one, other, same: sameOf(one, other) })));
  if (flags.accept !== undefined) {
    const pair = pairs[wholeOf(flags.accept) - 1];
    if (!pair) throw new UsageError({ code: "bad-input", message: `There is no pair ${flags.accept}.` });
    return valueOr(await askline.acceptSamePlace(pair.same)) ? EXIT.done : EXIT.couldNot;
  }
  if (flags.json) writeJson(found);
  else
    writeLines(
      pairs.length === 0
        ? ["Every place has the same name in both tables, or none that looks alike."]
        : pairs.map(
            ({ one, other }, nth) =>
              `${nth + 1}. “${one.value}” (${one.title}) may be “${other.value}” (${other.dataset})`,
          ),
    );
  return EXIT.done;
}

const unknownFormat = (format: string) =>
  new UsageError({
    code: "unsupported-format",
    message: `Askline cannot write “${format}”.`,
    remedy: `Choose one of ${FORMATS.join(", ")}.`,
  });
