import { z } from "zod";
import { fail, ok, type Result } from "../result.ts";
import { areaIdSchema } from "./area.ts";
import { areaSlug, placeKey } from "./place-name.ts";

/**
 * A name that somebody said means an area: “Nzerekore Préfecture is GIN/nzerekore”. Nothing is matched by likeness: a name
 * is in this table, in the gazetteer, or is not known.
 */
export const ownNameSchema = z.object({
  name: z.string().trim().min(1).max(300),
  area: areaIdSchema,
  /** The one dataset where it means that; null: in all tables. */
  dataset: z.string().min(1).max(300).nullable(),
});
export type OwnName = z.infer<typeof ownNameSchema>;

export const ownNamesSchema = z.array(ownNameSchema);

/** The key under which names are one: case, accents, punctuation and script variants of Latin letters do not matter. */
export const ownNameKey = ({ name, dataset }: Pick<OwnName, "name" | "dataset">): string =>
  JSON.stringify([placeKey(name) || areaSlug(name), dataset]);

/** The table with a name in it, in place of what the same name meant. */
export const withName = (names: readonly OwnName[], added: OwnName): OwnName[] => [
  ...names.filter((one) => ownNameKey(one) !== ownNameKey(added)),
  added,
];

/** The table without a name. */
export const withoutName = (
  names: readonly OwnName[],
  removed: Pick<OwnName, "name" | "dataset">,
): OwnName[] => names.filter((one) => ownNameKey(one) !== ownNameKey(removed));

const HEADER = ["name", "area", "dataset"] as const;

/** The table as CSV (RFC 4180): name, area, dataset (empty: all). */
export const namesAsCsv = (names: readonly OwnName[]): string =>
  [HEADER, ...names.map(({ name, area, dataset }) => [name, area, dataset ?? ""])]
    .map((cells) => `${cells.map(quoted).join(",")}\r\n`)
    .join("");

/** A cell that a spreadsheet would take for a formula is kept as text by a leading space, which reading takes off. */
function quoted(cell: string): string {
  const plain = /^[=+\-@\t]/.test(cell) ? ` ${cell}` : cell;
  return /[",\r\n]|^\s|\s$/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** Reads such a table; the first row names the columns. Every line that cannot be taken is named, and nothing is taken then. */
export function namesFromCsv(text: string): Result<OwnName[]> {
  const [header = [], ...rows] = cellsOf(text.replace(/^\uFEFF/, ""));
  const at = HEADER.map((column) => header.findIndex((cell) => cell.trim().toLowerCase() === column));
  const [name = -1, area = -1, dataset = -1] = at;
  if (name < 0 || area < 0)
    return fail({
      code: "bad-input",
      message: "The file has no columns “name” and “area” in its first line.",
      remedy: "Write a line “name,area,dataset” first; “dataset” may be left out.",
    });
  const read = rows.map((cells, nth) => ({
    line: nth + 2,
    parsed: ownNameSchema.safeParse({
      name: cells[name] ?? "",
      area: (cells[area] ?? "").trim(),
      dataset: (cells[dataset] ?? "").trim() || null,
    }),
  }));
  const wrong = read.filter(({ parsed }) => !parsed.success).map(({ line }) => line);
  if (wrong.length > 0)
    return fail({
      code: "bad-input",
      message: `${wrong.length === 1 ? "Line" : "Lines"} ${wrong.slice(0, 10).join(", ")} ${wrong.length === 1 ? "has" : "have"} no name, or no area of the form ITA/lazio.`,
      meaning: "Nothing was taken from the file.",
      remedy: "Mend what is named, then read the file again.",
    });
  return ok(read.flatMap(({ parsed }) => (parsed.success ? [parsed.data] : [])));
}

/** The cells of a CSV text, line by line; empty lines are left out. */
function cellsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quotedCell, plain = "", end] of text.matchAll(
    /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g,
  )) {
    rows.at(-1)?.push(quotedCell?.replaceAll('""', '"') ?? plain);
    if (end !== "," && end !== "") rows.push([]);
    if (end === "") break;
  }
  return rows.filter((cells) => cells.some((cell) => cell.trim() !== ""));
}
