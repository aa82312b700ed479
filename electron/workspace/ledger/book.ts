import {
  type ChainHead,
  type ChainProblem,
  EMPTY_HEAD,
  linkProblem,
  readLine,
} from "../../../shared/ledger/chain.ts";
import type { LedgerEvent } from "../../../shared/ledger/event.ts";
import { type Folds, startFolds } from "../../../shared/ledger/folds.ts";
import { hashText } from "./hash-text.ts";
import type { Mark, Place, Snapshot } from "./snapshot.ts";

/** Every so many events one place is remembered, so that a page of events is found without reading from the start. */
export const MARK_EVERY = 128;

/** What is known of a ledger as far as it was read: its end, its histories, where events lie, and what is wrong. */
export type Book = {
  readonly fold: Folds;
  readonly head: () => ChainHead;
  readonly place: () => Place;
  readonly lines: () => number;
  /** How many readable events there are. */
  readonly events: () => number;
  readonly problems: () => readonly ChainProblem[];
  /** The last mark at or before the event with this position. */
  readonly markBefore: (position: number) => Mark;
  /** The last mark whose event has at most this number. */
  readonly markOfSeq: (seq: number) => Mark;
  /** Takes in a line of the file that ends before `next`; gives the event in it, if it is one. */
  readonly takeLine: (text: string, next: Place) => LedgerEvent | null;
  /** Takes in an event that was just written. */
  readonly takeEvent: (event: LedgerEvent, next: Place) => void;
  /** The next segment begins: its first line is at its first byte. */
  readonly nextSegment: () => void;
  readonly snapshot: () => Snapshot;
};

const START: Mark = { segment: 0, offset: 0, position: 0, seq: 0, line: 0 };

/** Begins a book, empty or where a snapshot ends. */
export function openBook(saved: Snapshot | null): Book {
  const fold = startFolds(saved?.folds);
  const marks: Mark[] = [...(saved?.marks ?? [])];
  const problems: ChainProblem[] = [...(saved?.problems ?? [])];
  let head = saved?.head ?? EMPTY_HEAD;
  let place: Place = saved?.place ?? { segment: 0, offset: 0 };
  let lastLine: Place = saved?.lastLine ?? place;
  let lines = saved?.lines ?? 0;
  let events = saved?.events ?? 0;

  const keep = (event: LedgerEvent) => {
    if (events % MARK_EVERY === 0)
      marks.push({ ...place, position: events, seq: event.seq, line: lines - 1 });
    events += 1;
    head = { seq: event.seq, hash: event.hash };
    fold.add(event);
  };
  const move = (next: Place) => {
    lastLine = place;
    place = next;
  };
  return {
    fold,
    head: () => head,
    place: () => place,
    lines: () => lines,
    events: () => events,
    problems: () => problems,
    markBefore: (position) => lastWhere(marks, (mark) => mark.position <= position),
    markOfSeq: (seq) => lastWhere(marks, (mark) => mark.seq <= seq),
    takeLine: (text, next) => {
      lines += 1;
      const read = readLine(text, lines, hashText);
      if (read.problem) problems.push(read.problem);
      if (read.event) {
        const link = linkProblem(head, read.event, lines);
        if (link) problems.push(link);
        keep(read.event);
      }
      move(next);
      return read.event;
    },
    takeEvent: (event, next) => {
      lines += 1;
      keep(event);
      move(next);
    },
    nextSegment: () => {
      place = { segment: place.segment + 1, offset: 0 };
    },
    snapshot: () => ({
      schema: "askline/ledger-snapshot/4",
      place,
      lastLine,
      head,
      lines,
      events,
      marks,
      problems,
      folds: fold.save(),
    }),
  };
}

/** Marks are in order, so the last fitting one is found by halving. */
export function lastWhere(marks: readonly Mark[], fits: (mark: Mark) => boolean): Mark {
  let [low, high] = [0, marks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const mark = marks[middle];
    if (mark !== undefined && fits(mark)) low = middle + 1;
    else high = middle;
  }
  return marks[low - 1] ?? START;
}
