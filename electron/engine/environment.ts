/**
 * Every running query holds one of the process's own threads while it waits for DuckDB's. With the usual four, a fifth question
 * could not even begin. These are enough for the most questions and imports at once that the settings allow (queue.ts).
 */
const THREADS = 48;

/** The environment in which an engine process is started: it cannot choose the number of its threads any more once it runs. */
export const engineEnvironment = (): NodeJS.ProcessEnv => ({
  ...process.env,
  UV_THREADPOOL_SIZE: String(THREADS),
});
