import type { ColumnCondition } from "../../catalogue/dataset.ts";
import { bound, type Fragment, join, name, sql, text } from "./fragment.ts";

/** A condition of a description or question as SQL. `numbers`: columns that hold numbers, where values given as text are numbers too. */
function conditionSql(condition: ColumnCondition, numbers: readonly string[]): Fragment {
  const column = name(condition.column);
  const isNumber = numbers.includes(condition.column);
  switch (condition.op) {
    case "is-null":
      return isNumber ? sql`${column} IS NULL` : sql`(${column} IS NULL OR CAST(${column} AS VARCHAR) = '')`;
    case "not-null":
      return isNumber
        ? sql`${column} IS NOT NULL`
        : sql`(${column} IS NOT NULL AND CAST(${column} AS VARCHAR) <> '')`;
    case "in":
    case "not-in": {
      if (condition.values.length === 0) return text(condition.op === "in" ? "FALSE" : "TRUE");
      const asNumbers = isNumber && condition.values.every((value) => typeof value === "number");
      const left = isNumber && !asNumbers ? sql`CAST(${column} AS VARCHAR)` : column;
      const list = join(
        condition.values.map((value) => bound(asNumbers ? value : String(value))),
        ", ",
      );
      // A row without a value is not one of the excluded ones: it stays.
      return condition.op === "in"
        ? sql`${left} IN (${list})`
        : sql`(${column} IS NULL OR ${left} NOT IN (${list}))`;
    }
    default: {
      const value = condition.values[0];
      if (value === undefined) return text("FALSE");
      const left = isNumber ? column : sql`TRY_CAST(${column} AS DOUBLE)`;
      return sql`${left} ${condition.op} ${bound(Number(value))}`;
    }
  }
}

/** True where all conditions of at least one alternative hold. */
export function anyOfSql(
  anyOf: readonly (readonly ColumnCondition[])[],
  numbers: readonly string[],
): Fragment {
  const alternatives = anyOf.map((all) =>
    all.length === 0
      ? text("TRUE")
      : join(
          all.map((condition) => conditionSql(condition, numbers)),
          " AND ",
        ),
  );
  if (alternatives.length === 1 && alternatives[0]) return sql`(${alternatives[0]})`;
  return sql`(${join(
    alternatives.map((alternative) => sql`(${alternative})`),
    " OR ",
  )})`;
}
