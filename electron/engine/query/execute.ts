import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  type DuckDBConnection,
  type DuckDBPreparedStatement,
  type DuckDBType,
  type DuckDBValue,
  VARCHAR,
} from "@duckdb/node-api";
import type { SqlValue } from "../../../shared/plan/plan.ts";
import type { EngineQuery } from "../engine.ts";
import { interruptible, type Job } from "../job.ts";
import { encodeAll, type ResultEncoder, resultEncoder } from "./encode.ts";
import { checkQuery, checkStatementType } from "./walls.ts";

const PROGRESS_MS = 100;

/** Runs one checked SELECT and gathers its rows. */
export async function execute(
  connection: DuckDBConnection,
  query: EngineQuery,
  job: Job,
): Promise<ResultEncoder> {
  return withStatement(connection, query, job, async (statement) => {
    const result = await statement.stream();
    const encoder = resultEncoder(result);
    await encodeAll(result, encoder);
    return encoder;
  });
}

/** Checks a query against the walls, prepares and binds it, and runs work on it that can be stopped. */
export async function withStatement<T>(
  connection: DuckDBConnection,
  query: EngineQuery,
  job: Job,
  work: (statement: DuckDBPreparedStatement) => Promise<T>,
): Promise<T> {
  await checkQuery(connection, query.sql, query.files);
  return interruptible(job, connection, async () => {
    const statement = await prepare(connection, query);
    const progress = reportProgress(connection, job, "running");
    try {
      return await work(statement);
    } finally {
      progress.stop();
      statement.destroySync();
    }
  });
}

/** Reports how far DuckDB says it is, until stopped. */
export function reportProgress(
  connection: DuckDBConnection,
  job: Job,
  stage: "reading" | "running" | "writing",
): { readonly stop: () => void } {
  const timer = setInterval(() => {
    const { percentage } = connection.progress;
    job.report({ stage, share: percentage < 0 ? null : Math.min(1, percentage / 100), rows: null });
  }, PROGRESS_MS);
  return { stop: () => clearInterval(timer) };
}

async function prepare(connection: DuckDBConnection, query: EngineQuery): Promise<DuckDBPreparedStatement> {
  const statements = await connection.extractStatements(query.sql);
  const statement = await statements.prepare(0);
  try {
    checkStatementType(statement.statementType);
    const { values, types } = bindings(query.params);
    if (values.length > 0) statement.bind(values, types);
    return statement;
  } catch (cause) {
    statement.destroySync();
    throw cause;
  }
}

/** Values and types to bind: whole numbers as BIGINT, so that they compare with whole-number columns as such. */
export function bindings(params: readonly SqlValue[]): { values: DuckDBValue[]; types: DuckDBType[] } {
  const bound = params.map((param): readonly [DuckDBValue, DuckDBType] => {
    if (typeof param === "number") {
      return Number.isSafeInteger(param) ? [BigInt(param), BIGINT] : [param, DOUBLE];
    }
    return [param, typeof param === "boolean" ? BOOLEAN : VARCHAR];
  });
  return { values: bound.map(([value]) => value), types: bound.map(([, type]) => type) };
}
