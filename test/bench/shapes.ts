/** The six query shapes of engine.md. `$T` stands for the table, `$R` for a table of regions made from it. */
export const SHAPES: readonly (readonly [string, string])[] = [
  [
    "group by region × week",
    "SELECT region, date_trunc('week', day) AS week, sum(cases) FROM $T GROUP BY ALL",
  ],
  [
    "selective filter",
    "SELECT count(*), avg(rate) FROM $T WHERE region = 'Region 007' AND day BETWEEN DATE '2021-01-01' AND DATE '2021-02-01'",
  ],
  ["top 20 of 50,000", "SELECT facility, sum(cases) AS s FROM $T GROUP BY 1 ORDER BY s DESC, 1 LIMIT 20"],
  ["quantiles", "SELECT quantile_cont(rate, [0.1, 0.5, 0.9]) FROM $T"],
  [
    "join 400",
    "SELECT r.part, sum(t.cases) FROM $T t JOIN (SELECT DISTINCT region, right(region::VARCHAR, 1) AS part FROM $T) r USING (region) GROUP BY 1",
  ],
  [
    "7-day window",
    `SELECT region, day, avg(n) OVER (PARTITION BY region ORDER BY day ROWS 6 PRECEDING) FROM
       (SELECT region, day, sum(cases) AS n FROM $T GROUP BY ALL)`,
  ],
];
