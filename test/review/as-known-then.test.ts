import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { questionSchema } from "../../shared/question/question.ts";
import { inFolder, open, TODAY } from "../askline/open.ts";

const HOUR = 3_600_000;

const mpoxInSpain = questionSchema.parse({
  version: 1,
  text: "How many mpox cases were confirmed in Spain in July 2022?",
  asked: "2026-11-24",
  kind: "situation",
  measure: { concept: "cases", subject: "mpox", statistic: { kind: "total" } },
  place: { areas: [{ id: "ESP", name: "Spain" }] },
  time: { from: "2022-07-01", to: "2022-07-31" },
  decision: { kind: "stated", what: "order vaccine" },
});

describe("a review as known then", () => {
  it("shows an answer without the decision that came later, and a request in the state it was in", () =>
    inFolder(async (folder) => {
      const clock = { now: TODAY };
      let ids = 0;
      const around = { now: () => clock.now, newId: () => `K${++ids}`, actor: "ana", application: "test" };
      const askline = await open(join(folder, "w"), "create-bundled", { around });
      const outcome = await askline.ask({ question: mpoxInSpain, unsure: [] });
      if (!outcome.ok || outcome.value.kind === "refused") throw new Error("not answered");
      clock.now += HOUR;
      const opened = await askline.openRequest({
        questionId: null,
        purpose: "p",
        wanted: "Beds by region",
        columns: ["beds"],
        deadline: "2026-11-25",
      });
      if (!opened.ok) throw new Error(opened.problem.message);
      const then = new Date(clock.now).toISOString();
      clock.now += 72 * HOUR;
      await askline.recordDecision({
        answerIds: [outcome.value.answer.id],
        what: "Ordered",
        who: "Minister",
      });
      await askline.moveRequest({ requestId: opened.value.requestId, to: "sent" });
      expect(await askline.moveRequest({ requestId: opened.value.requestId, to: "delivered" })).toMatchObject(
        {
          ok: false,
          problem: { message: "A request that is “Sent” cannot become “Delivered”." },
        },
      );
      const now = await askline.review({});
      const before = await askline.review({ knownAt: then });
      if (!now.ok || !before.ok) throw new Error("no review");
      expect(now.value.measures).toMatchObject({ decisions: 1, toDecision: { ended: 1, median: 73 } });
      expect(now.value.requests).toMatchObject([{ state: "sent", daysOpen: 3, daysLeft: -2 }]);
      expect(before.value.measures).toMatchObject({
        answered: 1,
        decisions: 0,
        toDecision: { ended: 0, open: 1 },
      });
      expect(before.value.requests).toMatchObject([{ state: "draft", daysOpen: 0, daysLeft: 1 }]);
      await askline.close();
    }));
});
