import type { FileProfile } from "../../shared/catalogue/profile.ts";
import { text } from "../../shared/plan/compile/fragment.ts";
import { quantileStatement, type Spread, spreadOf } from "../../shared/plan/compile/quantile-sql.ts";

/** What the six questions need to know of a table beside its columns `day`, `region`, `facility`, `cases` and `rate`. */
export type ShapeTable = {
  /** One region and the days that the selective filter asks for. */
  readonly region: string;
  readonly from: string;
  readonly to: string;
  /** How `rate` is spread, as the file's profile tells; null where the table is too small to need it. */
  readonly spread: Spread | null;
};

/** A question as one writes it in SQL, and as Askline's plans put it to the engine. `$T` stands for the table. */
export type Shape = { readonly name: string; readonly sql: string; readonly asked: string };

/** The table that is made for the bench (engine-data.ts). */
export const MADE: ShapeTable = {
  region: "Region 007",
  from: "2021-01-01",
  to: "2021-02-01",
  spread: [0, 250, 500, 750, 1000],
};

/** How a numeric column is spread, from its file's profile, where plans make use of it. */
export function spreadIn({ columns, rows }: FileProfile, name: string): Spread | null {
  return spreadOf(
    columns.find((column) => column.name === name),
    rows,
  );
}

/** Which quantiles are asked for. */
export const QUANTILES = [0.1, 0.5, 0.9];

const quoted = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** The six question shapes of engine.md over a table. */
export function shapesOf({ region, from, to, spread }: ShapeTable): readonly Shape[] {
  const rates = { rows: text("SELECT rate AS v FROM $T"), counts: text("isfinite(v)") };
  const list = `[${QUANTILES.join(", ")}]`;
  const shape = (name: string, sql: string, asked = sql): Shape => ({ name, sql, asked });
  return [
    shape(
      "group by region × week",
      "SELECT region, date_trunc('week', day) AS week, sum(cases) FROM $T GROUP BY ALL",
    ),
    shape(
      "selective filter",
      `SELECT count(*), avg(rate) FROM $T WHERE region = ${quoted(region)} AND day BETWEEN DATE '${from}' AND DATE '${to}'`,
    ),
    shape(
      "top 20 of 50,000",
      "SELECT facility, sum(cases) AS s FROM $T GROUP BY 1 ORDER BY s DESC, 1 LIMIT 20",
      "SELECT facility, sum(cases) AS s FROM $T GROUP BY 1 ORDER BY s DESC, facility::VARCHAR LIMIT 20",
    ),
    shape(
      "quantiles",
      `SELECT quantile_cont(rate, ${list}) FROM $T`,
      spread === null ? undefined : quantileStatement({ ...rates, spread }, QUANTILES)?.sql,
    ),
    shape(
      "join 400",
      "SELECT r.part, sum(t.cases) FROM $T t JOIN (SELECT DISTINCT region, right(region::VARCHAR, 1) AS part FROM $T) r USING (region) GROUP BY 1",
      // Plans group a file's rows by place before these meet what belongs to the place (compile/figures-sql.ts).
      "WITH g AS MATERIALIZED (SELECT region, sum(cases) AS s FROM $T GROUP BY 1) SELECT r.part, sum(g.s) FROM g JOIN (SELECT region, right(region::VARCHAR, 1) AS part FROM g) r USING (region) GROUP BY 1",
    ),
    shape(
      "7-day window",
      `SELECT region, day, avg(n) OVER (PARTITION BY region ORDER BY day ROWS 6 PRECEDING) FROM
       (SELECT region, day, sum(cases) AS n FROM $T GROUP BY ALL)`,
    ),
  ];
}
