import type { Command } from "commander";
import type { ConceptAccount, SourceLine } from "../../shared/api/sources.ts";
import { areaNamed } from "../../shared/places/area-named.ts";
import { fail, ok, type Problem, type Result } from "../../shared/result.ts";
import type { Askline } from "../askline.ts";
import { EXIT, valueOr, type WorkspaceFlag, withAskline } from "./context.ts";
import { writeJson, writeLines, writeProblem } from "./print.ts";

type ThingFlags = WorkspaceFlag & {
  readonly subject?: string;
  readonly in?: string;
  readonly json?: boolean;
};

/** The area that `--in` names, by its id or its name. */
function areaOf({ in: place }: ThingFlags): Result<string | undefined> {
  if (place === undefined) return ok(undefined);
  const area = areaNamed(place);
  return area === null
    ? fail({
        code: "bad-input",
        message: `No place is called “${place}” here.`,
        remedy: "Give a name such as Italy or Lombardia, or a code such as ITA or ITA/lombardia.",
      })
    : ok(area);
}

function couldNot(problem: Problem): number {
  writeProblem(problem);
  return EXIT.couldNot;
}

/** One comparison as a person reads it: who against whom, where, and what came of it. */
function comparisonLines({ place, first, second, isDesignated, outcome }: SourceLine): string[] {
  const head = `${place === null ? "" : `In ${place}: `}${first.title} [${first.id}]${isDesignated ? ", designated," : ""} and ${second.title} [${second.id}]`;
  switch (outcome.kind) {
    case "measured":
      return [head, `    ${outcome.found.text}`, ...outcome.found.limits.map((limit) => `    ${limit}`)];
    case "refused":
      return [head, `    Not compared. ${outcome.text}`];
    case "open":
      return [head, "    Not measured yet."];
  }
}

const accountLines = ({ label, designated, disputed, byPlace }: ConceptAccount): string[] => [
  `${label}: ${designated ? `designated source ${designated.title} [${designated.id}]` : disputed.length > 0 ? "several sources are designated: somebody has to decide" : "no source is designated"}`,
  ...byPlace.map(
    ({ place, designated: there }) =>
      `    in ${place}: ${there ? `${there.title} [${there.id}]` : "several: somebody has to decide"}`,
  ),
];

/** Everything that several sources measure, one line each. */
function listThings(askline: Askline, json: boolean): number {
  const groups = askline.catalogue.concepts().filter(({ sources }) => sources.length > 1);
  if (json) writeJson(groups);
  else
    writeLines(
      groups.map(
        ({ concept, subject, label, designated, sources }) =>
          `${concept}${subject === null ? "" : ` --subject ${subject}`}  (${label})  ${sources.length} sources, designated: ${designated?.id ?? "none"}`,
      ),
    );
  return EXIT.done;
}

/** `askline sources` and `askline designate`: who measures the same thing, how far they differ, and who is the source of it. */
export function addSourceCommands(program: Command): void {
  program
    .command("sources")
    .description("what several datasets measure, and how far they differ on what they share")
    .argument("[concept]", "what is measured, such as deaths; without it, what has several sources is listed")
    .option("--subject <id>", "what it is about, such as covid-19")
    .option("--in <place>", "only in this place, by name or code")
    .option("--of <dataset>", "only against this dataset")
    .option("--workspace <dir>", "the workspace")
    .option("--json", "print everything as JSON")
    .action((concept: string | undefined, flags: ThingFlags & { of?: string }) =>
      withAskline(flags, "fail", async (askline) => {
        if (concept === undefined) return listThings(askline, flags.json ?? false);
        const thing = { concept, subject: flags.subject ?? null };
        const area = areaOf(flags);
        if (!area.ok) return couldNot(area.problem);
        const account = valueOr(askline.catalogue.concept(thing));
        if (account === null) return EXIT.couldNot;
        const lines = valueOr(
          await askline.catalogue.disagreements({ thing, of: flags.of, area: area.value, compute: "always" }),
        );
        if (lines === null) return EXIT.couldNot;
        if (flags.json) writeJson({ ...account, disagreements: lines });
        else writeLines([...accountLines(account), ...lines.flatMap(comparisonLines)]);
        return EXIT.done;
      }),
    );

  program
    .command("designate")
    .description("make a dataset the designated source of what it measures, in a place or everywhere")
    .argument("<concept>", "what is measured, such as deaths")
    .option("--subject <id>", "what it is about, such as covid-19")
    .option("--in <place>", "only in this place, by name or code")
    .option("--dataset <id>", "the dataset; without it, nobody is the designated source any more")
    .option("--workspace <dir>", "the workspace")
    .action((concept: string, flags: ThingFlags & { dataset?: string }) =>
      withAskline(flags, "fail", async (askline) => {
        const thing = { concept, subject: flags.subject ?? null };
        const changed = valueOr(
          await askline.catalogue.designate({
            ...thing,
            place: flags.in ?? null,
            dataset: flags.dataset ?? null,
          }),
        );
        if (changed === null) return EXIT.couldNot;
        const account = valueOr(askline.catalogue.concept(thing));
        if (account !== null) writeLines(accountLines(account));
        return EXIT.done;
      }),
    );
}
