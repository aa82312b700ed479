import { aliasesOf, isLevel } from "./aliases.ts";
import type { Branch } from "./branch.ts";
import { placeKeyOf } from "./place-key.ts";

/** What the compiler may leave out or put off in large files, where it would cost more than the question itself. */

/**
 * In large files, what adds up over time is added in one go per place, not first per instant; the facts
 * about instants come from a count of rows per instant.
 */
export function isDirect(branch: Branch): boolean {
  const { scan, fold, windows, aggregate } = branch;
  if (isThin(branch)) return false;
  const sums = aggregate.fn !== "mean" && (scan.behaviour === "flow" || scan.behaviour === "event");
  const whole = fold?.fold.kind === "total" || fold?.fold.kind === "records";
  return scan.large && scan.time !== null && sums && whole && windows.windows.length === 1;
}

/**
 * Whether a direct branch's instants can be told from some of its rows: where every day (or year) between the first and the
 * last is met there, none is missing in the whole. Else all rows have to be looked at. Data with longer periods or times of
 * day may have several instants in one period, which some rows do not show.
 */
export function isProvable(branch: Branch): boolean {
  const { time } = branch.scan;
  if (!isDirect(branch) || time === null) return false;
  return time.storedAs === "year" || (time.storedAs === "date" && time.grain === "day");
}

/** Whether a direct branch reads the whole file, so that the file's own statistics tell its first instant. */
export const readsAll = (branch: Branch): boolean =>
  branch.version === null &&
  branch.filters.every((filter) => namedPlaces(branch).has(filter)) &&
  branch.windows.windows.every(({ from, to }) => from === undefined && to === undefined);

/**
 * In large files, places that are only added up are not told apart first: a group per place and instant would cost many
 * times the question itself. Which places reported last is then found from one group per place, where a figure needs it.
 */
export function isThin(branch: Branch): boolean {
  const { scan, fold, windows, aggregate, difference } = branch;
  const adds = aggregate.fn !== "mean" && !difference && !isLevel(branch);
  const key = aggregate.place;
  const fewer =
    key.kind === "all" ||
    (key.kind === "columns" && placeKeyOf(branch).columns.length < aliasesOf(branch).places.length);
  const single = fold?.fold.kind !== "largest-correction" && windows.windows.length === 1;
  return scan.large && scan.time !== null && adds && fewer && single;
}

/**
 * Whether one number has a series behind it that costs nothing more: its instants are grouped already, and the file is not
 * so large that their number matters.
 */
export function hasSeriesBehind(branch: Branch): boolean {
  const { name, scan, fold, windows, aggregate, series } = branch;
  const single =
    windows.windows.length === 1 && aggregate.place.kind === "all" && aggregate.dimensions.length === 0;
  const grouped = aggregate.fn !== "each" && !isLevel(branch) && !scan.large && scan.time !== null;
  const counts = fold?.fold.kind === "records" && aggregate.fn !== "count";
  return name === "main" && single && grouped && fold !== null && !series && !counts;
}

/** Whether a thin branch's figure is of one moment, so that places which had not reported by then must be known. */
export const needsSeen = (branch: Branch): boolean =>
  isThin(branch) && branch.fold?.fold.kind === "latest" && aliasesOf(branch).places.length > 0;

/** Whether rows are grouped by all their place columns before anything else is asked of them. */
const groupsPlaces = (branch: Branch): boolean =>
  !isThin(branch) &&
  branch.aggregate.fn !== "each" &&
  !branch.difference &&
  !isLevel(branch) &&
  aliasesOf(branch).places.length === branch.scan.placeColumns.length;

/**
 * In large files: the filters that only leave rows without a place out, by the alias of that place's column. Such rows are
 * groups of their own, and leaving groups out is cheaper than looking at the name of every row.
 */
export function namedPlaces(branch: Branch): ReadonlyMap<Branch["filters"][number], string> {
  if (!branch.scan.large || !groupsPlaces(branch)) return new Map();
  return new Map(
    branch.filters.flatMap((filter) => {
      const [only] = filter.anyOf.length === 1 ? (filter.anyOf[0] ?? []) : [];
      const at = branch.scan.placeColumns.findIndex(({ column }) => column === only?.column);
      const plain = filter.why === "level" && filter.anyOf[0]?.length === 1 && only?.op === "not-null";
      return plain && at >= 0 ? [[filter, `p${at + 1}`] as const] : [];
    }),
  );
}
