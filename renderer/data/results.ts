import type { ResultTable } from "../../shared/answer/table/table.ts";
import { call, LOST, ProblemError } from "./bridge.ts";
import { openWay } from "./ports.ts";

/** Rows that came by a port, and what main said of them. */
export type Received<Said> = { readonly table: ResultTable; readonly said: Said };

/**
 * Asks for rows that come as Arrow by a port of their own, from the engine's process where that holds them. `ask` calls the
 * channel with the id of the run. Throws a ProblemError: when the rows are held back, when `signal` stopped them, or when
 * the engine was gone before they came.
 */
export async function receiveRows<Said>(
  ask: (runId: string) => Promise<Said>,
  signal: AbortSignal,
): Promise<Received<Said>> {
  const way = openWay();
  const runId = way.id;
  const stop = () => void call("run.cancel", { runId });
  signal.addEventListener("abort", stop);
  try {
    const [said, { decodeTable }] = await Promise.all([
      ask(runId),
      import("../../shared/answer/table/table.ts"),
    ]);
    const bytes = await way.message();
    if (!(bytes instanceof Uint8Array)) throw new ProblemError(LOST);
    return { said, table: decodeTable(bytes) };
  } finally {
    way.end();
    signal.removeEventListener("abort", stop);
  }
}
