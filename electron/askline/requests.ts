import type { History } from "../../shared/ledger/history.ts";
import {
  nextStates,
  type RequestDraft,
  type RequestView,
  viewRequest,
} from "../../shared/requests/request.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { requestStateText } from "../../shared/review/sentences.ts";
import type { Session } from "./session.ts";

/** All requests of a history with their clocks read at `now` (UTC, ISO 8601), newest first. */
export const listRequests = ({ requests }: History, now: string): RequestView[] =>
  [...requests.values()].reverse().map((request) => viewRequest(request, now));

/** Opens a request for data, usually from a question that could not be answered. */
export async function openRequest(
  session: Session,
  draft: RequestDraft,
): Promise<Result<{ requestId: string }>> {
  if (draft.questionId !== null && !session.history.questions.has(draft.questionId))
    return fail({
      code: "not-found",
      message: `The ledger knows no question ${draft.questionId}.`,
      meaning: "No request was opened.",
      remedy: "Open the request from the register of unanswered questions, or without a question.",
    });
  const { holder, dataset, legalBasis, duration, deadline, lessonId, ...said } = draft;
  const requestId = `RQ-${session.around.newId()}`;
  const recorded = await session.record({
    kind: "request-opened",
    payload: {
      ...said,
      requestId,
      ...(holder !== undefined && { holder }),
      ...(dataset !== undefined && { dataset }),
      ...(legalBasis !== undefined && { legalBasis }),
      ...(duration !== undefined && { duration }),
      ...(deadline !== undefined && { deadline }),
      ...(lessonId !== undefined && { lessonId }),
    },
  });
  return recorded.ok ? ok({ requestId }) : recorded;
}

/** Moves a request on. What is not a next state of it is refused: a refused request cannot be delivered. */
export async function moveRequest(
  session: Session,
  move: { readonly requestId: string; readonly to: string; readonly note?: string | undefined },
): Promise<Result<RequestView>> {
  const known = session.history.requests.get(move.requestId);
  const to = known && nextStates(known.state).find((state) => state === move.to);
  if (!known || !to)
    return fail({
      code: known ? "bad-input" : "not-found",
      message: known
        ? `A request that is “${requestStateText(known.state)}” cannot become “${requestStateText(move.to)}”.`
        : `The ledger knows no request ${move.requestId}.`,
      meaning: "Nothing was recorded.",
      remedy: known
        ? `It can become: ${nextStates(known.state).map(requestStateText).join(", ") || "nothing more, it is over"}.`
        : "Choose one of the list.",
    });
  const recorded = await session.record({
    kind: "request-moved",
    payload: { requestId: known.requestId, to, ...(move.note ? { note: move.note } : {}) },
  });
  if (!recorded.ok) return recorded;
  const moved = session.history.requests.get(known.requestId) ?? known;
  return ok(viewRequest(moved, new Date(session.around.now()).toISOString()));
}
