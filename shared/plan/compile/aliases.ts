import type { Branch } from "./branch.ts";

/** Column aliases of the compiled query: places p1…, breakdowns d1…, other dimensions that tell a series' rows apart e1…. */
export type Aliases = {
  readonly places: readonly string[];
  readonly dims: readonly string[];
  readonly others: readonly string[];
};

export function aliasesOf(branch: Branch): Aliases {
  const dims = branch.aggregate.dimensions;
  const others =
    branch.difference || isLevel(branch)
      ? branch.scan.dimensionColumns.filter(({ column }) => !dims.some((dim) => dim.column === column))
      : [];
  const hasValuePlaces = branch.scan.values.some(({ place }) => place !== null);
  return {
    places: hasValuePlaces ? ["p1"] : branch.scan.placeColumns.map((_, index) => `p${index + 1}`),
    dims: dims.map((_, index) => `d${index + 1}`),
    others: others.map((_, index) => `e${index + 1}`),
  };
}

/** True when the running total itself is asked, not what came new. */
export const isLevel = (branch: Branch): boolean =>
  branch.scan.behaviour === "cumulative" && !branch.difference;
