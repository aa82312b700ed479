import { parentPort, workerData } from "node:worker_threads";
import { verifyLedger } from "../verify.ts";
import { checkAskedSchema } from "./asked.ts";

/** Entry of the thread that checks a ledger: is told which at its start, gives what it found, and ends. */
const { folder, ...range } = checkAskedSchema.parse(workerData);
void verifyLedger(folder, range).then((verified) => parentPort?.postMessage(verified));
