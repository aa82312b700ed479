import type { Dataset } from "../../catalogue/dataset.ts";
import type { CompiledQuery } from "../plan.ts";
import { aliasesOf } from "./aliases.ts";
import type { Branch } from "./branch.ts";
import { text } from "./fragment.ts";
import { rowsSql } from "./rows-sql.ts";
import { looksUp } from "./shortcuts.ts";
import { timeTextSql } from "./time-sql.ts";

/** The name of the query, and of its table. */
export const INSTANTS = "instants";

/** Up to so many places at so many instants are told apart: their groups take some tens of megabytes. */
const MOST_CELLS = 2_000_000;

/**
 * What a large file holds at each of its instants, whatever the window: rows `n`, rows with a value `nn`, places with a value
 * `places`, and the most rows that one place has, `most`; the last two are null where nothing is told of them or there are
 * too many places. The same for every question about a measure of the file, so the engine keeps it (`keep`). Null where the
 * branch's own statement says it.
 */
export function compileInstants(branch: Branch, datasets: readonly Dataset[]): CompiledQuery | null {
  if (!looksUp(branch)) return null;
  const whole: Branch = {
    ...branch,
    windows: { ...branch.windows, windows: [{ id: "now" }] },
  };
  const rows = rowsSql(whole);
  const { places, dims } = aliasesOf(whole);
  const t = timeTextSql("t", branch.scan.time, null);
  const cells = needsPlaces(branch) && cellsOf(branch, datasets) <= MOST_CELLS;
  const key = [...places, ...dims, "t"].join(", ");
  const counted =
    places.length > 0 && dims.length > 0
      ? `count(DISTINCT (${places.join(", ")})) FILTER (WHERE nn > 0)`
      : "count(*) FILTER (WHERE nn > 0)";
  const query = cells
    ? `SELECT ${t} AS t, sum(n)::BIGINT AS n, sum(nn)::BIGINT AS nn, ${counted} AS places, max(n) AS most FROM (SELECT ${key}, count(*) AS n, count(v) AS nn FROM (${rows.sql}) GROUP BY ${key}) GROUP BY ALL`
    : `SELECT ${t} AS t, n, nn, NULL::BIGINT AS places, NULL::BIGINT AS most FROM (SELECT t, count(*) AS n, count(v) AS nn FROM (${rows.sql}) GROUP BY t)`;
  return {
    name: INSTANTS,
    sql: text(query).sql,
    params: [...rows.params],
    files: [branch.scan.sha256],
    keep: true,
  };
}

/** Whether something is told of the places behind the figures: of several moments, or of scores that several rows give. */
const needsPlaces = ({ aggregate, series, windows, scan }: Branch): boolean =>
  (aggregate.place.kind === "all" && (series || windows.windows.length > 1)) ||
  scan.behaviour === "ratio" ||
  scan.behaviour === "index";

/** How many places at how many instants there can be, by the file's own counts; 0 where it was not counted. */
function cellsOf({ scan, aggregate }: Branch, datasets: readonly Dataset[]): number {
  const profile = datasets
    .flatMap(({ distributions }) => distributions)
    .find(({ sha256 }) => sha256 === scan.sha256)?.profile;
  const columns = [
    ...scan.placeColumns.map(({ column }) => column),
    ...aggregate.dimensions.map(({ column }) => column),
    ...(scan.time === null ? [] : [scan.time.column]),
  ];
  const counts = columns.flatMap(
    (column) => profile?.columns.find(({ name }) => name === column)?.distinct ?? [],
  );
  const all = counts.length < columns.length ? 0 : counts.reduce((product, count) => product * count, 1);
  return Math.min(all, profile?.rows ?? all);
}
