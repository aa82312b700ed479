import { existsSync } from "node:fs";
import { join } from "node:path";
import { readLine } from "../../../shared/ledger/chain.ts";
import type { LedgerEvent } from "../../../shared/ledger/event.ts";
import type { Book } from "./book.ts";
import { hashText } from "./hash-text.ts";
import { readLinesNow } from "./read-lines.ts";
import { ledgerFile } from "./segments.ts";

/** Events by position, from and to (exclusive), read from the files. Unreadable lines are passed over. */
export function readPage(
  folder: string,
  book: Pick<Book, "markBefore" | "place">,
  from: number,
  to: number,
): LedgerEvent[] {
  const events: LedgerEvent[] = [];
  if (from >= to) return events;
  const mark = book.markBefore(from);
  const end = book.place();
  let { position, offset, line } = mark;
  for (let segment = mark.segment; segment <= end.segment && position < to; segment += 1, offset = 0) {
    readLinesNow(pathOf(folder, segment), offset, ({ text, next }) => {
      line += 1;
      const { event } = readLine(text, line, hashText);
      if (event) {
        if (position >= from) events.push(event);
        position += 1;
      }
      return position < to && (segment < end.segment || next < end.offset);
    });
  }
  return events;
}

function pathOf(folder: string, segment: number): string {
  const closed = join(folder, `ledger-${String(segment).padStart(6, "0")}.jsonl`);
  return existsSync(closed) ? closed : ledgerFile(folder);
}
