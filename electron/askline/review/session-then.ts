import type { Dataset } from "../../../shared/catalogue/dataset.ts";
import type { EntryVersion } from "../../../shared/ledger/chronicle.ts";
import { fail } from "../../../shared/result.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { importsOf } from "../catalogue/entry-versions.ts";
import { type Session, startSession } from "../session.ts";
import { endOfMoment, knownThen } from "./known-then.ts";

type Kept = { readonly moment: string; readonly events: number; readonly session: Promise<Session> };
const keptSessions = new WeakMap<Workspace, Kept>();

/**
 * The session as it stood at a moment (a day means its end): the catalogue with the descriptions in force then and the
 * files they named, entries of imported catalogues as they had come by then, the histories as far as they had come, and
 * that day for today. Every use case that reads works on it; nothing can be written.
 */
export function sessionThen(session: Session, knownAt: string): Promise<Session> {
  const moment = endOfMoment(knownAt);
  const events = session.workspace.union.count();
  const kept = keptSessions.get(session.workspace);
  if (kept?.moment === moment && kept.events === events) return kept.session;
  const made = begin(session, moment);
  keptSessions.set(session.workspace, { moment, events, session: made });
  if (kept) closeLater(kept.session);
  return made;
}

/** How long what was begun on an earlier moment may still take, in milliseconds. */
const GRACE_MS = 30_000;

/** Ends the search thread of a session that nobody will ask any more. */
function closeLater(session: Promise<Session>): void {
  setTimeout(() => {
    session.then(({ finder }) => finder.close()).catch(() => undefined);
  }, GRACE_MS).unref();
}

async function begin(session: Session, moment: string): Promise<Session> {
  const { workspace, engine, around, descriptions, examples } = session;
  const { history, chronicle } = await knownThen(session, moment);
  const held = new Map<string, Dataset>();
  for (const dataset of workspace.catalogue.held()) {
    const then = await datasetThen(session, dataset, moment);
    if (then) held.set(then.id, then);
  }
  const { catalogue, union, ledger } = workspace;
  // Entries whose line does not say when they came: since the first import of their catalogue that the ledger knows.
  const hadCome = (name: string) =>
    importsOf(chronicle, name)[1].length > 0 || importsOf(session.chronicle, name)[1].length === 0;
  const imported = await catalogue.imported.asOf(Date.parse(moment), hadCome);
  const workspaceThen: Workspace = {
    ...workspace,
    readOnly: true,
    ledger: { ...ledger, append: () => Promise.resolve(fail(PAST)) },
    union: { ...union, history: () => history, chronicle: () => chronicle },
    catalogue: {
      ...catalogue,
      held: () => [...held.values()],
      get: (id) => held.get(id) ?? imported.get(id),
      put: () => Promise.resolve(fail(PAST)),
      imported: { ...imported, merge: () => Promise.resolve(fail(PAST)) },
    },
  };
  return startSession(
    workspaceThen,
    engine,
    { ...around, now: () => Date.parse(moment) },
    { descriptions, examples },
  );
}

/** A dataset as it was described at a moment; null when it had not arrived yet, or that description was not kept. */
async function datasetThen(session: Session, dataset: Dataset, moment: string): Promise<Dataset | null> {
  const { catalogue, union } = session.workspace;
  const versions = session.chronicle.versions.get(dataset.id) ?? [];
  const inForce = lastBefore(versions, moment);
  if (inForce) return readOrNull(catalogue.version(dataset.id, inForce.entrySha256));
  // It was an entry of an imported catalogue, which tells itself how it was.
  if (catalogue.imported.has(dataset.id)) return null;
  // What came with Askline has been here since the workspace was made, until an event replaced it.
  const began = union.events(0, 1)[0]?.time ?? "";
  if (began > moment) return null;
  const [first] = versions;
  if (first === undefined) return dataset;
  return first.replaced === null ? null : readOrNull(catalogue.version(dataset.id, first.replaced));
}

/** The last version that had come by then; clocks may jump, so all are looked at. */
const lastBefore = (versions: readonly EntryVersion[], moment: string): EntryVersion | undefined =>
  versions.filter(({ at }) => at <= moment).at(-1);

async function readOrNull(version: ReturnType<Workspace["catalogue"]["version"]>): Promise<Dataset | null> {
  const read = await version;
  return read.ok ? read.value : null;
}

const PAST = {
  code: "read-only",
  message: "You are looking at an earlier moment.",
  meaning: "What was is not changed. Nothing was written.",
  remedy: "Go back to now, then do it.",
} as const;
