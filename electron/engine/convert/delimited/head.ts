import { HEAD_LINES, headerAt, SHOWN_LINES } from "../../../../shared/catalogue/formats/table/header-row.ts";
import type { Delimiter, TableReading } from "../../../../shared/catalogue/formats/table/reading.ts";

/** What the beginning of a delimited file tells. */
export type DelimitedHead = {
  readonly delimiter: string;
  /** The first lines with their cells and where in the text each begins. */
  readonly lines: readonly HeadLine[];
  /** The position of the line with the names among them, from 0; −1 where the file has no line. */
  readonly header: number;
};

export type HeadLine = { readonly cells: readonly string[]; readonly start: number; readonly whole: boolean };

/** The marks that may stand between cells, the usual ones first. */
export const DELIMITERS: Readonly<Record<Delimiter, string>> = {
  comma: ",",
  semicolon: ";",
  tab: "\t",
  bar: "|",
};
const MARKS = Object.values(DELIMITERS);

/** What a mark between cells is called among the choices. */
export const nameOfDelimiter = (mark: string): Delimiter =>
  mark === ";" ? "semicolon" : mark === "\t" ? "tab" : mark === "|" ? "bar" : "comma";

/** The first lines as a person is shown them. */
export const shownHead = ({ lines }: DelimitedHead): TableReading["head"] =>
  lines.slice(0, SHOWN_LINES).map(({ cells }, at) => ({
    line: at + 1,
    cells: cells.slice(0, 12).map((cell) => cell.replaceAll("\0", "").slice(0, 60)),
  }));

/**
 * Finds delimiter and header of a text. The delimiter is the one that cuts most lines into the same number of cells, more cells
 * before fewer.
 * @param headerRow the line of the header from 1, where it was chosen
 */
export function readHead(text: string, given: string | null, headerRow: number | undefined): DelimitedHead {
  const delimiter = given ?? likelyDelimiter(text);
  const lines = linesOf(text, delimiter, Math.max(HEAD_LINES, headerRow ?? 0));
  const cells = lines.map((line) => line.cells);
  if (lines.length === 0) return { delimiter, lines, header: -1 };
  return { delimiter, lines, header: headerRow === undefined ? headerAt(cells) : headerRow - 1 };
}

/** Lines from which the delimiter is taken. */
const DELIMITER_LINES = 30;

function likelyDelimiter(text: string): string {
  const scores = MARKS.map((delimiter) => {
    const widths = linesOf(text, delimiter, DELIMITER_LINES)
      .map(({ cells }) => cells.length)
      .filter((width) => width > 1);
    const counts = new Map<number, number>();
    for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
    return Math.max(0, ...[...counts].map(([width, count]) => (width - 1) * count * count));
  });
  return MARKS[scores.indexOf(Math.max(...scores))] ?? ",";
}

/** The first lines of a text by RFC 4180: quotes around cells, doubled inside. The last one may be cut off by the end of the text. */
export function linesOf(text: string, delimiter: string, most: number): HeadLine[] {
  const lines: HeadLine[] = [];
  let cells: string[] = [];
  let cell = "";
  let quoted = false;
  let start = text.startsWith("\ufeff") ? 1 : 0;
  const next = new RegExp(`["\\r\\n${delimiter === "|" ? "\\|" : delimiter}]`, "g");
  let at = start;
  const end = (after: number): void => {
    lines.push({ cells: [...cells, cell], start, whole: true });
    cells = [];
    cell = "";
    start = after;
  };
  while (at < text.length && lines.length < most) {
    if (quoted) {
      const close = text.indexOf('"', at);
      cell += text.slice(at, close < 0 ? text.length : close);
      if (close < 0) {
        at = text.length;
      } else if (text.charAt(close + 1) === '"') {
        cell += '"';
        at = close + 2;
      } else {
        quoted = false;
        at = close + 1;
      }
      continue;
    }
    next.lastIndex = at;
    const found = next.exec(text);
    const stop = found?.index ?? text.length;
    cell += text.slice(at, stop);
    at = stop + 1;
    if (found === null) break;
    if (found[0] === '"') {
      if (cell === "") quoted = true;
      else cell += '"';
    } else if (found[0] === delimiter) {
      cells.push(cell);
      cell = "";
    } else {
      if (found[0] === "\r" && text.charAt(at) === "\n") at += 1;
      end(at);
    }
  }
  if (lines.length < most && (cells.length > 0 || cell !== "" || quoted))
    lines.push({ cells: [...cells, cell], start, whole: false });
  return lines;
}
