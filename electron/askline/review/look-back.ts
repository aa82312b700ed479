import type { RequestView } from "../../../shared/requests/request.ts";
import { writePdf } from "../../exporters/report/write-report.ts";
import { listRequests } from "../requests.ts";
import type { Session } from "../session.ts";
import { compare } from "./compare.ts";
import { describeActor, recordLesson } from "./lessons.ts";
import { trace } from "./life.ts";
import { endOfMoment, historyAt } from "./review.ts";
import { timelineCases } from "./timeline.ts";

type Rest<F> = F extends (session: Session, ...rest: infer R) => infer T ? (...rest: R) => T : never;

/** Bound to a session: what people do when they look back. */
export type LookBack = ReturnType<typeof timelineCases> & {
  readonly trace: Rest<typeof trace>;
  readonly compare: Rest<typeof compare>;
  readonly learn: Rest<typeof recordLesson>;
  readonly describeActor: Rest<typeof describeActor>;
  /** The requests as they stood at a day's end, or a moment. */
  readonly requestsThen: (knownAt: string) => Promise<RequestView[]>;
  /** Writes a report that the window printed. */
  readonly keepPdf: typeof writePdf;
};

/** The timeline, lives of questions, differences, and what is learned from them. */
export const lookBackCases = (session: Session): LookBack => ({
  ...timelineCases(session),
  trace: (asked) => trace(session, asked),
  compare: (asked) => compare(session, asked),
  learn: (draft) => recordLesson(session, draft),
  describeActor: (said) => describeActor(session, said),
  requestsThen: async (knownAt) => {
    const then = endOfMoment(knownAt);
    return listRequests(await historyAt(session, then), then);
  },
  keepPdf: writePdf,
});
