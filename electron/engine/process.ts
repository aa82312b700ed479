import type { Result } from "../../shared/result.ts";
import type { Delivered } from "./engine.ts";
import { type Job, jobProblem, Stopped } from "./job.ts";
import { type EngineRequest, engineResultSchema, type ToHost, toProcessSchema } from "./messages.ts";
import { duckdbVersion } from "./store/folder.ts";
import { openWorker, type Worker } from "./worker.ts";

/**
 * Entry of the engine process. It runs the same as an Electron utility process and as a Node child process; all that
 * differs is the way messages travel.
 */
type Port = {
  readonly send: (message: ToHost) => void;
  readonly onMessage: (listener: (message: unknown, reader: ReaderPort | null) => void) => void;
};

/** The way to the reader of one result. */
type ReaderPort = {
  readonly postMessage: (message: unknown) => void;
  readonly close: () => void;
  /** Only a started port tells that its other end was closed. */
  readonly start: () => void;
  readonly on: (event: "close", listener: () => void) => void;
};

type ParentPort = {
  readonly postMessage: (message: unknown) => void;
  readonly on: (
    event: "message",
    listener: (event: { readonly data: unknown; readonly ports: readonly ReaderPort[] }) => void,
  ) => void;
};

function openPort(): Port {
  const host: object = process;
  if (hasParentPort(host)) {
    const { parentPort } = host;
    return {
      send: (message) => parentPort.postMessage(message),
      onMessage: (listener) =>
        parentPort.on("message", ({ data, ports }) => listener(data, ports[0] ?? null)),
    };
  }
  // The parent is gone: nobody waits for an answer, and everything half done lies in this process's own work folder.
  const parent: NodeJS.Process = process;
  parent.on("disconnect", () => parent.kill(parent.pid, "SIGKILL"));
  return {
    send: (message) => {
      if (parent.connected) parent.send?.(message, undefined, undefined, () => undefined);
    },
    onMessage: (listener) => parent.on("message", (message) => listener(message, null)),
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

/** Sends a result's bytes to its reader; what is left is for the asker. */
function handOver(value: unknown, reader: ReaderPort): Delivered {
  const { ipc, ...rest } = engineResultSchema.parse(value);
  reader.postMessage(ipc);
  return rest;
}

function serve(port: Port): void {
  let worker: Worker | null = null;
  let unopened: unknown = new Error("The engine was asked before it was opened.");
  const running = new Map<number, AbortController>();

  const answer = async (id: number, request: EngineRequest, reader: ReaderPort | null): Promise<void> => {
    const controller = new AbortController();
    running.set(id, controller);
    // A reader who leaves, as a window that is closed does, needs no result any more.
    reader?.on("close", () => controller.abort("cancelled"));
    reader?.start();
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
      const value = await untilStopped(worker.answer(request, job), job);
      result = { ok: true, value: reader === null ? value : handOver(value, reader) };
    } catch (cause) {
      result = { ok: false, problem: jobProblem(cause, job) };
    }
    running.delete(id);
    if (!result.ok) reader?.close();
    port.send({ kind: "reply", id, result });
  };

  port.onMessage((received, reader) => {
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
        void answer(message.id, message.request, reader);
        return;
      case "cancel":
        running.get(message.id)?.abort(message.reason);
    }
  });
}

serve(openPort());
