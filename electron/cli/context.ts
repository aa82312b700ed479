import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Problem, Result } from "../../shared/result.ts";
import { type Askline, openAskline } from "../askline.ts";
import { nodeEngineProcesses } from "../engine/start-node.ts";
import { surroundings } from "../surroundings.ts";
import { keyFile } from "../workspace/ledger/key-file.ts";
import { chosenLimits } from "./engine-limits.ts";
import { writeProblem } from "./print.ts";

/** Exit statuses: done; could not (refused, not answerable, replay differs, chain broken); wrong usage. */
export const EXIT = { done: 0, couldNot: 1, usage: 2 } as const;

/** A wrong use of the command line: told, and the status is 2. */
export class UsageError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** Where the workspace is when `--workspace` is not given: the same folder that the window opens first. */
const defaultWorkspace = (): string => process.env.ASKLINE_WORKSPACE ?? join(homedir(), "Askline");

/** The key that signs what is done on the command line: a file of the user's own. */
const signingKey = (): string => process.env.ASKLINE_KEY ?? join(homedir(), ".askline", "signing-key");

/** A path as typed, against the folder the user typed it in (npm runs scripts elsewhere). */
export const fromUser = (path: string): string => resolve(process.env.INIT_CWD ?? process.cwd(), path);

/** The crisis data that come with Askline. */
export const bundledWorkspace = (): string =>
  fileURLToPath(new URL("../../fixtures/workspace", import.meta.url));

export type WorkspaceFlag = { readonly workspace?: string };

/**
 * Opens the workspace a command works on, runs `work`, closes it, and sets the exit status that `work` returns.
 * `whenAbsent`: what to do where the folder is no workspace yet.
 */
export async function withAskline(
  flags: WorkspaceFlag,
  whenAbsent: "create-empty" | "fail",
  work: (askline: Askline) => Promise<number>,
): Promise<void> {
  const named = flags.workspace !== undefined;
  const opened = await openAskline({
    folder: fromUser(flags.workspace ?? defaultWorkspace()),
    whenAbsent: named ? whenAbsent : "create-bundled",
    bundled: bundledWorkspace(),
    startEngine: nodeEngineProcesses(),
    engineLimits: chosenLimits,
    around: surroundings("askline (command line)", keyFile(signingKey())),
  });
  if (!opened.ok) {
    writeProblem(opened.problem);
    process.exitCode = EXIT.couldNot;
    return;
  }
  const askline = opened.value;
  try {
    const { ledger } = askline.info();
    if (ledger.message !== null) process.stderr.write(`${ledger.message}\n`);
    process.exitCode = await work(askline);
  } finally {
    await askline.close();
  }
}

/** The value of a result, or the problem on stderr and null. */
export function valueOr<T>(result: Result<T>): T | null {
  if (result.ok) return result.value;
  writeProblem(result.problem);
  return null;
}
