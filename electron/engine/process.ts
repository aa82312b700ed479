import type { Result } from "../../shared/result.ts";
import { type Job, jobProblem, Stopped } from "./job.ts";
import { type ToHost, toProcessSchema } from "./messages.ts";
import { duckdbVersion } from "./store/folder.ts";
import { openWorker, type Worker } from "./worker.ts";

/**
 * Entry of the engine process. It runs the same as an Electron utility process and as a Node child process; all that
 * differs is the way messages travel.
 */
type Port = {
  readonly send: (message: ToHost) => void;
  readonly onMessage: (listener: (message: unknown) => void) => void;
};

type ParentPort = {
  readonly postMessage: (message: unknown) => void;
  readonly on: (event: "message", listener: (event: { readonly data: unknown }) => void) => void;
};

function openPort(): Port {
  const host: object = process;
  if (hasParentPort(host)) {
    const { parentPort } = host;
    return {
      send: (message) => parentPort.postMessage(message),
      onMessage: (listener) => parentPort.on("message", ({ data }) => listener(data)),
    };
  }
  // The parent is gone: nobody waits for an answer, and everything half done lies in this process's own work folder.
  const parent: NodeJS.Process = process;
  parent.on("disconnect", () => parent.kill(parent.pid, "SIGKILL"));
  return {
    send: (message) => {
      if (parent.connected) parent.send?.(message, undefined, undefined, () => undefined);
    },
    onMessage: (listener) => parent.on("message", listener),
  };
}

function hasParentPort(host: object): host is { readonly parentPort: ParentPort } {
  return "parentPort" in host && typeof host.parentPort === "object" && host.parentPort !== null;
}

/** Progress is passed on at most this often. */
const REPORT_MS = 50;

/**
 * The work's value, or its stop, whichever is first: who stops a question hears so at once, while DuckDB still winds up.
 * Until that is done the work keeps its place in the queue.
 */
async function untilStopped<T>(work: Promise<T>, job: Job): Promise<T> {
  let stop: (() => void) | undefined;
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(new Stopped("The job was stopped."));
    job.signal.addEventListener("abort", stop);
  });
  work.catch(() => undefined);
  try {
    return await Promise.race([work, stopped]);
  } finally {
    if (stop !== undefined) job.signal.removeEventListener("abort", stop);
  }
}

function serve(port: Port): void {
  let worker: Worker | null = null;
  let unopened: unknown = new Error("The engine was asked before it was opened.");
  const running = new Map<number, AbortController>();

  const answer = async (id: number, request: Parameters<Worker["answer"]>[0]): Promise<void> => {
    const controller = new AbortController();
    running.set(id, controller);
    let reported = 0;
    const job: Job = {
      signal: controller.signal,
      report: (progress) => {
        const now = performance.now();
        if (now - reported < REPORT_MS) return;
        reported = now;
        port.send({ kind: "progress", id, progress });
      },
    };
    let result: Result<unknown>;
    try {
      if (worker === null) throw unopened;
      result = { ok: true, value: await untilStopped(worker.answer(request, job), job) };
    } catch (cause) {
      result = { ok: false, problem: jobProblem(cause, job) };
    }
    running.delete(id);
    port.send({ kind: "reply", id, result });
  };

  port.onMessage((received) => {
    const message = toProcessSchema.parse(received);
    switch (message.kind) {
      case "open":
        try {
          worker = openWorker(message.settings);
        } catch (cause) {
          unopened = cause;
        }
        port.send({ kind: "ready", version: duckdbVersion() });
        return;
      case "request":
        void answer(message.id, message.request);
        return;
      case "cancel":
        running.get(message.id)?.abort(message.reason);
    }
  });
}

serve(openPort());
