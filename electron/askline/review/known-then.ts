import { setImmediate as breathe } from "node:timers/promises";
import type { Chronicle } from "../../../shared/ledger/chronicle.ts";
import { startFolds } from "../../../shared/ledger/folds.ts";
import type { History } from "../../../shared/ledger/history.ts";
import type { Session } from "../session.ts";

/** What the ledgers told at one moment. */
export type KnownThen = { readonly history: History; readonly chronicle: Chronicle };

/** Events read at a time: some ten milliseconds. */
const EVENTS_AT_ONCE = 500;

/** A person looks at one moment on several pages, and compares it with another one. */
const MOMENTS_KEPT = 2;

type Kept = { readonly events: number; readonly known: Promise<KnownThen> };
const keptMoments = new WeakMap<Session["workspace"], Map<string, Kept>>();

/**
 * Folds only what had happened by a moment: hindsight stays out. Null: everything, which is folded already. The last
 * moments are kept until another event comes.
 */
export function knownThen(session: Session, moment: string | null): Promise<KnownThen> {
  const { workspace, history, chronicle } = session;
  if (moment === null) return Promise.resolve({ history, chronicle });
  const kept = keptMoments.get(workspace) ?? new Map<string, Kept>();
  keptMoments.set(workspace, kept);
  const events = workspace.union.count();
  const before = kept.get(moment);
  if (before?.events === events) return before.known;
  const known = foldUntil(session, moment);
  kept.delete(moment);
  kept.set(moment, { events, known });
  for (const old of [...kept.keys()].slice(0, -MOMENTS_KEPT)) kept.delete(old);
  return known;
}

async function foldUntil({ workspace }: Session, moment: string): Promise<KnownThen> {
  const { union } = workspace;
  const folds = startFolds();
  for (let from = 0; from < union.count(); from += EVENTS_AT_ONCE) {
    // Clocks may jump: an event counts by its own time, and later ones are looked at all the same.
    for (const event of union.events(from, from + EVENTS_AT_ONCE)) if (event.time <= moment) folds.add(event);
    // A long ledger takes seconds: the window must stay alive meanwhile.
    await breathe();
  }
  return folds;
}

/** The moment somebody asks about, in UTC: a day means its end. */
export const endOfMoment = (moment: string): string =>
  /^\d{4}-\d\d-\d\d$/.test(moment) ? `${moment}T23:59:59.999Z` : new Date(moment).toISOString();
