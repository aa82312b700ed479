import type { Command } from "commander";
import { stretchSchema } from "../../shared/api/review.ts";
import { EXIT, fromUser, UsageError, valueOr, type WorkspaceFlag, withAskline } from "./context.ts";
import { writeJson, writeLines } from "./print.ts";

type Stretch = { readonly from?: string; readonly to?: string; readonly knownAt?: string };

/** `askline report`, `askline replay-all` and `askline provenance`: what leaves Askline after the crisis. */
export function addReportCommands(program: Command): void {
  addReport(program);
  addReplayAll(program);
  addProvenance(program);
}

/** The days as typed; what is no day is wrong usage. */
function stretchOf({ from, to, knownAt }: Stretch) {
  const stretch = stretchSchema.safeParse({ from, to, knownAt });
  if (stretch.success) return stretch.data;
  throw new UsageError({
    code: "bad-input",
    message: "A day is written YYYY-MM-DD, as in 2020-03-31.",
    remedy: "Correct --from, --to or --known-at.",
  });
}

/** Every answer of a stretch again. */
function addReplayAll(program: Command): void {
  program
    .command("replay-all")
    .description("run all stored answers of a stretch of time again and sum the verdicts up")
    .option("--from <day>", "first day, YYYY-MM-DD (default: the first answer)")
    .option("--to <day>", "last day (default: the last answer)")
    .option("--workspace <dir>", "the workspace")
    .option("--json", "print the summary and every verdict as JSON")
    .action((flags: WorkspaceFlag & Stretch & { json?: boolean }) => {
      const stretch = stretchOf(flags);
      return withAskline(flags, "fail", async (askline) => {
        const onStage = ({ share }: { readonly share: number | null }) => {
          if (process.stderr.isTTY && share !== null) process.stderr.write(`\r${Math.round(100 * share)} % `);
        };
        const summary = valueOr(await askline.replayPeriod(stretch, { onStage }));
        if (!summary) return EXIT.couldNot;
        if (flags.json) writeJson(summary);
        else
          writeLines([
            ...summary.rows
              .filter(({ verdict }) => verdict !== "identical")
              .map(({ answerId, verdict, text }) => `${answerId}  ${verdict}  ${text}`),
            `${summary.replayed} of ${summary.answers} answers replayed: ${summary.identical} identical, ${summary.sameWithinRounding} same within rounding, ${summary.different} different, ${summary.cannotReplay} cannot be replayed`,
          ]);
        return summary.identical === summary.answers ? EXIT.done : EXIT.couldNot;
      });
    });
}

const PROVENANCE = ["prov-json", "ro-crate"] as const;

/** Where answers came from, for other tools. */
function addProvenance(program: Command): void {
  program
    .command("provenance")
    .description("write where answers came from as PROV-JSON (a file) or RO-Crate (a folder)")
    .argument("[answer]", "one answer; without it all answers of the stretch")
    .requiredOption("--format <format>", `one of ${PROVENANCE.join(", ")}`)
    .requiredOption("--out <path>", "the file or folder to write")
    .option("--from <day>", "first day, YYYY-MM-DD")
    .option("--to <day>", "last day")
    .option("--workspace <dir>", "the workspace")
    .action(
      (answer: string | undefined, flags: WorkspaceFlag & Stretch & { format: string; out: string }) => {
        const stretch = stretchOf(flags);
        const format = PROVENANCE.find((known) => known === flags.format);
        if (!format)
          throw new UsageError({
            code: "unsupported-format",
            message: `Askline cannot write provenance as “${flags.format}”.`,
            remedy: `Choose one of ${PROVENANCE.join(", ")}.`,
          });
        return withAskline(flags, "fail", async (askline) => {
          const of = answer === undefined ? stretch : { answerId: answer };
          const written = valueOr(await askline.exportProvenance({ of, format, path: fromUser(flags.out) }));
          if (!written) return EXIT.couldNot;
          writeLines([`${written.answers} answers written to ${flags.out}`]);
          return EXIT.done;
        });
      },
    );
}

const REPORT_FORMATS = ["html", "docx", "json"] as const;
const LAYOUTS = ["hseep", "who"] as const;

/** The after-action report as a file. */
function addReport(program: Command): void {
  program
    .command("report")
    .description("write the after-action report of a stretch of time, prefilled from the ledger")
    .requiredOption("--out <file>", "the file to write")
    .option("--format <format>", `one of ${REPORT_FORMATS.join(", ")}`, "html")
    .option("--layout <layout>", `one of ${LAYOUTS.join(", ")}`, "hseep")
    .option("--title <title>", "name of the incident")
    .option("--from <day>", "first day, YYYY-MM-DD (default: the first event)")
    .option("--to <day>", "last day (default: today)")
    .option("--known-at <day>", "count only what had happened by the end of this day")
    .option("--workspace <dir>", "the workspace")
    .action(
      (flags: WorkspaceFlag & Stretch & { out: string; format: string; layout: string; title?: string }) => {
        const stretch = stretchOf(flags);
        const format = REPORT_FORMATS.find((known) => known === flags.format);
        const layout = LAYOUTS.find((known) => known === flags.layout);
        if (!format || !layout) throw unknownReport(flags.format, flags.layout);
        const about = flags.title === undefined ? {} : { title: flags.title };
        return withAskline(flags, "fail", async (askline) => {
          const asked = { stretch, layout, about };
          const written = valueOr(await askline.exportReport(asked, format, fromUser(flags.out)));
          if (!written) return EXIT.couldNot;
          writeLines([`Report written to ${flags.out} (SHA-256 ${written.sha256})`]);
          return EXIT.done;
        });
      },
    );
}

const unknownReport = (format: string, layout: string) =>
  new UsageError({
    code: "unsupported-format",
    message: `Askline cannot write a report as “${format}” in the layout “${layout}”.`,
    remedy: `Formats: ${REPORT_FORMATS.join(", ")}. Layouts: ${LAYOUTS.join(", ")}.`,
  });
