import { open } from "node:fs/promises";
import type { DuckDBResult } from "@duckdb/node-api";
import { RecordBatchFileWriter } from "apache-arrow";
import { type Job, throwIfStopped } from "../job.ts";
import { resultEncoder } from "../query/encode.ts";

/** Rows of a batch: as many as DuckDB keeps in one of its row groups. */
const BATCH_ROWS = 122_880;

/** Writes a result to an Arrow IPC file in batches, so that its size does not matter. Returns the number of rows. */
export async function writeArrowFile(
  result: DuckDBResult,
  path: string,
  job: Job,
  onRows: (rows: number) => void,
): Promise<number> {
  const encoder = resultEncoder(result, false);
  const writer = new RecordBatchFileWriter();
  const sink = drain(writer, path);
  const hand = async () => {
    writer.write(encoder.batch());
    await sink.settled();
    onRows(encoder.rows());
    throwIfStopped(job);
  };
  try {
    let inBatch = 0;
    let batches = 0;
    for (;;) {
      const chunk = await result.fetchChunk();
      if (chunk === null || chunk.rowCount === 0) break;
      encoder.append(chunk);
      inBatch += chunk.rowCount;
      if (inBatch < BATCH_ROWS) continue;
      await hand();
      batches += 1;
      inBatch = 0;
    }
    // A file without rows still needs one batch to carry its columns.
    if (inBatch > 0 || batches === 0) await hand();
    writer.finish();
  } catch (cause) {
    writer.abort(cause);
    await sink.done.catch(() => undefined);
    throw cause;
  }
  await sink.done;
  return encoder.rows();
}

/** Writes whatever the writer gives out; `settled` waits until all it gave out so far is written. */
function drain(writer: RecordBatchFileWriter, path: string) {
  let waiting = false;
  let failure: unknown = null;
  const done = (async () => {
    const handle = await open(path, "w");
    try {
      const chunks = writer[Symbol.asyncIterator]();
      for (;;) {
        waiting = true;
        const next = await chunks.next();
        waiting = false;
        if (next.done === true) return;
        // Not write(): on a disk that is nearly full it writes a part and says so in its result only.
        await handle.writeFile(next.value);
      }
    } finally {
      await handle.close();
    }
  })();
  done.catch((cause: unknown) => {
    failure = cause;
  });
  return {
    done,
    settled: async (): Promise<void> => {
      // One turn of the event loop lets the loop above take what was just given out.
      do await new Promise(setImmediate);
      while (!waiting && failure === null);
      if (failure !== null) throw failure;
    },
  };
}
