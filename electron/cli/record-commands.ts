import type { Command } from "commander";
import type { z } from "zod";
import { channels } from "../../shared/api.ts";
import { requestStateText } from "../../shared/review/sentences.ts";
import { EXIT, UsageError, valueOr, type WorkspaceFlag, withAskline } from "./context.ts";
import { writeLines } from "./print.ts";

type Flags = WorkspaceFlag & Readonly<Record<string, string | readonly string[] | undefined>>;

/** What people put on record from the command line: decisions, requests for data, observations, and actions. */
export function addRecordCommands(program: Command): void {
  addDecide(program);
  addRequest(program);
  addObserve(program);
  addAct(program);
}

/** What was typed, held against the same schema that the window's input is held against; what does not fit is wrong usage. */
function checked<T extends z.ZodType>(schema: T, typed: unknown): z.output<T> {
  const parsed = schema.safeParse(typed);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UsageError({
    code: "bad-input",
    message: `What was given as “${issue?.path.join(" ") || "input"}” cannot be recorded: ${issue?.message ?? "it has another form"}.`,
    meaning: "Nothing was recorded.",
    remedy: "Correct it; --help says what belongs there.",
  });
}

function addDecide(program: Command): void {
  program
    .command("decide")
    .description("record a decision and the answers it rests on")
    .argument("<answer...>", "ids of the answers that were seen")
    .requiredOption("--what <text>", "what was decided")
    .requiredOption("--who <name>", "who decided")
    .option("--because <text>", "why")
    .option("--workspace <dir>", "the workspace")
    .action((answerIds: string[], { what, who, because, workspace }: Flags) => {
      const decision = checked(channels["decisions.record"].input, { answerIds, what, who, because });
      return withAskline(only(workspace), "fail", async (askline) => {
        for (const id of decision.answerIds) if (!valueOr(await askline.answer(id))) return EXIT.couldNot;
        const recorded = valueOr(await askline.recordDecision(decision));
        if (!recorded) return EXIT.couldNot;
        writeLines([recorded.decisionId]);
        return EXIT.done;
      });
    });
}

function addRequest(program: Command): void {
  const request = program.command("request").description("open a request for data, or say how it went on");
  request
    .command("open")
    .description("open a request; prints its id")
    .requiredOption("--wanted <text>", "what is asked for")
    .requiredOption("--purpose <text>", "what it is for")
    .option("--columns <name...>", "columns wanted: no more than the question needs", [])
    .option("--question <id>", "the question that could not be answered")
    .option("--holder <name>", "who holds the data")
    .option("--dataset <id>", "the catalogued dataset that is asked for")
    .option("--legal-basis <text>", "on what legal basis")
    .option("--duration <text>", "how long the data may be used")
    .option("--deadline <day>", "day by which it is needed, YYYY-MM-DD")
    .option("--workspace <dir>", "the workspace")
    .action(({ workspace, question, ...rest }: Flags) => {
      const draft = checked(channels["requests.open"].input, { ...rest, questionId: question ?? null });
      return withAskline(only(workspace), "fail", async (askline) => {
        const opened = valueOr(await askline.openRequest(draft));
        if (!opened) return EXIT.couldNot;
        writeLines([opened.requestId]);
        return EXIT.done;
      });
    });
  request
    .command("move")
    .description("say what became of a request: sent, acknowledged, granted, refused, delivered …")
    .argument("<request>", "the request's id")
    .argument("<state>", "its new state")
    .option("--note <text>", "what was said")
    .option("--workspace <dir>", "the workspace")
    .action((requestId: string, to: string, { note, workspace }: Flags) => {
      const move = checked(channels["requests.move"].input, { requestId, to, note });
      return withAskline(only(workspace), "fail", async (askline) => {
        const moved = valueOr(await askline.moveRequest(move));
        if (!moved) return EXIT.couldNot;
        const next = moved.next.map(requestStateText).join(", ");
        writeLines([`${moved.requestId}: ${requestStateText(moved.state)}${next ? ` (next: ${next})` : ""}`]);
        return EXIT.done;
      });
    });
  for (const command of request.commands) command.exitOverride();
}

function addObserve(program: Command): void {
  program
    .command("observe")
    .description("record what a review found: a strength, or an area for improvement; prints its id")
    .argument("<sort>", "strength or improvement")
    .argument("<text>", "what was observed")
    .option("--about <id...>", "questions, answers, decisions, requests or datasets that show it", [])
    .option("--capability <text>", "core capability or response pillar")
    .option("--rating <letter>", "P, S, M or U: performed without, with some, with major challenges, or not")
    .option("--root-cause <text>", "why it was so")
    .option("--recommendation <text>", "what should be done")
    .option("--observation <id>", "an observation that gets this wording instead")
    .option("--workspace <dir>", "the workspace")
    .action((sort: string, text: string, { workspace, observation: observationId, ...rest }: Flags) => {
      const draft = checked(channels["review.observe"].input, { ...rest, sort, text, observationId });
      return withAskline(only(workspace), "fail", async (askline) => {
        const recorded = valueOr(await askline.recordObservation(draft));
        if (!recorded) return EXIT.couldNot;
        writeLines([recorded.observationId]);
        return EXIT.done;
      });
    });
}

function addAct(program: Command): void {
  program
    .command("act")
    .description("record a corrective action of the improvement plan, or its new state; prints its id")
    .argument("<what>", "what is to be done")
    .requiredOption("--owner <name>", "who does it")
    .option("--observation <id>", "the observation it answers")
    .option("--due <day>", "by when, YYYY-MM-DD")
    .option("--element <name>", "planning, organisation, equipment, training or exercise")
    .option("--state <state>", "open, done or dropped", "open")
    .option("--action <id>", "an action that gets this state instead")
    .option("--workspace <dir>", "the workspace")
    .action((what: string, { workspace, observation, action: actionId, ...rest }: Flags) => {
      const draft = checked(channels["review.act"].input, {
        ...{ ...rest, what, actionId },
        observationId: observation ?? null,
      });
      return withAskline(only(workspace), "fail", async (askline) => {
        const recorded = valueOr(await askline.recordAction(draft));
        if (!recorded) return EXIT.couldNot;
        writeLines([recorded.actionId]);
        return EXIT.done;
      });
    });
}

const only = (workspace: Flags["workspace"]): WorkspaceFlag =>
  typeof workspace === "string" ? { workspace } : {};
