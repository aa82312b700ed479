import { dirname, join } from "node:path";
import type { Command } from "commander";
import { stretchSchema } from "../../shared/api/review.ts";
import { requestStateText } from "../../shared/review/sentences.ts";
import { openSealed, replaySealed } from "../askline/answer/sealed.ts";
import { keyName } from "../askline/signing.ts";
import { nodeEngineProcesses } from "../engine/start-node.ts";
import type { OpenedSealed } from "../exporters/sealed/read-sealed.ts";
import { surroundings } from "../surroundings.ts";
import {
  bundledWorkspace,
  EXIT,
  fromUser,
  UsageError,
  valueOr,
  type WorkspaceFlag,
  withAskline,
} from "./context.ts";
import { answerLines, writeJson, writeLines } from "./print.ts";
import { reviewLines } from "./review-lines.ts";

/** `askline review`, `askline requests` and `askline open`: looking back, and answers from elsewhere. */
export function addReviewCommands(program: Command): void {
  addOpen(program);
  addReview(program);
  addRequests(program);
}

/** A sealed answer from elsewhere, read and verified without any workspace. */
function addOpen(program: Command): void {
  program
    .command("open")
    .description("open and verify a sealed answer (.askline); needs no workspace")
    .argument("<file>", "the file, as written by export --format askline")
    .option("--replay", "run it again from the data it carries, and say whether it is the same")
    .option("--json", "print what was verified, and the answer, as JSON")
    .action(async (file: string, flags: { replay?: boolean; json?: boolean }) => {
      const sealed = valueOr(await openSealed(fromUser(file)));
      if (!sealed) {
        process.exitCode = EXIT.couldNot;
        return;
      }
      const replayed = flags.replay ? await again(sealed) : undefined;
      if (flags.json)
        writeJson({ ...aboutSealed(sealed), answer: sealed.answer, replay: replayed ?? undefined });
      else {
        writeLines([...answerLines(sealed.answer), "", ...sealedLines(sealed)]);
        if (replayed) writeLines([`Replay: ${replayed.verdict}. ${replayed.text}`]);
      }
      process.exitCode =
        replayed === null || (replayed && replayed.verdict !== "identical") ? EXIT.couldNot : EXIT.done;
    });
}

/** Null when it could not be run again; the reason was said. */
async function again(sealed: OpenedSealed) {
  const replayed = await replaySealed(sealed, {
    startEngine: nodeEngineProcesses(),
    around: surroundings("askline (command line)"),
    descriptions: join(dirname(bundledWorkspace()), "descriptions"),
  });
  return valueOr(replayed);
}

const aboutSealed = ({ sha256, manifest, signed }: OpenedSealed) => ({
  verified: true,
  sha256,
  signed: signed && { ...signed, name: keyName(signed.key) },
  manifest,
});

function sealedLines({ sha256, manifest, signed }: OpenedSealed): string[] {
  return [
    `Verified: all ${manifest.parts.length} parts are as they were sealed (sealed ${manifest.sealedAt}, file SHA-256 ${sha256}).`,
    signed === null
      ? "Nobody signed this file: it is whole, but who made it is not proven."
      : `Signed by ${signed.signer} (key ${keyName(signed.key)}).`,
    ...manifest.data.map(
      ({ title, included, why }) => `${included ? "Data inside" : "Data not inside"}: ${title}. ${why}`,
    ),
  ];
}

type Stretch = { readonly from?: string; readonly to?: string; readonly knownAt?: string };

/** A stretch of time in figures. */
function addReview(program: Command): void {
  program
    .command("review")
    .description("what was asked, answered and decided in a stretch of time, and how long it took")
    .option("--from <day>", "first day, YYYY-MM-DD (default: the first event)")
    .option("--to <day>", "last day (default: today)")
    .option("--known-at <day>", "count only what had happened by the end of this day: keeps hindsight out")
    .option("--workspace <dir>", "the workspace")
    .option("--json", "print figures, timeline, observations and plan as JSON")
    .action((flags: WorkspaceFlag & Stretch & { json?: boolean }) => {
      const asked = stretchSchema.safeParse({ from: flags.from, to: flags.to, knownAt: flags.knownAt });
      if (!asked.success) throw notADay();
      return withAskline(flags, "fail", async (askline) => {
        const review = valueOr(await askline.review(asked.data));
        if (!review) return EXIT.couldNot;
        if (flags.json) writeJson(review);
        else writeLines(reviewLines(review));
        return EXIT.done;
      });
    });
}

/** Requests for data with their clocks. */
function addRequests(program: Command): void {
  program
    .command("requests")
    .description("list the requests for data, with state and clock")
    .option("--workspace <dir>", "the workspace")
    .option("--json", "print whole requests as JSON")
    .action((flags: WorkspaceFlag & { json?: boolean }) =>
      withAskline(flags, "fail", async (askline) => {
        const requests = askline.requests();
        if (flags.json) writeJson(requests);
        else
          writeLines(
            requests.map(
              ({ requestId, state, daysInState, daysLeft, wanted }) =>
                `${requestId}  ${requestStateText(state)} for ${daysInState} days${daysLeft === null ? "" : `, ${daysLeft} days left`}  ${wanted}`,
            ),
          );
        return EXIT.done;
      }),
    );
}

const notADay = () =>
  new UsageError({
    code: "bad-input",
    message: "A day is written YYYY-MM-DD, as in 2020-03-31.",
    remedy: "Correct --from, --to or --known-at.",
  });
