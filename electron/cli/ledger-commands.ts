import type { Command } from "commander";
import { BUNDLE_ENDING } from "../../shared/ledger/bundle-file.ts";
import { EXIT, fromUser, valueOr, type WorkspaceFlag, withAskline } from "./context.ts";
import { writeJson, writeLines } from "./print.ts";

/** `askline merge`, `askline bundle` and `askline ledgers`: the ledgers of several laptops as one. */
export function addLedgerCommands(program: Command): void {
  program
    .command("merge")
    .description("take in the ledgers of other laptops: bundles, workspace folders, or a folder they share")
    .argument("<path...>", `bundles (.${BUNDLE_ENDING}) or folders`)
    .option("--workspace <dir>", "the workspace that takes them in")
    .option("--json", "print what was taken in and refused as JSON")
    .action((paths: string[], flags: WorkspaceFlag & { json?: boolean }) =>
      withAskline(flags, "create-empty", async (askline) => {
        const merged = valueOr(await askline.mergeLedgers(paths.map(fromUser)));
        if (!merged) return EXIT.couldNot;
        if (flags.json) writeJson(merged);
        else
          writeLines([
            ...merged.ledgers.map(
              ({ signer, key, from, events, fresh, broken }) =>
                `${signer} (key ${key}): ${fresh} of ${events} events are new, from ${from}${broken === null ? "" : `. Not all of it: ${broken}`}`,
            ),
            ...merged.refused.map(({ from, text }) => `Not from ${from}: ${text}`),
            `${merged.answers} answers, ${merged.versions} versions of entries and ${merged.data} data files came along`,
          ]);
        return merged.refused.length === 0 ? EXIT.done : EXIT.couldNot;
      }),
    );

  program
    .command("bundle")
    .description("write all ledgers of a workspace, with answers and open data, as one signed file")
    .requiredOption("--out <file>", `the file to write (.${BUNDLE_ENDING})`)
    .option("--workspace <dir>", "the workspace")
    .action((flags: WorkspaceFlag & { out: string }) =>
      withAskline(flags, "fail", async (askline) => {
        const written = valueOr(await askline.bundleLedgers(fromUser(flags.out)));
        if (!written) return EXIT.couldNot;
        const { ledgers, events, answers, sha256 } = written;
        writeLines([
          `${ledgers === 1 ? "1 ledger" : `${ledgers} ledgers`} with ${events} events and ${answers} answers written to ${flags.out} (SHA-256 ${sha256})`,
        ]);
        return EXIT.done;
      }),
    );

  program
    .command("ledgers")
    .description("list the ledgers of other laptops that were taken in, and who signed them")
    .option("--workspace <dir>", "the workspace")
    .option("--json", "print them as JSON")
    .action((flags: WorkspaceFlag & { json?: boolean }) =>
      withAskline(flags, "fail", async (askline) => {
        const ledgers = askline.otherLedgers();
        if (flags.json) writeJson(ledgers);
        else
          writeLines(
            ledgers.map(
              ({ signer, key, events, lastEventAt, mergedAt, from, broken }) =>
                `${signer} (key ${key})  ${events} events until ${lastEventAt}  taken in ${mergedAt ?? "at an unknown time"} from ${from ?? "an unknown place"}${broken === null ? "" : `  ${broken}`}`,
            ),
          );
        return EXIT.done;
      }),
    );
}
