import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OpenOptions } from "./askline.ts";
import { openAskline } from "./askline.ts";

/** What `--self-check` prints as JSON. `ok` is what the exit status says: 0 or 1. */
export type SelfCheck = {
  readonly ok: boolean;
  readonly problem: string | null;
  readonly page: string | null;
  readonly engine: string | null;
  readonly asked: string | null;
  readonly answered: string | null;
  readonly replay: string | null;
};

/**
 * Walks the whole path once, in a workspace that is thrown away: bundled data, engine process, question, answer, replay.
 * `loadPage` resolves with what the window's page is when it has loaded.
 */
export async function selfCheck(
  options: Omit<OpenOptions, "folder" | "whenAbsent">,
  loadPage: () => Promise<string>,
): Promise<SelfCheck> {
  const folder = await mkdtemp(join(tmpdir(), "askline-self-check-"));
  const seen = { page: null, engine: null, asked: null, answered: null, replay: null };
  try {
    return await walk(
      { ...options, folder: join(folder, "workspace"), whenAbsent: "create-bundled" },
      loadPage,
      seen,
    );
  } catch (error) {
    return { ...seen, ok: false, problem: error instanceof Error ? error.message : String(error) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type Seen = { -readonly [K in keyof Omit<SelfCheck, "ok" | "problem">]: string | null };

async function walk(options: OpenOptions, loadPage: () => Promise<string>, seen: Seen): Promise<SelfCheck> {
  const stopped = (problem: string): SelfCheck => ({ ...seen, ok: false, problem });
  seen.page = await loadPage();
  const opened = await openAskline(options);
  if (!opened.ok) return stopped(opened.problem.message);
  const askline = opened.value;
  try {
    const example = askline.suggestions().find(({ missing }) => missing === null);
    if (!example) return stopped("The bundled workspace suggests no question that it can answer.");
    seen.asked = example.text;
    const reading = askline.parse(example.text);
    const outcome = await askline.ask({ question: reading.question, unsure: [] });
    if (!outcome.ok) return stopped(outcome.problem.message);
    if (outcome.value.kind === "refused") return stopped(outcome.value.refusal.reasons.join(" "));
    seen.answered = outcome.value.answer.sentence;
    seen.engine = askline.info().engine.version;
    const again = await askline.replay(outcome.value.answer.id, {});
    if (!again.ok) return stopped(again.problem.message);
    seen.replay = again.value.verdict;
    return {
      ...seen,
      ok: seen.replay === "identical",
      problem: seen.replay === "identical" ? null : again.value.text,
    };
  } finally {
    await askline.close();
  }
}
