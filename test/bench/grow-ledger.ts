import { rm } from "node:fs/promises";
import { join } from "node:path";
import { openAskline } from "../../electron/askline.ts";
import { nodeEngineProcesses } from "../../electron/engine/start-node.ts";
import { layoutOf } from "../../electron/workspace/layout.ts";
import { bundled } from "../askline/open.ts";
import { grow } from "./ledger.ts";

/** `node --import tsx test/bench/grow-ledger.ts FOLDER EVENTS`: makes a workspace whose ledger holds that many events. */
const [folder = "", events = "1000000"] = process.argv.slice(2);
let ids = 0;
const made = await openAskline({
  folder,
  whenAbsent: "create-empty",
  bundled,
  startEngine: nodeEngineProcesses(),
  around: { now: Date.now, newId: () => `G${++ids}`, actor: "bench", application: "bench" },
});
if (!made.ok) throw new Error(made.problem.message);
await made.value.close();
const { ledger } = layoutOf(folder);
await rm(join(ledger, "ledger.jsonl"), { force: true });
const bytes = await grow(ledger, Number(events));
console.log(`A ledger of ${events} events, ${Math.round(bytes / 1e6)} MB.`);
