import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  EMPTY_HEAD,
  type Entry,
  eventLine,
  FIRST_PREV,
  linkEvent,
  readLedger,
} from "../../shared/ledger/chain.ts";
import type { LedgerEvent } from "../../shared/ledger/event.ts";

const viewed = (answerId: string, second: number): Entry => ({
  time: new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString(),
  actor: "ana",
  happening: { kind: "answer-viewed", payload: { answerId } },
});

/** A ledger of as many events as there are ids. */
function ledgerOf(ids: readonly string[]): LedgerEvent[] {
  const events: LedgerEvent[] = [];
  let head = EMPTY_HEAD;
  for (const [i, id] of ids.entries()) {
    const event = linkEvent(head, viewed(id, i));
    events.push(event);
    head = { seq: event.seq, hash: event.hash };
  }
  return events;
}

const ids = fc.array(fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }), {
  minLength: 1,
  maxLength: 12,
});

describe("the ledger's hash chain", () => {
  it("links the first event to sixty-four zeros and numbers events from 0", () => {
    const [first, second] = ledgerOf(["a", "b"]);
    expect(first?.prev).toBe(FIRST_PREV);
    expect(first?.seq).toBe(0);
    expect(second?.prev).toBe(first?.hash);
  });

  it("reads back what was written, whatever the text, and finds nothing wrong", () => {
    fc.assert(
      fc.property(ids, (texts) => {
        const events = ledgerOf(texts);
        const read = readLedger(events.map(eventLine));
        expect(read.problems).toEqual([]);
        expect(read.events).toEqual(events);
        expect(read.head).toEqual({ seq: events.length - 1, hash: events.at(-1)?.hash });
      }),
    );
  });

  it("finds any single changed character and names the line", () => {
    fc.assert(
      fc.property(ids, fc.nat(), fc.nat(), (texts, whichLine, whichCharacter) => {
        const lines = ledgerOf(texts).map(eventLine);
        const at = whichLine % lines.length;
        const line = lines[at] ?? "";
        const position = whichCharacter % line.length;
        const replacement = line[position] === "0" ? "1" : "0";
        lines[at] = line.slice(0, position) + replacement + line.slice(position + 1);
        const { problems } = readLedger(lines);
        expect(problems.map((problem) => problem.line)).toContain(at + 1);
      }),
    );
  });

  it("finds a removed, repeated or swapped event", () => {
    const lines = ledgerOf(["a", "b", "c", "d"]).map(eventLine);
    const [a, b, c, d] = lines as [string, string, string, string];
    expect(readLedger([a, c, d]).problems[0]).toMatchObject({ line: 2, kind: "out-of-order" });
    expect(readLedger([a, b, b, c, d]).problems[0]).toMatchObject({ line: 3, kind: "out-of-order" });
    expect(readLedger([a, c, b, d]).problems[0]).toMatchObject({ line: 2, kind: "out-of-order" });
  });

  it("keeps what follows a broken event readable", () => {
    const lines = ledgerOf(["a", "b", "c", "d"]).map(eventLine);
    lines[1] = "{ this is no event";
    const read = readLedger(lines);
    expect(read.events.map((event) => event.seq)).toEqual([0, 2, 3]);
    expect(read.problems.map((problem) => problem.kind)).toEqual(["unreadable", "out-of-order"]);
  });

  it("notices an event replaced by a well-formed one with a fitting hash of its own", () => {
    const events = ledgerOf(["a", "b", "c"]);
    const [first] = events;
    const forged = linkEvent({ seq: 0, hash: first?.hash ?? "" }, viewed("forged", 9));
    const read = readLedger([events[0], forged, events[2]].map((event) => eventLine(event as LedgerEvent)));
    expect(read.problems).toMatchObject([{ line: 3, kind: "not-linked" }]);
  });
});
