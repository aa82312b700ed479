import { setImmediate as breathe } from "node:timers/promises";
import { readLine } from "../../../shared/ledger/chain.ts";
import type { Chronicle } from "../../../shared/ledger/chronicle.ts";
import type { LedgerEvent } from "../../../shared/ledger/event.ts";
import { type Folds, startFolds } from "../../../shared/ledger/folds.ts";
import type { History } from "../../../shared/ledger/history.ts";
import { addToRuns, joinChains, type Run } from "../../../shared/ledger/union.ts";
import { findLines } from "../ledger/find-lines.ts";
import { hashText } from "../ledger/hash-text.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { eachEvent, type ReadableChain } from "./incoming-chain.ts";
import { type KeptChain, readKept } from "./kept-chains.ts";
import { readUnionSnapshot, writeUnionSnapshot } from "./union-snapshot.ts";

/**
 * The events of this workspace and of all ledgers taken in, as one. As long as there is only the own ledger, it is that
 * ledger. What is folded here can be thrown away: the chains are what is kept.
 */
export type Union = {
  readonly history: () => History;
  readonly chronicle: () => Chronicle;
  readonly count: () => number;
  /** Events by position in the common order, from and to (exclusive). */
  readonly events: (from: number, to: number) => readonly LedgerEvent[];
  /** Events in which one of these ids stands, of all laptops, by time. A search through the files: not for every key press. */
  readonly eventsNaming: (ids: readonly string[]) => Promise<readonly LedgerEvent[]>;
  /** The ledgers of other laptops. */
  readonly kept: () => readonly KeptChain[];
  /** Whose a question, answer, request or decision is; null for the own laptop's. */
  readonly whose: (id: string) => KeptChain | null;
  /** What could not be read of the kept ledgers. */
  readonly problems: () => readonly string[];
  /** Takes in what came into the folder of kept ledgers, and folds anew. */
  readonly refresh: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export type UnionOptions = {
  readonly ledger: Ledger;
  /** Where the ledgers of other laptops are kept. */
  readonly folder: string;
  /** A file for what was folded. It may vanish at any time. */
  readonly snapshot: string;
  readonly readOnly: boolean;
};

/** What is folded over several chains. The own one is number 0. */
export type Joined = {
  readonly folds: Folds;
  readonly runs: Run[];
  /** Which kept chain gave an id; what is not here is the own laptop's. */
  readonly origins: Map<string, string>;
  /** How many events of the own chain are in it. */
  own: number;
  count: number;
};

/** Events after which others get their turn: some ten milliseconds. */
const EVENTS_AT_ONCE = 500;
/** Fewer are folded anew in no time. */
const SNAPSHOT_FROM = 5_000;

/** Opens the union of the own ledger with those kept beside it. */
export async function openUnion({ ledger, folder, snapshot, readOnly }: UnionOptions): Promise<Union> {
  const own: ReadableChain = { count: ledger.count, events: (from, to) => ledger.events(from, to) };
  let kept: readonly KeptChain[] = [];
  let problems: readonly string[] = [];
  let joined: Joined | null = null;
  let savedCount = 0;

  const follow = (state: Joined) => {
    for (const event of eachEvent(own, state.own)) addOwn(state, event);
  };
  const addOwn = (state: Joined, event: LedgerEvent) => {
    state.folds.add(event);
    addToRuns(state.runs, 0, state.own);
    state.own += 1;
    state.count += 1;
  };

  const look = async (): Promise<void> => {
    const found = await readKept(folder);
    problems = found.problems;
    if (namesOf(found.chains) === namesOf(kept)) return;
    if (found.chains.length === 0) {
      [kept, joined] = [[], null];
      return;
    }
    const saved = await readUnionSnapshot(snapshot, own, found.chains);
    savedCount = saved?.count ?? 0;
    const next = saved ?? (await fold(own, found.chains));
    // What was appended while this was folding comes last, and is in before anybody looks.
    follow(next);
    [kept, joined] = [found.chains, next];
  };
  let looking = look();
  await looking;
  const refresh = () => {
    looking = looking.catch(() => undefined).then(look);
    return looking;
  };
  const leave = ledger.subscribe((event) => {
    // Counted before the ledger counts it or after, by turns: positions are followed, not events.
    if (joined !== null) addOwn(joined, event);
    if (event.kind === "ledger-merged") void refresh().catch(() => undefined);
  });

  const read = (from: number, to: number): readonly LedgerEvent[] => {
    if (joined === null) return own.events(from, Math.min(to, own.count()));
    return readRuns([own, ...kept], joined.runs, from, to);
  };
  return {
    history: () => joined?.folds.history ?? ledger.history,
    chronicle: () => joined?.folds.chronicle ?? ledger.chronicle,
    count: () => joined?.count ?? own.count(),
    events: read,
    eventsNaming: async (ids) => {
      const files = [await ledger.pieces(), ...kept.map((chain) => chain.pieces)];
      const found = new Map<string, LedgerEvent>();
      for (const { path, bytes } of files.flat())
        await findLines(
          path,
          bytes,
          ids.map((id) => JSON.stringify(id)),
          (line) => {
            const { event } = readLine(line, 0, hashText);
            if (event) found.set(event.hash, event);
          },
        );
      // Events of one chain stay in their order: sorting is stable, and times within a chain seldom go back.
      return [...found.values()].sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
    },
    kept: () => kept,
    whose: (id) => {
      const name = joined?.origins.get(id);
      return kept.find((chain) => chain.name === name) ?? null;
    },
    problems: () => problems,
    refresh,
    close: async () => {
      leave();
      await looking.catch(() => undefined);
      if (joined !== null && !readOnly && joined.count >= SNAPSHOT_FROM && joined.count > savedCount)
        await writeUnionSnapshot(snapshot, own, kept, joined);
    },
  };
}

const namesOf = (chains: readonly KeptChain[]): string => chains.map(({ name }) => name).join(" ");

/** Folds all chains in their common order, giving way to others now and then. */
async function fold(own: ReadableChain, kept: readonly KeptChain[]): Promise<Joined> {
  const joined: Joined = { folds: startFolds(), runs: [], origins: new Map(), own: 0, count: 0 };
  const chains = [own, ...kept].map((chain) => eachEvent(chain));
  for (const { event, from, position } of joinChains(chains)) {
    joined.folds.add(event);
    addToRuns(joined.runs, from, position);
    const name = kept[from - 1]?.name;
    for (const id of name === undefined ? [] : idsGiven(event)) joined.origins.set(id, name ?? "");
    if (from === 0) joined.own = position + 1;
    joined.count += 1;
    if (joined.count % EVENTS_AT_ONCE === 0) await breathe();
  }
  return joined;
}

/** Ids of things that begin with this event. */
function idsGiven(event: LedgerEvent): string[] {
  switch (event.kind) {
    case "question-asked":
      return [event.payload.questionId];
    case "run-finished":
      return [event.payload.answerId];
    case "decision-recorded":
      return [event.payload.decisionId];
    case "request-opened":
      return [event.payload.requestId];
    case "observation-recorded":
      return [event.payload.observationId];
    default:
      return [];
  }
}

function readRuns(
  chains: readonly ReadableChain[],
  runs: readonly Run[],
  from: number,
  to: number,
): LedgerEvent[] {
  const events: LedgerEvent[] = [];
  let at = 0;
  for (const { chain, position, count } of runs) {
    const [first, last] = [Math.max(from, at), Math.min(to, at + count)];
    if (first < last)
      events.push(...(chains[chain]?.events(position + first - at, position + last - at) ?? []));
    at += count;
    if (at >= to) break;
  }
  return events;
}
