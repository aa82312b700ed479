import type { Comparator } from "../question/question.ts";
import { assertNever } from "../result.ts";

/** Whether a number meets a limit. */
export function meets(value: number, op: Comparator, limit: number): boolean {
  switch (op) {
    case ">":
      return value > limit;
    case ">=":
      return value >= limit;
    case "<":
      return value < limit;
    case "<=":
      return value <= limit;
    case "=":
      return value === limit;
    case "!=":
      return value !== limit;
    default:
      return assertNever(op);
  }
}
