import type { Dataset } from "../../catalogue/dataset.ts";
import type { CompiledQuery } from "../plan.ts";
import { aliasesOf, isLevel } from "./aliases.ts";
import type { Branch } from "./branch.ts";
import {
  cellParts,
  cellWindowKey,
  instantParts,
  type Part,
  seenPart,
  windowed,
  windowKey,
} from "./cells-sql.ts";
import { figureParts, foldSql, span } from "./figures-sql.ts";
import { type Fragment, join, sql, text } from "./fragment.ts";
import { placeKeyOf } from "./place-key.ts";
import { QUANTILE, quantileFigure } from "./quantile-figure.ts";
import { isKeptQuantilePart } from "./quantile-sql.ts";
import { rowsSql, versionSql } from "./rows-sql.ts";
import { hasSeriesBehind, isDirect, isThin, looksUp, namedPlaces, needsSeen } from "./shortcuts.ts";
import { stepsBetweenSql, timeTextSql } from "./time-sql.ts";

/** At most so many single facts (corrections, gaps, places) travel with an answer; their full count always does. */
const FACT_LIMIT = 200;

/** At most so many periods of the series behind one number. */
const BEHIND_LIMIT = 2001;

type Row = Partial<Record<"t" | "t2" | "v" | "x" | "y" | "n" | "nn" | "m", string | Fragment>> & {
  readonly part: string;
  readonly w?: string;
  readonly places?: readonly string[];
  readonly area?: string;
  readonly dims?: boolean;
};

/**
 * One statement for a branch: a single scan, grouped once, from which figures, series and the facts for caveats are read.
 * Rows are told apart by `part`: `figure`, `series`, `fact` (one per window), `gap`, `correction`, `held`, `late`, `version`,
 * `behind` (the series that one number is made of).
 */
export function compileBranch(
  branch: Branch,
  queryName: string,
  datasets: readonly Dataset[],
): CompiledQuery {
  const { sql, params } = branchSql(branch, quantileFigure(branch, datasets));
  return { name: queryName, sql, params: [...params], files: [branch.scan.sha256] };
}

/** The statement itself. `grouped`: where its rows, grouped once, already stand (compile-both.ts); else it reads the file. */
export function branchSql(branch: Branch, quantile: Part[] | null, grouped?: Fragment): Fragment {
  const version = versionSql(branch);
  const [first, ...later] = cellParts(branch);
  const parts: Part[] = [
    ...(version ? [{ name: "version", query: version }] : []),
    ...(grouped === undefined || needsSeen(branch)
      ? [{ name: "rows_", query: rowsSql(branch, { later: namedPlaces(branch), between: true }) }]
      : []),
    ...(first ? [{ ...first, query: grouped ?? first.query }] : []),
    ...later,
    ...figureParts(branch),
    ...(needsSeen(branch) ? [seenPart(branch)] : []),
    ...(tellsNothingBeside(branch)
      ? []
      : isDirect(branch)
        ? instantParts(branch)
        : [{ name: "moment", query: momentQuery(branch) }]),
    ...(quantile ?? []),
  ];
  const out = join(outputs(branch, quantile !== null), "\nUNION ALL\n");
  const kept = materialized(parts, out.sql);
  for (const { name } of quantile ?? []) if (isKeptQuantilePart(name)) kept.add(name);
  // Periods of many places are grouped behind their instants, not in one go: two large arrays of groups at a time are slow.
  if (branch.periods !== null) kept.add("cell");
  const withs = join(
    parts.map(
      (part) => sql`${part.name} AS ${kept.has(part.name) ? "" : "NOT "}MATERIALIZED (${part.query})`,
    ),
    ",\n",
  );
  return sql`WITH ${withs}\n${out}`;
}

/** Parts that are worth keeping for those that read them; the others are written into their readers. */
const WORTH_KEEPING: ReadonlySet<string> = new Set([
  ...["cell", "inst", "per", "seen", "any_", "moment", "some_", "unproven", "seen_"],
]);

/** The parts that are read more than once, also by way of others, and are more than another part with a column beside it. */
function materialized(parts: readonly Part[], out: string): Set<string> {
  const kept = new Set<string>();
  const readers = [{ text: out, times: 1 }];
  for (const { name, query, plain } of parts.toReversed()) {
    const word = new RegExp(`\\b${name}\\b(?!\\.)`, "g");
    const times = readers.reduce((sum, one) => sum + one.times * (one.text.match(word)?.length ?? 0), 0);
    const keep = times > 1 && plain !== true && WORTH_KEEPING.has(name);
    if (keep) kept.add(name);
    readers.push({ text: query.sql, times: keep ? 1 : times });
  }
  return kept;
}

/** Per window and instant: rows, rows with a value, places with a value. */
function momentQuery(branch: Branch): Fragment {
  if (isThin(branch))
    return text(
      "SELECT t, sum(n) AS n, sum(nn) AS nn, CAST(NULL AS BIGINT) AS places, CAST(NULL AS BIGINT) AS most FROM cell GROUP BY t",
    );
  const columns = [...cellWindowKey(branch), "t"].join(", ");
  const { places, dims } = aliasesOf(branch);
  const count =
    places.length > 0 && dims.length > 0
      ? `count(DISTINCT (${places.join(", ")})) FILTER (WHERE nn > 0)`
      : "count(*) FILTER (WHERE nn > 0)";
  return windowed(
    branch,
    text(
      `SELECT ${columns}, sum(n) AS n, sum(nn) AS nn, ${count} AS places, max(n) AS most FROM cell GROUP BY ${columns}`,
    ),
  );
}

function outputs(branch: Branch, byCells: boolean): Fragment[] {
  const { scan, periods } = branch;
  const { places, dims } = aliasesOf(branch);
  const key = placeKeyOf(branch);
  const keyed = key.isArea ? { area: key.columns[0] ?? "NULL" } : { places: key.columns };
  const keys = [...windowKey(branch), ...key.columns, ...dims].join(", ");
  const perWindow = windowKey(branch).length > 0 ? "GROUP BY w" : "";
  const folded = periods?.grain ?? null;
  const at = (t: string, grain = folded) => timeTextSql(t, scan.time, grain);
  // In a large file a further sum for each of many groups is felt; how many rows there are, the instants tell.
  const rows = (count: string): string => (looksUp(branch) ? "NULL" : count);
  const out: Fragment[] = [];
  if (byCells)
    out.push(
      sql`${select(branch, { part: "figure", w: "w", t: at("max(t) FILTER (WHERE nn > 0)", null), t2: at("min(t) FILTER (WHERE nn > 0)", null), v: `(SELECT v FROM ${QUANTILE})`, n: "sum(n)", nn: "sum(nn)", m: "coalesce(sum(nn), 0)" })} FROM moment`,
    );
  else if (branch.fold) {
    const fold = foldSql(branch, branch.fold.fold);
    const grain = fold.from === "per" ? folded : null;
    const t = fold.t.sql;
    const first = needsFirst(branch) ? at(span.first, grain) : "NULL";
    out.push(
      sql`${select(branch, { part: "figure", w: "w", ...keyed, dims: true, t: at(t, grain), t2: first, v: fold.v, x: fold.x, y: fold.y, n: rows("sum(n)"), nn: "sum(nn)", m: "count(v)" })} FROM ${fold.from} ${keys ? `GROUP BY ${keys}` : ""}`,
    );
  }
  if (branch.series)
    out.push(
      sql`${select(branch, { part: "series", w: "w", ...keyed, dims: true, t: at("t"), v: "v", y: "c", n: rows("n"), nn: "nn", m: "places", x: periods ? "instants" : "1" })} FROM per`,
    );
  if (hasSeriesBehind(branch))
    out.push(
      sql`${select(branch, { part: "behind", t: at("t"), v: "v", y: "c", m: "places", x: periods ? "instants" : "1" })} FROM per ORDER BY t LIMIT ${String(BEHIND_LIMIT)}`,
    );
  if (tellsNothingBeside(branch)) return out.map((fragment) => sql`(${fragment})`);
  const [seen, direct] = [needsSeen(branch), isDirect(branch)];
  out.push(
    sql`${select(branch, { part: "fact", w: "w", t: at("max(t) FILTER (WHERE nn > 0)", null), t2: at("min(t) FILTER (WHERE nn > 0)", null), v: "count(*) FILTER (WHERE nn > 0)", x: seen ? "(SELECT count(*) FROM seen_)" : "max(places)", y: seen ? "(SELECT count(*) FROM seen_ WHERE last = (SELECT max(last) FROM seen_))" : "arg_max(places, t) FILTER (WHERE nn > 0)", n: direct ? "(SELECT sum(n) FROM cell)" : "sum(n)", nn: direct ? "(SELECT sum(nn) FROM cell)" : "sum(nn)", m: "max(most)" })} FROM moment ${perWindow}`,
  );
  // Gaps, corrections and late places are told of the question's own measure, not of what it is held against.
  if (scan.time !== null && branch.name === "main") out.push(...timeFacts(branch, at, places));
  if (branch.version)
    out.push(
      sql`${select(branch, { part: "version", t: "strftime(published, '%Y-%m-%d')", t2: "strftime(newest, '%Y-%m-%d')" })} FROM version`,
    );
  return out.map((fragment) => sql`(${fragment})`);
}

function timeFacts(
  branch: Branch,
  at: (t: string, grain: null) => string,
  places: readonly string[],
): Fragment[] {
  const { time } = branch.scan;
  // Of rolling values that are read every so many days, that is the rhythm.
  const apart = stepsBetweenSql("before", "t", time);
  const steps = branch.windows.each === undefined ? apart : `(${apart} / ${branch.windows.each})`;
  const limit = String(FACT_LIMIT);
  const several = windowKey(branch).length > 0;
  const [w, byWindow] = several ? ["w, ", "PARTITION BY w"] : ["", ""];
  const out: Fragment[] = [];
  // A running total loses nothing by a missing report, as the next one holds it.
  if (!isLevel(branch))
    out.push(
      sql`${select(branch, { part: "gap", w: "w", t: at("t", null), t2: at("before", null), v: `${steps} - 1`, n: "count(*) OVER ()", x: `sum(${steps} - 1) OVER ()` })} FROM (SELECT ${w}t, lag(t) OVER (${byWindow} ORDER BY t) AS before FROM moment WHERE nn > 0) WHERE ${steps} > 1 ORDER BY ${w}t LIMIT ${limit}`,
    );
  if (branch.difference) {
    out.push(
      sql`${select(branch, { part: "correction", w: "w", places, t: at("t", null), v: "c", y: "fell", n: `count(*) OVER (${byWindow})`, x: `sum(c) OVER (${byWindow})` })} FROM cell WHERE c IS NOT NULL ORDER BY c, t LIMIT ${limit}`,
      sql`${select(branch, { part: "held", w: "w", places, t: at("t", null), v: "held", n: `count(*) OVER (${byWindow})`, x: `sum(held) OVER (${byWindow})` })} FROM cell WHERE held IS NOT NULL ORDER BY held DESC LIMIT ${limit}`,
    );
  }
  if (needsLate(branch) && places.length > 0 && (!isThin(branch) || needsSeen(branch))) {
    const p = places.join(", ");
    const ends = needsSeen(branch)
      ? text("SELECT *, max(last) OVER () AS newest FROM seen_")
      : sql`SELECT ${w}${p}, max(t) AS last, min(t) AS first, max(max(t)) OVER (${byWindow}) AS newest FROM (${windowed(branch, text("SELECT * FROM cell"))}) WHERE nn > 0 GROUP BY ${w}${p}`;
    out.push(
      sql`${select(branch, { part: "late", w: "w", places, t: at("last", null), t2: at("first", null), n: `count(*) OVER (${byWindow})` })} FROM (${ends}) WHERE last < newest ORDER BY last, ${p} LIMIT ${limit}`,
    );
  }
  return out;
}

/** Whether a statement makes figures and series alone: its instants are looked up, or it is the whole that a share is of. */
const tellsNothingBeside = (branch: Branch): boolean =>
  looksUp(branch) || (branch.name === "whole" && !branch.series);

/** Whether the first instant of a figure is told: in large files only where the figure is made of a stretch that begins with it. */
const needsFirst = (branch: Branch): boolean =>
  !looksUp(branch) || !["total", "records", "peak", "lowest"].includes(branch.fold?.fold.kind ?? "");

/** Which places reported last is told of figures of one moment that are made of several places. */
const needsLate = ({ fold, aggregate }: Branch): boolean =>
  aggregate.place.kind === "all" && (fold?.fold.kind === "latest" || fold?.fold.kind === "level");

/** The common row shape of all parts, so that they can travel in one table. */
function select(branch: Branch, row: Row): Fragment {
  const { places, dims } = aliasesOf(branch);
  const number = (value: string | Fragment | undefined, as: string, type = "DOUBLE"): Fragment =>
    sql`CAST(${value ?? "NULL"} AS ${type}) AS ${as}`;
  const cells = [
    text(`'${row.part}' AS part`),
    windowKey(branch).length > 0 ? number(row.w, "w", "VARCHAR") : text("'now' AS w"),
    number(row.area, "area", "VARCHAR"),
    ...places.map((place) => number(row.places?.includes(place) ? place : undefined, place, "VARCHAR")),
    ...dims.map((dim) => number(row.dims ? dim : undefined, dim, "VARCHAR")),
    number(row.t, "t", "VARCHAR"),
    number(row.t2, "t2", "VARCHAR"),
    number(row.v, "v"),
    number(row.x, "x"),
    number(row.y, "y"),
    number(row.n, "n", "BIGINT"),
    number(row.nn, "nn", "BIGINT"),
    number(row.m, "m", "BIGINT"),
  ];
  return sql`SELECT ${join(cells, ", ")}`;
}
