import type { ColumnCondition, Dataset, Measure } from "../../../shared/catalogue/dataset.ts";
import { currentDistribution } from "../../../shared/catalogue/distribution.ts";
import { coverOf, type PlaceIndex, placeIndexOf } from "../../../shared/catalogue/place-index.ts";
import { quoteName, tableName } from "../../../shared/plan/sql-names.ts";

/** A figure asked of a described table, by concept, subject, place and time: never by column. */
export type FigureAsk = {
  readonly concept: string;
  readonly subject?: string;
  /** Case status that the measure has to imply. */
  readonly status?: string;
  readonly behaviour?: Measure["behaviour"];
  readonly areas: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly where?: readonly { readonly dimension: string; readonly values: readonly string[] }[];
};

const literal = (value: string | number): string =>
  typeof value === "number" ? String(value) : `'${value.replaceAll("'", "''")}'`;

const condition = ({ column, op, values }: ColumnCondition): string => {
  const name = quoteName(column);
  const list = values.map(literal).join(", ");
  if (op === "is-null") return `${name} IS NULL`;
  if (op === "not-null") return `${name} IS NOT NULL`;
  return op === "in" ? `${name} IN (${list})` : `${name} NOT IN (${list})`;
};

/** The measure that a description offers for what is asked: the preferred one, unless a status or behaviour is asked for. */
export function measureFor(dataset: Dataset, ask: FigureAsk): Measure {
  const fits = dataset.measures.filter(
    (one) =>
      one.concept === ask.concept &&
      (ask.subject === undefined || one.subject === ask.subject) &&
      (ask.behaviour === undefined || one.behaviour === ask.behaviour) &&
      (one.place === undefined || ask.areas.includes(one.place)) &&
      (ask.status === undefined ||
        one.implies?.some(
          (implied) => implied.dimension === "case-status" && implied.values.join() === ask.status,
        )),
  );
  const found = fits.find((one) => one.preferred) ?? fits[0];
  if (!found) throw new Error(`${dataset.id} has no measure for ${JSON.stringify(ask)}`);
  return found;
}

const placeCondition = (index: PlaceIndex, area: string): string => {
  const cover = coverOf(index, area);
  if (cover.kind === "none") throw new Error(`${area} is not there`);
  const rows = cover.kind === "itself" ? cover.area.rows : cover.parts.flatMap((part) => part.rows);
  return rows.map((all) => `(${all.map(condition).join(" AND ") || "true"})`).join(" OR ");
};

/** SQL for one value per time, summed over the rows of the places: `SELECT t, v`, made from the description alone. */
export function seriesSql(dataset: Dataset, ask: FigureAsk, fn: "sum" | "avg" = "sum"): string {
  const measure = measureFor(dataset, ask);
  const index = placeIndexOf(dataset);
  const time = dataset.columns.find((column) => column.role === "time");
  const table = tableName(currentDistribution(dataset)?.sha256 ?? "");
  const places = ask.areas.map((area) => placeCondition(index, area)).join(" OR ");
  const dimensions = (ask.where ?? []).map(({ dimension, values }): ColumnCondition => {
    const column = dataset.columns.find((one) => one.role === "dimension" && one.dimension === dimension);
    if (!column) throw new Error(`${dataset.id} has no column for ${dimension}`);
    return { column: column.name, op: "in", values: [...values] };
  });
  const t = time ? quoteName(time.name) : "NULL";
  const day =
    time?.time?.storedAs === "year" ? (text: string) => text.slice(0, 4) : (text: string) => `'${text}'`;
  const cast = time?.time?.storedAs === "year" ? t : `CAST(${t} AS DATE)`;
  const conditions = [
    places === "" ? "true" : `(${places})`,
    ...[...dataset.always, ...measure.where, ...dimensions].map(condition),
    ...(ask.from ? [`${cast} >= ${day(ask.from)}`] : []),
    ...(ask.to ? [`${cast} <= ${day(ask.to)}`] : []),
  ];
  const value = measure.column === null ? "count(*)" : `${fn}(CAST(${quoteName(measure.column)} AS DOUBLE))`;
  return `SELECT ${t} AS t, ${value} AS v FROM ${table} WHERE ${conditions.join(" AND ")} GROUP BY ALL HAVING v IS NOT NULL`;
}
