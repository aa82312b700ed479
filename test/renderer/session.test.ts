import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  emptySession,
  newestDraft,
  type Session,
  type SessionAction,
  sessionAfter,
  unsureWords,
} from "../../renderer/ask/session.ts";
import type { Question } from "../../shared/question/question.ts";
import type { Reading } from "../../shared/question/reading.ts";

const question = (text: string, patch: Partial<Question> = {}): Question => ({
  version: 1,
  text,
  asked: "2026-11-24",
  kind: "situation",
  by: [],
  where: [],
  ...patch,
});
const reading = (text: string, patch: Partial<Question> = {}, unsure: string[] = []): Reading => ({
  question: question(text, patch),
  marks: [],
  unsure,
  gaps: [],
});
const sessionOf = (...actions: SessionAction[]): Session => actions.reduce(sessionAfter, emptySession);
const typed = (text: string): SessionAction[] =>
  [...text].map((_, at) => ({ do: "type", text: text.slice(0, at + 1) }));
const read = (text: string, patch?: Partial<Question>, unsure?: string[]): SessionAction => ({
  do: "read",
  text,
  reading: reading(text, patch, unsure),
});
const choose = (kind: Question["kind"]): SessionAction => ({
  do: "change",
  name: { kind: "part", label: kind },
  patch: { kind },
});

describe("the question in the making", () => {
  it("takes the reading of what was typed, and drops one that comes too late", () => {
    expect(sessionOf(...typed("deaths"), read("deaths")).now.question?.text).toBe("deaths");
    expect(sessionOf(...typed("deaths now"), read("deaths")).now.question).toBeNull();
  });

  it("undoes typing word by word", () => {
    const session = sessionOf(...typed("deaths in Italy"));
    const words = [session, sessionAfter(session, { do: "undo" })];
    expect(words.map(({ now }) => now.text)).toEqual(["deaths in Italy", "deaths in "]);
  });

  it("names what it would undo, and brings it again", () => {
    const session = sessionOf(...typed("deaths"), read("deaths"), choose("trend"), choose("ranking"));
    expect(session.past.at(-1)?.name).toEqual({ kind: "part", label: "ranking" });
    const back = sessionAfter(session, { do: "undo" });
    expect(back.now.question?.kind).toBe("trend");
    expect(sessionAfter(back, { do: "redo" }).now.question?.kind).toBe("ranking");
  });

  it("undoes everything, whatever was done, and redoes it to the same", () => {
    const action = fc.oneof(
      fc.string({ maxLength: 8 }).map((text): SessionAction => ({ do: "type", text })),
      fc.constantFrom<SessionAction>(choose("trend"), choose("ranking"), choose("situation")),
    );
    fc.assert(
      fc.property(fc.array(action, { maxLength: 30 }), (actions) => {
        const done = actions.reduce(sessionAfter, sessionOf(...typed("a"), read("a")));
        const steps = done.past.map(() => "undo" as const);
        const undone = steps.reduce((session) => sessionAfter(session, { do: "undo" }), done);
        const redone = steps.reduce((session) => sessionAfter(session, { do: "redo" }), undone);
        expect(undone.now.text).toBe("");
        expect(redone.now).toEqual(done.now);
      }),
    );
  });

  it("opens a draft as it was saved: reading its words again changes no part of it", () => {
    const saved = question("deaths in Italy", { kind: "ranking" });
    const session = sessionOf(
      { do: "load", question: saved, text: saved.text, draftId: "d1", restored: "2026-11-24T09:00:00Z" },
      read(saved.text, { kind: "situation" }),
    );
    expect(session.now.question).toEqual(saved);
    expect(session.now.reading).not.toBeNull();
    expect(session.draftId).toBe("d1");
  });

  it("counts a word as settled once its reading was chosen", () => {
    const session = sessionOf(...typed("full"), read("full", {}, ["full"]));
    expect(unsureWords(session.now)).toEqual(["full"]);
    const mark = {
      start: 0,
      end: 4,
      text: "full",
      state: "unsure",
      part: "measure",
      reading: null,
      choices: [],
    } as const;
    const settled = sessionAfter(session, {
      do: "settle",
      mark: { ...mark, choices: [] },
      label: "beds",
      patch: {},
    });
    expect(unsureWords(settled.now)).toEqual([]);
  });

  it("forgets the draft's name once the question is sealed, so that changes become a new draft", () => {
    const session = sessionOf(
      ...typed("deaths"),
      read("deaths"),
      { do: "name-draft", draftId: "d1" },
      { do: "seal", runId: "r1" },
    );
    expect(session.draftId).toBeNull();
    expect(session.lastRun).toBe("r1");
    expect(sessionAfter(session, { do: "clear" }).lastRun).toBeNull();
    expect(session.now.text).toBe("deaths");
  });
});

describe("newestDraft", () => {
  it("is the one saved last, or none", () => {
    const draft = (id: string, savedAt: string) => ({
      id,
      savedAt,
      question: question(id),
      text: id,
      sentence: id,
    });
    expect(newestDraft([])).toBeNull();
    expect(
      newestDraft([draft("a", "2026-01-01"), draft("b", "2026-02-01"), draft("c", "2025-01-01")])?.id,
    ).toBe("b");
  });
});
