import { assertNever } from "../../result.ts";
import type { Branch } from "./branch.ts";

/** The columns that name the reported place: an area id, or some of the source's place columns. */
export function placeKeyOf(branch: Branch): {
  readonly columns: readonly string[];
  readonly isArea: boolean;
} {
  const key = branch.aggregate.place;
  switch (key.kind) {
    case "all":
      return { columns: [], isArea: false };
    case "value":
      return { columns: ["p1"], isArea: true };
    case "columns":
      return {
        columns: branch.scan.placeColumns.flatMap(({ column }, index) =>
          key.columns.includes(column) ? [`p${index + 1}`] : [],
        ),
        isArea: false,
      };
    case "areas":
      return { columns: ["area"], isArea: true };
    default:
      return assertNever(key);
  }
}
