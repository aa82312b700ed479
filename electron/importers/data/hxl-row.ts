import { createReadStream } from "node:fs";
import type { TableDescription } from "../../../shared/catalogue/propose/description.ts";

/** The first bytes of a file in which header and tags are looked for. */
const HEAD_BYTES = 65_536;

/** A tag with its attributes: `#adm1+name`, `#affected+f`. */
const TAG = /^#[a-z][a-z0-9_]*(\s*\+[a-z0-9_]+)*$/i;

/**
 * The HXL tags of a delimited file by column name: the second row, if every filled cell of it is a tag. Empty for files of
 * other formats and files without tags. Throws Node's file errors.
 */
export const hxlTagsOf = async (path: string): Promise<ReadonlyMap<string, string>> => {
  const delimiter = /\.(tsv|tab)$/i.test(path) ? "\t" : /\.(csv|txt)$/i.test(path) ? null : undefined;
  if (delimiter === undefined) return new Map();
  const pieces: Buffer[] = [];
  for await (const piece of createReadStream(path, { end: HEAD_BYTES - 1 })) pieces.push(Buffer.from(piece));
  const text = Buffer.concat(pieces)
    .toString("utf8")
    .replace(/^\uFEFF/, "");
  const [header = [], tags = []] = firstRows(text, delimiter ?? delimiterOf(text));
  const filled = tags.filter((cell) => cell.trim() !== "");
  if (filled.length === 0 || !filled.every((cell) => TAG.test(cell.trim()))) return new Map();
  return new Map(
    header.flatMap((name, at): [string, string][] => {
      const tag = (tags[at] ?? "").replaceAll(/\s+/g, "").toLowerCase();
      return tag === "" ? [] : [[name, tag]];
    }),
  );
};

const delimiterOf = (text: string): string => {
  const line = text.split(/\r?\n/, 1)[0] ?? "";
  const count = (mark: string): number => line.split(mark).length;
  return [",", ";", "\t", "|"].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
};

/** The first two records; quoted cells may hold delimiters, line ends and doubled quotes. */
const firstRows = (text: string, delimiter: string): string[][] => {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let quoted = false;
  for (let at = 0; at < text.length && rows.length < 2; at += 1) {
    const mark = text[at] ?? "";
    if (mark === '"') {
      if (quoted && text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = !quoted;
    } else if (!quoted && (mark === delimiter || mark === "\n")) {
      row.push(cell.replace(/\r$/, ""));
      cell = "";
      if (mark === "\n") {
        rows.push(row);
        row = [];
      }
    } else cell += mark;
  }
  if (rows.length < 2) rows.push([...row, cell]);
  return rows;
};

/** A description with the tags of the file's own row; tags that the description gives itself stay. */
export const withTags = (
  description: TableDescription,
  tags: ReadonlyMap<string, string>,
): TableDescription => {
  if (tags.size === 0) return description;
  const named = new Set(description.columns.map((column) => column.name));
  return {
    ...description,
    columns: [
      ...description.columns.map((column) => ({ ...column, hxl: column.hxl ?? tags.get(column.name) })),
      ...[...tags].flatMap(([name, hxl]) => (named.has(name) ? [] : [{ name, hxl }])),
    ],
  };
};
