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
import { type ResultEncoder, resultEncoder } from "./encode.ts";
import { checkQuery, checkStatementType } from "./walls.ts";

const PROGRESS_MS = 100;

/** Runs one checked SELECT on its own connection and gathers its rows. */
export async function execute(
  connection: DuckDBConnection,
  query: EngineQuery,
  job: Job,
): Promise<ResultEncoder> {
  await checkQuery(connection, query.sql, query.files);
  return interruptible(job, connection, async () => {
    const statement = await prepare(connection, query);
    const progress = setInterval(() => {
      const { percentage } = connection.progress;
      job.report({
        stage: "running",
        share: percentage < 0 ? null : Math.min(1, percentage / 100),
        rows: null,
      });
    }, PROGRESS_MS);
    try {
      const result = await statement.stream();
      const encoder = resultEncoder(result);
      for (
        let chunk = await result.fetchChunk();
        chunk !== null && chunk.rowCount > 0;
        chunk = await result.fetchChunk()
      ) {
        encoder.append(chunk);
      }
      return encoder;
    } finally {
      clearInterval(progress);
      statement.destroySync();
    }
  });
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
function bindings(params: readonly SqlValue[]): { values: DuckDBValue[]; types: DuckDBType[] } {
  const bound = params.map((param): readonly [DuckDBValue, DuckDBType] => {
    if (typeof param === "number") {
      return Number.isSafeInteger(param) ? [BigInt(param), BIGINT] : [param, DOUBLE];
    }
    return [param, typeof param === "boolean" ? BOOLEAN : VARCHAR];
  });
  return { values: bound.map(([value]) => value), types: bound.map(([, type]) => type) };
}
