import type { ResultTable } from "../../shared/answer/table/table.ts";
import { RESULT_SIGNAL } from "../../shared/api/result-signal.ts";
import type { Problem } from "../../shared/result.ts";
import { call, ProblemError } from "./bridge.ts";

/** Rows that came by a port, and what main said of them. */
export type Received<Said> = { readonly table: ResultTable; readonly said: Said };

/** After main has said that a result was sent, it is a moment away. Longer than this, in milliseconds, it is lost. */
const ON_THE_WAY_MS = 10_000;

type Waiting = { readonly take: (bytes: Uint8Array) => void; readonly lose: () => void };
const waiting = new Map<string, Waiting>();

/** Starts to listen for results; called once when the window opens. */
export function receiveResults(): () => void {
  const receive = ({ source, origin, data, ports }: MessageEvent) => {
    const [port] = ports;
    if (source !== window || origin !== location.origin || data?.signal !== RESULT_SIGNAL || !port) return;
    const reader = waiting.get(String(data.id));
    if (reader === undefined) {
      port.close(); // nobody waits any more: whoever would send learns so
      return;
    }
    port.onmessage = ({ data: bytes }) => {
      if (bytes instanceof Uint8Array) reader.take(bytes);
      port.close();
    };
    port.addEventListener("close", reader.lose);
  };
  addEventListener("message", receive);
  return () => removeEventListener("message", receive);
}

/**
 * Asks for rows that come as Arrow by a port of their own, from the engine's process where that holds them. `ask` calls the
 * channel with the id of the run. Throws a ProblemError: when the rows are held back, when `signal` stopped them, or when
 * the engine was gone before they came.
 */
export async function receiveRows<Said>(
  ask: (runId: string) => Promise<Said>,
  signal: AbortSignal,
): Promise<Received<Said>> {
  const runId = crypto.randomUUID();
  let late: ReturnType<typeof setTimeout> | undefined;
  let lose: () => void = () => undefined;
  const bytes = new Promise<Uint8Array>((resolve, reject) => {
    lose = () => reject(new ProblemError(LOST));
    waiting.set(runId, { take: resolve, lose });
  });
  bytes.catch(() => undefined); // told below, unless what main says comes first
  const stop = () => void call("run.cancel", { runId });
  signal.addEventListener("abort", stop);
  try {
    const [said, { decodeTable }] = await Promise.all([
      ask(runId),
      import("../../shared/answer/table/table.ts"),
    ]);
    late = setTimeout(lose, ON_THE_WAY_MS);
    return { said, table: decodeTable(await bytes) };
  } finally {
    clearTimeout(late);
    waiting.delete(runId);
    signal.removeEventListener("abort", stop);
  }
}

const LOST: Problem = {
  code: "engine-crashed",
  message: "The rows did not arrive.",
  meaning: "Nothing is lost: they are read again from the data.",
  remedy: "Try again.",
};
