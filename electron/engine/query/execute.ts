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
import { type KnownTexts, withTypedTexts } from "./typed-texts.ts";
import { checkQuery, checkStatementType } from "./walls.ts";

const PROGRESS_MS = 100;

/** Runs one checked SELECT and gathers its rows. With `known`, texts are compared as the codes they are stored as. */
export async function execute(
  connection: DuckDBConnection,
  query: EngineQuery,
  job: Job,
  known: KnownTexts | null = null,
): Promise<ResultEncoder> {
  const compared = await checkQuery(connection, query.sql, query.files);
  const typed = known === null ? null : await withTypedTexts(connection, query, compared, known);
  const gather = async (statement: DuckDBPreparedStatement): Promise<ResultEncoder> => {
    const result = await statement.stream();
    const encoder = resultEncoder(result);
    await encodeAll(result, encoder);
    return encoder;
  };
  if (typed !== null) {
    try {
      return await runStatement(connection, typed, job, gather);
    } catch (cause) {
      // Where a name stands for another column than the file's own, the text may be none of its members: then as asked.
      if (!(cause instanceof Error && OTHER_COLUMN.test(cause.message))) throw cause;
    }
  }
  return runStatement(connection, query, job, gather);
}

/** How DuckDB says that a text is no member, or that what was asked cannot be bound. */
const OTHER_COLUMN = /^(Conversion|Binder) Error/;

/**
 * Checks a query against the walls, prepares and binds it, and runs work on it that can be stopped. `stage`: how its progress
 * is called; null where the work tells its own.
 */
export async function withStatement<T>(
  connection: DuckDBConnection,
  query: EngineQuery,
  job: Job,
  work: (statement: DuckDBPreparedStatement) => Promise<T>,
  stage: "running" | null = "running",
): Promise<T> {
  await checkQuery(connection, query.sql, query.files);
  return runStatement(connection, query, job, work, stage);
}

function runStatement<T>(
  connection: DuckDBConnection,
  query: EngineQuery,
  job: Job,
  work: (statement: DuckDBPreparedStatement) => Promise<T>,
  stage: "running" | null = "running",
): Promise<T> {
  return interruptible(job, connection, async () => {
    const statement = await prepare(connection, query);
    const progress = stage === null ? null : reportProgress(connection, job, stage);
    try {
      return await work(statement);
    } finally {
      progress?.stop();
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
