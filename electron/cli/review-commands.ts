import { dirname, join } from "node:path";
import type { Command } from "commander";
import { openSealed, replaySealed } from "../askline/sealed.ts";
import { nodeEngineProcesses } from "../engine/start-node.ts";
import type { OpenedSealed } from "../exporters/sealed/read-sealed.ts";
import { surroundings } from "../surroundings.ts";
import { bundledWorkspace, EXIT, fromUser, valueOr } from "./context.ts";
import { answerLines, writeJson, writeLines } from "./print.ts";

/** `askline open`: a sealed answer from elsewhere, read and verified without any workspace. */
export function addReviewCommands(program: Command): void {
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

const aboutSealed = ({ sha256, manifest }: OpenedSealed) => ({ verified: true, sha256, manifest });

function sealedLines({ sha256, manifest }: OpenedSealed): string[] {
  return [
    `Verified: all ${manifest.parts.length} parts are as they were sealed (sealed ${manifest.sealedAt}, file SHA-256 ${sha256}).`,
    ...manifest.data.map(
      ({ title, included, why }) => `${included ? "Data inside" : "Data not inside"}: ${title}. ${why}`,
    ),
  ];
}
