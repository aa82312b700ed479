import { z } from "zod";
import type { ChosenLimits } from "../../shared/api/engine-limits.ts";
import { tableReadingSchema } from "../../shared/catalogue/formats/table/reading.ts";
import { fileProfileSchema } from "../../shared/catalogue/profile.ts";
import { fail, ok, type Problem, type Result } from "../../shared/result.ts";
import type { Engine, JobOptions, Outlet, StartEngineProcess } from "./engine.ts";
import { stopProblem } from "./job.ts";
import { createLives, type OnState } from "./lives.ts";
import {
  convertedSchema,
  deliveredSchema,
  type EngineRequest,
  engineInfoSchema,
  engineResultSchema,
  loadedFileSchema,
  requestSchema,
  writtenSchema,
} from "./messages.ts";
import { completeSettings, type EngineOptions } from "./settings.ts";

/** A stop is answered after this many milliseconds at the latest: 50 are allowed, and timers may be late. */
const GRACE_MS = 10;
/** A process that has not come to a stop after this many milliseconds never will. */
const HUNG_MS = 30_000;

/** How the engine is set up, and who wants to know how its process fares. */
export type HostOptions = Partial<EngineOptions> &
  Pick<EngineOptions, "cacheFolder"> & {
    /** What a person chose of its limits, where something was. */
    readonly chosen?: ChosenLimits;
    readonly onState?: OnState;
  };

/**
 * The engine as the rest of Askline sees it. It starts the process with the first call, passes calls and their stops
 * on, and when the process ends unexpectedly tells every open question so and starts a new one with the next call.
 */
export function createEngineHost(
  start: StartEngineProcess,
  { onState = () => undefined, chosen, ...given }: HostOptions,
): Engine {
  let options = completeSettings(given, chosen);
  const lives = createLives(
    start,
    () => {
      const { deadlineMs: _, ...settings } = options;
      return settings;
    },
    onState,
  );
  let closed = false;
  let lastId = 0;

  const ask = (
    request: EngineRequest,
    { signal, onProgress, deadlineMs }: JobOptions = {},
    reader: Outlet | null = null,
  ): Promise<Result<unknown>> => {
    const checked = requestSchema.safeParse(request);
    if (!checked.success) return Promise.resolve(fail(badRequest(checked.error)));
    if (closed) return Promise.resolve(fail(stopProblem("cancelled")));
    if (signal?.aborted) return Promise.resolve(fail(stopProblem("cancelled")));
    const { process, pending } = lives.current();
    lastId += 1;
    const id = lastId;
    return new Promise((resolve) => {
      let stopped = false;
      let grace: NodeJS.Timeout | undefined;
      let hung: NodeJS.Timeout | undefined;
      const stop = (reason: "cancelled" | "timed-out") => {
        if (stopped) return;
        stopped = true;
        process.send({ kind: "cancel", id, reason });
        // The asker is free at once, also while the process is busy; what it still has to put away it does behind that.
        grace = setTimeout(() => resolve(fail(stopProblem(reason))), GRACE_MS);
        hung = setTimeout(() => process.kill(), HUNG_MS);
        hung.unref();
      };
      const cancel = () => stop("cancelled");
      const allowed = deadlineMs ?? (isQuestion(request) ? options.deadlineMs : null);
      const deadline = allowed === null ? undefined : setTimeout(() => stop("timed-out"), allowed);
      signal?.addEventListener("abort", cancel);
      const settle = (result: Result<unknown>) => {
        for (const timer of [deadline, grace, hung]) clearTimeout(timer);
        signal?.removeEventListener("abort", cancel);
        resolve(result);
      };
      const tell: JobOptions["onProgress"] = (progress) => {
        if (!stopped) onProgress?.(progress);
      };
      pending.set(id, { settle, onProgress: tell });
      const message = { kind: "request", id, request: checked.data };
      if (reader === null) process.send(message);
      else process.sendWith?.(message, reader);
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

  /** To the reader straight from the process where a port can travel there; else through here. */
  const deliver: Engine["deliver"] = async (query, reader, options) => {
    const asked = { ...query, params: [...query.params], files: [...query.files] };
    if (!closed && lives.current().process.sendWith !== undefined) {
      const sent = await ask({ method: "deliver", query: asked }, options, reader);
      if (sent.ok) return ok(deliveredSchema.parse(sent.value));
      reader.close();
      return sent;
    }
    const result = await call(engineResultSchema, { method: "query", query: asked }, options);
    if (!result.ok) {
      reader.close();
      return result;
    }
    const { ipc, ...rest } = result.value;
    reader.postMessage(ipc);
    return ok(rest);
  };

  return {
    deliver,
    load: (file, options) => call(loadedFileSchema, { method: "load", file }, options),
    profile: (file, options) => call(fileProfileSchema, { method: "profile", file }, options),
    query: (query, options) =>
      call(
        engineResultSchema,
        { method: "query", query: { ...query, params: [...query.params], files: [...query.files] } },
        options,
      ),
    look: (source, options) => call(tableReadingSchema, { method: "look", source }, options),
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
    setLimits: (limits) => {
      options = completeSettings(given, limits);
      lives.retire();
    },
    close: () => {
      closed = true;
      return lives.close();
    },
  };
}

/** Imports and exports take as long as they take: a person sees how far they are. */
const isQuestion = ({ method }: EngineRequest): boolean => method === "query" || method === "deliver";

const badRequest = (error: z.ZodError): Problem => ({
  code: "bad-input",
  message: "The engine was asked for something it does not understand.",
  detail: z.prettifyError(error),
});
