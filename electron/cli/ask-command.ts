import type { Command } from "commander";
import type { Outcome } from "../../shared/api.ts";
import type { MatchEntry } from "../../shared/match/report.ts";
import type { Question } from "../../shared/question/question.ts";
import type { Problem } from "../../shared/result.ts";
import { EXIT, type WorkspaceFlag, withAskline } from "./context.ts";
import { answerLines, writeJson, writeLines, writeProblem } from "./print.ts";
import { askedQuestion, type QuestionFlags } from "./question-input.ts";

type Flags = WorkspaceFlag & QuestionFlags & { readonly json?: boolean; readonly sample?: boolean };

/** `askline ask`: from question to sealed answer. */
export function addAskCommand(program: Command): void {
  program
    .command("ask")
    .description("ask a question and get a sealed answer with its caveats")
    .option("--workspace <dir>", "the workspace to ask in")
    .option("--question <file>", "a structured question (JSON)")
    .option("--text <text>", "the question in plain words")
    .option("--sample", "a rough answer with its limits, from a sample of the rows")
    .option("--json", "print question, match and answer as JSON")
    .action((flags: Flags) =>
      withAskline(flags, "fail", async (askline) => {
        const { question, unsure, gaps } = await askedQuestion(askline, flags);
        const outcome = await askline.ask({ question, unsure, gaps, sample: flags.sample });
        if (flags.json) writeJson(jsonOf({ ...question, unsure }, outcome));
        else if (!outcome.ok) writeProblem(outcome.problem);
        else if (outcome.value.kind === "answered") writeLines(answerLines(outcome.value.answer));
        else {
          process.stderr.write("This question was not answered.\n");
          writeLines(outcome.value.refusal.reasons);
        }
        return outcome.ok && outcome.value.kind === "answered" ? EXIT.done : EXIT.couldNot;
      }),
    );
}

const matchOf = (entries: readonly MatchEntry[]) =>
  entries.map(({ dataset, verdict, score, criteria, reason }) => ({
    dataset,
    verdict,
    score,
    reason,
    criteria,
  }));

/** The documented JSON of `ask`: question and match, with an answer, a refusal or a problem. */
function jsonOf(
  question: Question & { readonly unsure: readonly string[] },
  outcome: { ok: true; value: Outcome } | { ok: false; problem: Problem },
) {
  if (!outcome.ok) {
    const { code, message, meaning, remedy } = outcome.problem;
    return { question, match: [], refused: { code, reasons: [message, meaning, remedy].filter(Boolean) } };
  }
  if (outcome.value.kind === "refused") {
    const { code, reasons, match } = outcome.value.refusal;
    return { question, match: matchOf(match.entries), refused: { code, reasons } };
  }
  const { answer } = outcome.value;
  return {
    question,
    match: matchOf(answer.match.entries),
    answer: {
      id: answer.id,
      fingerprint: answer.fingerprint,
      value: answer.value,
      unit: answer.unit,
      interval: answer.interval ?? null,
      table: { columns: answer.table.columns, rows: answer.table.rows },
      sentence: answer.sentence,
      decision: answer.decision,
      caveats: answer.caveats,
      sources: answer.sources,
      plan: answer.plan,
      steps: answer.steps,
      sql: answer.queries.find((query) => query.name === "result")?.sql ?? "",
      tookMs: answer.tookMs,
    },
  };
}
