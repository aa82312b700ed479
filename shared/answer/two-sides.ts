import { isSampled } from "../plan/sample/sample-plan.ts";
import type { AnswerTable, Cell, Chart, TableColumn } from "./answer.ts";
import type { Context } from "./context.ts";
import { showNumber, showSigned } from "./rounding.ts";

/**
 * The two sides of a comparison as a chart with a table of its own, its numbers taken from the answer's one row: what was
 * asked, what it is held against, and how far each may be off. A fixed target is a line, not a side. Null where the answer
 * is no comparison of two numbers.
 */
export function twoSides(
  { figures, question, dataset, plan, unit }: Context,
  table: AnswerTable,
): Pick<Chart, "kind" | "x" | "series" | "behind" | "caption"> | null {
  const [row, ...others] = table.rows;
  if (row === undefined || others.length > 0 || figures.compared.length !== 1) return null;
  const at = (name: string): number => table.columns.findIndex((column) => column.name === name);
  const cell = (name: string): Cell => row[at(name)] ?? null;
  const isBanded = at("years") >= 0;
  const side = (value: string, low: string, high: string) => ({
    name: table.columns[at(value)]?.label ?? "",
    value: cell(value),
    low: at(low) < 0 ? null : cell(low),
    high: at(high) < 0 ? null : cell(high),
    hidden: table.suppressed.some(([, column]) => column === at(value)),
  });
  const sides = [
    side("value", isBanded ? "" : "low", isBanded ? "" : "high"),
    ...(question.against?.kind === "target"
      ? []
      : [
          isBanded
            ? side("compared_with", "low", "high")
            : side("compared_with", "compared_low", "compared_high"),
        ]),
  ];
  const ranged = sides.some(({ low, high }) => low !== null && high !== null);
  const number = (name: string, label: string, role: TableColumn["role"]): TableColumn => ({
    name,
    label,
    type: "number",
    unit,
    role,
  });
  const label = "Figure";
  const behind: AnswerTable = {
    columns: [
      { name: "side", label: "Side", type: "text", unit: null, role: "dimension" },
      number("value", label, "value"),
      ...(ranged ? [number("low", "At least", "interval"), number("high", "At most", "interval")] : []),
    ],
    rows: sides.map(({ name, value, low, high }) => [name, value, ...(ranged ? [low, high] : [])]),
    suppressed: sides.flatMap(({ hidden }, index): [number, number][] => (hidden ? [[index, 1]] : [])),
  };
  const difference = cell("difference");
  const told = typeof difference === "number" ? `Difference: ${showSigned(difference)}. ` : "";
  const [low, high] = [cell("low"), cell("high")];
  const range =
    isBanded && typeof low === "number" && typeof high === "number"
      ? `The whisker spans the earlier years, ${showNumber(low)} to ${showNumber(high)}. `
      : isSampled(plan) && ranged
        ? "The whiskers span the 95 % limits. "
        : "";
  return {
    kind: "bar",
    x: "side",
    series: [{ column: "value", label }],
    behind,
    caption: `${told}${range}Source: “${dataset.title}”, ${dataset.publisher.name}.`,
  };
}
