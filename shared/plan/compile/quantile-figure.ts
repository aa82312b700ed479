import type { Dataset } from "../../catalogue/dataset.ts";
import type { Branch } from "./branch.ts";
import type { Part } from "./cells-sql.ts";
import { text } from "./fragment.ts";
import { placeKeyOf } from "./place-key.ts";
import { quantileParts, spreadOf } from "./quantile-sql.ts";
import { numbersSql } from "./rows-sql.ts";

/** The name of the part that holds the quantile, as `v`. */
export const QUANTILE = "quantile";

/**
 * In large files, the parts that find the median or another quantile of all rows together by cells (quantile-sql.ts), by
 * what the file's profile tells of the column. Null where another figure is asked, or it would not be quicker.
 */
export function quantileFigure(branch: Branch, datasets: readonly Dataset[]): Part[] | null {
  const { scan, aggregate, fold, windows } = branch;
  const [value, ...more] = scan.values;
  const column = value?.column ?? null;
  const together = placeKeyOf(branch).columns.length === 0 && aggregate.dimensions.length === 0;
  const ofRows = aggregate.fn === "each" && branch.periods === null && windows.windows.length === 1;
  if (!scan.large || !ofRows || !together || column === null || more.length > 0) return null;
  const q = fold?.fold.kind === "median" ? 0.5 : fold?.fold.kind === "quantile" ? fold.fold.q : null;
  const profile = datasets
    .flatMap(({ distributions }) => distributions)
    .find(({ sha256 }) => sha256 === scan.sha256)?.profile;
  const spread = spreadOf(
    profile?.columns.find(({ name }) => name === column),
    profile?.rows ?? 0,
  );
  if (q === null || spread === null) return null;
  const counts = text(scan.numberType === "whole" ? "TRUE" : "isfinite(v)");
  return quantileParts({ rows: numbersSql(branch, column), counts, spread }, [q], QUANTILE);
}
