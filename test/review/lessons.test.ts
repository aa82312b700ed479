import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Happening } from "../../shared/ledger/event.ts";
import { foldHistory } from "../../shared/ledger/history.ts";
import { buildReview } from "../../shared/review/build.ts";
import { inFolder, open } from "../askline/open.ts";
import { answered, asked, ledger, refused, sealed } from "./two-weeks.ts";

const learned = (
  lesson: Extract<Happening, { kind: "lesson-recorded" }>["payload"]["lesson"],
  state: "active" | "retired" = "active",
): Happening => ({
  kind: "lesson-recorded",
  payload: { lessonId: "L1", observationId: null, lesson, state },
});
const stretch = { from: "2020-03-01", to: "2020-03-31", knownAt: "2020-03-20T00:00:00.000Z" };
const viewed = (...happenings: readonly (readonly [number, Happening])[]) =>
  buildReview(foldHistory(ledger(...happenings)), stretch).lessons[0];

describe("a drill", () => {
  const drill = learned({
    sort: "drill",
    title: "Exercise",
    on: "2020-03-03",
    questions: ["1?", "2?", "3?", "4?", "5?"].map((text) => ({ text, withinMinutes: 60 })),
  });

  it("counts a question from its day on, and times each answer", () => {
    const view = viewed(
      [0, drill],
      [1, asked("5")], // before the day of the drill
      [25, asked("1")],
      [25.5, sealed("1", "beds")],
      [25.5, answered("1")],
      [26, asked("2")],
      [28, answered("2")],
      [29, asked("3")],
      [29.1, refused("3")],
    );
    expect(view?.drill.map(({ verdict, minutes }) => [verdict, minutes])).toEqual([
      ["in-time", 30],
      ["late", 120],
      ["no-answer", null],
      ["waiting", null],
      ["waiting", null],
    ]);
  });
});

describe("a standing request", () => {
  const standing = learned({
    sort: "standing-request",
    wanted: "Beds",
    purpose: "p",
    everyDays: 10,
    from: "2020-03-05",
  });
  const opened = (lessonId?: string): Happening => ({
    kind: "request-opened",
    payload: {
      requestId: `RQ-${lessonId}`,
      questionId: null,
      purpose: "p",
      wanted: "Beds",
      ...(lessonId && { lessonId }),
    },
  });

  it("is due on its first day, then a rhythm after the last request that was opened for it", () => {
    expect(viewed([0, standing])).toMatchObject({ next: "2020-03-05", requests: [] });
    expect(viewed([0, standing], [24 * 16, opened("L1")], [24 * 17, opened()])).toMatchObject({
      next: "2020-03-25",
      requests: ["RQ-L1"],
    });
    expect(viewed([0, standing], [1, learned({ ...standingLesson }, "retired")])?.next).toBeNull();
  });
  const standingLesson = {
    sort: "standing-request",
    wanted: "Beds",
    purpose: "p",
    everyDays: 10,
    from: "2020-03-05",
  } as const;
});

describe("learning in a workspace", () => {
  it("offers templates, reads aliases, and refuses what is not there", () =>
    inFolder(async (folder) => {
      const askline = await open(join(folder, "w"), "create-bundled");
      const text = "How many mpox cases were confirmed in France in July 2022?";
      const before = askline.parse("floobs of mpox in Spain in July 2022");
      expect(before.question.measure?.concept).not.toBe("cases");
      const observed = await askline.recordObservation({ sort: "improvement", text: "o", about: [] });
      if (!observed.ok) throw new Error("not recorded");
      const { observationId } = observed.value;
      for (const lesson of [
        { sort: "template", text, questionId: null },
        { sort: "alias", words: "floobs", concept: "cases" },
      ] as const)
        expect(await askline.lookBack.learn({ observationId, lesson, state: "active" })).toMatchObject({
          ok: true,
        });
      expect((await askline.suggestions()).map((one) => one.text)).toContain(text);
      expect(askline.parse("floobs of mpox in Spain in July 2022").question.measure?.concept).toBe("cases");
      const review = await askline.review({});
      expect(review.ok && review.value.lessons.map((one) => one.observationId)).toEqual([
        observationId,
        observationId,
      ]);
      for (const wrong of [
        { observationId: "O-none", lesson: { sort: "template", text, questionId: null } },
        { observationId: null, lesson: { sort: "alias", words: "x", concept: "no-such-thing" } },
      ] as const)
        expect(await askline.lookBack.learn({ ...wrong, state: "active" })).toMatchObject({
          ok: false,
          problem: { code: "not-found" },
        });
      await askline.close();
    }));
});
