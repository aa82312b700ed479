import { tableFromIPC } from "apache-arrow";
import type { Row } from "./fact-queries.ts";

/** The rows of a small query result; whole numbers come as numbers, dictionary values as text. */
export const rowsOfIpc = (ipc: Uint8Array): readonly Row[] => {
  const table = tableFromIPC(ipc);
  const names = table.schema.fields.map((field) => field.name);
  const columns = names.map((name) => table.getChild(name));
  return Array.from({ length: table.numRows }, (_, row) =>
    Object.fromEntries(names.map((name, at) => [name, columns[at]?.get(row) ?? null])),
  );
};
