import { readFile } from "node:fs/promises";
import type { Command } from "commander";
import type { Askline } from "../askline.ts";
import { EXIT, fromUser, UsageError, valueOr, type WorkspaceFlag, withAskline } from "./context.ts";
import { writeJson, writeLines } from "./print.ts";

type NameFlags = WorkspaceFlag & {
  readonly add?: string;
  readonly area?: string;
  readonly dataset?: string;
  readonly remove?: string;
  readonly import?: string;
  readonly export?: string;
  readonly json?: boolean;
};

/** `askline place-names`: the workspace's own names of places; each change is in the ledger and can be taken back. */
export function addPlaceCommands(program: Command): void {
  program
    .command("place-names")
    .description("list, add or remove names that mean a place here, beside those that Askline knows")
    .option("--add <name>", "take this name for the area given with --area, in all tables")
    .option("--area <id>", "the area, such as ITA/lazio")
    .option("--dataset <id>", "only in this dataset")
    .option("--remove <name>", "take this name out again")
    .option("--import <file>", "add the names of a CSV file (name,area,dataset)")
    .option("--export <file>", "write all names to a CSV file")
    .option("--workspace <dir>", "the workspace")
    .option("--json", "print the names as JSON")
    .action((flags: NameFlags) => withAskline(flags, "fail", (askline) => placeNames(askline, flags)));
}

async function placeNames(askline: Askline, flags: NameFlags): Promise<number> {
  const names = await changedNames(askline, flags);
  if (names === null) return EXIT.couldNot;
  if (flags.export !== undefined) {
    const written = valueOr(await askline.exportPlaceNames(fromUser(flags.export)));
    if (written === null) return EXIT.couldNot;
    writeLines([`${written.rows} names written to ${fromUser(flags.export)}.`]);
  } else if (flags.json) writeJson(names);
  else
    writeLines(
      names.length === 0
        ? ["This workspace has no names of places of its own."]
        : names.map(
            ({ name, area, areaName, dataset }) =>
              `“${name}” is ${areaName} (${area})${dataset === null ? "" : `, in ${dataset} only`}`,
          ),
    );
  return EXIT.done;
}

async function changedNames(askline: Askline, flags: NameFlags) {
  const { add, area, remove, dataset = null } = flags;
  if (add !== undefined) {
    if (area === undefined)
      throw new UsageError({
        code: "bad-input",
        message: `It is not said which area “${add}” is.`,
        remedy: "Give it with --area, as in --area ITA/lazio.",
      });
    return valueOr(await askline.addPlaceNames([{ name: add, area, dataset }]));
  }
  if (remove !== undefined) return valueOr(await askline.removePlaceName({ name: remove, dataset }));
  if (flags.import === undefined) return askline.placeNames();
  const file = fromUser(flags.import);
  const text = await readFile(file, "utf8").catch(() => null);
  if (text === null)
    throw new UsageError({ code: "not-found", message: `There is no file ${file} that can be read.` });
  return valueOr(await askline.importPlaceNames(text));
}
