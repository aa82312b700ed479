import { aliasesOf } from "../plan/compile/aliases.ts";
import { bound, type Fragment, join, sql, text } from "../plan/compile/fragment.ts";
import { rowsSql, versionSql } from "../plan/compile/rows-sql.ts";
import type { Grain, IsoDate } from "../time/grain.ts";
import type { Way } from "./pairing.ts";
import type { Side } from "./side.ts";

/** When the two sides are compared: period by period, or on the one day that a table without dates is about. */
export type When =
  | { readonly kind: "periods"; readonly grain: Grain }
  | { readonly kind: "day"; readonly day: IsoDate };

type Part = { readonly name: string; readonly query: Fragment };

/** Of single events, a period without any counts as zero, wherever the table reaches. */
export const isDense = ({ branch }: Side, when: When): boolean =>
  branch.scan.behaviour === "event" && when.kind === "periods";

/**
 * One table's figures by area and period (`area`, `t`, `v`), those only that are complete: every one of its own periods
 * lies in the longer one, every place that the area is put together from has reported. `lo` and `hi` are the first and last
 * period that a table of events covers wholly, null for other tables. `factor` turns the values into the other's unit.
 */
export function sideSql(side: Side, way: Way, when: When, factor: number): Fragment {
  const parts = [
    ...versionParts(side),
    ...rowParts(side, when),
    ...pointParts(side, way),
    perPart(side, way, when),
  ];
  const withs = join(
    [...parts, spellingPart(side), spanPart(side, when)].map(({ name, query }) => sql`${name} AS (${query})`),
    ", ",
  );
  const dense = isDense(side, when);
  const once = way === "value" ? " HAVING count(*) = 1" : "";
  const whole = dense ? "t BETWEEN lo AND hi" : "parts = most";
  return sql`WITH ${withs} SELECT area, t, CAST(v AS DOUBLE) * ${text(String(factor))} AS v, lo, hi FROM (SELECT *, max(parts) OVER (PARTITION BY area) AS most FROM (SELECT ${areaSql(side)} AS area, per.t, sum(per.v) AS v, count(*) AS parts FROM ${placedSql(side)} GROUP BY 1, 2${once})) CROSS JOIN span WHERE v IS NOT NULL AND ${whole}`;
}

function versionParts({ branch }: Side): Part[] {
  const version = versionSql(branch);
  return version === null ? [] : [{ name: "version", query: version }];
}

const names = (...groups: readonly (readonly string[])[]): string =>
  groups
    .flat()
    .map((name) => `${name}, `)
    .join("");

/** The table's rows with their instant as a timestamp, whatever it is stored as. */
function rowParts({ branch, asOf }: Side, when: When): Part[] {
  const { time } = branch.scan;
  const { places, others } = aliasesOf(branch);
  const day = asOf ?? (when.kind === "day" ? when.day : null);
  const t =
    time === null
      ? sql`CAST(${bound(day)} AS TIMESTAMP)`
      : text(
          time.storedAs === "year"
            ? "CAST(make_date(CAST(t AS INTEGER), 1, 1) AS TIMESTAMP)"
            : "CAST(t AS TIMESTAMP)",
        );
  return [
    { name: "raw", query: rowsSql(branch) },
    {
      name: "moments",
      query: sql`SELECT ${names(places, others)}${t} AS t, v FROM raw WHERE v IS NOT NULL${time === null ? "" : " AND t IS NOT NULL"}`,
    },
  ];
}

const trunc = (grain: Grain, t: string): string => `date_trunc('${grain}', ${t})`;

const ownGrain = ({ branch }: Side): Grain => branch.scan.time?.grain ?? "day";

/** One value per source place and period of the table's own grain. */
function pointParts(side: Side, way: Way): Part[] {
  const { branch } = side;
  const { places, others } = aliasesOf(branch);
  const t = trunc(ownGrain(side), "t");
  const by = names(places);
  const { behaviour } = branch.scan;
  if (way === "value")
    return [
      {
        name: "point",
        query: text(`SELECT ${by}${t} AS t, max(v) AS v FROM moments GROUP BY ALL HAVING count(*) = 1`),
      },
    ];
  if (behaviour === "cumulative")
    // As a question reads them: equal keys twice are one report, the highest counts; breakdowns are added up.
    return [
      {
        name: "report",
        query: text(`SELECT ${by}${names(others)}${t} AS t, max(v) AS v FROM moments GROUP BY ALL`),
      },
      { name: "point", query: text(`SELECT ${by}t, sum(v) AS v FROM report GROUP BY ALL`) },
    ];
  if (behaviour === "event" || way === "new")
    return [
      {
        name: "point",
        query: text(
          `SELECT ${by}${t} AS t, ${behaviour === "event" ? "count(*)" : "sum(v)"} AS v FROM moments GROUP BY ALL`,
        ),
      },
    ];
  if (behaviour === "flow" && way === "total")
    return [{ name: "point", query: text(`SELECT ${by}${t} AS t, sum(v) AS v FROM moments GROUP BY ALL`) }];
  return [
    { name: "exact", query: text(`SELECT ${by}t AS u, sum(v) AS v FROM moments GROUP BY ALL`) },
    {
      name: "point",
      query: text(
        `SELECT ${by}${trunc(ownGrain(side), "u")} AS t, arg_max(v, u) AS v FROM exact GROUP BY ALL`,
      ),
    },
  ];
}

/** One value per source place and period of the comparison. */
function perPart(side: Side, way: Way, when: When): Part {
  const { branch } = side;
  const { places } = aliasesOf(branch);
  const by = names(places);
  const own = ownGrain(side);
  const { behaviour, time } = branch.scan;
  if (when.kind === "day") {
    if (time === null) return { name: "per", query: text("SELECT * FROM point") };
    const day = sql`CAST(${bound(when.day)} AS TIMESTAMP)`;
    const at = sql`date_trunc('${own}', ${day})`;
    if (behaviour !== "flow" && behaviour !== "event")
      return { name: "per", query: sql`SELECT ${by}${day} AS t, v FROM point WHERE t = ${at}` };
    return {
      name: "per",
      query: sql`SELECT ${by}${day} AS t, sum(v) AS v FROM point WHERE t <= ${at} AND (SELECT max(t) FROM point) >= ${at} GROUP BY ALL`,
    };
  }
  const { grain } = when;
  const start = trunc(grain, "t");
  const step = `INTERVAL 1 ${grain}`;
  const isNew = way === "new" && behaviour === "cumulative";
  const ends =
    own === grain
      ? "SELECT * FROM point"
      : `SELECT ${by}${start} AS t, arg_max(v, point.t) AS v FROM point GROUP BY ${by}${start} HAVING max(point.t) = ${start} + ${step} - INTERVAL 1 ${own}`;
  if (isNew) {
    // A fall is a correction, which no period can be held against.
    const before = `OVER (PARTITION BY ${names(places) || "1, "}1 ORDER BY t)`;
    return {
      name: "per",
      query: text(
        `SELECT ${by}t, v - before AS v FROM (SELECT *, lag(v) ${before} AS before, lag(t) ${before} AS earlier FROM (${ends})) WHERE earlier = t - ${step} AND v >= before`,
      ),
    };
  }
  if (own === grain || way === "total" || way === "level" || way === "value")
    return { name: "per", query: text(ends) };
  const complete =
    behaviour === "event" ? "" : ` HAVING count(*) = date_diff('${own}', ${start}, ${start} + ${step})`;
  return {
    name: "per",
    query: text(`SELECT ${by}${start} AS t, sum(v) AS v FROM point GROUP BY ${by}${start}${complete}`),
  };
}

/** How the table writes the areas that both have, as one bound value: thousands of counties need no thousand placeholders. */
function spellingPart({ places, areas }: Side): Part {
  const used = places.spellings.filter(({ area }) => areas.has(area));
  // A name that is told apart by what it lies in counts where that fits, never a second time for standing alone.
  const apart = new Set(used.flatMap(({ value, within }) => (within.length > 0 ? [value] : [])));
  const rows = used
    .filter(({ value, within }) => within.length > 0 || !apart.has(value))
    .map(({ area, value, within }) => [area, value, ...within]);
  const each = [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];
  const most = Math.max(2, ...rows.map((row) => row.length));
  const columns = Array.from(
    { length: most },
    (_, at) => `spelled ->> '$[${at}]' AS ${at === 0 ? "area" : at === 1 ? "value" : `w${at - 1}`}`,
  );
  return {
    name: "spelling",
    query: sql`SELECT ${columns.join(", ")} FROM (SELECT unnest(CAST(CAST(${bound(JSON.stringify(each))} AS JSON) AS JSON[])) AS spelled)`,
  };
}

const areaSql = ({ places, areas }: Side): Fragment =>
  places.from === "whole" ? sql`CAST(${bound([...areas][0] ?? "")} AS VARCHAR)` : text("spelling.area");

function placedSql({ places }: Side): Fragment {
  if (places.from === "whole") return text("per");
  if (places.from === "values") return text("per JOIN spelling ON CAST(per.p1 AS VARCHAR) = spelling.value");
  const depth = places.depth ?? 0;
  const most = Math.max(0, ...places.spellings.map(({ within }) => within.length));
  const parents = Array.from(
    { length: Math.min(most, depth) },
    (_, at) => ` AND (spelling.w${at + 1} IS NULL OR spelling.w${at + 1} = CAST(per.p${at + 1} AS VARCHAR))`,
  );
  return text(`per JOIN spelling ON CAST(per.p${depth + 1} AS VARCHAR) = spelling.value${parents.join("")}`);
}

function spanPart(side: Side, when: When): Part {
  const own = ownGrain(side);
  if (!isDense(side, when) || when.kind !== "periods")
    return {
      name: "span",
      query: text("SELECT CAST(NULL AS TIMESTAMP) AS lo, CAST(NULL AS TIMESTAMP) AS hi"),
    };
  const { grain } = when;
  const [first, last] = [trunc(own, "min(t)"), trunc(own, "max(t)")];
  const step = `INTERVAL 1 ${grain}`;
  const [from, to] = [trunc(grain, first), trunc(grain, last)];
  return {
    name: "span",
    query: text(
      `SELECT CASE WHEN ${from} = ${first} THEN ${from} ELSE ${from} + ${step} END AS lo, CASE WHEN ${last} = ${to} + ${step} - INTERVAL 1 ${own} THEN ${to} ELSE ${to} - ${step} END AS hi FROM moments`,
    ),
  };
}
