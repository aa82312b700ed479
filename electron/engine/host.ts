import { z } from "zod";
import { fileProfileSchema } from "../../shared/catalogue/profile.ts";
import { fail, ok, type Problem, type Result } from "../../shared/result.ts";
import type { Engine, EngineProcess, JobOptions, StartEngineProcess } from "./engine.ts";
import { stopProblem } from "./job.ts";
import {
  convertedSchema,
  type EngineRequest,
  engineInfoSchema,
  engineResultSchema,
  loadedFileSchema,
  requestSchema,
  toHostSchema,
  writtenSchema,
} from "./messages.ts";
import { completeSettings, type EngineSettings } from "./settings.ts";

const CRASHED: Problem = {
  code: "engine-crashed",
  message: "The calculation process stopped unexpectedly.",
  meaning: "This question has no answer yet; data and ledger are untouched.",
  remedy: "Ask again: the process starts anew by itself.",
};

type Pending = {
  readonly settle: (result: Result<unknown>) => void;
  readonly onProgress: JobOptions["onProgress"];
};

/** A process that was started, and the questions it owes an answer. */
type Live = { readonly process: EngineProcess; readonly pending: Map<number, Pending> };

/** How the engine is set up, and who wants to know how its process fares. */
export type HostOptions = Partial<EngineSettings> &
  Pick<EngineSettings, "cacheFolder"> & {
    readonly onState?: (
      state: "stopped" | "starting" | "ready" | "restarted",
      version: string | null,
    ) => void;
  };

/**
 * The engine as the rest of Askline sees it. It starts the process with the first call, passes calls and their stops
 * on, and when the process ends unexpectedly tells every open question so and starts a new one with the next call.
 */
export function createEngineHost(
  start: StartEngineProcess,
  { onState = () => undefined, ...given }: HostOptions,
): Engine {
  const settings = completeSettings(given);
  let live: Live | null = null;
  let closed = false;
  let lastId = 0;
  let starts = 0;

  const launch = (): Live => {
    const started: Live = { process: start(), pending: new Map() };
    const { process, pending } = started;
    starts += 1;
    onState("starting", null);
    process.onMessage((received) => {
      const message = toHostSchema.safeParse(received);
      if (!message.success) {
        // A process that does not keep to the contract cannot be trusted with the next answer either.
        process.kill();
        return;
      }
      if (message.data.kind === "ready") {
        onState(starts === 1 ? "ready" : "restarted", message.data.version);
        return;
      }
      const waiting = pending.get(message.data.id);
      if (message.data.kind === "progress") {
        waiting?.onProgress?.(message.data.progress);
        return;
      }
      pending.delete(message.data.id);
      const { result } = message.data;
      waiting?.settle(result.ok ? ok(result.value) : fail(result.problem));
    });
    process.onExit((code) => {
      if (live === started) live = null;
      onState("stopped", null);
      const problem = { ...CRASHED, detail: `exit code ${code}` };
      for (const waiting of pending.values())
        waiting.settle(fail(closed ? stopProblem("cancelled") : problem));
      pending.clear();
    });
    process.send({ kind: "open", settings });
    return started;
  };

  const ask = (request: EngineRequest, options: JobOptions = {}): Promise<Result<unknown>> => {
    const checked = requestSchema.safeParse(request);
    if (!checked.success) return Promise.resolve(fail(badRequest(checked.error)));
    if (closed) return Promise.resolve(fail(stopProblem("cancelled")));
    if (options.signal?.aborted) return Promise.resolve(fail(stopProblem("cancelled")));
    live ??= launch();
    const { process, pending } = live;
    lastId += 1;
    const id = lastId;
    return new Promise((resolve) => {
      const stop = (reason: "cancelled" | "timed-out") => process.send({ kind: "cancel", id, reason });
      const cancel = () => stop("cancelled");
      const deadline =
        options.deadlineMs === undefined
          ? undefined
          : setTimeout(() => stop("timed-out"), options.deadlineMs);
      options.signal?.addEventListener("abort", cancel);
      const settle = (result: Result<unknown>) => {
        clearTimeout(deadline);
        options.signal?.removeEventListener("abort", cancel);
        resolve(result);
      };
      pending.set(id, { settle, onProgress: options.onProgress });
      process.send({ kind: "request", id, request: checked.data });
    });
  };

  const call = async <T>(
    schema: z.ZodType<T>,
    request: EngineRequest,
    options?: JobOptions,
  ): Promise<Result<T>> => {
    const result = await ask(request, options);
    return result.ok ? ok(schema.parse(result.value)) : result;
  };

  return {
    load: (file, options) => call(loadedFileSchema, { method: "load", file }, options),
    profile: (file, options) => call(fileProfileSchema, { method: "profile", file }, options),
    query: (query, options) =>
      call(
        engineResultSchema,
        { method: "query", query: { ...query, params: [...query.params], files: [...query.files] } },
        options,
      ),
    convert: (source, target, options) =>
      call(convertedSchema, { method: "convert", source, target }, options),
    write: (query, target, options) =>
      call(
        writtenSchema,
        { method: "write", query: { ...query, params: [...query.params], files: [...query.files] }, target },
        options,
      ),
    info: async () => {
      const result = await call(engineInfoSchema, { method: "info" });
      if (!result.ok) throw new Error(result.problem.message);
      return result.value;
    },
    close: async () => {
      closed = true;
      const ending = live;
      if (ending === null) return;
      const ended = new Promise<void>((resolve) => ending.process.onExit(() => resolve()));
      ending.process.kill();
      await ended;
    },
  };
}

const badRequest = (error: z.ZodError): Problem => ({
  code: "bad-input",
  message: "The engine was asked for something it does not understand.",
  detail: z.prettifyError(error),
});
