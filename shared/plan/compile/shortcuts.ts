import { aliasesOf, isLevel } from "./aliases.ts";
import type { Branch } from "./branch.ts";
import { placeKeyOf } from "./place-key.ts";

/** What the compiler may leave out or put off in large files, where it would cost more than the question itself. */

/**
 * Whether what caveats tell of the instants in a large file is looked up: it was measured once for the file, for all
 * questions that leave out no rows but those that its description leaves out (compile-instants.ts). The question's own
 * statement then makes figures and series, and nothing beside them.
 */
export function looksUp(branch: Branch): boolean {
  const { name, scan, filters, version, windows, difference, aggregate, fold } = branch;
  const dated = scan.time !== null && scan.time.storedAs !== "timestamp";
  const plain = version === null && windows.each === undefined && !difference && !isLevel(branch);
  const [value, ...more] = scan.values;
  const single = value?.place === null && more.length === 0 && scan.divisor === undefined;
  const own = filters.every(({ why }) => why === "always" || why === "measure" || why === "level");
  // Which places had reported by then is told of a figure of one moment: that depends on the window.
  const moment = fold?.fold.kind === "latest" && aggregate.place.kind === "all";
  const rows = scan.large && scan.sample === undefined && aggregate.fn !== "each";
  return name === "main" && rows && dated && plain && single && own && !moment;
}

/**
 * In large files, what adds up over time is added in one go per place, not first per instant; the facts
 * about instants are looked up, or come from a count of rows per instant.
 */
export function isDirect(branch: Branch): boolean {
  const { scan, fold, windows, aggregate } = branch;
  const sums = aggregate.fn !== "mean" && (scan.behaviour === "flow" || scan.behaviour === "event");
  const whole = fold?.fold.kind === "total" || fold?.fold.kind === "records";
  if (!scan.large || scan.time === null || !sums || !whole || branch.series) return false;
  const single = windows.windows.length === 1;
  // Instants of all places together are few: telling windows apart among them costs less than among rows.
  if (looksUp(branch)) return single || (aggregate.place.kind !== "all" && areApart(windows.windows));
  return single && !isThin(branch);
}

/** Whether no instant lies in two of the windows. */
function areApart(windows: Branch["windows"]["windows"]): boolean {
  const sorted = windows.toSorted((a, b) => ((a.from ?? "") < (b.from ?? "") ? -1 : 1));
  return sorted.every(({ from }, index) => {
    const before = sorted[index - 1];
    return index === 0 || (before?.to !== undefined && from !== undefined && before.to < from);
  });
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
  const single =
    fold?.fold.kind !== "largest-correction" && (windows.windows.length === 1 || looksUp(branch));
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

/** The place columns that cells are grouped by: all of them, so that places are told apart, unless nothing needs that. */
export function cellPlaces(branch: Branch): readonly string[] {
  if (isThin(branch)) return placeKeyOf(branch).columns;
  const alone = looksUp(branch) && isDirect(branch) && branch.aggregate.place.kind !== "areas";
  return alone ? placeKeyOf(branch).columns : aliasesOf(branch).places;
}

/** Whether rows are grouped by place columns before anything else is asked of them. */
const groupsPlaces = (branch: Branch): boolean =>
  (!isThin(branch) || looksUp(branch)) &&
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
  const grouped = cellPlaces(branch);
  return new Map(
    branch.filters.flatMap((filter) => {
      const [only] = filter.anyOf.length === 1 ? (filter.anyOf[0] ?? []) : [];
      const at = branch.scan.placeColumns.findIndex(({ column }) => column === only?.column);
      const plain = filter.why === "level" && filter.anyOf[0]?.length === 1 && only?.op === "not-null";
      const alias = `p${at + 1}`;
      return plain && at >= 0 && grouped.includes(alias) ? [[filter, alias] as const] : [];
    }),
  );
}
