import { copyFile, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { openAskline } from "../../electron/askline.ts";
import type { Engine, EngineFile } from "../../electron/engine/engine.ts";
import { nodeEngineProcesses } from "../../electron/engine/start-node.ts";
import { surroundings } from "../../electron/surroundings.ts";
import { createWorkspace } from "../../electron/workspace/workspace.ts";
import type { Dataset } from "../../shared/catalogue/dataset.ts";
import { type BenchQuestion, bareOf, dayOf, QUESTIONS, questionOf } from "./answer-questions.ts";
import { interleave, type Measure, median, must } from "./measure.ts";

/** Makes a workspace whose only data is a table as described; its cache is there for other engines too. */
export async function makeAskedWorkspace(
  folder: string,
  tablePath: string,
  dataset: Dataset,
): Promise<{ readonly folder: string; readonly cache: string }> {
  await mkdir(dirname(folder), { recursive: true });
  const workspace = must(await createWorkspace(folder, "Bench", surroundings("Askline bench")));
  const incoming = await workspace.data.temporary();
  await copyFile(tablePath, incoming);
  must(await workspace.data.adopt(incoming));
  must(await workspace.catalogue.put(dataset));
  const { cache } = workspace.layout;
  await workspace.close();
  return { folder, cache };
}

/**
 * Each question through the whole application as window and command line ask it (match, plan, seal in the ledger, run, caveats,
 * answer written, ledger confirmed on disk), in turns with its bare statement. Of data that anybody may see: what disclosure
 * control costs stands beside the caveats, and the guard over a ledger's many answers has a bench of its own.
 */
export async function benchAsked({
  folder,
  engine,
  file,
  pairs,
}: {
  readonly folder: string;
  readonly engine: Engine;
  readonly file: EngineFile;
  readonly pairs: number;
}): Promise<Measure[]> {
  const askline = must(
    await openAskline({
      folder,
      whenAbsent: "fail",
      bundled: join("fixtures", "workspace"),
      startEngine: nodeEngineProcesses(),
      around: surroundings("Askline bench"),
    }),
  );
  try {
    const measures: Measure[] = [];
    for (const question of QUESTIONS) {
      let turn = 0;
      const whole = async (): Promise<void> => {
        const asked = questionOf(question.part(dayOf(turn)));
        turn += 1;
        const outcome = must(await askline.ask({ question: asked, unsure: [] }));
        if (outcome.kind === "refused")
          throw new Error(`${question.name}: ${outcome.refusal.reasons.join(" ")}`);
      };
      const bare = async (): Promise<void> => {
        must(
          await engine.query({
            sql: bareOf(question, file.sha256, dayOf(turn - 1)),
            params: [],
            files: [file],
          }),
        );
      };
      measures.push(besideBare(question, await interleave(pairs, [whole, bare])));
    }
    return measures;
  } finally {
    await askline.close();
  }
}

/** Below a tenth of a second the fixed cost of a question counts, above it its share. */
function besideBare(
  { name }: BenchQuestion,
  [full = [], plain = []]: readonly (readonly number[])[],
): Measure {
  const pairwise = (part: (all: number, alone: number) => number): number =>
    median(full.map((ms, index) => part(ms, plain[index] ?? Number.NaN)));
  const detail = `${median(full).toFixed(0)} ms against ${median(plain).toFixed(0)} ms`;
  return median(plain) >= 100
    ? {
        name: `${name}: asked, answered, in the ledger ÷ bare SQL`,
        value: pairwise((all, alone) => all / alone),
        unit: "×",
        limit: 1.15,
        detail,
      }
    : {
        name: `${name}: asked, answered, in the ledger − bare SQL`,
        value: pairwise((all, alone) => all - alone),
        unit: "ms",
        limit: 15,
        detail,
      };
}
