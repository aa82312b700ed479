import type { Dataset } from "./dataset.ts";

/**
 * Whether the rows of a table stand for people (or events) each and are not open: then how many rows there are, how many
 * lack a value and how large the file is are counts of people themselves, and one more or less tells of a single one. Of
 * personal data that is so whatever the entry says of its measures.
 */
export const rowsArePeople = ({ access, measures }: Pick<Dataset, "access" | "measures">): boolean =>
  access === "personal" || (access !== "open" && measures.some(({ behaviour }) => behaviour === "event"));
