import { readFile } from "node:fs/promises";
import { type Question, questionSchema } from "../../shared/question/question.ts";
import type { Reading } from "../../shared/question/reading.ts";
import type { Problem } from "../../shared/result.ts";
import type { Askline } from "../askline.ts";
import { fromUser, UsageError } from "./context.ts";

export type QuestionFlags = { readonly question?: string; readonly text?: string };

/** What the user asked: a question, the words not surely understood, and what the workspace has no word for. */
export type Asked = {
  readonly question: Question;
  readonly unsure: readonly string[];
  readonly gaps: Reading["gaps"];
};

/** Reads the question from `--question FILE` or `--text "…"`; exactly one of them must be there. */
export async function askedQuestion(askline: Askline, flags: QuestionFlags): Promise<Asked> {
  if ((flags.question === undefined) === (flags.text === undefined))
    throw new UsageError({
      code: "bad-input",
      message: 'Give the question either as --question FILE or as --text "…".',
    });
  if (flags.text !== undefined) {
    const { question, unsure, gaps } = askline.parse(flags.text);
    return { question: waived(question), unsure, gaps };
  }
  return { question: waived(await questionFile(flags.question ?? "")), unsure: [], gaps: [] };
}

/** The command line asks no decision of anyone; that it was waived is recorded with the question. */
const waived = (question: Question): Question =>
  question.decision
    ? question
    : { ...question, decision: { kind: "waived", reason: "Asked on the command line." } };

async function questionFile(path: string): Promise<Question> {
  const text = await readText(path, "question");
  const parsed = questionSchema.safeParse(parseJson(text, path));
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues
    .slice(0, 5)
    .map((issue) => `${issue.path.join(".") || "question"}: ${issue.message}`);
  throw new UsageError({
    code: "bad-input",
    message: `The file ${path} is not a question as Askline writes it: ${issues.join("; ")}.`,
    meaning: "Nothing was asked.",
    remedy: "Correct these parts. `askline parse --text … --json` shows what a question looks like.",
  });
}

/** Reads a text file the user named; a file that is not there is wrong usage. */
export async function readText(path: string, what: string): Promise<string> {
  try {
    return await readFile(fromUser(path), "utf8");
  } catch (error) {
    throw new UsageError({
      code: "not-found",
      message: `The ${what} file ${path} cannot be read.`,
      remedy: "Check the path and the rights on the file.",
      detail: error instanceof Error ? error.message : String(error),
    });
  }
}

/** Parses JSON the user gave; what is no JSON is wrong usage, said with the place. */
export function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const problem: Problem = {
      code: "bad-input",
      message: `The file ${path} is not JSON: ${error instanceof Error ? error.message : String(error)}.`,
      meaning: "Nothing was asked.",
      remedy: "Correct the file, or write the question again.",
    };
    throw new UsageError(problem);
  }
}
