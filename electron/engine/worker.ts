import { ColumnRefusal } from "./arrow/fault.ts";
import { convertFile } from "./convert/convert.ts";
import { lookAtBeginning } from "./convert/look.ts";
import type { EngineInfo, EngineQuery, EngineResult } from "./engine.ts";
import { writeResult } from "./files/write.ts";
import type { Job } from "./job.ts";
import { openLibrary } from "./library.ts";
import type { EngineRequest } from "./messages.ts";
import { profileTable } from "./profile.ts";
import { executeDirect, isWorthDirect } from "./query/direct.ts";
import { openEarlierRuns } from "./query/earlier-runs.ts";
import { type ResultEncoder, streamBytes } from "./query/encode.ts";
import { execute } from "./query/execute.ts";
import { openKeptFacts } from "./query/kept-facts.ts";
import { createResultCache, resultKey } from "./query/result-cache.ts";
import { createMembers } from "./query/typed-texts.ts";
import { createQueue } from "./queue.ts";
import type { EngineSettings } from "./settings.ts";
import { CONVERTER_VERSION, duckdbVersion, openStoreFolder } from "./store/folder.ts";

/** Imports and exports beside the questions have at least this much memory, in MB. */
const LEAST_BESIDES_MB = 512;

/** How DuckDB says that what it reads has no row numbers. */
const NO_ROW_NUMBERS = /"rowid" not found/;

/** What the engine process does with requests, without how they arrive. */
export type Worker = { readonly answer: (request: EngineRequest, job: Job) => Promise<unknown> };

/** Opens the engine over its cache folder. Throws when the folder cannot be made or written. */
export function openWorker(settings: EngineSettings): Worker {
  const folder = openStoreFolder(settings.cacheFolder, process.pid);
  const library = openLibrary(folder, settings);
  const results = createResultCache(settings.resultsMb);
  const facts = openKeptFacts(settings.cacheFolder);
  const earlier = openEarlierRuns(settings.cacheFolder);
  const members = createMembers();
  const queries = createQueue(settings.queriesAtOnce);
  const builds = createQueue(settings.buildsAtOnce);
  // Each has a DuckDB of its own beside that of the questions: together they must not take several times what is allowed.
  const besides = {
    ...settings,
    memoryMb: Math.min(settings.memoryMb, Math.max(LEAST_BESIDES_MB, Math.floor(settings.memoryMb / 3))),
  };
  const waiting = (job: Job) => () => job.report({ stage: "queued", share: null, rows: null });

  /** The answer straight from a large file that has no store yet, which is then built behind it; null where that does not do. */
  const firstAnswer = async (asked: EngineQuery, job: Job): Promise<ResultEncoder | null> => {
    const [missing, ...more] = asked.files.filter((file) => !library.isStored(file));
    if (missing === undefined || more.length > 0 || !isWorthDirect(missing)) return null;
    const others = asked.files.filter(({ sha256 }) => sha256 !== missing.sha256);
    const stored = others.map(({ sha256 }) => ({ sha256, path: library.storeOf(sha256) }));
    try {
      const encoder = await executeDirect(asked, missing, stored, { folder, settings, job });
      const behind: Job = { signal: new AbortController().signal, report: () => undefined };
      const build = () => library.using([missing], behind, async () => undefined);
      void builds.run(behind.signal, () => undefined, build).catch(() => undefined);
      return encoder;
    } catch (cause) {
      // A column that needs second thoughts: those belong to the store. So do the rows' numbers.
      if (cause instanceof ColumnRefusal || (cause instanceof Error && NO_ROW_NUMBERS.test(cause.message)))
        return null;
      throw cause;
    }
  };

  const query = async (asked: EngineQuery, given: Job): Promise<EngineResult> => {
    const started = performance.now();
    const key = resultKey(asked);
    const kept = results.find(key) ?? (asked.keep ? facts.find(key) : null);
    if (kept !== null) return { ...kept, tookMs: performance.now() - started, cached: true };
    const stored = asked.files.every(library.isStored);
    const expectedMs = stored ? earlier.expectedMs(asked) : null;
    const job: Job =
      expectedMs === null
        ? given
        : { signal: given.signal, report: (progress) => given.report({ ...progress, expectedMs }) };
    const encoder =
      (await firstAnswer(asked, job)) ??
      (await library.using(asked.files, job, (connection, loaded) =>
        execute(connection, asked, job, { loaded, members }),
      ));
    const ipc = streamBytes(encoder.batch());
    const rows = encoder.rows();
    results.keep(key, { ipc, rows });
    if (asked.keep) facts.keep(key, { ipc, rows });
    const tookMs = performance.now() - started;
    // The first answer, straight from the file, says nothing about the later ones.
    if (stored) earlier.note(asked, tookMs);
    return { ipc, rows, tookMs, cached: false };
  };

  const info = (): EngineInfo => ({
    name: "duckdb",
    version: duckdbVersion(),
    converter: CONVERTER_VERSION,
    settings: Object.fromEntries(
      Object.entries(settings)
        .filter(([name]) => name !== "cacheFolder")
        .map(([name, value]) => [name, String(value)]),
    ),
  });

  return {
    answer: async (request, job) => {
      switch (request.method) {
        case "load":
          return builds.run(job.signal, waiting(job), () =>
            library.using([request.file], job, async (_, [loaded]) => loaded),
          );
        case "profile":
          return builds.run(job.signal, waiting(job), () =>
            library.using([request.file], job, async (connection, [loaded]) => {
              if (loaded === undefined) throw new Error("The file was not loaded.");
              return profileTable(connection, request.file.sha256, loaded, job);
            }),
          );
        case "query":
        case "deliver":
          return queries.run(job.signal, waiting(job), () => query(request.query, job));
        case "info":
          return info();
        case "convert":
          return builds.run(job.signal, waiting(job), () =>
            convertFile(request.source, request.target, { folder, settings: besides, job }),
          );
        case "look":
          return lookAtBeginning(request.source);
        case "write":
          return builds.run(job.signal, waiting(job), () =>
            writeResult(request.query, request.target, { library, folder, settings: besides, job }),
          );
      }
    },
  };
}
