import type { Command } from "commander";
import { z } from "zod";
import type { Heard } from "../../shared/match/report.ts";
import type { Askline } from "../askline.ts";
import { EXIT, fromUser, UsageError, valueOr, type WorkspaceFlag, withAskline } from "./context.ts";
import { matchLines, writeJson, writeLines } from "./print.ts";
import { askedQuestion, parseJson, type QuestionFlags, readText } from "./question-input.ts";

type Flags = WorkspaceFlag &
  QuestionFlags & {
    readonly questions?: string;
    readonly runFile?: string;
    readonly limit?: string;
    readonly json?: boolean;
  };

const topicSchema = z.object({ qid: z.string().regex(/^\S+$/), text: z.string() });

/** `askline match`: which datasets answer a question and why; or a run file over many questions. */
export function addMatchCommand(program: Command): void {
  program
    .command("match")
    .description("say which datasets can answer a question, and why the others cannot")
    .option("--workspace <dir>", "the workspace whose catalogue is searched")
    .option("--question <file>", "a structured question (JSON)")
    .option("--text <text>", "the question in plain words")
    .option("--questions <file>", "many questions, JSON Lines of {qid, text}; needs --run-file")
    .option("--run-file <file>", "where to write the ranking in TREC run format")
    .option(
      "--limit <n>",
      "how many datasets at most (1 to 1000; 10 unless set, 100 a question in a run file)",
    )
    .option("--json", "print as JSON")
    .action((flags: Flags) =>
      withAskline(flags, "fail", async (askline) => {
        if (flags.questions !== undefined || flags.runFile !== undefined) return writeRunFile(askline, flags);
        const limit = limitOf(flags.limit, 10);
        const { question, unsure, gaps } = await askedQuestion(askline, flags);
        const { match } = await askline.look(question);
        const found = flags.text === undefined ? [] : await askline.search(flags.text, limit);
        const entries = match.entries.slice(0, limit);
        if (flags.json)
          writeJson({
            question: { ...question, unsure },
            match: entries,
            gaps: match.gaps,
            ...(match.heard && { heard: match.heard }),
            notUnderstood: gaps,
            found,
          });
        else
          writeLines([
            ...entries.flatMap(matchLines),
            ...match.gaps.map((gap) => `Missing: ${gap.text}`),
            ...heardLines(match.heard),
          ]);
        return entries.some((entry) => entry.verdict !== "cannot" && entry.verdict !== "must-be-requested")
          ? EXIT.done
          : EXIT.couldNot;
      }),
    );
}

/** What the search of all descriptions found where nothing here answers, and what can be done. */
const heardLines = (heard: Heard | undefined): string[] =>
  heard === undefined
    ? []
    : [
        ...heard.sentences,
        "To go on: say it in other words, import a catalogue or table that has it, or open a request for it.",
      ];

async function writeRunFile(askline: Askline, flags: Flags): Promise<number> {
  if (flags.questions === undefined || flags.runFile === undefined)
    throw new UsageError({ code: "bad-input", message: "--questions and --run-file go together." });
  const path = flags.questions;
  const limit = limitOf(flags.limit, 100);
  const lines = (await readText(path, "questions")).split("\n").filter((line) => line.trim() !== "");
  const topics = lines.map((line, i) => {
    const parsed = topicSchema.safeParse(parseJson(line, `${path}, line ${i + 1}`));
    if (parsed.success) return parsed.data;
    throw new UsageError({
      code: "bad-input",
      message: `Line ${i + 1} of ${path} is not {"qid": …, "text": …}.`,
      meaning: "No run file was written.",
    });
  });
  const written = valueOr(await askline.writeRanking(topics, fromUser(flags.runFile), limit));
  if (written === null) return EXIT.couldNot;
  writeLines([`${topics.length} questions, ${written.lines} lines written to ${flags.runFile}`]);
  return EXIT.done;
}

function limitOf(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const limit = Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= 1000) return limit;
  throw new UsageError({
    code: "bad-input",
    message: `--limit takes a whole number from 1 to 1000, not “${text}”.`,
  });
}
