import { z } from "zod";
import { REQUEST_STEPS } from "../ledger/event.ts";
import type { RequestRecord, RequestState } from "../ledger/history.ts";

export const REQUEST_STATES = ["draft", ...REQUEST_STEPS] as const;

/** Which state may follow which. What is over stays over; granted data still have to be delivered. */
const NEXT: Readonly<Record<RequestState, readonly Exclude<RequestState, "draft">[]>> = {
  draft: ["sent", "withdrawn"],
  sent: ["acknowledged", "granted", "granted-in-part", "refused", "withdrawn", "expired"],
  acknowledged: ["granted", "granted-in-part", "refused", "withdrawn", "expired"],
  granted: ["delivered", "withdrawn", "expired"],
  "granted-in-part": ["delivered", "withdrawn", "expired"],
  refused: [],
  withdrawn: [],
  expired: [],
  delivered: [],
};

/** The states a request in this state may go to. */
export const nextStates = (state: RequestState): readonly Exclude<RequestState, "draft">[] => NEXT[state];

/** Whether nothing more is expected of it. */
export const isOver = (state: RequestState): boolean => NEXT[state].length === 0;

/** A request as it is shown: its letter, its steps, and its clock. */
export const requestViewSchema = z.object({
  requestId: z.string(),
  questionId: z.string().nullable(),
  purpose: z.string(),
  wanted: z.string(),
  columns: z.array(z.string()),
  holder: z.string().nullable(),
  dataset: z.string().nullable(),
  legalBasis: z.string().nullable(),
  duration: z.string().nullable(),
  deadline: z.string().nullable(),
  /** The standing request it was opened for. */
  lessonId: z.string().nullable(),
  openedAt: z.string(),
  state: z.enum(REQUEST_STATES),
  next: z.array(z.enum(REQUEST_STATES).exclude(["draft"])),
  steps: z.array(
    z.object({ at: z.string(), to: z.enum(REQUEST_STATES), who: z.string(), note: z.string().nullable() }),
  ),
  /** Whole days in the state it is in now. */
  daysInState: z.number().int(),
  /** Whole days since it was opened, to now or to its end. */
  daysOpen: z.number().int(),
  /** Days left to the deadline, negative when it has passed; null without one or when it is over. */
  daysLeft: z.number().int().nullable(),
});
export type RequestView = z.infer<typeof requestViewSchema>;

const DAY_MS = 86_400_000;
const days = (from: string, to: string): number =>
  Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / DAY_MS));

/** A request with its clock read at `now` (UTC, ISO 8601). */
export function viewRequest(record: RequestRecord, now: string): RequestView {
  const over = isOver(record.state);
  const last = record.steps.at(-1)?.at ?? record.openedAt;
  const left =
    record.deadline === undefined || over
      ? null
      : Math.round((Date.parse(record.deadline) - Date.parse(now.slice(0, 10))) / DAY_MS);
  return {
    requestId: record.requestId,
    questionId: record.questionId,
    purpose: record.purpose,
    wanted: record.wanted,
    columns: [...(record.columns ?? [])],
    holder: record.holder ?? null,
    dataset: record.dataset ?? null,
    legalBasis: record.legalBasis ?? null,
    duration: record.duration ?? null,
    deadline: record.deadline ?? null,
    lessonId: record.lessonId ?? null,
    openedAt: record.openedAt,
    state: record.state,
    next: [...nextStates(record.state)],
    steps: [...record.steps],
    daysInState: days(last, now),
    daysOpen: days(record.openedAt, over ? last : now),
    daysLeft: left,
  };
}

/** What has to be said to open a request: no more columns than the question needs, and on what legal basis. */
export const requestDraftSchema = z
  .object({
    questionId: z.string().max(300).nullable(),
    purpose: z.string().trim().min(1).max(5000),
    wanted: z.string().trim().min(1).max(5000),
    columns: z.array(z.string().min(1).max(300)).max(200),
    holder: z.string().max(500).optional(),
    dataset: z.string().max(300).optional(),
    legalBasis: z.string().max(2000).optional(),
    duration: z.string().max(300).optional(),
    lessonId: z.string().max(300).optional(),
    deadline: z
      .string()
      .regex(/^\d{4}-\d\d-\d\d$/)
      .optional(),
  })
  .strict();
export type RequestDraft = z.infer<typeof requestDraftSchema>;
