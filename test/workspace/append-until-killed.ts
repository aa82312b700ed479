import { writeSync } from "node:fs";
import { openLedger } from "../../electron/workspace/ledger/ledger.ts";

/** Appends to the ledger in the folder given until it is killed; prints each event's name once it was acknowledged. */
const [folder = "", name = ""] = process.argv.slice(2);
const opened = await openLedger(folder, { now: () => Date.now(), readOnly: false });
if (!opened.ok) throw new Error(opened.problem.message);
const ledger = opened.value;

async function appendForEver(lane: number): Promise<never> {
  for (let i = 0; ; i += 1) {
    const answerId = `${name}-${lane}-${i}`;
    const result = await ledger.append([
      { actor: "test", happening: { kind: "answer-viewed", payload: { answerId } } },
    ]);
    if (result.ok) writeSync(1, `${answerId}\n`);
  }
}

await Promise.all([0, 1, 2].map(appendForEver));
