import { periodOfName } from "../../../shared/catalogue/formats/table/period-names.ts";
import type { TableReading } from "../../../shared/catalogue/formats/table/reading.ts";
import type { TableDescription } from "../../../shared/catalogue/propose/description.ts";

/**
 * A description with what the file itself says of its columns: HXL tags of its own row, units from the way values are
 * written. What the description says stays. Columns that were periods and became rows are no longer described.
 */
export const describedByFile = (
  description: TableDescription,
  { tags, units, wide }: Pick<TableReading, "tags" | "units" | "wide">,
): TableDescription => {
  const described =
    wide?.turned === true
      ? description.columns.filter(({ name }) => periodOfName(name) === null)
      : description.columns;
  const named = new Set(described.map(({ name }) => name));
  const others = new Set([...Object.keys(tags), ...Object.keys(units)].filter((name) => !named.has(name)));
  const said = (name: string) => ({
    ...(tags[name] === undefined ? {} : { hxl: tags[name] }),
    ...(units[name] === undefined ? {} : { unit: units[name] }),
  });
  return {
    ...description,
    columns: [
      ...described.map((column) => ({ ...said(column.name), ...withoutNulls(column), name: column.name })),
      ...[...others].map((name) => ({ name, ...said(name) })),
    ],
  };
};

const withoutNulls = (column: TableDescription["columns"][number]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(column).filter(([, value]) => value !== null && value !== undefined));
