import type { ChannelName } from "../shared/api.ts";
import type { Result } from "../shared/result.ts";
import type { Input, Output } from "./handlers.ts";

/** What `--self-check` prints as JSON. `ok` is what the exit status says: 0 or 1. */
export type SelfCheck = {
  readonly ok: boolean;
  /** Why it is not ok; null when it is. */
  readonly problem: string | null;
  readonly datasets: number;
  /** How many entries of the whole catalogue, of at most ten, are found for the words of the question. */
  readonly found: number;
  readonly engine: string | null;
  readonly asked: string | null;
  readonly answered: string | null;
  readonly replay: string | null;
};

/** Calls a channel as the page does. */
export type CallAsPage = <N extends ChannelName>(name: N, input: Input<N>) => Promise<Result<Output<N>>>;

/** A step of the walk that did not lead on. */
class Stopped extends Error {}

/** Walks the whole path once through the page's bridge: bundled data, question, engine process, answer, replay. */
export async function selfCheck(call: CallAsPage): Promise<SelfCheck> {
  const seen: { -readonly [K in keyof SelfCheck]: SelfCheck[K] } = {
    ok: false,
    problem: null,
    datasets: 0,
    found: 0,
    engine: null,
    asked: null,
    answered: null,
    replay: null,
  };
  const must = async <N extends ChannelName>(name: N, input: Input<N>): Promise<Output<N>> => {
    const result = await call(name, input);
    if (!result.ok) throw new Stopped(`${name}: ${result.problem.message} ${result.problem.detail ?? ""}`);
    return result.value;
  };
  try {
    seen.datasets = (await must("workspace.info", {})).datasets;
    const example = (await must("question.suggestions", { language: "en" })).find(
      ({ missing }) => missing === null,
    );
    if (!example) throw new Stopped("The bundled workspace suggests no question that it can answer.");
    seen.asked = example.text;
    seen.found = (await must("catalogue.search", { text: example.text, limit: 10 })).length;
    const { question } = await must("question.parse", { text: example.text });
    const outcome = await must("run.ask", {
      runId: "self-check",
      question: { ...question, decision: { kind: "waived", reason: "Asked by the self-check." } },
      unsure: [],
      gaps: [],
    });
    if (outcome.kind === "refused") throw new Stopped(outcome.refusal.reasons.join(" "));
    seen.answered = outcome.answer.sentence;
    seen.engine = (await must("workspace.info", {})).engine.version;
    const again = await must("answers.replay", { id: outcome.answer.id, runId: "self-check-replay" });
    seen.replay = again.verdict;
    if (again.verdict !== "identical") throw new Stopped(again.text);
    return { ...seen, ok: true };
  } catch (error) {
    return { ...seen, problem: error instanceof Error ? error.message : String(error) };
  }
}
