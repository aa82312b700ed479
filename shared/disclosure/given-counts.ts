import type { Answer } from "../answer/answer.ts";
import type { GivenCount } from "./differencing.ts";

type Told = Pick<Answer, "question" | "plan" | "table">;

/**
 * The counts of people that an answer gives out, each with the people it counts. A row of a place, period or breakdown
 * narrows the question's own places, time and conditions; rows whose number is hidden give nothing out.
 */
export function givenCounts({ question, plan, table }: Told): GivenCount[] {
  const scan = plan.steps.find((step) => step.kind === "scan");
  if (!scan) return [];
  const value = table.columns.findIndex((column) => column.role === "value");
  const place = table.columns.findIndex((column) => column.role === "place");
  const period = table.columns.findIndex((column) => column.role === "period");
  const dimensions = table.columns.flatMap((column, at) =>
    column.role === "dimension" ? [{ name: column.name, at }] : [],
  );
  const areas = question.place?.areas.map((area) => area.id) ?? [];
  const asked = new Map(
    question.where.map(
      ({ dimension, op, values }) => [`${dimension} ${op}`, new Set(values.map(String))] as const,
    ),
  );
  return table.rows.flatMap((row): GivenCount[] => {
    const count = row[value];
    if (typeof count !== "number") return [];
    const where = new Map(asked);
    for (const { name, at } of dimensions) where.set(`${name} in`, new Set([String(row[at])]));
    // A row's place is known by its name only: it counts as a condition of its own inside the asked areas.
    if (place >= 0) where.set("place in", new Set([String(row[place])]));
    if (period >= 0) where.set("period in", new Set([String(row[period])]));
    return [
      {
        dataset: scan.dataset,
        measure: scan.measure,
        statistic: plan.statistic.kind,
        places: areas.length > 0 ? areas : null,
        from: question.time?.from ?? null,
        to: question.time?.to ?? null,
        where,
        value: count,
      },
    ];
  });
}
