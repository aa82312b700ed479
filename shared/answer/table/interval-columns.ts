import type { TableColumn } from "../answer.ts";
import type { Uncertain } from "../sampled/combine.ts";

/** The two columns of the limits of an estimate, beside its own; `name` tells several of them apart. */
export const limitColumns = (
  unit: string | null,
  name = "",
  label = "",
): readonly [TableColumn, TableColumn] => {
  const column = (end: "low" | "high", words: string): TableColumn => ({
    name: name === "" ? end : `${name}_${end}`,
    label: label === "" ? words : `${label}: ${words.toLowerCase()}`,
    type: "number",
    unit,
    role: "interval",
  });
  return [column("low", "At least (95 %)"), column("high", "At most (95 %)")];
};

/** Whether some rows have limits. */
export const hasLimits = (rows: readonly Uncertain[]): boolean =>
  rows.some(({ limits }) => limits !== undefined);
