import type { SqlValue } from "../plan.ts";
import { quoteName } from "../sql-names.ts";

/** A piece of SQL text with the values of its placeholders, in order. */
export type Fragment = { readonly sql: string; readonly params: readonly SqlValue[] };

/** Fixed SQL text, written in this room; never text from a question or a catalogue. */
export const text = (sql: string): Fragment => ({ sql, params: [] });

/** A value from outside: always a placeholder. */
export const bound = (value: SqlValue): Fragment => ({ sql: "?", params: [value] });

/** A column or table name from outside: always quoted. */
export const name = (identifier: string): Fragment => text(quoteName(identifier));

/** Template tag: fragments keep their parameters; plain strings are fixed SQL text. */
export function sql(parts: TemplateStringsArray, ...values: readonly (Fragment | string)[]): Fragment {
  const params: SqlValue[] = [];
  let out = parts[0] ?? "";
  values.forEach((value, index) => {
    if (typeof value === "string") out += value;
    else {
      out += value.sql;
      params.push(...value.params);
    }
    out += parts[index + 1] ?? "";
  });
  return { sql: out, params };
}

/** Fragments one after another with fixed text between. */
export function join(fragments: readonly Fragment[], between: string): Fragment {
  return {
    sql: fragments.map((fragment) => fragment.sql).join(between),
    params: fragments.flatMap((fragment) => fragment.params),
  };
}
