import type { VerifyReport, WorkspaceInfo } from "../../shared/api.ts";
import { readAnswer } from "./answer/answers.ts";
import { laptopOf } from "./merge/ledgers.ts";
import type { Session } from "./session.ts";

/** How the workspace is doing, for the foot of the window's rail and for start messages. */
export function workspaceInfo(session: Session, engine: WorkspaceInfo["engine"]): WorkspaceInfo {
  const { workspace, history, around } = session;
  const { ledger, catalogue } = workspace;
  const [problem] = ledger.problems();
  const more = ledger.problems().length - 1;
  const broken = problem
    ? `The ledger is damaged. ${problem.text}${more > 0 ? ` ${more} more problems follow.` : ""} Everything else can still be read.`
    : null;
  const held = catalogue.held().length;
  return {
    name: workspace.manifest.name,
    folder: workspace.layout.folder,
    today: session.today(),
    version: around.application,
    datasets: held,
    // An imported entry that was changed here has a file of its own beside its line.
    entries:
      held +
      catalogue.imported.count() -
      catalogue.held().filter(({ id }) => catalogue.imported.has(id)).length,
    answers: [...history.questions.values()].filter((question) => question.state === "answered").length,
    readOnly: workspace.readOnly,
    ledger: {
      events: ledger.count(),
      intact: problem === undefined,
      message: broken ?? ledger.tornTail(),
    },
    engine,
    bundled: workspace.manifest.bundled,
  };
}

/** Checks the chain of events, and that every answer the ledger names is stored unaltered. */
export async function verifyWorkspace(session: Session): Promise<VerifyReport> {
  const { ledger } = session.workspace;
  const verified = await ledger.verify();
  const problems = (verified?.problems ?? ledger.problems()).map(({ line, seq, text }) => ({
    line,
    seq,
    text,
  }));
  for (const answerId of session.history.questionOf.keys()) {
    if (await wasNotSent(session, answerId)) continue;
    const read = await readAnswer(session, answerId);
    if (!read.ok) problems.push({ line: 0, seq: null, text: `Answer ${answerId}: ${read.problem.message}` });
  }
  problems.push(...(await otherProblems(session)));
  const head = ledger.head();
  return {
    intact: problems.length === 0,
    events: ledger.count(),
    signed: [...(verified?.signed ?? [])],
    head: head.seq < 0 ? null : head.hash,
    problems,
  };
}

/** Another laptop's answer that did not come along: its sender may keep it back. */
const wasNotSent = async ({ workspace }: Session, answerId: string): Promise<boolean> =>
  workspace.union.whose(answerId) !== null && !(await workspace.answers.has(answerId));

/** What is wrong with the ledgers taken in from other laptops. */
async function otherProblems({ workspace }: Session): Promise<VerifyReport["problems"]> {
  const { union } = workspace;
  const found: VerifyReport["problems"] = union.problems().map((text) => ({ line: 0, seq: null, text }));
  for (const chain of union.kept()) {
    const verified = await chain.verify();
    const { signer } = laptopOf(chain);
    for (const { line, seq, text } of verified?.problems ?? [])
      found.push({ line, seq, text: `Ledger of ${signer}: ${text}` });
  }
  return found;
}
