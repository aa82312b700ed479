import { createReadStream } from "node:fs";
import { join } from "node:path";
import { RecordBatchReader, RecordBatchStreamWriter } from "apache-arrow";
import { type Find, type OpenPeer, type PeerCell, type PeerPlace, way } from "./peers.ts";

/** An Arrow table of the peer's own copy of the library: dates in milliseconds, sums as four words of 32 bits. */
type WasmTable = {
  readonly schema: { readonly fields: readonly { readonly type: object }[] };
  readonly toArray: () => readonly { readonly toArray: () => readonly unknown[] }[];
};

function rowsOf(table: WasmTable): PeerCell[][] {
  const days = table.schema.fields.map(({ type }) => String(type).startsWith("Date"));
  return table.toArray().map((row) => [...row.toArray()].map((value, column) => cellOf(value, days[column])));
}

function cellOf(value: unknown, isDay = false): PeerCell {
  if (value instanceof Uint32Array)
    return value.reduceRight((whole, word) => (whole << 32n) + BigInt(word), 0n);
  if (isDay && typeof value === "number") return new Date(value).toISOString().slice(0, 10);
  if (typeof value === "number" || typeof value === "bigint") return value;
  if (typeof value === "object" && value !== null && Symbol.iterator in value)
    return JSON.stringify([...(value as Iterable<unknown>)]);
  return value === null ? null : String(value);
}

type WasmConnection = {
  readonly query: (sql: string) => WasmTable;
  readonly insertArrowFromIPCStream: (bytes: Uint8Array, options: { name: string; create: boolean }) => void;
  readonly close: () => void;
};
type Wasm = {
  readonly VoidLogger: new () => object;
  readonly NODE_RUNTIME: object;
  readonly createDuckDB: (
    bundles: object,
    logger: object,
    runtime: object,
  ) => Promise<{
    readonly instantiate: (onProgress: () => void) => Promise<unknown>;
    readonly open: (config: object) => void;
    readonly connect: () => WasmConnection;
  }>;
};

/** DuckDB compiled for the browser, one thread, over a table in its memory. */
export async function openWasm(find: Find, { home, path, shapes }: PeerPlace): Promise<OpenPeer> {
  const duckdb = find<Wasm>("@duckdb/duckdb-wasm/dist/duckdb-node-blocking.cjs");
  const dist = join(home, "node_modules", "@duckdb", "duckdb-wasm", "dist");
  const bundle = (name: string) => ({ mainModule: join(dist, `duckdb-${name}.wasm`), mainWorker: "" });
  const bundles = { mvp: bundle("mvp"), eh: bundle("eh") };
  const db = await duckdb.createDuckDB(bundles, new duckdb.VoidLogger(), duckdb.NODE_RUNTIME);
  await db.instantiate(() => undefined);
  db.open({});
  const connection = db.connect();
  let create = true;
  for await (const batch of await RecordBatchReader.from(createReadStream(path))) {
    const writer = new RecordBatchStreamWriter();
    writer.write(batch);
    writer.finish();
    connection.insertArrowFromIPCStream(writer.toUint8Array(true), { name: "t", create });
    create = false;
  }
  return {
    shapes: shapes.map(({ sql, asked }) =>
      [...new Set([sql, asked])].map((text) =>
        way(() => connection.query(text.replaceAll("$T", "t")), rowsOf),
      ),
    ),
    close: () => connection.close(),
  };
}
