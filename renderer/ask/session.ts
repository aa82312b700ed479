import type { Draft } from "../../shared/api.ts";
import type { Decision, Question, QuestionPatch } from "../../shared/question/question.ts";
import type { Mark, Reading } from "../../shared/question/reading.ts";
import { applyPatch, mergeReading } from "./patch.ts";

/** What one undo goes back to. */
export type Snapshot = {
  readonly text: string;
  readonly question: Question | null;
  readonly reading: Reading | null;
  /** What the text was read as when the question last followed it; null: the question did not come from the text. */
  readonly base: Question | null;
  /** Unsure words whose reading the asker has chosen. */
  readonly settled: readonly { readonly word: string; readonly reading: string }[];
};

/** What a change is called in the undo list. */
export type ChangeName =
  | { readonly kind: "typed" }
  | { readonly kind: "copy" }
  | { readonly kind: "part" | "fix" | "example"; readonly label: string };

type Step = { readonly name: ChangeName; readonly before: Snapshot };

export type Session = {
  readonly draftId: string | null;
  /** The run in which this question was last sealed; null when it was not yet. */
  readonly lastRun: string | null;
  /** When the restored draft was saved; null when it was not restored or has been changed since. */
  readonly restored: string | null;
  readonly now: Snapshot;
  readonly past: readonly Step[];
  readonly future: readonly { readonly name: ChangeName; readonly after: Snapshot }[];
};

export type SessionAction =
  | { readonly do: "type"; readonly text: string }
  | { readonly do: "read"; readonly text: string; readonly reading: Reading }
  | { readonly do: "change"; readonly name: ChangeName; readonly patch: QuestionPatch }
  | { readonly do: "settle"; readonly mark: Mark; readonly label: string; readonly patch: QuestionPatch }
  | { readonly do: "build"; readonly blank: Question }
  /** A worked example, read, with the decision it was asked for. */
  | {
      readonly do: "open";
      readonly text: string;
      readonly reading: Reading;
      readonly decision: Decision | null;
    }
  /** A new draft that begins as a copy of another question. */
  | { readonly do: "copy"; readonly text: string; readonly question: Question }
  | {
      readonly do: "load";
      readonly question: Question;
      readonly text: string;
      readonly draftId: string | null;
      readonly restored: string | null;
    }
  | { readonly do: "name-draft"; readonly draftId: string }
  | { readonly do: "seal"; readonly runId: string }
  | { readonly do: "undo" | "redo" | "clear" };

const NOTHING: Snapshot = { text: "", question: null, reading: null, base: null, settled: [] };
export const emptySession: Session = {
  draftId: null,
  lastRun: null,
  restored: null,
  now: NOTHING,
  past: [],
  future: [],
};

const MOST_STEPS = 200;

/** The Ask page's state after something happened. Pure: ids and times come with the action. */
export function sessionAfter(session: Session, action: SessionAction): Session {
  const { now } = session;
  switch (action.do) {
    case "type":
      return typed(session, action.text);
    case "read":
      return action.text === now.text ? { ...session, now: read(now, action.reading) } : session;
    case "change": {
      if (now.question === null) return session;
      // A way out of the check may put other words in place of those that were typed: the box shows them too.
      const text = action.patch.text ?? now.text;
      return changed(session, action.name, {
        ...now,
        text,
        question: applyPatch(now.question, action.patch),
      });
    }
    case "settle": {
      if (now.question === null) return session;
      const settled = [
        ...now.settled.filter(({ word }) => word !== action.mark.text),
        { word: action.mark.text, reading: action.label },
      ];
      const question = applyPatch(now.question, action.patch);
      return changed(session, { kind: "part", label: action.mark.text }, { ...now, question, settled });
    }
    case "build":
      return changed(
        session,
        { kind: "example", label: "" },
        { ...NOTHING, question: action.blank, base: action.blank },
      );
    case "open": {
      const base = action.reading.question;
      const question = action.decision === null ? base : { ...base, decision: action.decision };
      const { text, reading } = action;
      return changed(
        emptySession,
        { kind: "example", label: "" },
        { ...NOTHING, text, question, reading, base },
      );
    }
    case "copy":
      return changed(
        emptySession,
        { kind: "copy" },
        { ...NOTHING, text: action.text, question: action.question },
      );
    case "load":
      return {
        ...emptySession,
        draftId: action.draftId,
        restored: action.restored,
        now: { ...NOTHING, text: action.text, question: action.question },
      };
    case "name-draft":
      return { ...session, draftId: session.draftId ?? action.draftId };
    case "seal":
      return { ...session, draftId: null, lastRun: action.runId, restored: null };
    case "clear":
      return emptySession;
    case "undo":
      return undone(session);
    case "redo":
      return redone(session);
  }
}

/** Words that stay unsure: those of the reading without the ones that were settled by hand. */
export function unsureWords({ reading, settled }: Snapshot): readonly string[] {
  return (reading?.unsure ?? []).filter((word) => !settled.some((choice) => choice.word === word));
}

/**
 * What the typed text asks for and no word here covers, as far as it still stands: a part that was chosen by hand since
 * settles what was missing in it.
 */
export function openGaps({ reading, question }: Snapshot): Reading["gaps"] {
  if (!reading || !question) return [];
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  const read = reading.question;
  return reading.gaps.filter(({ part }) => {
    if (part === "place") return same(read.place, question.place);
    if (part === "dimension") return same([read.where, read.by], [question.where, question.by]);
    if (part === "measure" || part === "subject") return same(read.measure, question.measure);
    return true;
  });
}

/** The newest draft, which is what a crash interrupted. */
export function newestDraft(drafts: readonly Draft[]): Draft | null {
  return drafts.reduce<Draft | null>(
    (best, draft) => (best === null || draft.savedAt > best.savedAt ? draft : best),
    null,
  );
}

function changed(session: Session, name: ChangeName, now: Snapshot): Session {
  const past = [...session.past, { name, before: session.now }].slice(-MOST_STEPS);
  return { ...session, restored: null, now, past, future: [] };
}

/** Typing is one step a word, so that undo does not go letter by letter. */
function typed(session: Session, text: string): Session {
  const { now, past } = session;
  const now2: Snapshot = text.trim() === "" ? { ...NOTHING, text } : { ...now, text };
  const goesOn =
    past.at(-1)?.name.kind === "typed" &&
    !/\s$/.test(now.text) &&
    Math.abs(text.length - now.text.length) <= 1;
  return goesOn
    ? { ...session, restored: null, now: now2, future: [] }
    : changed(session, { kind: "typed" }, now2);
}

function read(now: Snapshot, reading: Reading): Snapshot {
  const settled = now.settled.filter(({ word }) => reading.unsure.includes(word));
  const base = reading.question;
  if (now.question === null) return { ...now, question: base, reading, base, settled };
  if (now.reading === null && now.base === null) return { ...now, reading, base, settled }; // loaded: the question stands as it was
  const merged = mergeReading(now.question, now.base ?? base, base);
  return { ...now, question: { ...merged, text: now.text }, reading, base, settled };
}

function undone(session: Session): Session {
  const step = session.past.at(-1);
  if (step === undefined) return session;
  return {
    ...session,
    restored: null,
    now: step.before,
    past: session.past.slice(0, -1),
    future: [{ name: step.name, after: session.now }, ...session.future],
  };
}

function redone(session: Session): Session {
  const [step, ...future] = session.future;
  if (step === undefined) return session;
  return {
    ...session,
    restored: null,
    now: step.after,
    past: [...session.past, { name: step.name, before: session.now }],
    future,
  };
}
