/** What the splitter finds: the text of one entry. `position` counts from 1. */
export type Item = { readonly position: number; readonly text: string };

/** How a document ended: whole, in the middle of a value, or with an entry too large to be held. */
export type Ending = "whole" | "cut-off" | "too-large";

/** Names under which catalogues list their entries. */
const LISTS = new Set(["dataset", "dcat:dataset", "datasets", "packages", "results"]);

/** An entry of more characters than this is refused: real ones have a hundredth of it, and all else waits while one is parsed. */
export const LARGEST_ENTRY = 16 * 1024 * 1024;

const OPENS = new Set(["[", "{"]);

/** Text of the value being collected, over several pieces of the document. */
function collector(largest: number) {
  let pieces: string[] = [];
  let length = 0;
  let overflowed = false;
  return {
    keep: (text: string): void => {
      length += text.length;
      if (length > largest) overflowed = true;
      else pieces.push(text);
    },
    /** The collected text, or null where it was too long. */
    take: (): string | null => {
      const text = length > largest ? null : pieces.join("");
      pieces = [];
      length = 0;
      return text;
    },
    overflowed: () => overflowed,
  };
}

/**
 * Cuts a JSON document into its entries while it streams by, so that a file of hundreds of megabytes is never held whole:
 * the items of a list at the top or under a known name, or each value at the top. Only brackets, strings and names are
 * looked at; whether an entry is sound JSON is for its parser to say.
 */
export function itemSplitter(onItem: (item: Item) => void, largest = LARGEST_ENTRY) {
  const text = collector(largest);
  let position = 0;
  let depth = 0;
  /** Depth of the entries of the list we are in; 0 outside a list. */
  let listDepth = 0;
  /** Depth at which the value being collected began; -1 when none is. */
  let collecting = -1;
  /** The value being collected is the document's own object: an entry, unless a list of entries turns up in it. */
  let provisional = false;
  let inString = false;
  /** The string just read, while it may be the name of a list. */
  let name: string[] | null = null;
  let lastName = "";
  /** Characters at the start of the next piece that an escape at the end of this one covers. */
  let skip = 0;

  /** Opens a bracket; says whether the text from here belongs to an entry that starts now. */
  const opened = (bracket: string): boolean => {
    const startsList = bracket === "[" && (depth === 0 || (provisional && depth <= 2 && LISTS.has(lastName)));
    depth += 1;
    lastName = "";
    if (startsList && listDepth === 0) {
      if (collecting >= 0) text.take();
      collecting = -1;
      provisional = false;
      listDepth = depth;
      return false;
    }
    const outside = collecting < 0 && depth - 1 === listDepth && (listDepth > 0 || depth === 1);
    if (outside) {
      collecting = depth - 1;
      provisional = depth === 1 && bracket === "{";
    }
    return outside;
  };
  /** Closes a bracket; says whether an entry ends with it. */
  const closed = (): boolean => {
    depth = Math.max(0, depth - 1);
    if (depth < listDepth) listDepth = 0;
    if (collecting !== depth) return false;
    collecting = -1;
    provisional = false;
    return true;
  };
  /** Skips to the end of a string; gives the position after it, or the end of the piece. */
  const throughString = (piece: string, from: number): number => {
    const next = /["\\]/g;
    let at = from;
    while (at < piece.length) {
      next.lastIndex = at;
      const found = next.exec(piece);
      if (found === null) at = piece.length;
      else if (found[0] === "\\") at = found.index + 2;
      else {
        name?.push(piece.slice(from, found.index));
        lastName = name?.join("") ?? "";
        name = null;
        inString = false;
        return found.index + 1;
      }
    }
    name?.push(piece.slice(from));
    skip = at - piece.length;
    return at;
  };
  /** Where the entry being collected starts in the piece at hand. */
  let start = 0;

  /** Takes the quote or bracket at a position; gives the position after it. */
  const structural = (piece: string, at: number): number => {
    const char = piece[at] ?? "";
    if (char === '"') {
      inString = true;
      name = provisional && depth <= 2 ? [] : null;
      return at + 1;
    }
    if (OPENS.has(char)) {
      if (opened(char)) start = at;
    } else if (closed()) {
      text.keep(piece.slice(start, at + 1));
      const whole = text.take();
      position += 1;
      if (whole !== null) onItem({ position, text: whole });
    }
    return at + 1;
  };

  return {
    push: (piece: string): void => {
      const next = /["[\]{}]/g;
      start = 0;
      let at = skip;
      skip = 0;
      while (at < piece.length) {
        if (inString) at = throughString(piece, at);
        else {
          next.lastIndex = at;
          const found = next.exec(piece);
          at = found === null ? piece.length : structural(piece, found.index);
        }
      }
      if (collecting >= 0) text.keep(piece.slice(start));
    },
    /** Call once after the last piece. */
    end: (): Ending => (text.overflowed() ? "too-large" : inString || depth > 0 ? "cut-off" : "whole"),
  };
}
