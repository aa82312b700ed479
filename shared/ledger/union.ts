import type { LedgerEvent } from "./event.ts";

/**
 * Ledgers of several laptops are joined as a set of events: what has the same hash is the same event. Nothing can conflict,
 * because nothing is ever changed; all that has to be settled is the order, and it must be the same on every laptop.
 *
 * An event's place is its moment, then the name of its chain (hash of the first event), its number there, and its hash. The
 * moment is the event's time, but never before the event in front of it, and after everything its laptop had taken in by
 * then. So causes stand before what came of them even where clocks are wrong.
 */
export type Place = {
  readonly moment: string;
  readonly chain: string;
  readonly seq: number;
  readonly hash: string;
};

/** Gives each event of one chain its place; to be called with its events in their order. */
export function startPlaces(): (event: LedgerEvent) => Place {
  let chain = "";
  let moment = "";
  return (event) => {
    if (chain === "") chain = event.hash;
    if (event.time > moment) moment = event.time;
    if (event.kind === "ledger-merged" && event.payload.after > moment) moment = event.payload.after;
    return { moment, chain, seq: event.seq, hash: event.hash };
  };
}

/** Which of two events comes first: below 0 the first, above 0 the second, 0 when they are the same event. */
export function comparePlaces(a: Place, b: Place): number {
  return (
    compareTexts(a.moment, b.moment) ||
    compareTexts(a.chain, b.chain) ||
    a.seq - b.seq ||
    compareTexts(a.hash, b.hash)
  );
}

// By code units, not by any language's order: it must come out the same everywhere.
const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** An event with its place, and where it was found: which chain of those given, and the how-many-th of it (from 0). */
export type Placed = {
  readonly event: LedgerEvent;
  readonly place: Place;
  readonly from: number;
  readonly position: number;
};

/** The events of several chains in their common order, each once. Chains are read as they are needed, never whole. */
export function* joinChains(chains: readonly Iterable<LedgerEvent>[]): Generator<Placed> {
  const open = chains.map((chain, from) => {
    const events = chain[Symbol.iterator]();
    const placeOf = startPlaces();
    let position = -1;
    const next = (): Placed | null => {
      const step = events.next();
      if (step.done) return null;
      position += 1;
      return { event: step.value, place: placeOf(step.value), from, position };
    };
    return { next, head: next() };
  });
  for (;;) {
    let first: Placed | null = null;
    for (const { head } of open)
      if (head !== null && (first === null || comparePlaces(head.place, first.place) < 0)) first = head;
    if (first === null) return;
    yield first;
    for (const chain of open)
      if (chain.head !== null && chain.head.event.hash === first.event.hash) chain.head = chain.next();
  }
}

/** So many events in a row of the common order that stand in one chain one after the other. */
export type Run = { readonly chain: number; readonly position: number; readonly count: number };

/** Collects where the events of the common order stand, in few words. */
export function addToRuns(runs: Run[], chain: number, position: number): void {
  const last = runs.at(-1);
  if (last && last.chain === chain && last.position + last.count === position)
    runs[runs.length - 1] = { ...last, count: last.count + 1 };
  else runs.push({ chain, position, count: 1 });
}

/** The first moment after a time, in milliseconds: what is to come after everything known. */
export const momentAfter = (time: string): string => new Date(Date.parse(time) + 1).toISOString();

/** What hinders taking a chain in: it speaks of things as its own that are another laptop's. */
export type Claim = { readonly seq: number; readonly id: string; readonly text: string };

/**
 * Watches the events of a chain for things that only their own laptop may say. Ids are given once, and only whoever asked a
 * question runs it: a chain that says otherwise was made to change what others' events mean. `known` tells whether an id
 * was given by somebody else. Deciding on another's answer, moving a request and correcting an observation are anybody's.
 */
export function startClaims(
  known: (id: string) => boolean,
): (event: LedgerEvent, own: boolean) => Claim | null {
  const asked = new Set<string>();
  const given = new Set<string>();
  const give = (event: LedgerEvent, id: string, own: boolean): Claim | null => {
    const again = given.has(id) || (own && known(id));
    given.add(id);
    return again
      ? {
          seq: event.seq,
          id,
          text: `Event ${event.seq} gives the id ${id}, which something else has already.`,
        }
      : null;
  };
  return (event, own) => {
    switch (event.kind) {
      case "question-asked":
        asked.add(event.payload.questionId);
        return give(event, event.payload.questionId, own);
      case "request-opened":
        return give(event, event.payload.requestId, own);
      case "decision-recorded":
        return give(event, event.payload.decisionId, own);
      case "question-revised":
      case "question-matched":
      case "question-refused":
      case "question-sealed":
      case "run-started":
      case "run-failed":
      case "run-cancelled":
      case "run-finished": {
        const { questionId } = event.payload;
        if (!asked.has(questionId))
          return {
            seq: event.seq,
            id: questionId,
            text: `Event ${event.seq} speaks of the question ${questionId}, which was not asked on that laptop.`,
          };
        return event.kind === "run-finished" ? give(event, event.payload.answerId, own) : null;
      }
      default:
        return null;
    }
  };
}
