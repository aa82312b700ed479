import { describe, expect, it } from "vitest";
import type { Askline } from "../../electron/askline.ts";
import type { EngineProcess } from "../../electron/engine/engine.ts";
import { nodeEngineProcesses } from "../../electron/engine/start-node.ts";
import { createRuns } from "../../electron/runs.ts";
import type { Answer } from "../../shared/answer/answer.ts";
import type { Outcome, PushPayload } from "../../shared/api.ts";
import { type Question, questionSchema } from "../../shared/question/question.ts";
import type { Result } from "../../shared/result.ts";
import { inFolder, open } from "./open.ts";

const mpoxWorldwide: Question = questionSchema.parse({
  version: 1,
  text: "How many mpox cases were confirmed worldwide from May to September 2022?",
  asked: "2026-11-24",
  kind: "situation",
  measure: { concept: "cases", subject: "mpox", statistic: { kind: "total" } },
  place: { areas: [{ id: "world", name: "World" }] },
  time: { from: "2022-05-01", to: "2022-09-30" },
  decision: { kind: "waived" },
});

/** An engine whose exact calculations wait until they are let go; those over a sample run at once. */
function slowEngine() {
  const start = nodeEngineProcesses();
  const waiting: (() => void)[] = [];
  let isOpen = false;
  return {
    startEngine: (): EngineProcess => {
      const real = start();
      return {
        ...real,
        send: (message) => {
          const text = JSON.stringify(message);
          const waits = !isOpen && text.includes("WITH ") && !text.includes("hash(hash(rowid");
          if (waits) waiting.push(() => real.send(message));
          else real.send(message);
        },
      };
    },
    letGo: () => {
      isOpen = true;
      for (const send of waiting.splice(0)) send();
    },
  };
}

function answerIn(outcome: Result<Outcome>): Answer {
  if (!outcome.ok) throw new Error(outcome.problem.message);
  if (outcome.value.kind === "refused") throw new Error(outcome.value.refusal.reasons.join(" "));
  return outcome.value.answer;
}

/** Starts the exact run and waits until it is with the engine. */
function begin(askline: Askline, runId: string): Promise<{ exact: Promise<Result<Outcome>> }> {
  return new Promise((resolve) => {
    const exact = askline.ask(
      { question: mpoxWorldwide, unsure: [], runId },
      { onStage: ({ stage }) => stage === "sealing" && setTimeout(() => resolve({ exact }), 200) },
    );
  });
}

describe("a rough answer while the exact one is made", () => {
  it("comes first, is kept beside the exact one, and a decision on it says so", () =>
    inFolder(async (folder) => {
      const engine = slowEngine();
      const askline = await open(folder, "create-bundled", { startEngine: engine.startEngine });
      const { exact } = await begin(askline, "run-1");
      const rough = answerIn(await askline.ask({ question: mpoxWorldwide, unsure: [], roughOf: "run-1" }));
      expect(rough.sentence).toMatch(/about [\d,]+ \(between .*rough answer/);
      expect(rough.interval?.low).toBeLessThan(rough.value ?? 0);
      engine.letGo();
      const answer = answerIn(await exact);
      expect(answer.sentence).not.toContain("rough");
      expect(answer.fingerprint).not.toBe(rough.fingerprint);
      expect(rough.interval?.low).toBeLessThanOrEqual(answer.value ?? 0);
      expect(rough.interval?.high).toBeGreaterThanOrEqual(answer.value ?? 0);

      const events = askline.events(undefined, 1000);
      const finished = events.flatMap((event) => (event.kind === "run-finished" ? [event.payload] : []));
      expect(finished.map(({ answerId }) => answerId).toSorted()).toEqual([answer.id, rough.id].toSorted());
      expect(new Set(finished.map(({ questionId }) => questionId)).size).toBe(1);
      expect(events.filter(({ kind }) => kind === "question-asked")).toHaveLength(1);
      // The list shows the exact answer; the rough one can still be opened and run again to the same.
      expect(askline.answers("").map(({ id }) => id)).toEqual([answer.id]);
      const replayed = await askline.replay(rough.id, {});
      expect(replayed.ok && replayed.value.verdict).toBe("identical");

      const decided = await askline.recordDecision({
        answerIds: [rough.id],
        what: "Send vaccine",
        who: "WHO",
      });
      expect(decided.ok).toBe(true);
      const record = askline.events(undefined, 1000).find(({ kind }) => kind === "decision-recorded");
      expect(record?.payload).toMatchObject({ what: "Send vaccine", rough: [rough.id] });

      const late = await askline.ask({ question: mpoxWorldwide, unsure: [], roughOf: "run-1" });
      expect(late.ok ? "came" : late.problem.code).toBe("cancelled");
      await askline.close();
    }));

  it("can be asked for alone, and is refused with its reason where a sample cannot say it", () =>
    inFolder(async (folder) => {
      const askline = await open(folder, "create-bundled");
      const rough = answerIn(await askline.ask({ question: mpoxWorldwide, unsure: [], sample: true }));
      expect(rough.caveats[0]).toMatchObject({ code: "sampled", severity: "serious" });
      const highest: Question = {
        ...mpoxWorldwide,
        measure: { concept: "cases", subject: "mpox", statistic: { kind: "peak" } },
      };
      const refused = await askline.ask({ question: highest, unsure: [], sample: true });
      expect(refused.ok && refused.value.kind === "refused" && refused.value.refusal.reasons.join()).toMatch(
        /A rough answer is not possible: .*every row/,
      );
      await askline.close();
    }));
});

describe("the offer of a rough answer", () => {
  const offers = async (
    took: number,
    expectedMs: number | null,
    stage: "running" | "reading",
    possible = true,
  ): Promise<PushPayload<"run.progress">["rough"]> => {
    let now = 0;
    const told: PushPayload<"run.progress">[] = [];
    const runs = createRuns(
      (progress) => told.push(progress),
      () => now,
    );
    await runs.during("run", async ({ onStage }) => {
      const rough = { possible, why: possible ? null : "It is a peak." };
      onStage?.({ stage: "sealing", share: null, rows: null, rough });
      now = took;
      onStage?.({ stage, share: null, rows: null, ...(expectedMs === null ? {} : { expectedMs }) });
    });
    return told.at(-1)?.rough ?? null;
  };

  it("is made when a run takes ten seconds, or is expected to", async () => {
    expect(await offers(9_900, null, "running")).toBeNull();
    expect(await offers(10_000, null, "running")).toEqual({ possible: true, why: null });
    expect(await offers(500, 25_000, "running")).toEqual({ possible: true, why: null });
    expect(await offers(500, 3_000, "running")).toBeNull();
  });

  it("says why there can be none", async () => {
    expect(await offers(12_000, null, "running", false)).toEqual({ possible: false, why: "It is a peak." });
    expect(await offers(12_000, null, "reading")).toMatchObject({ possible: false });
  });
});
