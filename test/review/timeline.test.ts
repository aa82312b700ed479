import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldHistory } from "../../shared/ledger/history.ts";
import { buildReview } from "../../shared/review/build.ts";
import { questionLife } from "../../shared/review/life/question-life.ts";
import { traceOfThing } from "../../shared/review/life/trace.ts";
import { timelineItems } from "../../shared/review/timeline/items.ts";
import { actorsOf, filterItems, pageOf, timelineOf } from "../../shared/review/timeline/marks.ts";
import {
  answered,
  arrived,
  asked,
  crisis,
  decided,
  different,
  ledger,
  revised,
  revisedData,
  sealed,
  stretch,
  viewed,
} from "./two-weeks.ts";

const history = foldHistory(crisis);
const war = { dataset: "news", row: 1, at: "2020-03-03", until: null, title: "Borders close" };
const all = timelineItems(history, stretch.knownAt, [war]);
const { items } = all;
const whole = { from: "2020-03-01T00:00:00.000Z", to: "2020-03-20T00:00:00.000Z" };

describe("the timeline", () => {
  it("puts everything in its lane, outside events among it, in order of time", () => {
    expect(items.map(({ at }) => Date.parse(at))).toEqual(
      items.map(({ at }) => Date.parse(at)).toSorted((a, b) => a - b),
    );
    const lanes = new Map(items.map(({ lane }) => [lane, items.filter((one) => one.lane === lane).length]));
    expect(Object.fromEntries(lanes)).toEqual({
      data: 1,
      questions: 4,
      answers: 2,
      decisions: 1,
      outside: 1,
    });
  });

  it("lets through what fits lanes, people and all words, whatever they look like", () => {
    const titles = (filter: Parameters<typeof filterItems>[1]) =>
      filterItems(all, filter).items.map(({ title }) => title);
    expect(titles({ lanes: ["outside", "decisions"] })).toEqual(["open the ward", "Borders close"]);
    expect(titles({ actors: ["Minister"] })).toEqual(["open the ward"]);
    expect(titles({ text: "close BORDERS" })).toEqual(["Borders close"]);
    expect(titles({ text: "(" })).toEqual([]);
    expect(titles({ text: "4?" })).toEqual(["4?"]);
  });

  it("is drawn from moments by lane and standing: as many as there are things", () => {
    const drawn = timelineOf(all, filterItems(all, { lanes: ["answers"] }), actorsOf(all));
    expect(drawn).toMatchObject({ all: items.length, shown: 2, from: "2020-03-02T00:00:00.000Z" });
    expect(drawn.marks.map(({ lane, standing, at }) => [lane, standing, at.length])).toEqual([
      ["answers", "good", 1],
      ["answers", "bad", 1],
    ]);
    expect(drawn.actors[0]).toEqual({ actor: "ana", count: 6 });
  });

  it("gives what lies between two moments in pages, newest first, each thing once", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 400 }), (limit, hour) => {
        const from = new Date(Date.UTC(2020, 2, 1) + hour * 3_600_000).toISOString();
        const expected = items.filter(({ at }) => Date.parse(at) >= Date.parse(from)).reverse();
        const pages = [];
        for (let offset = 0; offset < expected.length; offset += limit)
          pages.push(...pageOf(all, { ...whole, from }, { offset, limit }).items);
        expect(pages).toEqual(expected);
        expect(pageOf(all, { ...whole, from }, { offset: 0, limit }).total).toBe(expected.length);
      }),
    );
  });
});

describe("a question's whole life", () => {
  const events = ledger(
    [0, arrived("beds")],
    [1, asked("1")],
    [1.1, revised("1")],
    [2, sealed("1", "beds")],
    [3, answered("1")],
    [3.1, viewed("1")],
    [3.2, viewed("1")],
    [4, viewed("1"), "ben"],
    [10, decided("1")],
    [48, revisedData("beds")],
    [49, different("1")],
    [50, asked("2")],
  );
  const folded = foldHistory(events);
  const question = folded.questions.get("1");
  if (!question) throw new Error("not asked");

  it("is told step by step, with its versions, who looked, and what changed afterwards", () => {
    const life = questionLife(folded, question, events);
    expect(life.steps.map(({ sort }) => sort)).toEqual([
      "asked",
      "revised",
      "sealed",
      "answered",
      "viewed",
      "viewed",
      "decided",
      "changed",
      "changed",
    ]);
    expect(life.steps.filter(({ version }) => version !== null).map(({ version }) => version)).toEqual([
      1, 2,
    ]);
    expect(life.steps[4]?.text).toBe("Looked at by ana, 2 times that day");
  });

  it("is told in short where only the histories are at hand", () => {
    expect(questionLife(folded, question, []).steps.map(({ sort }) => sort)).toEqual([
      "asked",
      "answered",
      "decided",
      "changed",
      "changed",
    ]);
  });

  it("things that are no questions have lives too, what nobody knows has none", () => {
    expect(traceOfThing(folded, "beds")?.steps).toHaveLength(2);
    expect(traceOfThing(folded, "nothing")).toBeNull();
  });
});

describe("answers that changed afterwards", () => {
  it("are ranked by the decisions that hang on them, not by when it was seen", () => {
    const events = ledger(
      ...["1", "2", "3"].flatMap((id, at) => [
        [at, asked(id)] as const,
        [at + 0.1, sealed(id, "beds")] as const,
        [at + 0.2, answered(id)] as const,
      ]),
      [5, decided("3", "a")],
      [6, decided("3", "b")],
      [7, decided("2")],
      [8, different("1")],
      [9, different("2")],
      [10, different("3")],
    );
    const { changed, measures } = buildReview(foldHistory(events), stretch);
    expect(changed.map(({ answerId, decisions }) => [answerId, decisions.length])).toEqual([
      ["A3", 2],
      ["A2", 1],
      ["A1", 0],
    ]);
    expect(measures.changed).toEqual({ answers: 3, decisions: 3 });
  });
});
